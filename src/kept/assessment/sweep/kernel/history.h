/* The history of one commitment in one lane: runs of days on which its standing was the same. */
#ifndef KEPT_HISTORY_H
#define KEPT_HISTORY_H

#include "standing.h"

/* ── Change days ────────────────────────────────────────────────────────────────────────────── */

/* Whether a condition waits for others' duties or phases, so that its duty may be blocked. */
static int may_wait(const Lane *it, i32 node) {
    const Conditions *all = &it->state->conditions;
    switch (all->type[node]) {
    case NODE_KEPT: case NODE_COMPLETED: case NODE_ENTERED: return 1;
    case NODE_AT_LEAST:
        for (i32 i = 0; i < all->c[node]; i++)
            if (may_wait(it, all->kids[all->b[node] + i])) return 1;
        return 0;
    default: return 0;
    }
}

static void add_waiting_days(Lane *it, i32 node, Days *days) {
    const Conditions *all = &it->state->conditions;
    add_condition_days(it, days, node, CERTAIN, 0);
    if (all->type[node] == NODE_AT_LEAST)
        for (i32 i = 0; i < all->c[node]; i++) {
            i32 kid = all->kids[all->b[node] + i];
            if (may_wait(it, kid)) add_waiting_days(it, kid, days);
        }
    if (all->type[node] == NODE_ENTERED && it->state->phases.gate[all->a[node]] >= 0)
        add_waiting_days(it, it->state->phases.gate[all->a[node]], days);
}

static void add_breach_days(Lane *it, i32 c, Days *days) {
    const Commitments *all = &it->state->commitments;
    for (const i32 *e = effects(it, c); *e >= 0; e++) {
        add_day(days, all->effect_day[*e]);
        if (all->effect_word[*e] == FIND_BREACH)
            add_day(days, repaired_day(it, c, all->effect_day[*e]));
    }
}

static void add_own_days(Lane *it, i32 c, Days *days) {
    const Commitments *all = &it->state->commitments;
    const Stretches *lay = suspensions(it, c);
    i32 node = all->start[c * LANES + it->lane];
    add_day(days, FIRST_DAY);
    add_day(days, binding_day(it, c, CERTAIN));
    add_day(days, ended_on(it, c));
    add_day(days, until_day(it, c, CERTAIN));
    add_breach_days(it, c, days);
    for (i32 i = 0; i < lay->count; i++)
        add_day(days, lay->at[i].first), add_day(days, lay->at[i].last);
    for (i32 pick = CERTAIN; pick < PICKS; pick++) {
        const Moves *moves = moves_of(it, c, pick);
        add_day(days, start_day(it, c, pick)), add_day(days, discharged(it, c, pick));
        for (i32 i = 0; i < moves->count; i++) add_day(days, moves->at[i].on);
    }
    for (i32 i = all->part_start[c]; i < all->part_start[c + 1]; i++)
        add_day(days, discharged(it, all->part[i], CERTAIN));
    if (may_wait(it, node)) add_waiting_days(it, node, days);
}

/* ── Evidence as runs ───────────────────────────────────────────────────────────────────────── */

static const History *history(Lane *it, i32 c);

static void add_part_days(Lane *it, i32 c, Days *days) {
    const Commitments *all = &it->state->commitments;
    for (i32 i = all->part_start[c]; i < all->part_start[c + 1]; i++) {
        const History *part = history(it, all->part[i]);
        for (i32 r = 0; r < part->count; r++) add_day(days, part->day[r]);
    }
}

static void add_restraint_days(Lane *it, i32 c, Days *days) {
    const Commitments *all = &it->state->commitments;
    i32 start = start_day(it, c, CERTAIN);
    Stretch since = {start, NEVER};
    for (i32 i = all->never_start[c]; i < all->never_start[c + 1]; i++)
        add_run_days(it, days, runs_of(it, all->never_atom[i], CERTAIN, start == NONE ? 0 : &since));
}

/* No period begins after the last of the other days but the one that runs then. */
static void add_occasion_days(Lane *it, i32 c, Days *days, i32 horizon) {
    i32 start = start_day(it, c, CERTAIN), node = done_of(it, c);
    if (start == NONE || node < 0) return;
    for (i32 n = 0;; n++) {
        Stretch period = {period_begins(it, c, start, n), period_begins(it, c, start, n + 1)};
        add_day(days, period.first);
        if (period.first > horizon || period.last >= NEVER) return;
        add_condition_days(it, days, node, CERTAIN, &period);
    }
}

