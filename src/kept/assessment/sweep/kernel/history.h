/* The history of one commitment in one lane: runs of days on which its standing was the same. */
#ifndef KEPT_HISTORY_H
#define KEPT_HISTORY_H

#include "duty.h"

/* ── Extent: how far it is carried out ──────────────────────────────────────────────────────── */

typedef struct {
    i32 low, high; /* low above high: nobody has said */
} Extent;

/* How far those say it is carried out who speak on a day: set side by side, never averaged. */
static Extent said_extent(const Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    Extent found = {NONE, UNSET};
    i32 at = c * LANES + it->lane;
    for (i32 i = all->extent_start[at]; i < all->extent_start[at + 1]; i++) {
        const ExtentRuns *runs = &it->state->slots[all->extent_slot[i]].extents;
        if (!runs->count) continue;
        i32 run = run_on((const Runs *)runs, on);
        i32 low = runs->low[run] >> (8 * it->lane) & 0xff, high = runs->high[run] >> (8 * it->lane) & 0xff;
        if (low != NOT_TOLD) found.low = least(found.low, low), found.high = most(found.high, high);
    }
    return found;
}

/* The days on which the extent that is told may change; none where nobody tells of any. */
static void add_extent_days(const Lane *it, i32 c, Days *days) {
    const Commitments *all = &it->state->commitments;
    i32 at = c * LANES + it->lane;
    for (i32 i = all->extent_start[at]; i < all->extent_start[at + 1]; i++) {
        const ExtentRuns *runs = &it->state->slots[all->extent_slot[i]].extents;
        u64 byte = 0xffull << (8 * it->lane);
        for (i32 r = 1; r < runs->count; r++)
            if ((runs->low[r] ^ runs->low[r - 1]) & byte || (runs->high[r] ^ runs->high[r - 1]) & byte)
                add_day(days, runs->day[r]);
    }
}

/* ── The code of a standing: see runs.py ────────────────────────────────────────────────────── */

enum { AT_WORD = 0, AT_DUTY = 4, AT_EVIDENCE = 8, AT_STRENGTH = 12, AT_TIME = 14,
       AT_HAS_EXTENT = 17, AT_IN_PARTS = 18, AT_LOW = 19, AT_HIGH = 31, MOST_PARTS = 4095 };
enum { W_KEPT, W_UNDER_WAY, W_LATE, W_BROKEN, W_CONTESTED, W_BLOCKED, W_NOT_YET_DUE,
       W_CANNOT_BE_JUDGED, W_NO_LONGER_OWED };

static i32 evidence_word(const Lane *it, u8 code) {
    if (!is_true(it, code) && !is_false(it, code) && for_of(code) && against_of(code))
        return E_CONFLICTING;
    if (against_of(code) > for_of(code)) return E_REFUTED;
    if (for_of(code) > against_of(code)) return E_CLAIMED + for_of(code) - 1;
    if (code & SAID_UNCLEAR) return E_UNCLEAR;
    return code & SAID_STALE ? E_STALE : E_UNREPORTED;
}

/* The table of words.py, row by row. */
static i32 shown(i32 duty, i32 evidence, int restraint_, int due, int progress) {
    switch (duty) {
    case DISCHARGED: return W_KEPT;
    case BREACHED: return W_BROKEN;
    case PROPOSED: case DORMANT: return W_NOT_YET_DUE;
    case BLOCKED: case SUSPENDED: return W_BLOCKED;
    case RELEASED: case LAPSED: case SUPERSEDED: return W_NO_LONGER_OWED;
    default: break;
    }
    if (evidence == E_CONFLICTING) return W_CONTESTED;
    if (duty == OVERDUE) return evidence == E_REFUTED ? W_LATE : W_CANNOT_BE_JUDGED;
    if (evidence == E_REFUTED && restraint_) return W_CANNOT_BE_JUDGED;
    if (evidence == E_REFUTED) return progress ? W_UNDER_WAY : W_NOT_YET_DUE;
    if (evidence <= E_UNCLEAR) return !restraint_ && due ? W_NOT_YET_DUE : W_CANNOT_BE_JUDGED;
    return W_UNDER_WAY;
}

/* A deadline between its first and last possible day; `last` NONE: there is none. */
typedef struct {
    i32 first, last;
} Due;

