/* One pass over a slot: who speaks last on each day, in all lanes at once, and what it comes to. */
#ifndef KEPT_SWEEP_H
#define KEPT_SWEEP_H

#include "rows.h"

/* ── Order: by voice, then by rank, then as entered ─────────────────────────────────────────── */

static int later(const Row *one, const Row *other) {
    if (one->voice != other->voice) return one->voice > other->voice;
    if (one->rank != other->rank) return one->rank > other->rank;
    return one->row > other->row;
}

static int precise_first(const void *one, const void *other) {
    const Claim *a = one, *b = other;
    if (a->days != b->days) return a->days < b->days ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->last != b->last) return a->last < b->last ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

static void merge_sort(Row *rows, Row *spare, i32 count) {
    if (count <= 24) {
        for (i32 i = 1; i < count; i++) {
            if (!later(&rows[i - 1], &rows[i])) continue;
            Row it = rows[i];
            i32 j = i;
            for (; j > 0 && later(&rows[j - 1], &it); j--) rows[j] = rows[j - 1];
            rows[j] = it;
        }
        return;
    }
    i32 half = count / 2;
    merge_sort(rows, spare, half);
    merge_sort(rows + half, spare, count - half);
    if (!later(&rows[half - 1], &rows[half])) return;
    memcpy(spare, rows, (size_t)half * sizeof(Row));
    i32 i = 0, j = half, k = 0;
    while (i < half) rows[k++] = j < count && later(&spare[i], &rows[j]) ? rows[j++] : spare[i++];
}

/* Voices apart, and of each what it signed from what is reported: within these the rows stand
   nearly in order as they were entered. */
static void sort_rows(Row *rows, Row *spare, i32 count, i32 voices, u32 *places) {
    u32 sum = 0;
    memset(places, 0, (size_t)(2 * voices + 1) * sizeof(u32));
    for (i32 i = 0; i < count; i++) places[2 * rows[i].voice + (rows[i].rank >> 31)]++;
    for (i32 key = 0; key < 2 * voices; key++) {
        u32 n = places[key];
        places[key] = sum, sum += n;
    }
    for (i32 i = 0; i < count; i++)
        spare[places[2 * rows[i].voice + (rows[i].rank >> 31)]++] = rows[i];
    memcpy(rows, spare, (size_t)count * sizeof(Row));
    for (i32 key = 0, start = 0; key < 2 * voices; key++) {
        merge_sort(rows + start, spare, (i32)places[key] - start);
        start = (i32)places[key];
    }
}

/* ── Many rows of one voice: the highest bit of a set is found in three or four steps ─────────── */

/* A set lies level after level: a word for 64 rows, a word for 64 of these words, … */
static inline i64 words_of(i64 bits) { return (bits + 63) / 64; }

static i64 deep_size(i32 count) {
    i64 size = 0, bits = count;
    do {
        bits = words_of(bits), size += bits;
    } while (bits > 1);
    return size;
}

static void deep_set(u64 *set, i32 count, i32 at) {
    i64 bits = count;
    for (;;) {
        set[at >> 6] |= 1ull << (at & 63);
        i64 words = words_of(bits);
        if (words == 1) return;
        set += words, bits = words, at >>= 6;
    }
}

static void deep_clear(u64 *set, i32 count, i32 at) {
    i64 bits = count;
    for (;;) {
        set[at >> 6] &= ~(1ull << (at & 63));
        i64 words = words_of(bits);
        if (set[at >> 6] || words == 1) return;
        set += words, bits = words, at >>= 6;
    }
}

static inline i32 highest(u64 word) { return 63 - __builtin_clzll(word); }

static i32 deep_highest(const u64 *set, i32 count) {
    const u64 *level[8];
    i64 bits = count;
    i32 depth = 0;
    for (;; depth++) {
        level[depth] = set;
        i64 words = words_of(bits);
        if (words == 1) break;
        set += words, bits = words;
    }
    if (!*level[depth]) return -1;
    i32 at = highest(*level[depth]);
    while (depth-- > 0) at = at * 64 + highest(level[depth][at]);
    return at;
}

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

