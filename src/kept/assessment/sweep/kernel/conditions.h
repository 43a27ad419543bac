/* Conditions, weighed on a day; and the first day on which one is true. One lane at a time. */
#ifndef KEPT_CONDITIONS_H
#define KEPT_CONDITIONS_H

#include "lanes.h"

/* ── Evidence in a byte ─────────────────────────────────────────────────────────────────────── */

enum { NOT_STATED = 0, SAID_UNCLEAR = 16, SAID_STALE = 32, SURE = 3, EXCLUDED = 3 << 2 };

static inline i32 for_of(u8 code) { return code & 3; }
static inline i32 against_of(u8 code) { return code >> 2 & 3; }
static inline u8 negated(u8 code) {
    return (u8)((code & 0x30) | (code & 3) << 2 | (code >> 2 & 3));
}
static inline int is_true(const Lane *it, u8 code) {
    return for_of(code) > against_of(code) && for_of(code) >= it->accept;
}
static inline int is_false(const Lane *it, u8 code) {
    return against_of(code) > for_of(code) && against_of(code) >= it->accept;
}
static inline u8 crisp(int holds) { return holds ? SURE : EXCLUDED; }

/* At least n of several: the n-th largest on either side. How many have 1, 2, 3 or more tells. */
typedef struct {
    i32 for_[4], against[4], count;
    u8 flags;
} Several;

static void add_to(Several *several, u8 code) {
    for (i32 s = 1; s <= for_of(code); s++) several->for_[s]++;
    for (i32 s = 1; s <= against_of(code); s++) several->against[s]++;
    several->flags |= code & (SAID_UNCLEAR | SAID_STALE);
    several->count++;
}

static u8 at_least(const Several *several, i32 n) {
    i32 for_ = 0, against = 0;
    for (i32 s = 1; s <= 3; s++) {
        if (several->for_[s] >= n) for_ = s;
        if (several->against[s] >= several->count - n + 1) against = s;
    }
    return (u8)(for_ | against << 2 | several->flags);
}

/* ── Days other parts turn on: in course.h ──────────────────────────────────────────────────── */

static i32 instrument_day(Lane *it, i32 instrument, i32 word, i32 pick);
static i32 entered_day(Lane *it, i32 phase, i32 pick);
static i32 discharged(Lane *it, i32 commitment, i32 pick);
static u8 kept(Lane *it, i32 commitment, i32 on, i32 pick);

static i32 decided_day(const Lane *it, i32 decision, i32 pick) {
    const Decisions *d = &it->state->decisions;
    if (d->known[decision] > it->state->known_at) return NONE;
    return pick == CERTAIN ? d->last[decision] : d->first[decision];
}

static i32 crisp_day(Lane *it, i32 node, i32 pick) {
    const Conditions *c = &it->state->conditions;
    switch (c->type[node]) {
    case NODE_REACHED: return c->a[node];
    case NODE_INSTRUMENT: return instrument_day(it, c->a[node], c->b[node], pick);
    case NODE_ENTERED: return entered_day(it, c->a[node], pick);
    default: return decided_day(it, c->a[node], pick);
    }
}

/* A phase is complete when all in it is kept; an empty one never says so. */
static u8 completed(Lane *it, i32 phase, i32 on, i32 pick) {
    const Phases *p = &it->state->phases;
    Several several = {0};
    for (i32 i = p->member_start[phase]; i < p->member_start[phase + 1]; i++)
        add_to(&several, kept(it, p->member[i], on, pick));
    return several.count ? at_least(&several, several.count) : NOT_STATED;
}

static u8 weigh(Lane *it, i32 node, i32 on, i32 pick, const Stretch *window) {
    const Conditions *c = &it->state->conditions;
    Several several = {0};
    const Runs *runs;
    i32 day;
    switch (c->type[node]) {
    case NODE_SLOT:
        runs = runs_of(it, c->a[node], pick, window);
        return lane_code(it, runs, run_on(runs, on));
    case NODE_NOT: return negated(weigh(it, c->kids[c->b[node]], on, pick, window));
    case NODE_AT_LEAST:
        for (i32 i = 0; i < c->c[node]; i++)
            add_to(&several, weigh(it, c->kids[c->b[node] + i], on, pick, window));
        return at_least(&several, c->a[node]);
    case NODE_KEPT: return kept(it, c->a[node], on, pick);
    case NODE_COMPLETED: return completed(it, c->a[node], on, pick);
    default: day = crisp_day(it, node, pick); return crisp(day <= on);
    }
}

