/* From words to the rows of slots: who sees them, who has taken them back, what they say. */
#ifndef KEPT_ROWS_H
#define KEPT_ROWS_H

#include "days.h"

static inline i32 voice_of(const State *it, i16 speaker, i16 unnamed) {
    return unnamed < 0 ? it->lanes.voice[speaker] : (i32)it->lanes.actors + unnamed;
}

static u8 mask_of(const State *it, i64 row) {
    const Words *w = &it->words;
    if (w->kind[row] > DISPUTES || w->flags[row] & LEAD || w->known[row] > it->known_at ||
        w->known[row] == NEVER)
        return 0;
    return it->lanes.sees[w->release[row]] & it->lanes.counts[w->speaker[row]] &
           it->lanes.grades[w->grade[row]];
}

/* The sign of an interval under a test; 0 and 1 as ends of `open` mean no bound on that side. */
static i32 below(i64 low, i32 has_low, i64 high, i32 has_high, i64 bound) {
    if (has_high && high < bound) return FOR;
    if (has_low && low >= bound) return AGAINST;
    return UNCLEAR;
}

enum { EQUAL = 1, LESS, AT_MOST, MORE, NOT_LESS };

static i32 tested(i32 operator, i64 value, i64 low, i32 has_low, i64 high, i32 has_high) {
    if (operator == EQUAL) {
        if ((has_low && low > value) || (has_high && high < value)) return AGAINST;
        return has_low && has_high && low == high ? FOR : UNCLEAR;
    }
    i64 bound = operator == AT_MOST || operator == MORE ? value + 1 : value;
    i32 found = below(low, has_low, high, has_high, bound);
    if (operator == LESS || operator == AT_MOST || found == UNCLEAR) return found;
    return found == FOR ? AGAINST : FOR;
}

#define NO_LOW (-((i64)1 << 62))
#define NO_HIGH ((i64)1 << 62)
#define NO_FIGURE (((i64)1 << 62) + 1)

/* A figure, tested as the interval it is; a denied one lies elsewhere within what is possible. */
static i32 sign_of_figure(const State *it, i64 row, i32 slot) {
    const Words *w = &it->words;
    i32 operator = it->questions.operator[slot], p = it->questions.proposition[slot];
    i64 value = it->questions.value[slot], low = w->low[row], high = w->high[row];
    if (low == NO_FIGURE) return UNCLEAR;
    i32 has_low = low != NO_LOW, has_high = high != NO_HIGH;
    if (w->kind[row] < DENIES) return tested(operator, value, low, has_low, high, has_high);
    i64 least = it->propositions.low[p], most = it->propositions.high[p];
    i32 has_least = least != NO_LOW, has_most = most != NO_HIGH, found = 0;
    if (has_low && (!has_least || low > least))
        found = tested(operator, value, least, has_least, low - 1, 1);
    if (has_high && (!has_most || high < most)) {
        i32 other = tested(operator, value, high + 1, 1, most, has_most);
        found = found && found != other ? UNCLEAR : other;
    }
    return found ? found : UNCLEAR;
}

static i32 sign_of_fact(const State *it, i64 row) {
    const Words *w = &it->words;
    if (w->kind[row] >= DENIES) return AGAINST;
    if (w->extent_low[row] == -1) return FOR;
    if (w->extent_low[row] >= 3) return FOR;
    return w->extent_high[row] >= 0 && w->extent_high[row] < 3 ? AGAINST : UNCLEAR;
}

static i32 sign_of(const State *it, i64 row, i32 slot) {
    return it->questions.operator[slot] ? sign_of_figure(it, row, slot) : sign_of_fact(it, row);
}

/* The extent a row tells: 0 to 3, or nothing. Of an indicator of extent it is the figure. */
static int extent_of(State *it, i64 row, i32 slot, i32 *low, i32 *high) {
    const Words *w = &it->words;
    if (w->kind[row] > VERIFIES) return 0;
    if (it->questions.figures[slot]) {
        if (w->low[row] == NO_LOW || w->low[row] == NO_FIGURE || w->high[row] == NO_HIGH) return 0;
        if (w->low[row] < 0 || w->high[row] > 3) { /* no extent: what it means others have to say */
            fail(it);
            return 0;
        }
        *low = (i32)w->low[row], *high = (i32)w->high[row];
    } else {
        *low = w->extent_low[row], *high = w->extent_high[row];
    }
    return *low >= 0 && *high >= 0 && *low <= 3 && *high <= 3;
}

static inline u32 rank_of(const State *it, i64 row) {
    return ((u32)(it->words.flags[row] & SIGNED) << 31) | (u32)it->words.said[row];
}

static void fill_row(State *it, Row *row, i64 at, i32 slot, u8 mask) {
    const Words *w = &it->words;
    i32 p = it->questions.proposition[slot], sign = sign_of(it, at, slot);
    i32 months = it->propositions.fresh_months[p], days = it->propositions.fresh_days[p];
    i32 event = it->propositions.kind[p] == EVENT, not_yet = event && sign != FOR;
    row->first = w->first[at], row->last = w->last[at];
    row->rank = rank_of(it, at);
    row->row = (i32)at;
    row->voice = (u16)voice_of(it, w->speaker[at], w->unnamed[at]);
    row->mask = mask;
    row->state = (u8)(sign | (not_yet ? ALWAYS_BEFORE : 0));
    i32 low, high;
    if (extent_of(it, at, slot, &low, &high)) row->state |= TELLS_EXTENT;
    if (w->until[at] != NEVER) {
        row->ends = w->until[at], row->state |= HAS_UNTIL;
    } else if ((months | days) == 0 || (event && !not_yet)) {
        row->ends = NEVER;
    } else {
        row->ends = add(it, row->last, months, days);
    }
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

/* What a retraction takes back, in the lanes in which it stands: words, or another retraction. */
static void take_back(State *it, u8 *left, i64 at, u8 lanes) {
    const Retractions *r = &it->retractions;
    const Words *w = &it->words;
    i32 target = r->target[at], voice = voice_of(it, r->speaker[at], r->unnamed[at]);
    for (i64 row = first_of(w->statement, w->rows, target);
         row < w->rows && w->statement[row] == target; row++)
        if (r->withdraws[at] || voice_of(it, w->speaker[row], w->unnamed[row]) == voice)
            it->mask[row] &= (u8)~lanes;
    for (i64 other = left ? first_of(r->statement, r->rows, target) : r->rows;
         other < r->rows && r->statement[other] == target; other++)
        if (r->withdraws[at] || voice_of(it, r->speaker[other], r->unnamed[other]) == voice)
            left[other] &= (u8)~lanes;
}

static u8 seen_retraction(const State *it, i64 at) {
    const Retractions *r = &it->retractions;
    if (r->known[at] > it->known_at || r->known[at] == NEVER) return 0;
    return it->lanes.sees[r->release[at]];
}

/* Later retractions first: Python has made sure that each takes back something earlier. What is
   not seen yet must not lose its bit by being taken back twice, hence masks that only shrink. */
static void retract(State *it, u8 *left) {
    i64 rows = it->retractions.rows;
    for (i64 at = 0; at < rows; at++) left[at] = seen_retraction(it, at);
    for (i64 at = rows - 1; at >= 0; at--)
        if (left[at]) take_back(it, left, at, left[at]);
}

#endif
