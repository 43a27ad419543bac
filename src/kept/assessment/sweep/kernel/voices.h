/* What a voice says day by day: its later words painted over its earlier ones. */
#ifndef KEPT_VOICES_H
#define KEPT_VOICES_H

#include "ready.h"

/* Which rows are painted, those that hold from a day within a window, and on which days. */
typedef struct {
    i32 from, before; /* the window; half open */
    i32 base, end;    /* the days; half open, `end` NONE: all that follow */
    i32 picks;        /* 1: certain days alone */
    i32 extents;      /* whether it is asked which extents are told */
} Range;

/* ── Sayings: from this day on a voice is for, against or unclear in these lanes ────────────── */

/* `said`: 16 bits for, 16 against, 16 unclear, each of eight lanes as certain, eight as possible.
   `told`: a byte for each lane, TOLD + low + high · 4, or 0 where it tells no extent. */
enum { TOLD = 16, SIGNS = 3 };

static inline u64 in_each_sign(u16 lanes) { return lanes * 0x100010001ull; }

/* A byte of ones for each lane of a mask. */
static inline u64 bytes_of(u8 mask) {
    u64 bits = mask * 0x0101010101010101ull & 0x8040201008040201ull;
    return ((bits + 0x7f7f7f7f7f7f7f7full) | bits) >> 7 & 0x0101010101010101ull;
}

static void make_sayings(Scratch *s, i64 more) {
    i64 needed = s->sayings + more;
    if (needed <= s->sayings_room) return;
    i64 n = s->sayings_room = needed + needed / 2 + 1024;
    s->day = realloc(s->day, (size_t)n * sizeof(i32));
    s->said = realloc(s->said, (size_t)n * sizeof(u64));
    s->told = realloc(s->told, (size_t)n * sizeof(u64));
    s->whose = realloc(s->whose, (size_t)n * sizeof(u16));
}

/* A row as it is painted: as possible, as certain, up to its end; from `tells` on it tells. */
typedef struct {
    i32 possible, certain, ends, tells;
    u64 told;
} Stroke;

static u64 told_by(State *it, const Row *row, i32 slot) {
    i32 low = 0, high = 0;
    if (!(row->state & TELLS_EXTENT)) return 0;
    extent_of(it, row->row, slot, &low, &high);
    return bytes_of(row->mask) * (u64)(TOLD + low + high * 4);
}

/* On which days a row speaks within a range; it ends before it begins where it does not. */
static inline Stroke stroke_of(const Row *row, const Range *range) {
    i32 ahead = row->state & ALWAYS_BEFORE, ends = row->ends;
    i32 certain = ahead ? FIRST_DAY : row->last, possible = ahead ? FIRST_DAY : row->first;
    if (certain >= ends) certain = NONE;
    if (range->picks == 1 || possible >= ends) possible = certain;
    if (row->last < range->from || row->last >= range->before) ends = FIRST_DAY;
    ends = least(ends == NEVER ? NONE : ends, range->end);
    return (Stroke){most(possible, range->base), most(certain, range->base), ends,
                    most(row->last, range->base), 0};
}

/* ── Painting, where later words are mostly about later days ────────────────────────────────── */

typedef struct {
    Scratch *s;
    i32 begin, count; /* of the sayings of this voice */
    i64 work, most;   /* how much may be moved and painted before another way is the shorter */
    u8 mask, extents;
} Canvas;

/* The place of the saying that begins on a day; it is made where there is none. */
static i32 split(Canvas *it, i32 day) {
    i32 *days = it->s->day + it->begin, at = it->count, steps = 0;
    if (day <= days[0]) return 0;
    while (days[at - 1] > day && steps < 8) at--, steps++;
    if (days[at - 1] > day) {
        i32 low = 0;
        for (; low < at;) {
            i32 middle = (low + at) / 2;
            if (days[middle] <= day) low = middle + 1;
            else at = middle;
        }
    }
    if (days[at - 1] == day) return at - 1;
    size_t after = (size_t)(it->count - at);
    u64 *said = it->s->said + it->begin, *told = it->s->told + it->begin;
    memmove(days + at + 1, days + at, after * sizeof(i32));
    memmove(said + at + 1, said + at, after * sizeof(u64));
    said[at] = said[at - 1], days[at] = day;
    if (it->extents) {
        memmove(told + at + 1, told + at, after * sizeof(u64));
        told[at] = told[at - 1];
    }
    it->work += (i64)after / 8;
    it->count++;
    return at;
}