/* ── Voices on the day at hand ──────────────────────────────────────────────────────────────── */

/* The distinct masks of a voice with many rows: a set for each. */
static i32 find_masks(Scratch *s, const Row *rows, i32 count, i32 at) {
    u8 seen[256] = {0};
    i32 kinds = 0;
    for (i32 i = 0; i < count; i++)
        if (!seen[rows[i].mask]) seen[rows[i].mask] = 1, s->masks[at + kinds++] = rows[i].mask;
    return kinds;
}

static i64 make_deep(Scratch *s, Voice *voice, const Row *rows, i64 deep) {
    voice->masks = voice->start; /* there are never more masks than rows */
    voice->kinds = (u8)(find_masks(s, rows, voice->count, voice->masks) - 1);
    voice->deep = deep;
    i64 end = deep + (voice->kinds + 1) * PICKS * deep_size(voice->count);
    if (end > s->bits_room) {
        s->bits_room = end + end / 2;
        s->bits = realloc(s->bits, (size_t)s->bits_room * sizeof(u64));
    }
    memset(s->bits + deep, 0, (size_t)(end - deep) * sizeof(u64));
    return end;
}

static void begin_voices(Scratch *s, const Slot *slot) {
    i64 deep = 0;
    memset(s->voices, 0, (size_t)slot->voices * sizeof(Voice));
    for (i32 v = 0; v < slot->voices; v++) {
        const Speech *speech = &slot->speeches[v];
        Voice *voice = &s->voices[v];
        voice->start = speech->start, voice->count = speech->count, voice->mask = speech->mask;
        memset(voice->low, NOT_TOLD, LANES), memset(voice->high, NOT_TOLD, LANES);
        voice->deep = -1, voice->least_ = -1;
        if (voice->count > 64) deep = make_deep(s, voice, slot->rows + voice->start, deep);
    }
}

static u64 *deep_of(const Scratch *s, const Voice *voice, i32 kind, i32 pick) {
    return s->bits + voice->deep + (kind * PICKS + pick) * deep_size(voice->count);
}

static void turn_deep(Scratch *s, Voice *voice, u8 mask, i32 at, i32 what) {
    i32 kind = 0;
    while (s->masks[voice->masks + kind] != mask) kind++;
    for (i32 pick = 0; pick < PICKS; pick++) {
        if (!(what >> pick & 1)) continue;
        u64 *set = deep_of(s, voice, kind, pick);
        if (what & ENDS) deep_clear(set, voice->count, at);
        else deep_set(set, voice->count, at);
    }
}

static void turn_row(Scratch *s, Voice *voice, u8 mask, i32 at, i32 what) {
    i32 picks = what & 3;
    if (picks == 1 || picks == 2) voice->differing += (picks == 2) == !(what & ENDS) ? 1 : -1;
    if (voice->deep >= 0) {
        turn_deep(s, voice, mask, at, what);
        return;
    }
    for (i32 pick = 0; pick < PICKS; pick++) {
        u64 bit = (u64)(picks >> pick & 1) << at;
        if (what & ENDS) voice->active[pick] &= ~bit;
        else voice->active[pick] |= bit;
    }
}

/* Of one voice the last row among those that speak, and the lanes for which it is that. */
typedef struct {
    const Row *row;
    u16 lanes;
} Account;

static i32 few_accounts(const Row *rows, u64 active, u8 left, Account *found, i32 *least_) {
    i32 count = 0;
    while (left && active) {
        i32 top = highest(active);
        u8 lanes = rows[top].mask & left;
        active &= ~(1ull << top);
        if (!lanes) continue;
        left &= (u8)~lanes;
        found[count++] = (Account){&rows[top], lanes};
        *least_ = top;
    }
    if (left) *least_ = -1;
    return count;
}

