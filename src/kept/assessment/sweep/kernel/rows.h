/* From words to the rows of slots: who sees them, who has taken them back, what they say. */
#ifndef KEPT_ROWS_H
#define KEPT_ROWS_H

#include "days.h"

static inline i32 voice_of(const State *it, i16 speaker, i16 unnamed) {
    return unnamed < 0 ? it->lanes.voice[speaker] : (i32)it->lanes.actors + unnamed;
}

/* Without a branch, for nobody could foresee it: so it is in all of this file that is done for
   each row. */
static inline u8 mask_of(const State *it, i64 row) {
    const Words *w = &it->words;
    i32 known = w->known[row];
    int counts = (w->kind[row] <= DISPUTES) & !(w->flags[row] & LEAD) & (known <= it->known_at) &
                 (known != NEVER);
    return (u8)(-counts & it->lanes.sees[w->release[row]] & it->lanes.counts[w->speaker[row]] &
                it->lanes.grades[w->grade[row]]);
}

/* The sign of an interval under a test. */
static inline i32 below(i64 low, i32 has_low, i64 high, i32 has_high, i64 bound) {
    i32 is = has_high & (high < bound), not = has_low & (low >= bound);
    return is ? FOR : not ? AGAINST : UNCLEAR;
}

enum { EQUAL = 1, LESS, AT_MOST, MORE, NOT_LESS };

static inline i32 tested(i32 operator, i64 value, i64 low, i32 has_low, i64 high, i32 has_high) {
    i64 bound = value + ((operator == AT_MOST) | (operator == MORE));
    i32 found = below(low, has_low, high, has_high, bound);
    i32 other = found == UNCLEAR ? UNCLEAR : FOR + AGAINST - found;
    i32 apart = (has_low & (low > value)) | (has_high & (high < value));
    i32 equal = has_low & has_high & (low == high) ? FOR : UNCLEAR;
    if (operator == EQUAL) return apart ? AGAINST : equal;
    return operator >= MORE ? other : found;
}

#define NO_LOW (-((i64)1 << 62))
#define NO_HIGH ((i64)1 << 62)
#define NO_FIGURE (((i64)1 << 62) + 1)

static Plan plan_of(const State *it, i32 slot) {
    const Questions *q = &it->questions;
    const Propositions *all = &it->propositions;
    i32 p = q->proposition[slot];
    return (Plan){q->value[slot], all->low[p], all->high[p], q->operator[slot],
                  all->kind[p] == EVENT, q->figures[slot], all->fresh_months[p],
                  all->fresh_days[p]};
}

/* A figure, tested as the interval it is; a denied one lies elsewhere within what is possible. */
static i32 sign_of_figure(const Words *w, i64 row, const Plan *plan) {
    i32 operator = plan->operator;
    i64 value = plan->value, low = w->low[row], high = w->high[row];
    if (low == NO_FIGURE) return UNCLEAR;
    i32 has_low = low != NO_LOW, has_high = high != NO_HIGH;
    if (w->kind[row] < DENIES) return tested(operator, value, low, has_low, high, has_high);
    i32 has_least = plan->least != NO_LOW, has_most = plan->most != NO_HIGH, found = 0;
    if (has_low && (!has_least || low > plan->least))
        found = tested(operator, value, plan->least, has_least, low - 1, 1);
    if (has_high && (!has_most || high < plan->most)) {
        i32 other = tested(operator, value, high + 1, 1, plan->most, has_most);
        found = found && found != other ? UNCLEAR : other;
    }
    return found ? found : UNCLEAR;
}

static i32 sign_of_fact(int denied, i32 extent_low, i32 extent_high) {
    if (denied) return AGAINST;
    if (extent_low == -1) return FOR;
    if (extent_low >= 3) return FOR;
    return extent_high >= 0 && extent_high < 3 ? AGAINST : UNCLEAR;
}

/* Extents as rows tell them: 1 + the place of the pair here. */
static const u8 EXTENTS[10][2] = {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 1},
                                  {1, 2}, {1, 3}, {2, 2}, {2, 3}, {3, 3}};

static i32 pair_of(i32 low, i32 high) {
    static const u8 place[4] = {0, 3, 5, 6}; /* of a pair, less its higher end */
    return low >= 0 && low <= high && high <= 3 ? 1 + place[low] + high : 0;
}

/* Of an indicator of extent it is the figure. Where that is no extent, others have to say what it
   means. */
static i32 extent_of_figure(State *it, i64 row) {
    const Words *w = &it->words;
    i64 low = w->low[row], high = w->high[row];
    if (w->kind[row] > VERIFIES || low == NO_LOW || low == NO_FIGURE || high == NO_HIGH) return 0;
    if (low < 0 || high > 3 || low > high) {
        fail(it);
        return 0;
    }
    return pair_of((i32)low, (i32)high);
}

