/* Incidents of a duty to refrain: gathered by what they speak of, dated, counted. */
#ifndef KEPT_INCIDENTS_H
#define KEPT_INCIDENTS_H

#include "course.h"

/* Claims that can be of one day belong together; the days all of them allow are disjoint. */
typedef struct {
    i32 first, last;
    Days members; /* places of rows in the slot */
} Incident;
LIST(Incident, Incidents)

/* Of statements with several voices one row stands for all: they are one claim. */
typedef struct {
    i32 at, days, first, last, row;
} Claim;

static int by_precision(const void *one, const void *other) {
    const Claim *a = one, *b = other;
    if (a->days != b->days) return a->days < b->days ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last < b->last ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

/* The first incident that ends on `day` or later. */
static i32 incident_from(const Incidents *found, i32 day) {
    i32 low = 0, high = found->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (found->at[middle].last < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void insert_incident(Incidents *found, i32 at, Incident one) {
    push_Incidents(found, one);
    memmove(found->at + at + 1, found->at + at, (size_t)(found->count - 1 - at) * sizeof(Incident));
    found->at[at] = one;
}

static void add_claim(Incidents *found, const Claim *claim) {
    i32 at = incident_from(found, claim->first);
    if (at == found->count || found->at[at].first > claim->last)
        insert_incident(found, at, (Incident){claim->first, claim->last, {0}});
    Incident *it = &found->at[at];
    it->first = most(it->first, claim->first), it->last = least(it->last, claim->last);
    push_Days(&it->members, claim->at);
}

/* Which rows a lane hears of, and whether they claim it or deny it. */
static Claim *claims_of(const Lane *it, const Slot *slot, int denials, i32 *count) {
    const Words *w = &it->state->words;
    Claim *claims = malloc((size_t)(slot->count + 1) * sizeof(Claim));
    i32 n = 0;
    for (i32 i = 0; i < slot->count; i++) {
        const Row *row = &slot->rows[i];
        if (!(row->mask >> it->lane & 1) || (w->kind[row->row] >= DENIES) != denials) continue;
        claims[n++] = (Claim){i, row->last - row->first, row->first, row->last, row->row};
    }
    *count = n;
    return claims;
}

static int answers(const Lane *it, i32 statement, i32 answered) {
    const Answers *all = &it->state->answers;
    for (i64 i = first_of(all->statement, all->rows, statement);
         i < all->rows && all->statement[i] == statement; i++)
        if (all->answered[i] == answered) return 1;
    return 0;
}

static i32 statement_of(const Lane *it, const Slot *slot, i32 at) {
    return it->state->words.statement[slot->rows[at].row];
}

static int answers_one_of(const Lane *it, const Slot *slot, i32 denial, const Incident *incident,
                          i32 claims) {
    for (i32 i = 0; i < claims; i++)
        if (answers(it, denial, statement_of(it, slot, incident->members.at[i]))) return 1;
    return 0;
}

static int answers_anything(const Lane *it, i32 statement) {
    const Answers *all = &it->state->answers;
    i64 at = first_of(all->statement, all->rows, statement);
    return at < all->rows && all->statement[at] == statement;
}

/* A denial belongs to the incidents whose day it names, and to those it answers a claim of. */
static void add_denial(const Lane *it, const Slot *slot, Incidents *found, const i32 *claims,
                       const Claim *denial) {
    i32 statement = statement_of(it, slot, denial->at);
    if (answers_anything(it, statement)) {
        for (i32 i = 0; i < found->count; i++) {
            Incident *each = &found->at[i];
            if ((each->first <= denial->last && denial->first <= each->last) ||
                answers_one_of(it, slot, statement, each, claims[i]))
                push_Days(&each->members, denial->at);
        }
        return;
    }
    for (i32 i = incident_from(found, denial->first);
         i < found->count && found->at[i].first <= denial->last; i++)
        push_Days(&found->at[i].members, denial->at);
}

static Incidents gathered(const Lane *it, const Slot *slot) {
    Incidents found = {0};
    i32 n, several;
    Claim *claims = claims_of(it, slot, 0, &n), *denials;
    qsort(claims, (size_t)n, sizeof(Claim), by_precision);
    for (i32 i = 0; i < n; i++) add_claim(&found, &claims[i]);
    i32 *counts = malloc((size_t)(found.count + 1) * sizeof(i32));
    for (i32 i = 0; i < found.count; i++) counts[i] = found.at[i].members.count;
    denials = claims_of(it, slot, 1, &several);
    for (i32 i = 0; i < several; i++) add_denial(it, slot, &found, counts, &denials[i]);
    free(claims), free(denials), free(counts);
    return found;
}

/* The evidence that one incident happened: of each voice its last word, on whichever day. */
static u8 weigh_incident(Lane *it, const Slot *slot, const Incident *incident, const u8 *classes) {
    Counters counters;
    i64 voices = it->state->lanes.voices;
    i32 none[LANES], n = incident->members.count;
    u8 lanes = (u8)(1 << it->lane);
    memset(&counters, 0, sizeof(counters));
    for (i32 i = 0; i < LANES; i++) none[i] = NONE;
    qsort(incident->members.at, (size_t)n, sizeof(i32), by_day);
    for (i32 i = 0; i < n; i++) { /* rows of one voice stand together, the last of them counts */
        const Row *row = &slot->rows[incident->members.at[i]];
        if (i + 1 < n && slot->rows[incident->members.at[i + 1]].voice == row->voice) continue;
        Voice nobody = {0};
        u8 said[3] = {0};
        said[(row->state & SIGN) - 1] = lanes;
        recount(&counters, &nobody, said, classes, voices, row->voice);
    }
    return (u8)(code_of(&counters, none, FIRST_DAY) >> (8 * it->lane));
}

static int owed_on(Lane *it, i32 c, i32 first, i32 last) {
    const Stretches *lay = suspensions(it, c);
    if (first < start_day(it, c, CERTAIN) || start_day(it, c, CERTAIN) == NONE) return 0;
    for (i32 i = 0; i < lay->count; i++)
        if (lay->at[i].first <= last && first < lay->at[i].last) return 0;
    return 1;
}

static void add_breach(Lane *it, i32 c, i32 proposition, const Incident *incident, i32 strength) {
    const Propositions *p = &it->state->propositions;
    i32 months = p->fresh_months[proposition], days = p->fresh_days[proposition];
    i32 faded = months | days ? add(it->state, incident->last, months, days) : NONE;
    i32 repaired = repaired_day(it, c, incident->last);
    i32 good = repaired != NONE && repaired < faded;
    push_Breaches(&it->courses[c].breaches, (Breach){incident->first, incident->last,
                                                     good ? repaired : faded, strength, good});
}

static void find_breaches(Lane *it, i32 c, i32 atom) {
    State *state = it->state;
    i32 slot = state->questions.slot[atom];
    Incidents found = gathered(it, &state->slots[slot]);
    for (i32 i = 0; i < found.count; i++) {
        u8 code = weigh_incident(it, &state->slots[slot], &found.at[i], classes_of(state, atom));
        if (is_true(it, code) && owed_on(it, c, found.at[i].first, found.at[i].last))
            add_breach(it, c, state->questions.proposition[slot], &found.at[i], for_of(code));
        free(found.at[i].members.at);
    }
    free(found.at);
}

/* The accepted incidents against a duty to refrain while it was owed. */
static const Breaches *breaches(Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    Course *course = &it->courses[c];
    if (course->has_breaches) return &course->breaches;
    course->breaches.count = 0;
    for (i32 i = all->never_start[c]; i < all->never_start[c + 1]; i++)
        find_breaches(it, c, all->never_atom[i]);
    course->has_breaches = 1;
    return &course->breaches;
}

#endif
