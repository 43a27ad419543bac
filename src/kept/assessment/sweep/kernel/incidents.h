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

static int heard(const Lane *it, const Slot *slot, const Claim *claim) {
    return slot->rows[claim->at].mask >> it->lane & 1;
}

static i32 statement_of(const Lane *it, const Slot *slot, i32 at) {
    return it->state->words.statement[slot->rows[at].row];
}

/* Which incident a statement claims. */
typedef struct {
    i32 statement, incident;
} Owner;

static int by_statement(const void *one, const void *other) {
    const Owner *a = one, *b = other;
    return (a->statement > b->statement) - (a->statement < b->statement);
}

static Owner *owners_of(const Lane *it, const Slot *slot, const Incidents *found, i32 claims) {
    Owner *owners = malloc((size_t)(claims + 1) * sizeof(Owner));
    i32 n = 0;
    for (i32 i = 0; i < found->count; i++)
        for (i32 m = 0; m < found->at[i].members.count; m++)
            owners[n++] = (Owner){statement_of(it, slot, found->at[i].members.at[m]), i};
    qsort(owners, (size_t)n, sizeof(Owner), by_statement);
    return owners;
}

/* The incidents that a denial answers a claim of, which its own day does not name. */
static void add_answered(const Lane *it, const Slot *slot, Incidents *found, const Owner *owners,
                         i32 claims, const Claim *denial) {
    const Answers *all = &it->state->answers;
    i32 statement = statement_of(it, slot, denial->at);
    for (i64 i = first_of(all->statement, all->rows, statement);
         i < all->rows && all->statement[i] == statement; i++) {
        Owner wanted = {all->answered[i], 0};
        const Owner *owner = bsearch(&wanted, owners, (size_t)claims, sizeof(Owner), by_statement);
        if (!owner) continue;
        Incident *each = &found->at[owner->incident];
        if (each->first <= denial->last && denial->first <= each->last) continue;
        if (each->members.at[each->members.count - 1] != denial->at)
            push_Days(&each->members, denial->at);
    }
}

static void add_denial(Incidents *found, const Claim *denial) {
    for (i32 i = incident_from(found, denial->first);
         i < found->count && found->at[i].first <= denial->last; i++)
        push_Days(&found->at[i].members, denial->at);
}

/* A denial belongs to the incidents whose day it names, and to those it answers a claim of. */
static void add_denials(const Lane *it, const Slot *slot, Incidents *found, i32 claims) {
    const Claim *denial = slot->claims + slot->claim_count, *end = denial + slot->denial_count;
    Owner *owners = 0;
    for (const Claim *each = denial; each < end && !owners; each++)
        if (each->answers && heard(it, slot, each)) owners = owners_of(it, slot, found, claims);
    for (; denial < end; denial++) {
        if (!heard(it, slot, denial)) continue;
        if (denial->answers) add_answered(it, slot, found, owners, claims, denial);
        add_denial(found, denial);
    }
    free(owners);
}

static Incidents gathered(const Lane *it, const Slot *slot) {
    Incidents found = {0};
    i32 count = 0;
    for (i32 i = 0; i < slot->claim_count; i++)
        if (heard(it, slot, &slot->claims[i])) add_claim(&found, &slot->claims[i]), count++;
    add_denials(it, slot, &found, count);
    return found;
}

static void sort_places(i32 *at, i32 count) {
    if (count > 32) {
        qsort(at, (size_t)count, sizeof(i32), by_day);
        return;
    }
    for (i32 i = 1, j; i < count; i++) {
        i32 it = at[i];
        for (j = i; j > 0 && at[j - 1] > it; j--) at[j] = at[j - 1];
        at[j] = it;
    }
}

/* The evidence that one incident happened: of each voice its last word, on whichever day. */
static u8 weigh_incident(Lane *it, const Slot *slot, const Incident *incident, const u8 *classes) {
    Counters counters;
    i64 voices = it->state->lanes.voices;
    i32 n = incident->members.count;
    u64 codes[PICKS];
    memset(&counters, 0, sizeof(counters));
    sort_places(incident->members.at, n);
    for (i32 i = 0; i < n; i++) { /* rows of one voice stand together, the last of them counts */
        const Row *row = &slot->rows[incident->members.at[i]];
        if (i + 1 < n && slot->rows[incident->members.at[i + 1]].voice == row->voice) continue;
        Shift by = {{0}, {0}};
        by.more[(row->state & SIGN) - 1] = (u16)(1 << it->lane);
        recount(&counters, &by, classes, voices, row->voice);
    }
    codes_of(&counters, 0, codes);
    return (u8)(codes[CERTAIN] >> (8 * it->lane));
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
    note(it, &course->has_breaches);
    return &course->breaches;
}

#endif