static Due due_occasion(Lane *it, i32 c, i32 on) {
    Occasions found = occasions(it, c, on);
    i32 day = NONE;
    if (found.has_ended && !is_true(it, found.ended.code) &&
        !(found.has_running && is_true(it, found.running.code)))
        day = found.ended.stop - 1;
    else if (found.any) day = found.last.stop - 1;
    return (Due){day, day};
}

static Due due_span(Lane *it, i32 c, i32 on) {
    if (kind_of(it, c) == RECUR) return due_occasion(it, c, on);
    i32 last = due_on(it, c, CERTAIN, on);
    if (last == NONE) return (Due){NONE, NONE};
    return (Due){least(due_on(it, c, POSSIBLE, on), last), last};
}

static i32 time_word(Lane *it, i32 c, i32 on, i32 duty, Due due) {
    i32 kind = kind_of(it, c), last = discharged(it, c, CERTAIN);
    if (duty == PROPOSED || duty == RELEASED || duty == LAPSED || duty == SUPERSEDED)
        return NO_DEADLINE;
    if (duty == DISCHARGED && (kind == REFRAIN || kind == RECUR)) return NO_DEADLINE;
    if (due.last == NONE) return NO_DEADLINE;
    if (last <= on) {
        i32 first = least(discharged(it, c, POSSIBLE), last);
        if (last <= due.first) return ON_TIME;
        return first > due.last ? LATE : UNDETERMINED;
    }
    if (on <= due.first) return LEFT;
    return on > due.last ? OVER : UNDETERMINED;
}

static u64 extent_code(i32 low, i32 high, int parts) {
    if (low > high) return 0;
    return 1ull << AT_HAS_EXTENT | (u64)parts << AT_IN_PARTS |
           (u64)least(low, MOST_PARTS) << AT_LOW | (u64)least(high, MOST_PARTS) << AT_HIGH;
}

static i32 parts_kept(Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    i32 count = 0;
    for (i32 i = all->part_start[c]; i < all->part_start[c + 1]; i++)
        count += discharged(it, all->part[i], CERTAIN) <= on;
    return count;
}

/* What was once done is weighed as on the day it was done, unless it is more certain today. */
static u8 evidence_shown(Lane *it, i32 c, i32 duty, u8 today) {
    i32 day = discharged(it, c, CERTAIN);
    if (duty != DISCHARGED || day == NONE || is_true(it, today)) return today;
    return evidence_on(it, c, day);
}

static int in_parts(const Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    return all->part_start[c + 1] > all->part_start[c] || all->kind[c] == PARTS;
}

/* A standing on a day, but for an extent that was told: where there is `progress`, it is. */
static u64 standing(Lane *it, i32 c, i32 on, u8 today, int progress) {
    i32 duty = duty_given(it, c, on, today), kind = kind_of(it, c), parts = in_parts(it, c);
    u8 code = evidence_shown(it, c, duty, today);
    i32 word = evidence_word(it, code), low = NONE, high = UNSET;
    Due due = due_span(it, c, on);
    if (parts) low = high = parts_kept(it, c, on), progress = high > 0;
    else if (duty == DISCHARGED) low = high = 3;
    i32 seen = shown(duty, word, kind == REFRAIN, due.last != NONE, progress);
    return (u64)seen << AT_WORD | (u64)duty << AT_DUTY | (u64)word << AT_EVIDENCE |
           (u64)most(for_of(code), against_of(code)) << AT_STRENGTH |
           (u64)time_word(it, c, on, duty, due) << AT_TIME | extent_code(low, high, parts);
}

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
    if (kind_of(it, c) != REFRAIN) return;
    const Breaches *found = breaches(it, c);
    for (i32 i = 0; i < found->count; i++)
        add_day(days, found->at[i].last), add_day(days, found->at[i].ends);
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

/* Between two change days of its own a standing follows from the evidence and from whether there
   is progress, so each of these cases is worked out once. The deadline may pass in between: that
   day is one more. */
typedef struct {
    i32 day, before;
    u64 of[2][64], known[2];
} Segment;

static u64 told_on(Lane *it, i32 c, Segment *segment, u8 evidence, Extent extent) {
    int progress = extent.low <= extent.high && extent.high > 0;
    u8 at = evidence & 63;
    u64 *code = &segment->of[progress][at];
    if (!(segment->known[progress] >> at & 1)) {
        *code = standing(it, c, segment->day, at, progress);
        segment->known[progress] |= 1ull << at;
    }
    return *code >> AT_HAS_EXTENT & 1 ? *code : *code | extent_code(extent.low, extent.high, 0);
}

