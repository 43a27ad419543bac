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

/* A one in the byte of each lane of a mask. */
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

/* A row as it is painted: as possible, as certain, up to its end; from `tells` on it tells what is
   in `told`, as a byte. */
typedef struct {
    i32 possible, certain, ends, tells;
    u64 told;
} Stroke;

/* In a byte what a row tells. */
static inline u64 told_by(const Row *row) {
    if (!(row->state & TELLS_EXTENT)) return 0;
    const u8 *told = EXTENTS[(row->state >> 4) - 1];
    return (u64)(TOLD + told[0] + told[1] * 4);
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

/* ── Painting: the last words first, each where later ones have left it open ────────────────── */

/* The days of one voice so far, the latest first; the last part begins on the first day. */
typedef struct {
    i32 *day; /* behind the last stand days earlier than all others: see `part_on` */
    u64 *said, *told;
    i32 count;
    u16 lanes, done; /* in which it is heard; in which nothing is left open on any day */
    i64 work, most;  /* how much may be moved and painted before another way is the shorter */
    int extents;
} Canvas;

enum { STEP = 16 };

typedef i32 Step __attribute__((vector_size(4 * STEP)));

/* How many of the parts from one on begin after a day. */
static inline i32 later_than(const i32 *days, i32 from, i32 count, i32 day) {
    Step all = {0}, here;
    i32 found = from;
    for (i32 i = from; i < count; i += STEP) memcpy(&here, days + i, sizeof(here)), all -= here > day;
    for (i32 j = 0; j < STEP; j++) found += all[j];
    return found;
}

/* The part a day lies in: mostly one of the last. */
static inline i32 part_on(const Canvas *it, i32 day) {
    const i32 *days = it->day;
    i32 last = it->count - STEP, low = it->count - 4 * STEP, high = low;
    if (last <= 0 || days[last] > day) return later_than(days, most(last, 0), it->count, day);
    if (low <= 0 || days[low] > day) return later_than(days, most(low, 0), it->count, day);
    for (low = 0; low < high;) {
        i32 middle = (low + high) / 2;
        if (days[middle] > day) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* A part that begins on a day, cut off from the one at a place. */
static inline void cut(Canvas *it, i32 at, i32 day) {
    i32 after = it->count - at;
    if (after > STEP) {
        memmove(it->day + at + 1, it->day + at, (size_t)after * sizeof(i32));
        memmove(it->said + at + 1, it->said + at, (size_t)after * sizeof(u64));
    } else {
        for (i32 i = it->count; i > at; i--)
            it->day[i] = it->day[i - 1], it->said[i] = it->said[i - 1];
    }
    if (it->extents) memmove(it->told + at + 1, it->told + at, (size_t)after * sizeof(u64));
    it->day[at] = day;
    it->work += after / 8;
    it->day[++it->count + STEP - 1] = -NONE;
}

/* The part that begins on a day. */
static inline i32 split(Canvas *it, i32 day) {
    i32 at = part_on(it, day);
    if (it->day[at] != day) cut(it, at, day);
    return at;
}

/* Of some lanes those in which a voice is not heard yet. */
static inline u64 left_open(u64 said, u64 lanes) {
    return lanes & ~(said | said >> 16 | said >> 32);
}

static void paint(Canvas *it, i32 from, i32 to, u64 lanes, const Row *row, const Stroke *stroke) {
    u64 *said = it->said;
    i32 shift = 16 * ((row->state & SIGN) - 1);
    it->work += (to - from) / 8 + 1;
    for (i32 i = from; i <= to && stroke->told; i++) /* as certain only */
        if (it->day[i] >= stroke->tells)
            it->told[i] |= bytes_of((u8)left_open(said[i], lanes)) * stroke->told;
    for (i32 i = from; i <= to; i++) said[i] |= left_open(said[i], lanes) << shift;
}

/* Where a stroke can be seen at all: nothing is cut where all has been said. */
static int is_left_open(Canvas *it, i32 from, i32 to, u64 lanes) {
    u64 open = 0;
    for (i32 i = from; i <= to; i++) open |= left_open(it->said[i], lanes);
    it->work += (to - from) / 8 + 1;
    return open != 0;
}

static void paint_row(Canvas *it, const Row *row, const Stroke *stroke) {
    u64 possible = (u64)row->mask << 8, both = possible | row->mask;
    i32 to = part_on(it, stroke->possible), certain;
    i32 from = stroke->ends == NONE ? 0 : part_on(it, stroke->ends - 1);
    if (!is_left_open(it, from, to, both)) return;
    if (stroke->ends != NONE && (!from || it->day[from - 1] != stroke->ends))
        cut(it, from++, stroke->ends), to++;
    if (it->day[to] != stroke->possible) cut(it, to, stroke->possible);
    to -= it->count; /* counted from the last, whatever is cut before it */
    if (stroke->told && stroke->tells > stroke->certain && stroke->tells < stroke->ends)
        split(it, stroke->tells);
    if (stroke->possible == stroke->certain) {
        paint(it, from, to + it->count, both, row, stroke);
    } else {
        certain = from - 1;
        if (stroke->certain < stroke->ends) {
            certain = split(it, stroke->certain);
            paint(it, from, certain, both, row, stroke);
        }
        paint(it, certain + 1, to + it->count, possible, row, stroke);
    }
    if (stroke->ends == NONE && stroke->certain == it->day[it->count - 1]) it->done |= (u16)both;
}

/* Whether all could be painted with little enough work. */
static int paint_rows(Canvas *it, const Row *rows, i32 count, const Range *range) {
    for (i32 i = count - 1; i >= 0 && it->done != it->lanes; i--) {
        if (!((rows[i].mask | rows[i].mask << 8) & ~it->done)) continue;
        if (rows[i].last < range->from || rows[i].last >= range->before) continue;
        Stroke stroke = stroke_of(&rows[i], range);
        if (stroke.possible >= stroke.ends) continue;
        if (it->extents) stroke.told = told_by(&rows[i]);
        paint_row(it, &rows[i], &stroke);
        if (it->work > it->most) return 0;
    }
    return 1;
}

/* Puts what was painted behind the sayings of others, in the order of days, and leaves out what
   says the same as before. */
static i32 put_behind(Scratch *s, const Canvas *it, i32 begin) {
    i32 n = begin;
    for (i32 i = it->count - 1; i >= 0; i--) {
        u64 told = it->extents ? it->told[i] : 0;
        if (n > begin && s->said[n - 1] == it->said[i] && s->told[n - 1] == told) continue;
        s->day[n] = it->day[i], s->said[n] = it->said[i], s->told[n] = told;
        n++;
    }
    return n - begin;
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

static i32 add_saying(Scratch *s, const Speaking *speaking, i32 day, i32 begin, i32 count,
                      int extents) {
    u64 said = 0, told = 0;
    i32 found[LANES], last = begin + count - 1;
    for (i32 pick = 0; pick < PICKS; pick++) {
        accounts(speaking, pick, found);
        for (i32 lane = 0; lane < LANES; lane++) {
            if (found[lane] < 0) continue;
            const Row *row = &speaking->rows[found[lane]];
            said |= 1ull << (16 * ((row->state & SIGN) - 1) + 8 * pick + lane);
            if (extents && pick == CERTAIN && row->last <= day)
                told |= told_by(row) << (8 * lane);
        }
    }
    if (s->day[last] == day) last--;
    else if (s->said[last] == said && s->told[last] == told) return count;
    s->day[last + 1] = day, s->said[last + 1] = said, s->told[last + 1] = told;
    return last + 2 - begin;
}

/* Day after day, with sets of the rows that speak. */
static i32 go_through(Scratch *s, const Row *rows, i32 count, const Range *range, i32 begin) {
    Speaking speaking;
    i32 found = 1;
    make_turns(s, 4 * (i64)count);
    begin_speaking(s, &speaking, rows, count);
    Turn *end = s->turns;
    for (i32 i = 0; i < count; i++) {
        Stroke stroke = stroke_of(&rows[i], range);
        end = add_turns(end, &stroke, i);
    }
    sort_turns(s->turns, s->spare, end - s->turns);
    s->day[begin] = range->base, s->said[begin] = s->told[begin] = 0;
    for (const Turn *turn = s->turns; turn < end;) {
        u32 day = turn->day;
        for (; turn < end && turn->day == day; turn++) turn_row(&speaking, turn);
        found = add_saying(s, &speaking, (i32)day, begin, found, range->extents);
    }
    return found;
}

/* ── Voices heard, one behind the other ─────────────────────────────────────────────────────── */

enum { EASY = 64 }; /* work for each row that is spent before the other way is taken */

static inline int matters(const Row *row, const Range *range) {
    if (row->last < range->from || row->last >= range->before) return 0;
    Stroke stroke = stroke_of(row, range);
    return stroke.possible < stroke.ends;
}

/* Appends the sayings of one voice, unless it says nothing. */
static void hear(Scratch *s, const Row *rows, i32 count, u8 mask, const Range *range) {
    i32 begin = s->sayings, found;
    while (count && !matters(&rows[count - 1], range)) count--;
    if (!count) return;
    Canvas canvas = {s->canvas_day, s->canvas_said, s->canvas_told, 1, (u16)(mask | mask << 8), 0, 0,
                     (i64)EASY * count + 4096, range->extents};
    make_sayings(s, 4 * (i64)count + 2);
    canvas.day[0] = range->base, canvas.said[0] = canvas.told[0] = 0;
    for (i32 i = 1; i <= STEP; i++) canvas.day[i] = -NONE;
    if (paint_rows(&canvas, rows, count, range)) found = put_behind(s, &canvas, begin);
    else found = go_through(s, rows, count, range, begin);
    if (found == 1 && !s->said[begin]) return;
    for (i32 i = 0; i < found; i++) s->whose[begin + i] = (u16)s->heard;
    s->name[s->heard] = rows->voice, s->first[s->heard++] = begin;
    s->sayings += found;
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
static void hear_all(Scratch *s, const Slot *slot, const Range *range) {
    i32 few = few_rows(s, slot, range);
    make_canvas(s, slot->count);
    make_voices(s, slot->voices);
    s->sayings = s->heard = 0;
    for (i32 i = 0, end; i < few; i = end) {
        u8 mask = 0;
        for (end = i; end < few && s->rows_spare[end].voice == s->rows_spare[i].voice; end++)
            mask |= s->rows_spare[end].mask;
        hear(s, s->rows_spare + i, end - i, mask, range);
    }
    for (i32 v = 0; v < slot->voices && few < 0; v++) {
        const Speech *speech = &slot->speeches[v];
        if (speech->latest >= range->from)
            hear(s, slot->rows + speech->start, speech->count, speech->mask, range);
    }
    s->first[s->heard] = s->sayings;
}

#endif
