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

static void merge_sort(Row *rows, Row *spare, i32 count) {
    if (count <= 24) {
        for (i32 i = 1; i < count; i++) {
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

/* ── What a pass works with; one for each thread ────────────────────────────────────────────── */

typedef u16 Lanes16 __attribute__((vector_size(16)));
typedef u8 Lanes8 __attribute__((vector_size(8)));

/* Of each voice the places its rows have, and which of them speak on the day at hand. */
typedef struct {
    i32 start, count;   /* rows of the slot */
    u64 active;         /* up to 64 rows: a bit each, the last rank highest */
    i64 deep;           /* more: where its bits lie in `bits`; else -1 */
    u8 said[3];         /* lanes in which it is for, against, unclear */
    u8 dirty;
    u8 low[LANES], high[LANES]; /* the extent it tells; NOT_TOLD */
} Voice;

typedef struct {
    u32 day;
    i32 what; /* place of the row in the slot · 4 + STARTS, ENDS or TELLS; -1: something is stale */
} Turn;
enum { STARTS, ENDS, TELLS };

typedef struct {
    Turn *turns, *spare;
    Row *rows_spare;
    i32 *voice_at; /* by place of row in the slot: place of its voice */
    Voice *voices;
    i32 *dirty;
    u64 *bits;
    i32 *day;
    u64 *code;
    i32 *extent_day;
    u64 *low, *high;
    i64 turns_room, rows_room, bits_room, runs_room;
} Scratch;

static void *grown(void *old, i64 *room, i64 wanted, size_t size) {
    (void)room;
    free(old);
    return malloc((size_t)wanted * size);
}

static void make_room(Scratch *s, i64 rows) {
    if (rows + 16 <= s->rows_room) return;
    i64 n = rows + rows / 2 + 1024;
    s->turns = grown(s->turns, 0, 3 * n + 32, sizeof(Turn));
    s->spare = grown(s->spare, 0, 3 * n + 32, sizeof(Turn));
    s->rows_spare = grown(s->rows_spare, 0, n, sizeof(Row));
    s->voice_at = grown(s->voice_at, 0, n, sizeof(i32));
    s->voices = grown(s->voices, 0, n, sizeof(Voice));
    s->dirty = grown(s->dirty, 0, n, sizeof(i32));
    s->bits = grown(s->bits, 0, LANES * (n / 32 + 4 * n / 64 + 256), sizeof(u64));
    s->day = grown(s->day, 0, 3 * n + 32, sizeof(i32));
    s->code = grown(s->code, 0, 3 * n + 32, sizeof(u64));
    s->extent_day = grown(s->extent_day, 0, 3 * n + 32, sizeof(i32));
    s->low = grown(s->low, 0, 3 * n + 32, sizeof(u64));
    s->high = grown(s->high, 0, 3 * n + 32, sizeof(u64));
    s->rows_room = n;
}

static void free_scratch(Scratch *s) {
    free(s->turns), free(s->spare), free(s->rows_spare), free(s->voice_at), free(s->voices);
    free(s->dirty), free(s->bits), free(s->day), free(s->code);
    free(s->extent_day), free(s->low), free(s->high);
    memset(s, 0, sizeof(*s));
}

static void sort_slot(Slot *slot, Scratch *s) {
    if (slot->sorted) return;
    make_room(s, slot->count);
    merge_sort(slot->rows, s->rows_spare, slot->count);
    slot->uncertain = slot->tells = 0;
    for (i32 i = 0; i < slot->count; i++) {
        if (slot->rows[i].first != slot->rows[i].last) slot->uncertain = 1;
        if (slot->rows[i].state & TELLS_EXTENT) slot->tells |= slot->rows[i].mask;
    }
    slot->sorted = 1;
}

/* ── Many rows of one voice: the highest bit of each lane is found in three or four steps ────── */

static i64 words_of(i64 bits) { return (bits + 63) / 64; }

/* A lane's set lies level after level: a word for 64 rows, a word for 64 of these words, … */
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
        if (set[at >> 6]) return;
        i64 words = words_of(bits);
        if (words == 1) return;
        set += words, bits = words, at >>= 6;
    }
}

static i32 highest(u64 word) { return 63 - __builtin_clzll(word); }

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

static void turn_row(Scratch *s, Voice *voice, const Row *row, i32 at, i32 what) {
    int ends = what == ENDS;
    if (what == TELLS) return;
    if (voice->deep < 0) {
        if (ends) voice->active &= ~(1ull << at);
        else voice->active |= 1ull << at;
        return;
    }
    i64 size = deep_size(voice->count);
    for (i32 lane = 0; lane < LANES; lane++)
        if (row->mask >> lane & 1) {
            u64 *set = s->bits + voice->deep + lane * size;
            if (ends) deep_clear(set, voice->count, at);
            else deep_set(set, voice->count, at);
        }
}

/* Of one voice the last row among those that speak, and the lanes for which it is that. */
typedef struct {
    const Row *row;
    u8 lanes;
} Account;

static i32 few_accounts(const Row *rows, u64 active, Account *found) {
    u8 left = 0xff;
    i32 count = 0;
    while (left && active) {
        i32 top = highest(active);
        u8 lanes = rows[top].mask & left;
        active &= ~(1ull << top);
        if (!lanes) continue;
        left &= (u8)~lanes;
        found[count++] = (Account){&rows[top], lanes};
    }
    return count;
}

static i32 accounts(const Scratch *s, const Row *rows, const Voice *voice, Account *found) {
    i32 count = 0;
    rows += voice->start;
    if (voice->deep < 0) return few_accounts(rows, voice->active, found);
    i64 size = deep_size(voice->count);
    for (i32 lane = 0; lane < LANES; lane++) {
        i32 top = deep_highest(s->bits + voice->deep + lane * size, voice->count);
        if (top >= 0) found[count++] = (Account){&rows[top], (u8)(1 << lane)};
    }
    return count;
}

/* ── Evidence: counters by lane ─────────────────────────────────────────────────────────────── */

/* voices; of them verifiers, such as concede, such as are not merely served: for and against */
typedef struct {
    Lanes16 of[8], unclear;
} Counters;

static Lanes16 SPREAD[256]; /* a mask as one 0 or 1 a lane */

static void make_tables(void) {
    for (i32 mask = 0; mask < 256; mask++)
        for (i32 lane = 0; lane < LANES; lane++) SPREAD[mask][lane] = mask >> lane & 1;
}

static inline void count_side(Lanes16 *of, const u8 *classes, i64 voices, i32 voice, u8 more,
                              u8 less) {
    of[0] += SPREAD[more] - SPREAD[less];
    for (i32 each = 0; each < 3; each++) {
        u8 is = classes[each * voices + voice];
        of[1 + each] += SPREAD[more & is] - SPREAD[less & is];
    }
}

static void recount(Counters *c, Voice *voice, const u8 *said, const u8 *classes, i64 voices,
                    i32 name) {
    u8 more[3], less[3];
    for (i32 i = 0; i < 3; i++) {
        more[i] = said[i] & (u8)~voice->said[i];
        less[i] = voice->said[i] & (u8)~said[i];
        voice->said[i] = said[i];
    }
    if (more[0] | less[0]) count_side(c->of, classes, voices, name, more[0], less[0]);
    if (more[1] | less[1]) count_side(c->of + 4, classes + 3 * voices, voices, name, more[1], less[1]);
    if (more[2] | less[2]) c->unclear += SPREAD[more[2]] - SPREAD[less[2]];
}

/* Strength 0 to 3 of one side in every lane (see accounts._strength). */
static inline Lanes16 strength(const Lanes16 *of) {
    Lanes16 any = (Lanes16)(of[0] != 0), verified = (Lanes16)(of[1] != 0);
    Lanes16 more = (Lanes16)(of[2] != 0) | ((Lanes16)(of[0] > 1) & (Lanes16)(of[3] != 0));
    Lanes16 corroborated = more & any;
    return (any & 1) + (corroborated & 1) + ((verified & (2 - (corroborated & 1))) & 3);
}

static u64 code_of(const Counters *c, const i32 *stale_from, i32 day) {
    Lanes16 for_ = strength(c->of), against = strength(c->of + 4), stale;
    Lanes16 unclear = (Lanes16)(c->unclear != 0) & 1;
    Lanes16 silent = (Lanes16)((c->of[0] | c->of[4] | c->unclear) == 0);
    for (i32 lane = 0; lane < LANES; lane++) stale[lane] = day >= stale_from[lane];
    Lanes16 code = for_ | against << 2 | unclear << 4 | (silent & stale) << 5;
    Lanes8 bytes = __builtin_convertvector(code, Lanes8);
    u64 found;
    memcpy(&found, &bytes, 8);
    return found;
}

/* ── The pass ───────────────────────────────────────────────────────────────────────────────── */

/* What is asked of a slot: which end of an uncertain day, and, lane by lane, of which days. */
typedef struct {
    i32 pick;
    u8 lanes;
    i32 from, before; /* words that hold from a day outside do not count; 0: all do */
} Asked;

static inline i32 holds_from(const Row *row, i32 pick) {
    return pick == CERTAIN ? row->last : row->first;
}

static inline int asked_for(const Row *row, const Asked *asked) {
    if (!(row->mask & asked->lanes)) return 0;
    i32 day = holds_from(row, asked->pick);
    return !asked->before || (asked->from <= day && day < asked->before);
}

static inline i32 begins(const Row *row, i32 pick) {
    return row->state & ALWAYS_BEFORE ? FIRST_DAY : holds_from(row, pick);
}

/* Orders turns by day: two passes of a counting sort over the days between the least and most. */
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
    i32 ones[2048], twos[2048];
    memset(ones, 0, sizeof(ones)), memset(twos, 0, sizeof(twos));
    for (i64 i = 0; i < count; i++) ones[turns[i].day & 2047]++, twos[turns[i].day >> 11]++;
    for (i32 i = 0, sum1 = 0, sum2 = 0; i < 2048; i++) {
        i32 n1 = ones[i], n2 = twos[i];
        ones[i] = sum1, twos[i] = sum2, sum1 += n1, sum2 += n2;
    }
    for (i64 i = 0; i < count; i++) spare[ones[turns[i].day & 2047]++] = turns[i];
    for (i64 i = 0; i < count; i++) turns[twos[spare[i].day >> 11]++] = spare[i];
}