/* ── Change days ────────────────────────────────────────────────────────────────────────────── */

static void add_day(Days *days, i32 day) {
    if (day >= FIRST_DAY && day < NEVER) push_Days(days, day);
}

/* The days on which a lane hears something else than the day before. */
static void add_run_days(const Lane *it, Days *days, const Runs *runs) {
    for (i32 i = 0; i < runs->count; i++)
        if (!i || lane_code(it, runs, i) != lane_code(it, runs, i - 1)) add_day(days, runs->day[i]);
}

static void add_condition_days(Lane *it, Days *days, i32 node, i32 pick, const Stretch *window) {
    const Conditions *c = &it->state->conditions;
    const Phases *p = &it->state->phases;
    i32 at = c->a[node];
    switch (c->type[node]) {
    case NODE_SLOT: add_run_days(it, days, runs_of(it, at, pick, window)); break;
    case NODE_NOT: add_condition_days(it, days, c->kids[c->b[node]], pick, window); break;
    case NODE_AT_LEAST:
        for (i32 i = 0; i < c->c[node]; i++)
            add_condition_days(it, days, c->kids[c->b[node] + i], pick, window);
        break;
    case NODE_KEPT: add_day(days, discharged(it, at, pick)); break;
    case NODE_COMPLETED:
        for (i32 i = p->member_start[at]; i < p->member_start[at + 1]; i++)
            add_day(days, discharged(it, p->member[i], pick));
        break;
    default: add_day(days, crisp_day(it, node, pick));
    }
}

/* Where a stretch that ascends ends. */
static i32 ascent(const i32 *at, i32 from, i32 count) {
    for (from++; from < count && at[from - 1] <= at[from];) from++;
    return from;
}

static void merge_days(const i32 *from, i32 *to, i32 middle, i32 end) {
    i32 i = 0, j = middle, n = 0;
    while (i < middle && j < end) to[n++] = from[j] < from[i] ? from[j++] : from[i++];
    while (i < middle) to[n++] = from[i++];
    while (j < end) to[n++] = from[j++];
}

/* What was gathered mostly ascends in a few stretches: these are merged two by two. */
static void sort_days(Lane *it, Days *days) {
    i32 count = days->count, *at = days->at, *spare, kept_ = 0;
    while (count && ascent(at, 0, count) < count) {
        if (it->spare.room < count) {
            it->spare.room = 2 * count;
            it->spare.at = renewed(it->spare.at, 2 * count, sizeof(i32));
        }
        spare = it->spare.at;
        for (i32 i = 0, middle, end; i < count; i = end) {
            middle = ascent(at, i, count), end = middle < count ? ascent(at, middle, count) : middle;
            merge_days(at + i, spare + i, middle - i, end - i);
        }
        memcpy(at, spare, (size_t)count * sizeof(i32));
    }
    for (i32 i = 0; i < count; i++)
        if (!kept_ || at[i] != at[kept_ - 1]) at[kept_++] = at[i];
    days->count = kept_;
}

/* ── The first day ──────────────────────────────────────────────────────────────────────────── */

static i32 first_in_runs(const Lane *it, const Runs *runs, i32 since, int contrary) {
    for (i32 i = run_on(runs, since); i < runs->count; i++) {
        u8 code = lane_code(it, runs, i);
        if (is_true(it, contrary ? negated(code) : code))
            return runs->day[i] > since ? runs->day[i] : since;
    }
    return NONE;
}

/* The first day from `since` on which a condition is true in this lane. */
static i32 first_day(Lane *it, i32 node, i32 pick, i32 since, const Stretch *window) {
    const Conditions *c = &it->state->conditions;
    i32 kid = c->type[node] == NODE_NOT ? c->kids[c->b[node]] : node, found = NONE;
    if (c->type[node] == NODE_AT_LEAST && c->c[node] == 1 && c->a[node] == 1)
        return first_day(it, c->kids[c->b[node]], pick, since, window);
    if (c->type[kid] == NODE_SLOT)
        return first_in_runs(it, runs_of(it, c->a[kid], pick, window), since, kid != node);
    Days days = taken(&it->asked);
    add_day(&days, since);
    add_condition_days(it, &days, node, pick, window);
    sort_days(it, &days);
    for (i32 i = 0; i < days.count && found == NONE; i++)
        if (days.at[i] >= since && is_true(it, weigh(it, node, days.at[i], pick, window)))
            found = days.at[i];
    give_back(&it->asked, &days);
    return found;
}

#endif
