/* The duty axis and the evidence axis: where a commitment is in its life on a day. */
#ifndef KEPT_DUTY_H
#define KEPT_DUTY_H

#include "incidents.h"

static inline i32 kind_of(const Lane *it, i32 c) { return it->state->commitments.kind[c]; }
static inline i32 done_of(const Lane *it, i32 c) {
    return it->state->commitments.done[c * LANES + it->lane];
}

/* ── Recurring duties, period by period ─────────────────────────────────────────────────────── */

typedef struct {
    i32 first, stop;
    u8 code;
} Occasion;

/* Of the duty at hand these are asked for again and again. */
static i32 period_begins(Lane *it, i32 c, i32 start, i32 number) {
    const Commitments *all = &it->state->commitments;
    if (it->periods_of != c || it->periods_since != start)
        it->periods_of = c, it->periods_since = start, it->periods.count = 0;
    if (number < it->periods.count) return it->periods.at[number];
    i32 day = number ? add(it->state, start, number * all->every_months[c],
                           number * all->every_days[c])
                     : start;
    if (number == it->periods.count) push_Days(&it->periods, day);
    return day;
}

static int lay_suspended(Lane *it, i32 c, i32 first, i32 stop) {
    const Stretches *lay = suspensions(it, c);
    for (i32 i = 0; i < lay->count; i++)
        if (lay->at[i].first < stop && first < lay->at[i].last) return 1;
    return 0;
}

/* The evidence, on a day, that it was done within a period. */
static Occasion occasion(Lane *it, i32 c, i32 start, i32 number, i32 on) {
    Occasion found = {period_begins(it, c, start, number), 0, 0};
    found.stop = period_begins(it, c, start, number + 1);
    Stretch window = {found.first, found.stop};
    found.code = weigh(it, done_of(it, c), on, CERTAIN, &window);
    return found;
}

/* The last period begun by a day; -1 if none. Periods never shrink below a day. */
static i32 last_period(Lane *it, i32 c, i32 start, i32 on) {
    const Commitments *all = &it->state->commitments;
    if (start == NONE || on < start) return -1;
    /* 400 years are 4,800 months and 146,097 days; no stretch of months strays far from that. */
    i64 lasts = (i64)all->every_months[c] * 146097 + (i64)all->every_days[c] * 4800;
    i64 gone = ((i64)(on - start) - 31) * 4800;
    i32 number = gone > 0 && lasts ? (i32)(gone / lasts) : 0, next;
    while ((next = period_begins(it, c, start, number + 1)) <= on && next < NEVER) number++;
    return number;
}

/* The last two periods that count: the one that runs on the day, and the last that has ended.
   A period in which the duty lay suspended is not asked for unless it was kept; one that the end
   of the duty cuts short is not asked for either. */
typedef struct {
    Occasion running, ended, last;
    i32 has_running, has_ended, any;
} Occasions;

static int counts_as_occasion(Lane *it, i32 c, const Occasion *each, i32 on, i32 end) {
    if (each->stop > end && on >= end) return 0;
    return is_true(it, each->code) || !lay_suspended(it, c, each->first, each->stop);
}

static Occasions occasions_before(Lane *it, i32 c, i32 on, i32 end) {
    Occasions found = {0};
    i32 start = start_day(it, c, CERTAIN);
    if (done_of(it, c) < 0) return found;
    for (i32 n = last_period(it, c, start, least(on, end)); n >= 0 && !found.has_ended; n--) {
        Occasion each = occasion(it, c, start, n, on);
        if (!counts_as_occasion(it, c, &each, on, end)) continue;
        if (!found.any) found.last = each, found.any = 1;
        if (each.stop - 1 >= on) found.running = each, found.has_running = 1;
        else found.ended = each, found.has_ended = 1;
    }
    return found;
}

static Occasions occasions(Lane *it, i32 c, i32 on) {
    i32 until = until_day(it, c, CERTAIN), end = ended_on(it, c);
    return occasions_before(it, c, on, least(least(until, end), NEVER));
}

/* ── Discharge ──────────────────────────────────────────────────────────────────────────────── */