static i32 add_voice(Scratch *s, i32 voices, i32 start, i32 count, i64 *deep) {
    Voice *it = &s->voices[voices];
    memset(it, 0, sizeof(*it));
    memset(it->low, NOT_TOLD, LANES), memset(it->high, NOT_TOLD, LANES);
    it->start = start, it->count = count, it->deep = -1;
    if (count > 64) {
        i64 size = LANES * deep_size(count);
        it->deep = *deep, *deep += size;
        memset(s->bits + it->deep, 0, (size_t)size * sizeof(u64));
    }
    for (i32 i = 0; i < count; i++) s->voice_at[start + i] = voices;
    return voices + 1;
}

static i32 find_voices(Scratch *s, const Slot *slot) {
    i32 voices = 0;
    i64 deep = 0;
    for (i32 start = 0, i = 1; i <= slot->count; i++)
        if (i == slot->count || slot->rows[i].voice != slot->rows[start].voice) {
            voices = add_voice(s, voices, start, i - start, &deep);
            start = i;
        }
    return voices;
}

static i64 find_turns(Scratch *s, const Slot *slot, const Asked *asked, i32 *stale_from) {
    i64 count = 0;
    for (i32 lane = 0; lane < LANES; lane++) stale_from[lane] = NONE;
    for (i32 i = 0; i < slot->count; i++) {
        const Row *row = &slot->rows[i];
        if (!(row->mask & asked->lanes)) continue;
        if (!(row->state & HAS_UNTIL) && row->ends < NEVER &&
            (!asked->before || (asked->from <= row->last && row->last < asked->before)))
            for (i32 lane = 0; lane < LANES; lane++)
                if (row->mask >> lane & 1 && row->ends < stale_from[lane])
                    stale_from[lane] = row->ends;
        if (!asked_for(row, asked)) continue;
        i32 from = begins(row, asked->pick);
        if (from >= row->ends) continue;
        s->turns[count++] = (Turn){(u32)from, i * 4 + STARTS};
        if (row->ends < NEVER) s->turns[count++] = (Turn){(u32)row->ends, i * 4 + ENDS};
        if (row->state & TELLS_EXTENT && row->last > from)
            s->turns[count++] = (Turn){(u32)row->last, i * 4 + TELLS};
    }
    return count;
}