static void add_evidence_days(Lane *it, i32 c, Days *days) {
    i32 node = done_of(it, c);
    if (kind_of(it, c) == REFRAIN) add_restraint_days(it, c, days);
    else if (node < 0) return;
    else if (it->state->commitments.in_parts[c * LANES + it->lane]) add_part_days(it, c, days);
    else if (kind_of(it, c) != RECUR) add_condition_days(it, days, node, CERTAIN, 0);
}

/* ── The history ────────────────────────────────────────────────────────────────────────────── */

typedef struct {
    i32 *day;
    u64 *code;
    i32 count, room;
} Told;

static void tell(Told *told, i32 day, u64 code) {
    if (told->count && told->code[told->count - 1] == code) return;
    if (told->count == told->room) {
        told->room = told->room ? 2 * told->room : 16;
        told->day = realloc(told->day, (size_t)told->room * sizeof(i32));
        told->code = realloc(told->code, (size_t)told->room * sizeof(u64));
    }
    told->day[told->count] = day, told->code[told->count++] = code;
}

/* Where the deadline stands on a day, when does it pass? The least day after this one. While a
   duty lies suspended its deadline moves along with the days. */
static i32 passes(Lane *it, i32 c, const Segment *segment, i32 before) {
    i32 next = before, day = segment->day, due[PICKS] = {segment->due.last, segment->due.first};
    if (kind_of(it, c) == RECUR || segment->due.last == NONE) return next;
    int lies = suspended_on(it, c, day);
    for (i32 pick = CERTAIN; pick < PICKS; pick++)
        if (due[pick] < NEVER && due[pick] + 1 > day && !(lies && start_day(it, c, pick) <= day))
            next = least(next, due[pick] + 1);
    return next;
}

/* What changes from day to day within a segment. */
typedef struct {
    Runs runs; /* evidence of one atom that decides alone; none: it is weighed each day */
    int contrary; /* that atom is what must not happen */
    i32 run;
    const Days *days; /* of the evidence, where it is weighed, of breaches, and of the extent */
    i32 at;
    int extent;
    const ExtentRuns *told; /* of the one slot that tells it; none: of several */
    i32 told_at;
    Stretches open; /* in which a breach weighs */
} Steps;

static u8 evidence_at(Lane *it, i32 c, const Segment *segment, Steps *steps, i32 day) {
    const Runs *runs = &steps->runs;
    if (kind_of(it, c) == RECUR) return segment->last_occasion;
    if (!runs->count) return evidence_on(it, c, day);
    while (steps->run + 1 < runs->count && runs->day[steps->run + 1] <= day) steps->run++;
    u8 code = lane_code(it, runs, steps->run);
    return steps->contrary ? negated(code) : code;
}

static Extent extent_at(const Lane *it, i32 c, Steps *steps, i32 day) {
    const ExtentRuns *told = steps->told;
    if (!steps->extent) return (Extent){NONE, UNSET};
    if (!told) return said_extent(it, c, day);
    while (steps->told_at + 1 < told->count && told->day[steps->told_at + 1] <= day)
        steps->told_at++;
    return extent_in(it, told, steps->told_at);
}

/* The next day on which the evidence is another in this lane, or the extent may be. */
static i32 next_step(const Lane *it, Steps *steps) {
    const Runs *runs = &steps->runs;
    i32 day = steps->at < steps->days->count ? steps->days->at[steps->at] : NONE, last = runs->count - 1;
    if (last < 0) return day;
    u8 now = lane_code(it, runs, steps->run);
    while (steps->run < last && lane_code(it, runs, steps->run + 1) == now) steps->run++;
    return steps->run < last ? least(day, runs->day[steps->run + 1]) : day;
}

static void tell_day(Lane *it, i32 c, Segment *segment, Steps *steps, i32 day, Told *told) {
    Extent extent = extent_at(it, c, steps, day);
    u8 evidence = evidence_at(it, c, segment, steps, day) & 63;
    int progress = extent.low <= extent.high && extent.high > 0;
    int open = kind_of(it, c) == REFRAIN && is_open(it, c, day, &steps->open);
    i32 which = progress + 2 * open;
    u64 *code = &segment->of[which][evidence];
    while (steps->at < steps->days->count && steps->days->at[steps->at] <= day) steps->at++;
    if (!(segment->known[which] >> evidence & 1)) {
        *code = standing(it, c, segment, evidence, progress, open);
        segment->known[which] |= 1ull << evidence;
    }
    u64 has = *code >> AT_HAS_EXTENT & 1;
    tell(told, day, has ? *code : *code | extent_code(extent.low, extent.high, 0));
}