static void paint(Canvas *it, i32 from, i32 to, u16 lanes, i32 sign) {
    u64 *said = it->s->said + it->begin;
    u64 clear = ~in_each_sign(lanes), set = (u64)lanes << (16 * (sign - 1));
    for (i32 i = from; i < to; i++) said[i] = (said[i] & clear) | set;
    it->work += (to - from) / 8 + 1;
}

static void paint_told(Canvas *it, i32 from, i32 to, u64 bytes, u64 set) {
    u64 *told = it->s->told + it->begin;
    for (i32 i = from; i < to; i++) told[i] = (told[i] & ~bytes) | set;
}

/* What is the same in all lanes between two places needs but one saying. */
static void join_sayings(Canvas *it, i32 from, i32 to) {
    i32 gone = to - from - 1;
    size_t after = (size_t)(it->count - to);
    i32 *days = it->s->day + it->begin;
    u64 *said = it->s->said + it->begin, *told = it->s->told + it->begin;
    if (gone <= 0) return;
    memmove(days + from + 1, days + to, after * sizeof(i32));
    memmove(said + from + 1, said + to, after * sizeof(u64));
    if (it->extents) memmove(told + from + 1, told + to, after * sizeof(u64));
    it->work += (i64)after / 8;
    it->count -= gone;
}

static void paint_row(Canvas *it, const Row *row, const Stroke *stroke) {
    i32 sign = row->state & SIGN, both = row->mask | row->mask << 8;
    i32 possible = split(it, stroke->possible), certain = possible, to = it->count;
    if (stroke->certain >= stroke->ends) { /* it never comes to be certain */
        to = stroke->ends == NONE ? it->count : split(it, stroke->ends);
        paint(it, possible, to, (u16)(row->mask << 8), sign);
        return;
    }
    if (stroke->certain > stroke->possible) certain = split(it, stroke->certain);
    to = stroke->ends == NONE ? it->count : split(it, stroke->ends);
    if (certain > possible) paint(it, possible, certain, (u16)(row->mask << 8), sign);
    paint(it, certain, to, (u16)both, sign);
    if (it->extents) paint_told(it, certain, to, bytes_of(row->mask) * 0xff, 0);
    if (stroke->told && stroke->tells < stroke->ends) {
        if (stroke->tells > stroke->certain) {
            i32 tells = split(it, stroke->tells);
            to = stroke->ends == NONE ? it->count : split(it, stroke->ends);
            paint_told(it, tells, to, bytes_of(row->mask) * 0xff, stroke->told);
            return;
        }
        paint_told(it, certain, to, bytes_of(row->mask) * 0xff, stroke->told);
    }
    if (row->mask == it->mask) join_sayings(it, certain, to);
}

/* Leaves out what says the same as before. */
static void compact(Canvas *it) {
    i32 *days = it->s->day + it->begin, n = 1;
    u64 *said = it->s->said + it->begin, *told = it->s->told + it->begin;
    for (i32 i = 1; i < it->count; i++) {
        if (said[i] == said[n - 1] && (!it->extents || told[i] == told[n - 1])) continue;
        days[n] = days[i], said[n] = said[i];
        if (it->extents) told[n] = told[i];
        n++;
    }
    it->count = n;
}

/* Whether all could be painted with little enough work. */
static int paint_rows(Canvas *it, State *state, const Row *rows, i32 count, i32 slot,
                      const Range *range) {
    i32 limit = 48;
    for (i32 i = 0; i < count; i++) {
        Stroke stroke = stroke_of(&rows[i], range);
        if (stroke.possible >= stroke.ends) continue;
        if (it->extents) stroke.told = told_by(state, &rows[i], slot);
        paint_row(it, &rows[i], &stroke);
        if (it->work > it->most) return 0;
        if (it->count < limit) continue;
        compact(it);
        limit = most(48, 2 * it->count);
    }
    compact(it);
    return 1;
}