/* A duty to refrain is discharged when it ends, and all that broke it was made good. */
static i32 unbroken(Lane *it, i32 c, i32 pick) {
    const Commitments *all = &it->state->commitments;
    i32 end = until_day(it, c, pick), day = end;
    if (end == NONE) return NONE;
    const Breaches *found = breaches(it, c);
    for (i32 i = 0; i < found->count; i++) {
        if (found->at[i].last >= end) continue;
        if (!found->at[i].repaired) return NONE;
        day = most(day, found->at[i].ends);
    }
    for (const i32 *e = effects(it, c); *e >= 0; e++) {
        if (all->effect_word[*e] != FIND_BREACH || all->effect_day[*e] >= end) continue;
        i32 good = repaired_day(it, c, all->effect_day[*e]);
        if (good == NONE) return NONE;
        day = most(day, good);
    }
    return day;
}

/* A recurring duty is discharged when it ends, and its last full period was kept. */
static i32 done_to_the_end(Lane *it, i32 c, i32 pick) {
    i32 end = until_day(it, c, pick);
    if (end == NONE) return NONE;
    Occasions found = occasions_before(it, c, end, end);
    return !found.any || is_true(it, found.last.code) ? end : NONE;
}

static i32 achieved(Lane *it, i32 c, i32 pick, i32 start) {
    const Commitments *all = &it->state->commitments;
    i32 day = NONE, node = done_of(it, c);
    for (const i32 *e = effects(it, c); *e >= 0; e++)
        if (all->effect_word[*e] == CERTIFY) day = least(day, most(all->effect_day[*e], start));
    if (node >= 0) day = least(day, first_day(it, node, pick, start, 0));
    return least(day, made_good(it, c));
}

static i32 discharged_day(Lane *it, i32 c, i32 pick) {
    i32 start = start_day(it, c, pick);
    if (start == NONE) return NONE;
    if (kind_of(it, c) == REFRAIN) return unbroken(it, c, pick);
    if (kind_of(it, c) == RECUR) return done_to_the_end(it, c, pick);
    return achieved(it, c, pick, start);
}

enum { WORKING = 1, ASKED_MEANWHILE = 2 };

/* Works it out while others may ask: first they are told that it is not done, which holds of every
   day before it is, then on which day it would be. What was found on such an answer is forgotten
   again: it must not matter what is asked first. */
static i32 work_out(Lane *it, i32 c, i32 pick) {
    Course *course = &it->courses[c];
    i32 *known = &course->discharged[pick], mark = it->memos.count;
    u8 *working = &course->working[pick];
    it->working++;
    *working = WORKING, *known = NONE;
    i32 day = discharged_day(it, c, pick);
    if (*working == ASKED_MEANWHILE) forget_since(it, mark), *working = WORKING;
    *known = day;
    if (ended_on(it, c) < day) {
        if (*working == ASKED_MEANWHILE) forget_since(it, mark);
        day = NONE;
    }
    *working = 0;
    if (!--it->working) it->memos.count = 0;
    return remember(it, known, day);
}

/* When a commitment was discharged, unless it had ended otherwise before. */
static i32 discharged(Lane *it, i32 c, i32 pick) {
    Course *course = &it->courses[c];
    if (course->working[pick]) {
        course->working[pick] = ASKED_MEANWHILE;
        return course->discharged[pick];
    }
    if (course->discharged[pick] != UNSET) return course->discharged[pick];
    return work_out(it, c, pick);
}

/* That a commitment is discharged, for others that wait for it: never less than accepted. */
static u8 kept(Lane *it, i32 c, i32 on, i32 pick) {
    i32 day = discharged(it, c, pick), node = done_of(it, c), kind = kind_of(it, c);
    if (day == NONE || day > on) return NOT_STATED;
    if (node < 0 || kind == REFRAIN || kind == RECUR) return it->accept;
    return (u8)most(it->accept, for_of(weigh(it, node, day, pick, 0)));
}

/* ── Evidence ───────────────────────────────────────────────────────────────────────────────── */