/* The last of each mask; then the last of these for each lane. */
static i32 deep_accounts(const Scratch *s, const Row *rows, const Voice *voice, i32 pick,
                         Account *found, i32 *least_) {
    i32 top[256], kinds = voice->kinds + 1, count = 0;
    u8 left = voice->mask;
    for (i32 k = 0; k < kinds; k++) top[k] = deep_highest(deep_of(s, voice, k, pick), voice->count);
    while (left) {
        i32 best = -1;
        for (i32 k = 0; k < kinds; k++)
            if (top[k] >= 0 && (best < 0 || top[k] > top[best])) best = k;
        if (best < 0) break;
        u8 lanes = s->masks[voice->masks + best] & left;
        if (lanes) {
            left &= (u8)~lanes;
            found[count++] = (Account){&rows[top[best]], lanes};
            *least_ = top[best];
        }
        top[best] = -1;
    }
    if (left) *least_ = -1;
    return count;
}

static i32 accounts(const Scratch *s, const Row *rows, const Voice *voice, i32 pick,
                    Account *found, i32 *least_) {
    rows += voice->start;
    if (voice->deep < 0) return few_accounts(rows, voice->active[pick], voice->mask, found, least_);
    return deep_accounts(s, rows, voice, pick, found, least_);
}

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

/* ── The pass ───────────────────────────────────────────────────────────────────────────────── */

/* What is asked of a slot: words that hold from a day outside the window do not count. */
typedef struct {
    i32 from, before; /* before 0: all count */
    i32 lane, since, limit; /* lane: stop on the first day from `since` on which it is true there;
                               -1: go on to the end. After `limit` nobody asks. */
    u8 accept;
} Asked;

/* One pass as it goes on: what is counted for each interest, and what was found so far. */
typedef struct {
    const Turn *turns;
    i32 turn_count;
    Counters counters[AT_ONCE];
    const u8 *classes[AT_ONCE];
    i32 runs[AT_ONCE][PICKS], count, picks; /* count: interests */
    i32 stale_from[LANES], next_stale;
    u8 stale;
    Tallies tallies;
    i32 extents, told; /* runs of extents; -1: they are not asked for; whether any changed today */
    i32 met;
} Pass;

/* Only what is said of the window, if few rows are and they can be found. */
static void find_turns(Scratch *s, Pass *pass, const Slot *slot, const Asked *asked) {
    pass->turns = slot->turns, pass->turn_count = slot->turn_count;
    if (!asked->before || !slot->by_last) return;
    i32 first = from_last(slot, asked->from), last = from_last(slot, asked->before);
    if (last - first > slot->count / 4) return;
    Turn *end = s->turns;
    for (i32 i = first; i < last; i++)
        end = add_turns(end, &slot->rows[slot->by_last[i]], slot->by_last[i]);
    pass->turns = s->turns, pass->turn_count = (i32)(end - s->turns);
    sort_turns(s->turns, s->spare, pass->turn_count);
}

static void add_stale(Pass *pass, const Row *row, const Asked *asked) {
    if (row->state & HAS_UNTIL || row->ends >= NEVER) return;
    if (asked->before && (row->last < asked->from || row->last >= asked->before)) return;
    for (i32 lane = 0; lane < LANES; lane++)
        if (row->mask >> lane & 1 && row->ends < pass->stale_from[lane])
            pass->stale_from[lane] = row->ends;
}

static void find_stale(Pass *pass, const Slot *slot, const Asked *asked) {
    i32 first = 0, last = slot->count;
    for (i32 lane = 0; lane < LANES; lane++) pass->stale_from[lane] = NONE;
    if (!asked->before || !slot->by_last) {
        for (i32 i = 0; i < slot->count; i++) add_stale(pass, &slot->rows[i], asked);
        return;
    }
    first = from_last(slot, asked->from), last = from_last(slot, asked->before);
    for (i32 i = first; i < last; i++) add_stale(pass, &slot->rows[slot->by_last[i]], asked);
}

