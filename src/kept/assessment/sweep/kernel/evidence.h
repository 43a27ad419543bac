/* What is counted in each lane: voices for and against, and the extents they tell. */
#ifndef KEPT_EVIDENCE_H
#define KEPT_EVIDENCE_H

#include "voices.h"

/* ── Evidence: counters by lane ─────────────────────────────────────────────────────────────── */

/* voices; of them verifiers, such as concede, such as are not merely served: for and against */
typedef struct {
    Lanes16 of[8], unclear;
} Counters;

static const Lanes16 BITS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384,
                             32768};

/* A mask as -1 (65,535) in each of its lanes. */
static inline Lanes16 spread(u16 mask) {
    Lanes16 all = BITS - BITS + mask;
    return (Lanes16)((all & BITS) == BITS);
}

static inline void count_side(Lanes16 *of, const u8 *classes, i64 voices, i32 voice, u16 more,
                              u16 less) {
    of[0] += spread(less) - spread(more);
    for (i32 each = 0; each < 3; each++) {
        u16 is = classes[each * voices + voice];
        is |= (u16)(is << 8);
        if ((more | less) & is) of[1 + each] += spread(less & is) - spread(more & is);
    }
}

/* The lanes in which a voice now says something else: more and less of each sign. */
typedef struct {
    u16 more[3], less[3];
} Shift;

static inline int shift(Voice *voice, const u16 *said, Shift *by) {
    u16 any = 0;
    for (i32 i = 0; i < 3; i++) {
        u16 changed = said[i] ^ voice->said[i];
        by->more[i] = changed & said[i], by->less[i] = changed & voice->said[i];
        voice->said[i] = said[i];
        any |= changed;
    }
    return any != 0;
}

static inline void recount(Counters *c, const Shift *by, const u8 *classes, i64 voices, i32 name) {
    if (by->more[0] | by->less[0])
        count_side(c->of, classes, voices, name, by->more[0], by->less[0]);
    if (by->more[1] | by->less[1])
        count_side(c->of + 4, classes + 3 * voices, voices, name, by->more[1], by->less[1]);
    if (by->more[2] | by->less[2]) c->unclear += spread(by->less[2]) - spread(by->more[2]);
}

/* Strength 0 to 3 of one side in every lane (see accounts._strength). */
static inline Lanes16 strength(const Lanes16 *of) {
    Lanes16 any = (Lanes16)(of[0] != 0), verified = (Lanes16)(of[1] != 0);
    Lanes16 more = (Lanes16)(of[2] != 0) | ((Lanes16)(of[0] > 1) & (Lanes16)(of[3] != 0));
    Lanes16 corroborated = more & any;
    return (any & 1) + (corroborated & 1) + ((verified & (2 - (corroborated & 1))) & 3);
}

/* The codes of all lanes, as certain and as possible; `stale`: those that would be stale. */
static inline void codes_of(const Counters *c, u8 stale, u64 *codes) {
    Lanes16 for_ = strength(c->of), against = strength(c->of + 4);
    Lanes16 unclear = (Lanes16)(c->unclear != 0) & 1;
    Lanes16 silent = (Lanes16)((c->of[0] | c->of[4] | c->unclear) == 0);
    Lanes16 old = spread((u16)(stale | stale << 8)) & 1;
    Lanes16 code = for_ | against << 2 | unclear << 4 | (silent & old) << 5;
    Bytes16 bytes = __builtin_convertvector(code, Bytes16);
    memcpy(codes, &bytes, 16);
}

/* ── Extents ────────────────────────────────────────────────────────────────────────────────── */

/* How many voices tell each extent as the least, and as the most. */
typedef struct {
    i32 low[4][LANES], high[4][LANES];
} Tallies;

static void tally(i32 of[4][LANES], u8 *old, const u8 *now) {
    for (i32 lane = 0; lane < LANES; lane++) {
        if (old[lane] == now[lane]) continue;
        if (old[lane] != NOT_TOLD) of[old[lane]][lane]--;
        if (now[lane] != NOT_TOLD) of[now[lane]][lane]++;
        old[lane] = now[lane];
    }
}

static void retell(State *it, i32 slot, Voice *voice, i32 day, const Account *found,
                   i32 count, Tallies *all) {
    u8 low[LANES], high[LANES];
    memset(low, NOT_TOLD, LANES), memset(high, NOT_TOLD, LANES);
    for (i32 i = 0; i < count; i++) {
        const Row *row = found[i].row;
        i32 from = 0, to = 0;
        if (!(row->state & TELLS_EXTENT) || row->last > day) continue;
        extent_of(it, row->row, slot, &from, &to);
        for (i32 lane = 0; lane < LANES; lane++)
            if (found[i].lanes >> lane & 1) low[lane] = (u8)from, high[lane] = (u8)to;
    }
    tally(all->low, voice->low, low), tally(all->high, voice->high, high);
}

static void extremes(const Tallies *all, u64 *low, u64 *high) {
    u8 lows[LANES], highs[LANES];
    for (i32 lane = 0; lane < LANES; lane++) {
        lows[lane] = highs[lane] = NOT_TOLD;
        for (i32 value = 3; value >= 0; value--)
            if (all->low[value][lane]) lows[lane] = (u8)value;
        for (i32 value = 0; value <= 3; value++)
            if (all->high[value][lane]) highs[lane] = (u8)value;
    }
    memcpy(low, lows, LANES), memcpy(high, highs, LANES);
}

static void add_extent_run(Scratch *s, i32 *runs, i32 day, const Tallies *all) {
    i32 n = *runs;
    u64 low, high;
    extremes(all, &low, &high);
    if (n && s->low[n - 1] == low && s->high[n - 1] == high) return;
    s->extent_day[n] = day, s->low[n] = low, s->high[n] = high;
    *runs = n + 1;
}

static void keep_extents(const Scratch *s, i32 count, ExtentRuns *found) {
    size_t days = (size_t)count * sizeof(i32), codes = (size_t)count * sizeof(u64);
    found->count = count;
    found->day = realloc(found->day, days);
    found->low = realloc(found->low, codes), found->high = realloc(found->high, codes);
    memcpy(found->day, s->extent_day, days);
    memcpy(found->low, s->low, codes), memcpy(found->high, s->high, codes);
}

#endif