/* ── Another way, where it is filed against the order of days: see order.h ──────────────────── */

/* The sets of rows that speak: one for each mask, as certain and as possible. */
typedef struct {
    const Row *rows;
    i32 count, kinds;
    u8 masks[256];
    i16 kind[256];
    u64 *sets;
} Speaking;

static u64 *set_of(const Speaking *it, i32 kind, i32 pick) {
    return it->sets + (kind * PICKS + pick) * deep_size(it->count);
}

static void begin_speaking(Scratch *s, Speaking *it, const Row *rows, i32 count) {
    memset(it->kind, -1, sizeof(it->kind));
    it->rows = rows, it->count = count, it->kinds = 0;
    for (i32 i = 0; i < count; i++)
        if (it->kind[rows[i].mask] < 0)
            it->kind[rows[i].mask] = (i16)it->kinds, it->masks[it->kinds++] = rows[i].mask;
    i64 size = it->kinds * PICKS * deep_size(count);
    if (size > s->bits_room) {
        s->bits_room = size + size / 2;
        s->bits = renewed(s->bits, s->bits_room, sizeof(u64));
    }
    it->sets = s->bits;
    memset(it->sets, 0, (size_t)size * sizeof(u64));
}

/* What turns: picks (1 certain, 2 possible) and whether it ends; none: an extent begins. */
enum { ENDS = 4 };

static Turn *add_turn(Turn *turn, i32 day, i32 row, i32 what) {
    *turn = (Turn){(u32)day, (u32)row << 3 | (u32)what};
    return turn + 1;
}

/* At most four turns a row. */
static Turn *add_turns(Turn *turn, const Stroke *it, i32 at) {
    i32 picks = 0;
    if (it->possible < it->ends) turn = add_turn(turn, it->possible, at, 2), picks |= 2;
    if (it->certain < it->ends) turn = add_turn(turn, it->certain, at, 1), picks |= 1;
    if (picks && it->ends != NONE) turn = add_turn(turn, it->ends, at, picks | ENDS);
    if (picks & 1 && it->tells > it->certain && it->tells < it->ends)
        turn = add_turn(turn, it->tells, at, 0);
    return turn;
}

static void turn_row(const Speaking *it, const Turn *turn) {
    i32 at = (i32)(turn->what >> 3), kind = it->kind[it->rows[at].mask];
    for (i32 pick = 0; pick < PICKS; pick++) {
        if (!(turn->what >> pick & 1)) continue;
        if (turn->what & ENDS) deep_clear(set_of(it, kind, pick), it->count, at);
        else deep_set(set_of(it, kind, pick), it->count, at);
    }
}

/* The last of each mask; then the last of these for each lane: `found` by lane, -1 for none. */
static void accounts(const Speaking *it, i32 pick, i32 *found) {
    i32 top[256];
    u8 left = 0xff;
    for (i32 lane = 0; lane < LANES; lane++) found[lane] = -1;
    for (i32 k = 0; k < it->kinds; k++) top[k] = deep_highest(set_of(it, k, pick), it->count);
    while (left) {
        i32 best = -1;
        for (i32 k = 0; k < it->kinds; k++)
            if (top[k] >= 0 && (best < 0 || top[k] > top[best])) best = k;
        if (best < 0) return;
        for (i32 lane = 0; lane < LANES; lane++)
            if (it->masks[best] & left & 1 << lane) found[lane] = top[best];
        left &= (u8)~it->masks[best], top[best] = -1;
    }
}

static void add_saying(Canvas *it, const Speaking *speaking, State *state, i32 slot, i32 day) {
    u64 said = 0, told = 0;
    i32 found[LANES];
    for (i32 pick = 0; pick < PICKS; pick++) {
        accounts(speaking, pick, found);
        for (i32 lane = 0; lane < LANES; lane++) {
            if (found[lane] < 0) continue;
            const Row *row = &speaking->rows[found[lane]];
            said |= 1ull << (16 * ((row->state & SIGN) - 1) + 8 * pick + lane);
            if (it->extents && pick == CERTAIN && row->last <= day)
                told |= told_by(state, row, slot) & 0xffull << (8 * lane);
        }
    }
    i32 last = it->begin + it->count - 1;
    if (it->s->day[last] == day) it->count--, last--;
    else if (it->s->said[last] == said && (!it->extents || it->s->told[last] == told)) return;
    it->s->day[last + 1] = day, it->s->said[last + 1] = said, it->s->told[last + 1] = told;
    it->count++;
}

