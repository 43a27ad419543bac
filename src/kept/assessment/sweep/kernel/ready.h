/* A slot made ready for passes, and what a pass works with. */
#ifndef KEPT_READY_H
#define KEPT_READY_H

#include "order.h"

/* ── A slot made ready: its rows in order, its voices, the days on which a row begins or ends ─── */

enum { ENDS = 4, TELLS = 0 }; /* what turns: picks (1 certain, 2 possible), and whether it ends */

static Turn *add_turn(Turn *turn, i32 day, i32 row, i32 what) {
    *turn = (Turn){(u32)day, (u32)row << 3 | (u32)what};
    return turn + 1;
}

/* At most four turns a row. */
static Turn *add_turns(Turn *turn, const Row *row, i32 at) {
    i32 ahead = row->state & ALWAYS_BEFORE, picks = 0;
    i32 certain = ahead ? FIRST_DAY : row->last, possible = ahead ? FIRST_DAY : row->first;
    if (possible == certain) {
        if (certain < row->ends) turn = add_turn(turn, certain, at, picks = 3);
    } else {
        if (possible < row->ends) turn = add_turn(turn, possible, at, 2), picks |= 2;
        if (certain < row->ends) turn = add_turn(turn, certain, at, 1), picks |= 1;
    }
    if (picks && row->ends < NEVER) turn = add_turn(turn, row->ends, at, picks | ENDS);
    if (picks & 1 && row->state & TELLS_EXTENT && row->last > certain && row->last < row->ends)
        turn = add_turn(turn, row->last, at, TELLS);
    return turn;
}

/* Orders turns by day: two passes of a counting sort. */
static void sort_turns(Turn *turns, Turn *spare, i64 count) {
    if (count < 48) {
        for (i64 i = 1; i < count; i++) {
            Turn it = turns[i];
            i64 j = i;
            for (; j > 0 && turns[j - 1].day > it.day; j--) turns[j] = turns[j - 1];
            turns[j] = it;
        }
        return;
    }
    u32 ones[2048], twos[2048];
    memset(ones, 0, sizeof(ones)), memset(twos, 0, sizeof(twos));
    for (i64 i = 0; i < count; i++) ones[turns[i].day & 2047]++, twos[turns[i].day >> 11]++;
    for (u32 i = 0, sum1 = 0, sum2 = 0; i < 2048; i++) {
        u32 n1 = ones[i], n2 = twos[i];
        ones[i] = sum1, twos[i] = sum2, sum1 += n1, sum2 += n2;
    }
    for (i64 i = 0; i < count; i++) spare[ones[turns[i].day & 2047]++] = turns[i];
    for (i64 i = 0; i < count; i++) turns[twos[spare[i].day >> 11]++] = spare[i];
}

/* ── What a pass works with; one for each thread ────────────────────────────────────────────── */

typedef u16 Lanes16 __attribute__((vector_size(32))); /* 8 lanes as certain, 8 as possible */
typedef u8 Bytes16 __attribute__((vector_size(16)));

/* Of each voice which rows speak on the day at hand. */
typedef struct {
    u64 active[PICKS]; /* up to 64 rows: a bit each, the last rank highest */
    i64 deep;          /* more: where its sets lie in `bits`, a set for each mask and pick; else -1 */
    i32 start, count;  /* rows of the slot */
    i32 masks, least_; /* place of its masks; rows before `least_` decide nothing today */
    i32 differing;     /* rows that speak as possible and not yet as certain */
    u16 said[3];       /* lanes in which it is for, against, unclear */
    u8 mask, dirty, kinds;
    u8 low[LANES], high[LANES]; /* the extent it tells; NOT_TOLD */
} Voice;

enum { AT_ONCE = 4 }; /* interests that one pass weighs */

typedef struct {
    Turn *turns, *spare;
    Row *rows_spare;
    Voice *voices;
    i32 *dirty;
    u64 *bits;
    u8 *masks;
    u32 *places;
    i32 *day[AT_ONCE][PICKS];
    u64 *code[AT_ONCE][PICKS];
    i32 *extent_day;
    u64 *low, *high;
    i64 room, bits_room;
} Scratch;

static void *renewed(void *old, i64 count, size_t size) {
    free(old);
    return malloc((size_t)count * size);
}

static void make_room(Scratch *s, i64 rows) {
    if (rows + 16 <= s->room) return;
    i64 n = rows + rows / 2 + 1024, turns = 4 * n + 32;
    s->turns = renewed(s->turns, turns, sizeof(Turn));
    s->spare = renewed(s->spare, turns, sizeof(Turn));
    s->rows_spare = renewed(s->rows_spare, n, sizeof(Row));
    s->voices = renewed(s->voices, n, sizeof(Voice));
    s->dirty = renewed(s->dirty, n, sizeof(i32));
    s->masks = renewed(s->masks, n, 1);
    for (i32 i = 0; i < AT_ONCE * PICKS; i++) {
        s->day[i / PICKS][i % PICKS] = renewed(s->day[i / PICKS][i % PICKS], turns, sizeof(i32));
        s->code[i / PICKS][i % PICKS] = renewed(s->code[i / PICKS][i % PICKS], turns, sizeof(u64));
    }
    s->extent_day = renewed(s->extent_day, turns, sizeof(i32));
    s->low = renewed(s->low, turns, sizeof(u64));
    s->high = renewed(s->high, turns, sizeof(u64));
    s->room = n;
}