static i32 gravity(const Lane *it, u8 code) {
    if (is_true(it, code)) return 3;
    if (is_false(it, code)) return 0;
    return for_of(code) && against_of(code) ? 2 : 1;
}

static u8 incident_on(Lane *it, i32 atom, i32 on, const Stretch *since) {
    const Runs *runs = runs_of(it, atom, CERTAIN, since);
    return lane_code(it, runs, run_on(runs, on));
}

/* That none of the incidents has happened since the duty began: no incident hides another. */
static u8 restraint(Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    i32 start = start_day(it, c, CERTAIN), gravest = -1;
    Stretch since = {start, NEVER};
    Several several = {0};
    u8 worst = 0;
    for (i32 i = all->never_start[c]; i < all->never_start[c + 1]; i++) {
        u8 code = incident_on(it, all->never_atom[i], on, start == NONE ? 0 : &since);
        i32 grave = gravity(it, code) * 4 + for_of(code);
        if (for_of(code) && grave > gravest) gravest = grave, worst = code;
        add_to(&several, code);
    }
    return negated(gravest >= 0 ? worst : at_least(&several, 1));
}

static i32 duty_on(Lane *it, i32 c, i32 on);

/* The duty of a part, from its history where that has been told. */
static i32 duty_of_part(Lane *it, i32 part, i32 on) {
    const History *told = &it->courses[part].history;
    if (!told->count || on > it->state->horizon) return duty_on(it, part, on);
    Runs runs = {told->count, told->day, told->code};
    return (i32)(told->code[run_on(&runs, on)] >> 4 & 15); /* AT_DUTY */
}

/* Parts that are kept speak for the whole, parts that are breached against it. */
static u8 weigh_parts(Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    Several several = {0};
    for (i32 i = all->part_start[c]; i < all->part_start[c + 1]; i++) {
        int broken = duty_of_part(it, all->part[i], on) == BREACHED;
        add_to(&several, broken ? (u8)(it->accept << 2) : kept(it, all->part[i], on, CERTAIN));
    }
    return at_least(&several, all->parts_n[c] < 0 ? several.count : all->parts_n[c]);
}

static u8 last_occasion(const Lane *it, const Occasions *found) {
    if (!found->any) return NOT_STATED;
    int last = is_true(it, found->last.code) || !found->has_ended;
    return last ? found->last.code : found->ended.code;
}

static u8 evidence_on(Lane *it, i32 c, i32 on) {
    i32 node = done_of(it, c);
    if (kind_of(it, c) == REFRAIN) return restraint(it, c, on);
    if (node < 0) return NOT_STATED;
    if (kind_of(it, c) == RECUR) {
        Occasions found = occasions(it, c, on);
        return last_occasion(it, &found);
    }
    if (it->state->commitments.in_parts[c * LANES + it->lane]) return weigh_parts(it, c, on);
    return weigh(it, node, on, CERTAIN, 0);
}

/* ── Duty ───────────────────────────────────────────────────────────────────────────────────── */

static int own(const Commitments *all, i32 one, i32 other) {
    return all->own[one] >= 0 && all->own[one] == all->own[other];
}

/* Whether a duty waits for what is not its debtor's alone to do. */
static int waits(Lane *it, i32 c, i32 node, i32 on) {
    const Conditions *all = &it->state->conditions;
    const Commitments *them = &it->state->commitments;
    const Phases *phases = &it->state->phases;
    i32 at = all->a[node];
    if (is_true(it, weigh(it, node, on, CERTAIN, 0))) return 0;
    switch (all->type[node]) {
    case NODE_AT_LEAST:
        for (i32 i = 0; i < all->c[node]; i++)
            if (waits(it, c, all->kids[all->b[node] + i], on)) return 1;
        return 0;
    case NODE_KEPT: return !own(them, c, at);
    case NODE_COMPLETED:
        for (i32 i = phases->member_start[at]; i < phases->member_start[at + 1]; i++)
            if (discharged(it, phases->member[i], CERTAIN) > on && !own(them, c, phases->member[i]))
                return 1;
        return 0;
    case NODE_ENTERED: return phases->gate[at] >= 0 && waits(it, c, phases->gate[at], on);
    default: return 0;
    }
}

