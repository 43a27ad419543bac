/* One pass over a slot: what is said on each day, in all lanes at once, and what it comes to. */
#ifndef KEPT_SWEEP_H
#define KEPT_SWEEP_H

#include "evidence.h"

/* ── The pass ───────────────────────────────────────────────────────────────────────────────── */

static Range whole(int extents) { return (Range){-NONE, NONE, FIRST_DAY, NONE, PICKS, extents}; }

/* One pass as it goes on: what is counted for each interest, and what was found so far. */
typedef struct {
    Counters counters[AT_ONCE];
    i32 runs[AT_ONCE][PICKS], count, picks; /* count: interests */
    i32 stale_from[LANES], latest, next_stale; /* latest: no lane becomes stale after it */
    u8 stale;
    Tallies tallies;
    i32 extents; /* runs of extents; -1: they are not asked for */
    int told, turned; /* whether what is told, or the evidence, may be another today */
    i32 turns;
} Pass;

/* ── Staleness: when words are too old, whoever spoke last ──────────────────────────────────── */

static void add_stale(Pass *pass, const Row *row, const Range *range) {
    if (row->ends >= pass->latest || row->state & HAS_UNTIL || row->ends >= NEVER) return;
    if (row->last < range->from || row->last >= range->before) return;
    pass->latest = -NONE;
    for (i32 lane = 0; lane < LANES; lane++) {
        if (row->mask >> lane & 1) pass->stale_from[lane] = least(pass->stale_from[lane], row->ends);
        pass->latest = most(pass->latest, pass->stale_from[lane]);
    }
}

/* Which lanes are stale on a day, and when that changes next. */
static void grow_stale(Pass *pass, i32 day) {
    pass->next_stale = NONE;
    for (i32 lane = 0; lane < LANES; lane++) {
        if (pass->stale_from[lane] <= day) pass->stale |= (u8)(1 << lane);
        else pass->next_stale = least(pass->next_stale, pass->stale_from[lane]);
    }
    pass->turned = 1;
}

static void find_stale(Pass *pass, const Slot *slot, const Range *range) {
    i32 first = 0, last = slot->count;
    for (i32 lane = 0; lane < LANES; lane++) pass->stale_from[lane] = NONE;
    pass->latest = NONE;
    if (slot->fades && slot->by_last && range->from > -NONE) {
        first = from_last(slot, range->from), last = from_last(slot, range->before);
        for (i32 i = first; i < last; i++)
            add_stale(pass, &slot->rows[slot->by_last[i]], range);
    } else if (slot->fades) {
        for (i32 i = first; i < last; i++) add_stale(pass, &slot->rows[i], range);
    }
    grow_stale(pass, range->base);
}

/* ── Days ───────────────────────────────────────────────────────────────────────────────────── */

static void say(Scratch *s, Pass *pass, i32 saying, u64 before, u64 told_before) {
    u64 now = s->said[saying];
    const u64 *classes = s->classes + (i64)s->whose[saying] * AT_ONCE;
    if (now != before) {
        for (i32 i = 0; i < pass->count; i++) recount(&pass->counters[i], classes[i], before, now);
        pass->turned = 1;
    }
    if (pass->extents >= 0 && s->told[saying] != told_before)
        retell(&pass->tallies, told_before, s->told[saying]), pass->told = 1;
}

/* What is said from the first day on, and the turns that follow. */
static void begin(Scratch *s, Pass *pass, const State *it, i32 slot, const i32 *interests,
                  i32 count, const Range *range) {
    memset(pass, 0, sizeof(*pass));
    pass->count = count, pass->extents = range->extents ? 0 : -1;
    pass->picks = it->slots[slot].uncertain ? range->picks : 1;
    pass->next_stale = NONE, pass->told = pass->turned = 1;
    make_turns(s, s->sayings);
    Turn *end = s->turns;
    for (i32 v = 0; v < s->heard; v++) {
        for (i32 i = 0; i < count; i++)
            s->classes[v * AT_ONCE + i] =
                classes_in(it->questions.classes + (i64)interests[i] * 6 * it->lanes.voices,
                           it->lanes.voices, s->name[v]);
        say(s, pass, s->first[v], 0, 0);
        for (i32 i = s->first[v] + 1; i < s->first[v + 1]; i++)
            *end++ = (Turn){(u32)s->day[i], (u32)i};
    }
    pass->turns = (i32)(end - s->turns);
    sort_turns(s->turns, s->spare, pass->turns);
}

static i32 add_run(i32 *days, u64 *codes, i32 runs, i32 day, u64 code) {
    if (runs && codes[runs - 1] == code) return runs;
    days[runs] = day, codes[runs] = code;
    return runs + 1;
}

