/* Incidents of a duty to refrain: gathered by what they speak of, dated, counted. */
#ifndef KEPT_INCIDENTS_H
#define KEPT_INCIDENTS_H

#include "course.h"

/* ── Gathered ───────────────────────────────────────────────────────────────────────────────── */

/* What is said of one incident: 16 bits each for all voices, such as verify, such as concede, such
   as are not merely served; and what the voice at hand says of it. */
typedef struct {
    u64 for_, against;
    i32 voice, sign;
} Talk;

/* Claims that can be of one day belong together; the days all of them allow are disjoint, and
   ascend. An incident keeps its number while others are put in before it. */
typedef struct {
    Talk *talk;                 /* by number */
    i32 *first, *last, *number; /* by place */
    i32 count;
    i32 *touched; /* numbers of which the voice at hand speaks */
    i32 *of;      /* by row of the slot: number · 4 + sign; -1 - the place at which a denial of more
                     than one begins to overlap them; NONE: of none */
} Incidents;

static Incidents make_incidents(Scratch *s, const Slot *slot) {
    i64 n = slot->claim_count + 1, rows = slot->count + 1;
    i64 size = n * (i64)sizeof(Talk) + (4 * n + rows) * (i64)sizeof(i32);
    if (size > s->incidents_room) {
        s->incidents_room = size + size / 2;
        s->incidents = renewed(s->incidents, s->incidents_room, 1);
    }
    Incidents it = {0};
    it.talk = (Talk *)s->incidents;
    it.first = (i32 *)(it.talk + n), it.last = it.first + n, it.number = it.last + n;
    it.touched = it.number + n, it.of = it.touched + n;
    return it;
}