static void tell_segment(Lane *it, i32 c, Steps *steps, i32 day, i32 next, Told *told) {
    Segment segment;
    while (day < next) {
        begin_segment(it, c, &segment, day);
        segment.before = passes(it, c, &segment, next);
        tell_day(it, c, &segment, steps, day, told);
        for (i32 step = next_step(it, steps); step < segment.before; step = next_step(it, steps))
            tell_day(it, c, &segment, steps, step, told);
        day = segment.before;
    }
}

static void forget_windowed(Windows *windows) {
    for (i32 i = 0; i < windows->runs.count; i++) free_runs(&windows->runs.at[i].runs);
    windows->runs.count = 0;
    if (windows->index) memset(windows->index, 0, (size_t)windows->room * sizeof(i32));
}

/* What was painted holds until a row of its window is another; it is not kept without end. */
enum { MOST_WINDOWS = 1 << 16 };

static void forget_some(Windows *windows) {
    if (windows->runs.count > MOST_WINDOWS) forget_windowed(windows);
}

static void forget_windows_of(State *it, i32 slot, const Row *row) {
    WindowedRuns *all = &it->windows->runs;
    if (!it->slots[slot].windowed) return;
    for (i32 i = 0; i < all->count; i++) {
        Windowed *each = &all->at[i];
        if (row->last < each->from || row->last >= each->before) continue;
        if (it->questions.slot[each->atom] != slot) continue;
        free_runs(&each->runs);
        if (row->state & ALWAYS_BEFORE || row->last <= each->last) each->last = 0;
    }
}

static void free_windows(Windows *windows) {
    forget_windowed(windows);
    free(windows->runs.at), free(windows->index);
    free_scratch(&windows->scratch);
}

/* The runs of a single atom that decides alone; none where more is asked. That of several things
   none may happen is more; of one its contrary decides. */
static Runs only_atom(Lane *it, i32 c) {
    const Commitments *them = &it->state->commitments;
    const Conditions *all = &it->state->conditions;
    i32 node = done_of(it, c), kind = kind_of(it, c), first = them->never_start[c];
    Stretch since = {NONE, NEVER};
    if (kind == REFRAIN && them->never_start[c + 1] == first + 1) {
        since.first = start_day(it, c, CERTAIN);
        return *runs_of(it, them->never_atom[first], CERTAIN, since.first == NONE ? 0 : &since);
    }
    if (kind != ACHIEVE || node < 0 || all->type[node] != NODE_SLOT) return (Runs){0};
    return *runs_of(it, all->a[node], CERTAIN, 0);
}

/* The extents of a single slot; none where there are several. */
static const ExtentRuns *only_extents(const Lane *it, i32 c) {
    const i32 *start = &it->state->commitments.extent_start[c * LANES + it->lane];
    if (start[1] != start[0] + 1) return 0;
    const ExtentRuns *runs =
        &it->state->slots[it->state->commitments.extent_slot[start[0]]].extents;
    return runs->count ? runs : 0;
}

static void find_days(Lane *it, i32 c, Days *own_days, Days *days, const Steps *steps) {
    add_own_days(it, c, own_days);
    if (!steps->runs.count) add_evidence_days(it, c, days);
    for (i32 i = 0; i < steps->open.count; i++)
        add_day(days, steps->open.at[i].first), add_day(days, steps->open.at[i].last);
    if (kind_of(it, c) == RECUR) add_occasion_days(it, c, own_days, it->state->horizon);
    if (!in_parts(it, c)) add_extent_days(it, c, days);
    sort_days(it, own_days), sort_days(it, days);
}

static const History *history(Lane *it, i32 c) {
    Course *course = &it->courses[c];
    if (course->history.count) return &course->history;
    Told told = {0};
    Days own_days = taken(&it->own_days), days = taken(&it->days);
    Steps steps = {only_atom(it, c), kind_of(it, c) == REFRAIN, 0, &days, 0, !in_parts(it, c),
                   only_extents(it, c), 0, {0}};
    if (kind_of(it, c) == REFRAIN) steps.open = open_stretches(it, c);
    find_days(it, c, &own_days, &days, &steps);
    for (i32 i = 0; i < own_days.count; i++) {
        i32 next = i + 1 < own_days.count ? own_days.at[i + 1] : NONE;
        tell_segment(it, c, &steps, own_days.at[i], next, &told);
    }
    give_back(&it->own_days, &own_days), give_back(&it->days, &days);
    free(steps.open.at);
    free(course->history.day), free(course->history.code);
    course->history = (History){told.count, told.day, told.code};
    return &course->history;
}

#endif
