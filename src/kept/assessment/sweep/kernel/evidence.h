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

/* Of one voice under one interest the lanes in which it verifies, concedes, is not merely served:
   for and against, a byte each. */
static u64 classes_in(const u8 *classes, i64 voices, i32 voice) {
    u64 found = 0;
    for (i32 each = 0; each < 6; each++) found |= (u64)classes[each * voices + voice] << (8 * each);
    return found;
}

static inline void count_side(Lanes16 *of, u32 classes, u16 more, u16 less) {
    of[0] += spread(less) - spread(more);
    for (i32 each = 0; each < 3; each++, classes >>= 8) {
        u16 is = (u16)((classes & 0xff) * 0x101);
        if ((more | less) & is) of[1 + each] += spread(less & is) - spread(more & is);
    }
}

/* A voice says something else than before. */
static inline void recount(Counters *c, u64 classes, u64 before, u64 now) {
    u64 more = now & ~before, less = before & ~now;
    u16 for_ = (u16)(more | less), against = (u16)((more | less) >> 16);
    if (for_) count_side(c->of, (u32)classes, (u16)more, (u16)less);
    if (against) count_side(c->of + 4, (u32)(classes >> 24), (u16)(more >> 16), (u16)(less >> 16));
    if ((more | less) >> 32) c->unclear += spread((u16)(less >> 32)) - spread((u16)(more >> 32));
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
    u16 low[4][LANES], high[4][LANES];
} Tallies;

static void retell(Tallies *all, u64 before, u64 now) {
    u64 differ = before ^ now;
    for (i32 lane = 0; lane < LANES; lane++) {
        i32 old = before >> (8 * lane) & 0xff, new_ = now >> (8 * lane) & 0xff;
        if (!(differ >> (8 * lane) & 0xff)) continue;
        if (old) all->low[old & 3][lane]--, all->high[old >> 2 & 3][lane]--;
        if (new_) all->low[new_ & 3][lane]++, all->high[new_ >> 2 & 3][lane]++;
    }
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