/* Which lanes are stale on a day, and when that changes next. */
static void grow_stale(Pass *pass, i32 day) {
    pass->next_stale = NONE;
    for (i32 lane = 0; lane < LANES; lane++) {
        if (pass->stale_from[lane] <= day) pass->stale |= (u8)(1 << lane);
        else if (pass->stale_from[lane] < pass->next_stale)
            pass->next_stale = pass->stale_from[lane];
    }
}

static void begin_pass(Pass *pass, const State *it, const Slot *slot, const Asked *asked,
                       const i32 *interests, i32 count, int extents) {
    memset(pass, 0, sizeof(*pass));
    pass->count = count, pass->extents = extents ? 0 : -1, pass->met = NONE;
    pass->picks = slot->uncertain && !asked->before ? PICKS : 1;
    for (i32 i = 0; i < count; i++)
        pass->classes[i] = it->questions.classes + (i64)interests[i] * 6 * it->lanes.voices;
    pass->next_stale = NONE;
    if (asked->lane >= 0) return; /* what is looked for is true: whether words are old is not asked */
    find_stale(pass, slot, asked);
    grow_stale(pass, 0);
}

static i32 add_run(i32 *days, u64 *codes, i32 runs, i32 day, u64 code) {
    if (runs && codes[runs - 1] == code) return runs;
    days[runs] = day, codes[runs] = code;
    return runs + 1;
}

static void end_day(Scratch *s, Pass *pass, i32 day) {
    if (day >= pass->next_stale) grow_stale(pass, day);
    for (i32 i = 0; i < pass->count; i++) {
        u64 codes[PICKS];
        codes_of(&pass->counters[i], pass->stale, codes);
        for (i32 pick = 0; pick < pass->picks; pick++)
            pass->runs[i][pick] = add_run(s->day[i][pick], s->code[i][pick], pass->runs[i][pick],
                                          day, codes[pick]);
    }
    if (pass->told) add_extent_run(s, &pass->extents, day, &pass->tallies), pass->told = 0;
}

static void turn_voice(Scratch *s, Pass *pass, State *it, i32 slot, Voice *voice, i32 day) {
    const Row *rows = it->slots[slot].rows;
    u16 said[3] = {0};
    Account found[2 * LANES];
    Shift by;
    i32 least_ = -1, other = -1, n = accounts(s, rows, voice, CERTAIN, found, &least_), all = n;
    voice->dirty = 0;
    if (pass->picks > 1 && voice->differing) {
        all += accounts(s, rows, voice, POSSIBLE, found + n, &other);
        for (i32 i = n; i < all; i++) found[i].lanes <<= 8;
        if (other < least_) least_ = other;
    } else {
        for (i32 i = 0; i < n; i++) found[i].lanes |= (u16)(found[i].lanes << 8);
    }
    voice->least_ = least_;
    for (i32 i = 0; i < all; i++) said[(found[i].row->state & SIGN) - 1] |= found[i].lanes;
    if (shift(voice, said, &by))
        for (i32 i = 0; i < pass->count; i++)
            recount(&pass->counters[i], &by, pass->classes[i], it->lanes.voices,
                    rows[voice->start].voice);
    if (pass->extents >= 0) retell(it, slot, voice, day, found, n, &pass->tallies), pass->told = 1;
}

/* Takes in what turns on one day; returns how many voices have to be heard anew. */
static i32 turn_day(Scratch *s, const Pass *pass, const Slot *slot, const Asked *asked, i32 *turn) {
    const Turn *turns = pass->turns;
    u32 day = turns[*turn].day;
    i32 dirty = 0;
    for (; *turn < pass->turn_count && turns[*turn].day == day; ++*turn) {
        u32 what = turns[*turn].what & 7;
        i32 at = (i32)(turns[*turn].what >> 3), voice_at = slot->voice_at[at];
        const Row *row = &slot->rows[at];
        Voice *voice = &s->voices[voice_at];
        if (asked->before && (row->last < asked->from || row->last >= asked->before)) continue;
        if (asked->lane >= 0 && row->ends <= asked->since) continue;
        if (pass->picks == 1) {
            if ((what & 3) == 2) continue;
            if (what & 3) what = (what & ENDS) | 3;
        }
        if (what & 3) turn_row(s, voice, row->mask, at - voice->start, (i32)what);
        else if (pass->extents < 0) continue;
        if (!voice->dirty && at - voice->start >= voice->least_)
            voice->dirty = 1, s->dirty[dirty++] = voice_at;
    }
    return dirty;
}