/* Sign and extent of a fact: by whether it is denied, and by both ends of the extent. */
enum { ENDS_OF_EXTENT = 8 };
typedef struct {
    u8 of[2][ENDS_OF_EXTENT][ENDS_OF_EXTENT];
} Facts;

static Facts facts_of(void) {
    Facts all;
    for (i32 low = -2; low < ENDS_OF_EXTENT - 2; low++)
        for (i32 high = -2; high < ENDS_OF_EXTENT - 2; high++) {
            all.of[0][low + 2][high + 2] =
                (u8)(sign_of_fact(0, low, high) | pair_of(low, high) << 4);
            all.of[1][low + 2][high + 2] = (u8)sign_of_fact(1, low, high);
        }
    return all;
}

static inline u8 state_of_fact(const Words *w, i64 row, const Facts *facts) {
    return facts->of[w->kind[row] >= DENIES][(w->extent_low[row] + 2) & (ENDS_OF_EXTENT - 1)]
                    [(w->extent_high[row] + 2) & (ENDS_OF_EXTENT - 1)];
}

static inline u32 rank_of(const State *it, i64 row) {
    return ((u32)(it->words.flags[row] & SIGNED) << 31) | (u32)it->words.said[row];
}

/* All but what `complete` adds. */
static inline void fill_row(State *it, Row *row, i64 at, const Plan *plan, const Facts *facts) {
    const Words *w = &it->words;
    i32 unnamed = w->unnamed[at], named = it->lanes.voice[w->speaker[at]];
    u8 state = state_of_fact(w, at, facts);
    if (plan->operator) state = (u8)((state & ~SIGN) | sign_of_figure(w, at, plan));
    if (plan->figures) state = (u8)((state & ~TELLS_EXTENT) | extent_of_figure(it, at) << 4);
    row->first = w->first[at], row->last = w->last[at], row->ends = w->until[at];
    row->rank = rank_of(it, at);
    row->row = (i32)at;
    row->voice = (u16)(unnamed < 0 ? named : (i32)it->lanes.actors + unnamed);
    row->mask = it->mask[at];
    row->state = state;
}

/* How long a row speaks. Done slot by slot, where one row is like the next. */
static inline void complete(State *it, Row *row, const Plan *plan) {
    int not_yet = plan->event && (row->state & SIGN) != FOR;
    if (not_yet) row->state |= ALWAYS_BEFORE;
    if (row->ends != NEVER) row->state |= HAS_UNTIL;
    else if ((plan->months | plan->days) && (!plan->event || not_yet))
        row->ends = add(it, row->last, plan->months, plan->days);
}

/* ── Taken back ─────────────────────────────────────────────────────────────────────────────── */

/* Where the rows of a statement begin; rows stand in the order of statements. */
static i64 first_of(const i32 *statement, i64 rows, i32 wanted) {
    i64 low = 0, high = rows;
    while (low < high) {
        i64 middle = (low + high) / 2;
        if (statement[middle] < wanted) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The first row of words of a statement, or of one after it. */
static i64 row_of(const State *it, i32 statement) {
    if (!it->first_row) return first_of(it->words.statement, it->words.rows, statement);
    return statement < it->statements_said ? it->first_row[statement] : it->words.rows;
}

/* What a retraction takes back, in the lanes in which it stands: words. */
static void take_back(State *it, i64 at, u8 lanes) {
    const Retractions *r = &it->retractions;
    const Words *w = &it->words;
    i32 target = r->target[at], voice = voice_of(it, r->speaker[at], r->unnamed[at]);
    for (i64 row = row_of(it, target); row < w->rows && w->statement[row] == target; row++)
        if (r->withdraws[at] || voice_of(it, w->speaker[row], w->unnamed[row]) == voice)
            it->mask[row] &= (u8)~lanes;
}

/* Or another retraction. */
static void take_back_retraction(const State *it, u8 *left, i64 at) {
    const Retractions *r = &it->retractions;
    i32 target = r->target[at], voice = voice_of(it, r->speaker[at], r->unnamed[at]);
    u8 lanes = left[at];
    for (i64 other = first_of(r->statement, r->rows, target);
         other < r->rows && r->statement[other] == target; other++)
        if (r->withdraws[at] || voice_of(it, r->speaker[other], r->unnamed[other]) == voice)
            left[other] &= (u8)~lanes;
}

static u8 seen_retraction(const State *it, i64 at) {
    const Retractions *r = &it->retractions;
    if (r->known[at] > it->known_at || r->known[at] == NEVER) return 0;
    return it->lanes.sees[r->release[at]];
}

/* In which lanes each stands. Later retractions first: Python has made sure that each takes back
   something earlier. What is not seen yet must not lose its bit by being taken back twice, hence
   masks that only shrink. */
static void settle_retractions(const State *it, u8 *left) {
    const Retractions *r = &it->retractions;
    for (i64 at = 0; at < r->rows; at++) left[at] = seen_retraction(it, at);
    for (i64 at = r->rows - 1; at >= 0; at--)
        if (left[at]) take_back_retraction(it, left, at);
}

#endif