static void paint_backwards(Canvas *it, State *state, const Row *rows, i32 count, i32 slot,
                            const Range *range) {
    Scratch *s = it->s;
    Speaking speaking;
    make_turns(s, 4 * (i64)count);
    begin_speaking(s, &speaking, rows, count);
    Turn *end = s->turns;
    for (i32 i = 0; i < count; i++) {
        Stroke stroke = stroke_of(&rows[i], range);
        end = add_turns(end, &stroke, i);
    }
    sort_turns(s->turns, s->spare, end - s->turns);
    it->count = 1, s->day[it->begin] = range->base, s->said[it->begin] = s->told[it->begin] = 0;
    for (const Turn *turn = s->turns; turn < end;) {
        u32 day = turn->day;
        for (; turn < end && turn->day == day; turn++) turn_row(&speaking, turn);
        add_saying(it, &speaking, state, slot, (i32)day);
    }
}

/* ── Voices heard, one behind the other ─────────────────────────────────────────────────────── */

enum { EASY = 64 }; /* work for each row that is spent before the other way is taken */

/* Appends the sayings of one voice, unless it says nothing. `voice`: its name. */
static void hear(Scratch *s, State *it, i32 slot, const Row *rows, i32 count, u8 mask,
                 const Range *range) {
    i32 begin = s->sayings;
    Canvas canvas = {s, begin, 1, 0, (i64)EASY * count + 4096, mask, range->extents != 0};
    make_sayings(s, 4 * (i64)count + 2);
    s->day[begin] = range->base, s->said[begin] = s->told[begin] = 0;
    if (!paint_rows(&canvas, it, rows, count, slot, range))
        paint_backwards(&canvas, it, rows, count, slot, range);
    if (canvas.count == 1 && !s->said[begin]) return;
    for (i32 i = 0; i < canvas.count; i++) s->whose[begin + i] = (u16)s->heard;
    s->name[s->heard] = rows->voice, s->first[s->heard++] = begin;
    s->sayings += canvas.count;
}

static void make_voices(Scratch *s, i64 voices) {
    if (voices < s->voices_room) return;
    s->voices_room = 2 * voices + 256;
    s->first = renewed(s->first, s->voices_room, sizeof(i32));
    s->name = renewed(s->name, s->voices_room, sizeof(u16));
    s->classes = renewed(s->classes, s->voices_room * AT_ONCE, sizeof(u64));
}

/* The rows of a window, copied in their order, where few are and they can be found. */
static i32 few_rows(Scratch *s, const Slot *slot, const Range *range) {
    i32 first, last;
    if (!slot->by_last) return -1;
    first = from_last(slot, range->from), last = from_last(slot, range->before);
    if (last - first > slot->count / 4) return -1;
    make_room(s, slot->count);
    memcpy(s->places, slot->by_last + first, (size_t)(last - first) * sizeof(i32));
    sort_places(s->places, last - first);
    for (i32 i = 0; i < last - first; i++) s->rows_spare[i] = slot->rows[s->places[i]];
    return last - first;
}

/* What all voices of a slot say. */
static void hear_all(Scratch *s, State *it, i32 at, const Range *range) {
    const Slot *slot = &it->slots[at];
    i32 few = few_rows(s, slot, range);
    make_voices(s, slot->voices);
    s->sayings = s->heard = 0;
    for (i32 i = 0, end; i < few; i = end) {
        u8 mask = 0;
        for (end = i; end < few && s->rows_spare[end].voice == s->rows_spare[i].voice; end++)
            mask |= s->rows_spare[end].mask;
        hear(s, it, at, s->rows_spare + i, end - i, mask, range);
    }
    for (i32 v = 0; v < slot->voices && few < 0; v++) {
        const Speech *speech = &slot->speeches[v];
        hear(s, it, at, slot->rows + speech->start, speech->count, speech->mask, range);
    }
    s->first[s->heard] = s->sayings;
}

#endif