/* The first incident that ends on `day` or later. */
static i32 incident_from(const Incidents *found, i32 day) {
    i32 low = 0, high = found->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (found->last[middle] < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void insert_incident(Incidents *found, i32 at, i32 first, i32 last) {
    size_t after = (size_t)(found->count - at) * sizeof(i32);
    if (after) {
        memmove(found->first + at + 1, found->first + at, after);
        memmove(found->last + at + 1, found->last + at, after);
        memmove(found->number + at + 1, found->number + at, after);
    }
    found->first[at] = first, found->last[at] = last, found->number[at] = found->count++;
}

/* Claims of single days come first, in order; the others, the most precise first. */
static void gather_claims(const Lane *it, const Slot *slot, Incidents *found) {
    for (i32 i = 0; i < slot->claim_count; i++) {
        const Claim *claim = &slot->claims[i];
        found->of[claim->at] = NONE;
        if (!(claim->mask >> it->lane & 1)) continue;
        i32 at = found->count;
        if (i >= slot->exact_count) at = incident_from(found, claim->first);
        else if (at && found->last[at - 1] == claim->first) at--;
        if (at == found->count || found->first[at] > claim->last)
            insert_incident(found, at, claim->first, claim->last);
        found->first[at] = most(found->first[at], claim->first);
        found->last[at] = least(found->last[at], claim->last);
        found->of[claim->at] = found->number[at] * 4 + claim->sign;
    }
}

/* A denial belongs to the incidents whose day it names. */
static void gather_denials(const Lane *it, const Slot *slot, Incidents *found) {
    const Claim *denial = slot->claims + slot->claim_count, *end = denial + slot->denial_count;
    for (i32 at = 0; denial < end; denial++) {
        found->of[denial->at] = NONE;
        if (!(denial->mask >> it->lane & 1)) continue;
        while (at < found->count && found->last[at] < denial->first) at++;
        if (at == found->count || found->first[at] > denial->last) continue;
        int several = at + 1 < found->count && found->first[at + 1] <= denial->last;
        found->of[denial->at] = several ? -1 - at : found->number[at] * 4 + denial->sign;
    }
}

/* ── Weighed: of each voice its last word, on whichever day ─────────────────────────────────── */

static inline void speak(Incidents *found, i32 *touched, i32 number, i32 voice, i32 sign) {
    Talk *talk = &found->talk[number];
    if (talk->voice != voice) talk->voice = voice, found->touched[(*touched)++] = number;
    talk->sign = sign;
}

/* And of those of which it answers a claim. */
static void speak_in_answer(const Lane *it, const Slot *slot, Incidents *found, i32 *touched,
                            i32 voice, const Link *link) {
    const Row *denial = &slot->rows[link->denial];
    if (denial->mask & slot->rows[link->claim].mask & 1 << it->lane)
        speak(found, touched, found->of[link->claim] >> 2, voice, denial->state & SIGN);
}

static void speak_rows(const Slot *slot, Incidents *found, i32 *touched, i32 voice, i32 from,
                       i32 before) {
    for (i32 at = from; at < before; at++) {
        i32 of = found->of[at];
        if (of == NONE) continue;
        if (of >= 0) {
            speak(found, touched, of >> 2, voice, of & SIGN);
            continue;
        }
        for (i32 i = -1 - of; i < found->count && found->first[i] <= slot->rows[at].last; i++)
            speak(found, touched, found->number[i], voice, slot->rows[at].state & SIGN);
    }
}

static void count_voice(Incidents *found, i32 touched, u64 classes, i32 lane) {
    u64 weight[2];
    for (i32 side = 0; side < 2; side++, classes >>= 24)
        weight[side] = 1 | (classes >> lane & 1) << 16 | (classes >> (8 + lane) & 1) << 32 |
                       (classes >> (16 + lane) & 1) << 48;
    for (i32 i = 0; i < touched; i++) {
        Talk *talk = &found->talk[found->touched[i]];
        if (talk->sign == FOR) talk->for_ += weight[0];
        if (talk->sign == AGAINST) talk->against += weight[1];
    }
}

static void weigh_incidents(Lane *it, const Slot *slot, Incidents *found, const u8 *classes) {
    i64 voices = it->state->lanes.voices;
    const Link *link = slot->links, *last = slot->links + slot->link_count;
    for (i32 i = 0; i < found->count; i++) found->talk[i] = (Talk){0, 0, -1, 0};
    for (i32 v = 0; v < slot->voices; v++) {
        const Speech *speech = &slot->speeches[v];
        i32 touched = 0, at = speech->start, end = speech->start + speech->count;
        for (; link < last && link->denial < end; link++) {
            speak_rows(slot, found, &touched, v, at, link->denial + 1), at = link->denial + 1;
            speak_in_answer(it, slot, found, &touched, v, link);
        }
        speak_rows(slot, found, &touched, v, at, end);
        if (touched)
            count_voice(found, touched,
                        classes_in(classes, voices, slot->rows[speech->start].voice), it->lane);
    }
}

/* Strength 0 to 3 of one side: see evidence.h. */
static i32 strength_of(u64 voices) {
    i32 all = voices & 0xffff, verifying = voices >> 16 & 0xffff, conceding = voices >> 32 & 0xffff;
    if (!all || verifying) return all ? 3 : 0;
    return conceding || (all > 1 && voices >> 48) ? 2 : 1;
}

/* ── What broke a duty ──────────────────────────────────────────────────────────────────────── */

static int owed_on(Lane *it, i32 c, i32 first, i32 last) {
    const Stretches *lay = suspensions(it, c);
    if (first < start_day(it, c, CERTAIN) || start_day(it, c, CERTAIN) == NONE) return 0;
    for (i32 i = 0; i < lay->count; i++)
        if (lay->at[i].first <= last && first < lay->at[i].last) return 0;
    return 1;
}

static void add_breach(Lane *it, i32 c, i32 proposition, i32 first, i32 last, i32 strength) {
    const Propositions *p = &it->state->propositions;
    i32 months = p->fresh_months[proposition], days = p->fresh_days[proposition];
    i32 faded = months | days ? add(it->state, last, months, days) : NONE;
    i32 repaired = repaired_day(it, c, last);
    i32 good = repaired != NONE && repaired < faded;
    push_Breaches(&it->courses[c].breaches, (Breach){first, last, good ? repaired : faded, strength, good});
}

static void find_breaches(Lane *it, i32 c, i32 atom) {
    State *state = it->state;
    i32 slot = state->questions.slot[atom], proposition = state->questions.proposition[slot];
    const Slot *all = &state->slots[slot];
    Incidents found = make_incidents(&it->windows->scratch, all);
    Breaches broken = {0};
    gather_claims(it, all, &found);
    gather_denials(it, all, &found);
    weigh_incidents(it, all, &found, classes_of(state, atom));
    for (i32 i = 0; i < found.count; i++) {
        const Talk *talk = &found.talk[found.number[i]];
        i32 for_ = strength_of(talk->for_);
        u8 code = (u8)(for_ | strength_of(talk->against) << 2);
        if (is_true(it, code) && owed_on(it, c, found.first[i], found.last[i]))
            push_Breaches(&broken, (Breach){found.first[i], found.last[i], 0, for_, 0});
    }
    /* Only now may others ask for what they need, and use the same room. */
    for (i32 i = 0; i < broken.count; i++)
        add_breach(it, c, proposition, broken.at[i].first, broken.at[i].last, broken.at[i].strength);
    free(broken.at);
}

/* The accepted incidents against a duty to refrain while it was owed. */
static const Breaches *breaches(Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    Course *course = &it->courses[c];
    if (course->has_breaches) return &course->breaches;
    course->breaches.count = 0;
    for (i32 i = all->never_start[c]; i < all->never_start[c + 1]; i++)
        find_breaches(it, c, all->never_atom[i]);
    note(it, &course->has_breaches);
    return &course->breaches;
}

#endif