/* Where the deadline stands on a day, when does it pass? The least day after this one. While a
   duty lies suspended its deadline moves along with the days. */
static i32 passes(Lane *it, i32 c, i32 day, i32 before) {
    i32 next = before;
    if (kind_of(it, c) == RECUR) return next;
    for (i32 pick = CERTAIN; pick < PICKS; pick++) {
        if (suspended_on(it, c, day) && start_day(it, c, pick) <= day) continue;
        i32 due = due_on(it, c, pick, day);
        if (due < NEVER && due + 1 > day) next = least(next, due + 1);
    }
    return next;
}

/* What changes from day to day within a segment. */
typedef struct {
    const Runs *runs; /* evidence of one atom that decides alone; else it is weighed each day */
    i32 run;
    const Days *days; /* of the evidence, where it is weighed, and of the extent */
    i32 at;
    int extent;
} Steps;

static u8 evidence_at(Lane *it, i32 c, Steps *steps, i32 day) {
    const Runs *runs = steps->runs;
    if (!runs) return evidence_on(it, c, day);
    while (steps->run + 1 < runs->count && runs->day[steps->run + 1] <= day) steps->run++;
    return lane_code(it, runs, steps->run);
}

/* The next day on which the evidence is another in this lane, or the extent may be. */
static i32 next_step(const Lane *it, Steps *steps) {
    const Runs *runs = steps->runs;
    i32 day = steps->at < steps->days->count ? steps->days->at[steps->at] : NONE;
    if (!runs) return day;
    u8 now = lane_code(it, runs, steps->run);
    while (steps->run + 1 < runs->count && lane_code(it, runs, steps->run + 1) == now) steps->run++;
    return steps->run + 1 < runs->count ? least(day, runs->day[steps->run + 1]) : day;
}

static void tell_day(Lane *it, i32 c, Segment *segment, Steps *steps, i32 day, Told *told) {
    Extent extent = steps->extent ? said_extent(it, c, day) : (Extent){NONE, UNSET};
    u8 evidence = evidence_at(it, c, steps, day);
    while (steps->at < steps->days->count && steps->days->at[steps->at] <= day) steps->at++;
    tell(told, day, told_on(it, c, segment, evidence, extent));
}

static void tell_segment(Lane *it, i32 c, Steps *steps, i32 day, i32 next, Told *told) {
    Segment segment;
    while (day < next) {
        segment.day = day, segment.known[0] = segment.known[1] = 0;
        segment.before = passes(it, c, day, next);
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

static void free_windows(Windows *windows) {
    forget_windowed(windows);
    free(windows->runs.at), free(windows->index);
    free_scratch(&windows->scratch);
}

/* The runs of a single atom that decides alone; none where more is asked. */
static const Runs *only_atom(Lane *it, i32 c) {
    i32 node = done_of(it, c), kind = kind_of(it, c);
    const Conditions *all = &it->state->conditions;
    if (kind != ACHIEVE || node < 0 || all->type[node] != NODE_SLOT) return 0;
    return runs_of(it, all->a[node], CERTAIN, 0);
}

static void find_days(Lane *it, i32 c, Days *own_days, Days *days, int atom) {
    add_own_days(it, c, own_days);
    if (!atom) add_evidence_days(it, c, days);
    if (kind_of(it, c) == RECUR) add_occasion_days(it, c, own_days, it->state->horizon);
    if (!in_parts(it, c)) add_extent_days(it, c, days);
    sort_days(own_days), sort_days(days);
}

static const History *history(Lane *it, i32 c) {
    Course *course = &it->courses[c];
    if (course->history.count) return &course->history;
    Told told = {0};
    Days own_days = {0}, days = {0};
    const Runs *runs = only_atom(it, c);
    find_days(it, c, &own_days, &days, runs != 0);
    Steps steps = {runs, 0, &days, 0, !in_parts(it, c)};
    for (i32 i = 0; i < own_days.count; i++) {
        i32 next = i + 1 < own_days.count ? own_days.at[i + 1] : NONE;
        tell_segment(it, c, &steps, own_days.at[i], next, &told);
    }
    free(own_days.at), free(days.at);
    free(course->history.day), free(course->history.code);
    course->history = (History){told.count, told.day, told.code};
    return &course->history;
}

#endif