static i64 add_stale_turns(Scratch *s, i64 count, const i32 *stale_from) {
    for (i32 lane = 0; lane < LANES; lane++)
        if (stale_from[lane] < NEVER) s->turns[count++] = (Turn){(u32)stale_from[lane], -1};
    return count;
}

/* How many voices tell each extent as the least, and as the most. */
typedef struct {
    Lanes16 low[4], high[4];
} Tallies;

static void tally(Lanes16 *of, u8 *old, const u8 *now) {
    for (i32 lane = 0; lane < LANES; lane++) {
        if (old[lane] == now[lane]) continue;
        if (old[lane] != NOT_TOLD) of[old[lane]][lane]--;
        if (now[lane] != NOT_TOLD) of[now[lane]][lane]++;
        old[lane] = now[lane];
    }
}

static void retell(const State *it, i32 slot, Voice *voice, i32 day, const Account *accounts_,
                   i32 count, Tallies *all) {
    u8 low[LANES], high[LANES];
    memset(low, NOT_TOLD, LANES), memset(high, NOT_TOLD, LANES);
    for (i32 i = 0; i < count; i++) {
        const Row *row = accounts_[i].row;
        i32 from, to;
        if (!(row->state & TELLS_EXTENT) || row->last > day) continue;
        extent_of(it, row->row, slot, &from, &to);
        for (i32 lane = 0; lane < LANES; lane++)
            if (accounts_[i].lanes >> lane & 1) low[lane] = (u8)from, high[lane] = (u8)to;
    }
    tally(all->low, voice->low, low), tally(all->high, voice->high, high);
}

