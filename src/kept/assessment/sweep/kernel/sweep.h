/* One pass over a slot: who speaks last on each day, in all lanes at once, and what it comes to. */
#ifndef KEPT_SWEEP_H
#define KEPT_SWEEP_H

#include "evidence.h"

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