static void end_day(Scratch *s, Pass *pass, i32 day) {
    if (day >= pass->next_stale) grow_stale(pass, day);
    for (i32 i = 0; i < pass->count && pass->turned; i++) {
        u64 codes[PICKS];
        codes_of(&pass->counters[i], pass->stale, codes);
        for (i32 pick = 0; pick < pass->picks; pick++)
            pass->runs[i][pick] = add_run(s->run_day[i][pick], s->run_code[i][pick],
                                          pass->runs[i][pick], day, codes[pick]);
    }
    if (pass->extents >= 0 && pass->told) add_extent_run(s, &pass->extents, day, &pass->tallies);
    pass->told = pass->turned = 0;
}

/* Takes in what is said anew on the day of a turn; returns the place of the next day's. */
static i32 turn_day(Scratch *s, Pass *pass, i32 turn) {
    u32 day = s->turns[turn].day;
    for (; turn < pass->turns && s->turns[turn].day == day; turn++) {
        i32 at = (i32)s->turns[turn].what;
        say(s, pass, at, s->said[at - 1], s->told[at - 1]);
    }
    return turn;
}

static i32 next_day(const Scratch *s, const Pass *pass, i32 turn) {
    i32 day = turn < pass->turns ? (i32)s->turns[turn].day : NONE;
    return least(day, pass->next_stale);
}

static void run_pass(Scratch *s, Pass *pass, const Range *range) {
    i32 turn = 0;
    end_day(s, pass, range->base);
    for (i32 day; (day = next_day(s, pass, turn)) < range->end;) {
        if (turn < pass->turns && (i32)s->turns[turn].day == day) turn = turn_day(s, pass, turn);
        end_day(s, pass, day);
    }
}

/* ── What is asked ──────────────────────────────────────────────────────────────────────────── */

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

/* Of what was heard: the runs of evidence under up to AT_ONCE interests, as certain and, where days
   are uncertain, as possible. */
static void weigh_heard(Scratch *s, State *it, i32 slot, const i32 *interests, i32 count,
                        const Range *range, Runs (*found)[PICKS]) {
    Pass pass;
    begin(s, &pass, it, slot, interests, count, range);
    find_stale(&pass, &it->slots[slot], range);
    run_pass(s, &pass, range);
    for (i32 i = 0; i < count; i++)
        for (i32 pick = 0; pick < PICKS; pick++) {
            free_runs(&found[i][pick]);
            if (pick < pass.picks)
                found[i][pick] =
                    kept_runs(s->run_day[i][pick], s->run_code[i][pick], pass.runs[i][pick]);
        }
    if (range->extents) keep_extents(s, pass.extents, &it->slots[slot].extents);
}

/* The runs of one slot from one day to before another. */
static void sweep(Scratch *s, State *it, i32 slot, const i32 *interests, i32 count,
                  Runs (*found)[PICKS], const Range *range) {
    hear_all(s, &it->slots[slot], range);
    weigh_heard(s, it, slot, interests, count, range, found);
}

/* The runs within a window, as certain. */
static Runs sweep_window(Scratch *s, State *it, i32 slot, i32 interest, i32 from, i32 before) {
    Range range = {from, before, FIRST_DAY, NONE, 1, 0};
    Runs found[1][PICKS] = {{{0}, {0}}};
    sweep(s, it, slot, &interest, 1, found, &range);
    return found[0][CERTAIN];
}

static u8 lanes_that_accept(const Lanes *lanes, u64 codes) {
    u8 found = 0;
    for (i32 lane = 0; lane < lanes->lanes; lane++) {
        i32 code = codes >> (8 * lane) & 0xff;
        if ((code & 3) > (code >> 2 & 3) && (code & 3) >= lanes->accept[lane])
            found |= (u8)(1 << lane);
    }
    return found;
}

/* By words that hold from a day on: the first day from then on, up to a last, on which each lane
   accepts it; NONE where it never does. */
static void first_days(Scratch *s, State *it, i32 slot, i32 interest, i32 since, i32 last,
                       i32 *found) {
    Range range = {since, NEVER, since, last < NEVER ? last + 1 : NONE, 1, 0};
    u8 left = (u8)((1 << it->lanes.lanes) - 1);
    Pass pass;
    hear_all(s, &it->slots[slot], &range);
    begin(s, &pass, it, slot, &interest, 1, &range);
    for (i32 lane = 0; lane < LANES; lane++) found[lane] = NONE;
    for (i32 turn = 0, day = since; day < range.end;) {
        u64 codes[PICKS];
        if (pass.turned) {
            codes_of(&pass.counters[0], 0, codes);
            u8 now = lanes_that_accept(&it->lanes, codes[CERTAIN]) & left;
            for (i32 lane = 0; lane < LANES; lane++)
                if (now >> lane & 1) found[lane] = day;
            left &= (u8)~now;
        }
        if (!left || turn == pass.turns) return;
        pass.turned = 0, day = (i32)s->turns[turn].day;
        turn = turn_day(s, &pass, turn);
    }
}

#endif