static void extremes(const Tallies *all, u64 *low, u64 *high) {
    u8 least_[LANES], most_[LANES];
    for (i32 lane = 0; lane < LANES; lane++) {
        least_[lane] = most_[lane] = NOT_TOLD;
        for (i32 value = 3; value >= 0; value--)
            if (all->low[value][lane]) least_[lane] = (u8)value;
        for (i32 value = 0; value <= 3; value++)
            if (all->high[value][lane]) most_[lane] = (u8)value;
    }
    memcpy(low, least_, LANES), memcpy(high, most_, LANES);
}

static i32 add_run(Scratch *s, i32 runs, i32 day, u64 code) {
    if (runs && s->code[runs - 1] == code) return runs;
    s->day[runs] = day, s->code[runs] = code;
    return runs + 1;
}

static Runs kept_runs(const Scratch *s, i32 count) {
    Runs runs = {count, malloc((size_t)count * sizeof(i32)), malloc((size_t)count * sizeof(u64))};
    memcpy(runs.day, s->day, (size_t)count * sizeof(i32));
    memcpy(runs.code, s->code, (size_t)count * sizeof(u64));
    return runs;
}

static void free_runs(Runs *runs) {
    free(runs->day), free(runs->code);
    memset(runs, 0, sizeof(*runs));
}

static void add_extent_run(Scratch *s, i32 *runs, i32 day, const Tallies *all) {
    i32 n = *runs;
    u64 low, high;
    extremes(all, &low, &high);
    if (n && s->low[n - 1] == low && s->high[n - 1] == high) return;
    s->extent_day[n] = day, s->low[n] = low, s->high[n] = high;
    *runs = n + 1;
}

static void keep_extents(const Scratch *s, i32 count, ExtentRuns *kept_) {
    size_t days = (size_t)count * sizeof(i32), codes = (size_t)count * sizeof(u64);
    kept_->count = count;
    kept_->day = realloc(kept_->day, days);
    kept_->low = realloc(kept_->low, codes), kept_->high = realloc(kept_->high, codes);
    memcpy(kept_->day, s->extent_day, days);
    memcpy(kept_->low, s->low, codes), memcpy(kept_->high, s->high, codes);
}

static i32 turn_day(Scratch *s, const Slot *slot, i64 *turn, i64 count) {
    u32 day = s->turns[*turn].day;
    i32 dirty = 0;
    for (; *turn < count && s->turns[*turn].day == day; ++*turn) {
        i32 what = s->turns[*turn].what, at = what >> 2;
        if (what < 0) continue;
        Voice *voice = &s->voices[s->voice_at[at]];
        turn_row(s, voice, &slot->rows[at], at - voice->start, what & 3);
        if (!voice->dirty) voice->dirty = 1, s->dirty[dirty++] = s->voice_at[at];
    }
    return dirty;
}

/* The runs of evidence that one question of a slot has; with `extents`, those of extent too. */
static Runs sweep(Scratch *s, State *it, i32 slot, const Asked *asked, i32 interest, int extents) {
    const u8 *classes = it->questions.classes + (i64)interest * 6 * it->lanes.voices;
    Slot *rows = &it->slots[slot];
    i32 stale_from[LANES], runs = 0, told = 0;
    Counters counters;
    Tallies tallies;
    memset(&counters, 0, sizeof(counters)), memset(&tallies, 0, sizeof(tallies));
    make_room(s, rows->count);
    find_voices(s, rows);
    i64 count = add_stale_turns(s, find_turns(s, rows, asked, stale_from), stale_from);
    sort_turns(s->turns, s->spare, count);
    if (!count || s->turns[0].day > FIRST_DAY) {
        runs = add_run(s, runs, FIRST_DAY, 0);
        if (extents) add_extent_run(s, &told, FIRST_DAY, &tallies);
    }
    for (i64 i = 0; i < count;) {
        i32 day = (i32)s->turns[i].day, dirty = turn_day(s, rows, &i, count);
        while (dirty) {
            u8 said[3] = {0};
            Account found[LANES];
            Voice *voice = &s->voices[s->dirty[--dirty]];
            i32 n = accounts(s, rows->rows, voice, found);
            voice->dirty = 0;
            for (i32 each = 0; each < n; each++)
                said[(found[each].row->state & SIGN) - 1] |= found[each].lanes & asked->lanes;
            recount(&counters, voice, said, classes, it->lanes.voices, rows->rows[voice->start].voice);
            if (extents) retell(it, slot, voice, day, found, n, &tallies);
        }
        runs = add_run(s, runs, day, code_of(&counters, stale_from, day));
        if (extents) add_extent_run(s, &told, day, &tallies);
    }
    if (extents) keep_extents(s, told, &rows->extents);
    return kept_runs(s, runs);
}

#endif