static i32 before_start(Lane *it, i32 c, i32 on) {
    if (binding_day(it, c, CERTAIN) > on) return PROPOSED;
    return waits(it, c, it->state->commitments.start[c * LANES + it->lane], on) ? BLOCKED : DORMANT;
}

/* Whether a body has found a breach that was not made good since. */
static int found_broken(Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    for (const i32 *e = effects(it, c); *e >= 0; e++)
        if (all->effect_word[*e] == FIND_BREACH && all->effect_day[*e] <= on &&
            on < repaired_day(it, c, all->effect_day[*e]))
            return 1;
    return 0;
}

/* The stretches in which a breach weighs: not made good, and not grown old while the duty lasted. */
static Stretches open_stretches(Lane *it, i32 c) {
    i32 end = least(least(until_day(it, c, CERTAIN), ended_on(it, c)), NEVER);
    const Breaches *found = breaches(it, c);
    Stretches open = {0};
    for (i32 i = 0; i < found->count; i++)
        if (found->at[i].last < end)
            push_Stretches(&open, (Stretch){found->at[i].last, found->at[i].ends});
    join(&open);
    return open;
}

/* Once a duty is over, what broke it weighs for good. */
static int is_open(Lane *it, i32 c, i32 on, const Stretches *open) {
    i32 low = 0, high = open->count;
    if (until_day(it, c, CERTAIN) <= on) return open->count > 0;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (open->at[middle].last <= on) low = middle + 1;
        else high = middle;
    }
    return low < open->count && open->at[low].first <= on;
}

static int open_breaches(Lane *it, i32 c, i32 on) {
    Stretches open = open_stretches(it, c);
    int found = is_open(it, c, on, &open);
    free(open.at);
    return found;
}

/* The last period that has ended decides, until the duty is done again. */
static i32 recurring(const Lane *it, const Occasions *found) {
    u8 code = found->ended.code;
    if (!found->has_ended || is_true(it, code)) return ACTIVE;
    if (found->has_running && is_true(it, found->running.code)) return ACTIVE;
    return against_of(code) > for_of(code) && !(for_of(code) && !is_false(it, code)) ? BREACHED
                                                                                     : OVERDUE;
}

static int suspended_on(Lane *it, i32 c, i32 on) {
    const Stretches *lay = suspensions(it, c);
    for (i32 i = 0; i < lay->count; i++)
        if (lay->at[i].first <= on && on < lay->at[i].last) return 1;
    return 0;
}

/* Where a commitment is in its life on a day, whatever the evidence is; OWED: that it tells. */
enum { OWED = -1 };

static i32 duty_settled(Lane *it, i32 c, i32 on) {
    if (discharged(it, c, CERTAIN) <= on) return DISCHARGED;
    if (ended_on(it, c) <= on) return it->courses[c].ended;
    if (start_day(it, c, CERTAIN) > on) return before_start(it, c, on);
    if (suspended_on(it, c, on)) return SUSPENDED;
    return found_broken(it, c, on) ? BREACHED : OWED;
}

/* And without a deadline, which is NONE. */
static i32 owed_by(const Lane *it, i32 on, i32 due, u8 evidence) {
    if (on <= due) return ACTIVE;
    return is_false(it, evidence) ? BREACHED : OVERDUE;
}

static i32 owed(Lane *it, i32 c, i32 on) {
    if (kind_of(it, c) == REFRAIN) return open_breaches(it, c, on) ? BREACHED : ACTIVE;
    if (kind_of(it, c) == RECUR) {
        Occasions found = occasions(it, c, on);
        return recurring(it, &found);
    }
    i32 due = due_on(it, c, CERTAIN, on);
    return owed_by(it, on, due, on <= due ? NOT_STATED : evidence_on(it, c, on));
}

static i32 duty_on(Lane *it, i32 c, i32 on) {
    i32 duty = duty_settled(it, c, on);
    return duty == OWED ? owed(it, c, on) : duty;
}

#endif