static void free_scratch(Scratch *s) {
    free(s->turns), free(s->spare), free(s->rows_spare), free(s->voices), free(s->dirty);
    free(s->masks), free(s->places), free(s->bits), free(s->extent_day), free(s->low), free(s->high);
    for (i32 i = 0; i < AT_ONCE * PICKS; i++)
        free(s->day[i / PICKS][i % PICKS]), free(s->code[i / PICKS][i % PICKS]);
    memset(s, 0, sizeof(*s));
}

static void ready_voices(Slot *slot, i32 room) {
    slot->voice_at = realloc(slot->voice_at, (size_t)(room + 1) * sizeof(i32));
    slot->voices = 0;
    for (i32 i = 0; i < slot->count; i++) {
        if (i && slot->rows[i].voice != slot->rows[i - 1].voice) slot->voices++;
        slot->voice_at[i] = slot->voices;
        if (slot->rows[i].first != slot->rows[i].last) slot->uncertain = 1;
        if (slot->rows[i].state & TELLS_EXTENT) slot->tells |= slot->rows[i].mask;
    }
    slot->voices += slot->count > 0;
    slot->speeches = realloc(slot->speeches, (size_t)(slot->voices + 1) * sizeof(Speech));
    memset(slot->speeches, 0, (size_t)slot->voices * sizeof(Speech));
    for (i32 i = 0; i < slot->count; i++) {
        Speech *speech = &slot->speeches[slot->voice_at[i]];
        if (!speech->count++) speech->start = i;
        speech->mask |= slot->rows[i].mask;
    }
}

static int answers_anything(const State *it, i32 row) {
    const Answers *all = &it->answers;
    i32 statement = it->words.statement[row];
    i64 at = first_of(all->statement, all->rows, statement);
    return at < all->rows && all->statement[at] == statement;
}

static i32 add_claims(const State *it, Slot *slot, int denials, i32 at) {
    for (i32 i = 0; i < slot->count; i++) {
        const Row *row = &slot->rows[i];
        if ((it->words.kind[row->row] >= DENIES) == denials)
            slot->claims[at++] = (Claim){i, row->last - row->first, row->first, row->last, row->row,
                                         denials && answers_anything(it, row->row)};
    }
    return at;
}

static void ready_claims(const State *it, Slot *slot) {
    slot->claims = realloc(slot->claims, (size_t)(slot->count + 1) * sizeof(Claim));
    slot->claim_count = add_claims(it, slot, 0, 0);
    slot->denial_count = add_claims(it, slot, 1, slot->claim_count) - slot->claim_count;
    qsort(slot->claims, (size_t)slot->claim_count, sizeof(Claim), precise_first);
}

/* The turns of what is said of one period alone, in order of days. */
static i32 from_last(const Slot *slot, i32 day) {
    i32 low = 0, high = slot->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (slot->rows[slot->by_last[middle]].last < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void ready_periods(Slot *slot, Scratch *s) {
    slot->by_last = realloc(slot->by_last, (size_t)(slot->count + 1) * sizeof(i32));
    for (i32 i = 0; i < slot->count; i++) s->turns[i] = (Turn){(u32)slot->rows[i].last, (u32)i};
    sort_turns(s->turns, s->spare, slot->count);
    for (i32 i = 0; i < slot->count; i++) slot->by_last[i] = (i32)s->turns[i].what;
}

static void ready(State *it, i32 at, Scratch *s) {
    Slot *slot = &it->slots[at];
    if (slot->sorted) return;
    make_room(s, slot->count);
    if (!s->places) s->places = malloc((size_t)(2 * it->lanes.voices + 1) * sizeof(u32));
    sort_rows(slot->rows, s->rows_spare, slot->count, (i32)it->lanes.voices, s->places);
    slot->uncertain = slot->tells = 0;
    ready_voices(slot, slot->count);
    if (it->questions.in_periods[at]) ready_periods(slot, s);
    if (it->questions.incidents[at]) ready_claims(it, slot);
    Turn *end = s->turns;
    for (i32 i = 0; i < slot->count; i++) end = add_turns(end, &slot->rows[i], i);
    slot->turn_count = (i32)(end - s->turns);
    sort_turns(s->turns, s->spare, slot->turn_count);
    size_t size = (size_t)slot->turn_count * sizeof(Turn);
    slot->turns = realloc(slot->turns, size + 1);
    memcpy(slot->turns, s->turns, size);
    slot->sorted = 1;
}

#endif