/* Whether what was asked for has come about before `next`; notes the day. */
static int is_met(const Scratch *s, Pass *pass, const Asked *asked, i32 next) {
    i32 run = pass->runs[0][CERTAIN] - 1;
    if (asked->lane < 0 || run < 0 || next <= asked->since) return 0;
    u8 code = (u8)(s->code[0][CERTAIN][run] >> (8 * asked->lane));
    if ((code & 3) <= (code >> 2 & 3) || (code & 3) < asked->accept) return next > asked->limit;
    pass->met = s->day[0][CERTAIN][run];
    if (pass->met < asked->since) pass->met = asked->since;
    return 1;
}

/* Of what was said before a window only that which speaks of every day before it matters in it. */
static i32 first_turn(const Pass *pass, const Asked *asked, i32 turn) {
    i32 low = turn, high = pass->turn_count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if ((i32)pass->turns[middle].day < asked->since) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void run_pass(Scratch *s, Pass *pass, State *it, i32 slot, const Asked *asked) {
    const Slot *rows = &it->slots[slot];
    i32 turn = 0;
    if (!pass->turn_count || pass->turns[0].day > FIRST_DAY) {
        pass->told = pass->extents >= 0;
        end_day(s, pass, FIRST_DAY);
        if (asked->lane >= 0) turn = first_turn(pass, asked, turn);
    }
    for (;;) {
        i32 day = turn < pass->turn_count ? (i32)pass->turns[turn].day : NONE;
        if (pass->next_stale < day) day = pass->next_stale;
        if (is_met(s, pass, asked, day) || day == NONE) return;
        i32 dirty = 0;
        if (turn < pass->turn_count && (i32)pass->turns[turn].day == day)
            dirty = turn_day(s, pass, rows, asked, &turn);
        if (!dirty && day < pass->next_stale && day > FIRST_DAY) continue;
        while (dirty) turn_voice(s, pass, it, slot, &s->voices[s->dirty[--dirty]], day);
        if (day == FIRST_DAY) pass->told = pass->extents >= 0;
        end_day(s, pass, day);
        if (day == FIRST_DAY && asked->lane >= 0) turn = first_turn(pass, asked, turn);
    }
}

static Runs kept_runs(const i32 *days, const u64 *codes, i32 count) {
    Runs runs = {count, malloc((size_t)count * sizeof(i32)), malloc((size_t)count * sizeof(u64))};
    memcpy(runs.day, days, (size_t)count * sizeof(i32));
    memcpy(runs.code, codes, (size_t)count * sizeof(u64));
    return runs;
}

static void free_runs(Runs *runs) {
    free(runs->day), free(runs->code);
    memset(runs, 0, sizeof(*runs));
}

static void begin(Scratch *s, Pass *pass, State *it, i32 slot, const Asked *asked,
                  const i32 *interests, i32 count, int extents) {
    make_room(s, it->slots[slot].count);
    begin_voices(s, &it->slots[slot]);
    begin_pass(pass, it, &it->slots[slot], asked, interests, count, extents);
    find_turns(s, pass, &it->slots[slot], asked);
}

/* The runs of evidence of one slot, weighed under up to AT_ONCE interests, as certain and, where
   days are uncertain, as possible; with `extents`, the runs of what is told of its extent too. */
static void sweep(Scratch *s, State *it, i32 slot, const i32 *interests, i32 count,
                  Runs (*found)[PICKS], int extents) {
    static const Asked all = {0, 0, -1, 0, NONE, 0};
    Pass pass;
    begin(s, &pass, it, slot, &all, interests, count, extents);
    run_pass(s, &pass, it, slot, &all);
    for (i32 i = 0; i < count; i++)
        for (i32 pick = 0; pick < PICKS; pick++) {
            free_runs(&found[i][pick]);
            if (pick < pass.picks)
                found[i][pick] = kept_runs(s->day[i][pick], s->code[i][pick], pass.runs[i][pick]);
        }
    if (extents) keep_extents(s, pass.extents, &it->slots[slot].extents);
}

/* What speaks just before a day, as if all turns until then had been gone through. */
static void begin_before(Scratch *s, Pass *pass, State *it, i32 at, i32 day) {
    const Slot *slot = &it->slots[at];
    for (i32 i = 0; i < slot->count; i++) {
        const Row *row = &slot->rows[i];
        i32 ahead = row->state & ALWAYS_BEFORE, picks = 0;
        i32 certain = ahead ? FIRST_DAY : row->last, possible = ahead ? FIRST_DAY : row->first;
        if (row->ends < day) continue;
        if (certain < day && certain < row->ends) picks |= 1;
        if (possible < day && possible < row->ends) picks |= 2;
        if (!picks) continue;
        if (pass->picks == 1) {
            if (!(picks & 1)) continue;
            picks = 3;
        }
        Voice *voice = &s->voices[slot->voice_at[i]];
        turn_row(s, voice, row->mask, i - voice->start, picks);
        voice->dirty = 1;
    }
    for (i32 v = 0; v < slot->voices; v++)
        if (s->voices[v].dirty) turn_voice(s, pass, it, at, &s->voices[v], day - 1);
}

/* The runs from one day to before another; those of extents are put in place of the old. */
static void sweep_days(Scratch *s, State *it, i32 slot, const i32 *interest,
                       Runs (*found)[PICKS], int extents, i32 from, i32 before) {
    static const Asked all = {0, 0, -1, 0, NONE, 0};
    Asked some = {0, 0, -1, from, NONE, 0};
    Pass pass;
    if (from <= FIRST_DAY || extents) {
        sweep(s, it, slot, interest, 1, found, extents);
        return;
    }
    begin(s, &pass, it, slot, &all, interest, 1, 0);
    begin_before(s, &pass, it, slot, from);
    grow_stale(&pass, from - 1);
    i32 turn = first_turn(&pass, &some, 0);
    end_day(s, &pass, from);
    pass.runs[0][CERTAIN] = pass.runs[0][POSSIBLE] = 0;
    for (i32 day = from; day < before;) {
        i32 dirty = 0;
        if (turn < pass.turn_count && (i32)pass.turns[turn].day == day)
            dirty = turn_day(s, &pass, &it->slots[slot], &all, &turn);
        while (dirty) turn_voice(s, &pass, it, slot, &s->voices[s->dirty[--dirty]], day);
        end_day(s, &pass, day);
        day = turn < pass.turn_count ? (i32)pass.turns[turn].day : NONE;
        if (pass.next_stale < day) day = pass.next_stale;
    }
    for (i32 pick = 0; pick < pass.picks; pick++)
        found[0][pick] = kept_runs(s->day[0][pick], s->code[0][pick], pass.runs[0][pick]);
}

/* The runs within a window, as certain. */
static Runs sweep_window(Scratch *s, State *it, i32 slot, i32 interest, i32 from, i32 before) {
    Asked asked = {from, before, -1, 0, NONE, 0};
    Pass pass;
    begin(s, &pass, it, slot, &asked, &interest, 1, 0);
    run_pass(s, &pass, it, slot, &asked);
    return kept_runs(s->day[0][CERTAIN], s->code[0][CERTAIN], pass.runs[0][CERTAIN]);
}

/* The first day from `asked->since` on which a lane accepts it, by words from the window alone. */
static i32 first_in_window(Scratch *s, State *it, i32 slot, i32 interest, const Asked *asked) {
    Pass pass;
    begin(s, &pass, it, slot, asked, &interest, 1, 0);
    run_pass(s, &pass, it, slot, asked);
    return pass.met;
}

#endif
