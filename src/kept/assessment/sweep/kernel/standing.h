/* The standing of one commitment in one lane on one day, as a code. */
#ifndef KEPT_STANDING_H
#define KEPT_STANDING_H

#include "duty.h"

/* ── Extent: how far it is carried out ──────────────────────────────────────────────────────── */

typedef struct {
    i32 low, high; /* low above high: nobody has said */
} Extent;

static Extent extent_in(const Lane *it, const ExtentRuns *runs, i32 run) {
    i32 low = runs->low[run] >> (8 * it->lane) & 0xff;
    i32 high = runs->high[run] >> (8 * it->lane) & 0xff;
    return low == NOT_TOLD ? (Extent){NONE, UNSET} : (Extent){low, high};
}

/* How far those say it is carried out who speak on a day: set side by side, never averaged. */
static Extent said_extent(const Lane *it, i32 c, i32 on) {
    const Commitments *all = &it->state->commitments;
    Extent found = {NONE, UNSET};
    i32 at = c * LANES + it->lane;
    for (i32 i = all->extent_start[at]; i < all->extent_start[at + 1]; i++) {
        const ExtentRuns *runs = &it->state->slots[all->extent_slot[i]].extents;
        if (!runs->count) continue;
        Extent said = extent_in(it, runs, run_on((const Runs *)runs, on));
        found.low = least(found.low, said.low), found.high = most(found.high, said.high);
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

static Due due_occasion(const Lane *it, const Occasions *found) {
    i32 day = NONE;
    if (found->has_ended && !is_true(it, found->ended.code) &&
        !(found->has_running && is_true(it, found->running.code)))
        day = found->ended.stop - 1;
    else if (found->any) day = found->last.stop - 1;
    return (Due){day, day};
}

static Due due_span(Lane *it, i32 c, i32 on) {
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

static int in_parts(const Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    return all->part_start[c + 1] > all->part_start[c] || all->kind[c] == PARTS;
}

/* What holds from one day on, whatever the evidence and the extent are: between two change days of
   its own a standing follows from these, so each case is worked out once. The deadline may pass in
   between: that day is one more. */
typedef struct {
    i32 day, before;
    i32 duty; /* or OWED */
    Due due;
    i32 parts;              /* kept; -1: it is not in parts */
    i32 when_done;          /* evidence of the day it was done; -1: not asked yet */
    u8 last_occasion;       /* evidence of a duty that recurs */
    u64 of[4][64], known[4]; /* by whether there is progress, whether a breach is open; evidence */
} Segment;

static void begin_segment(Lane *it, i32 c, Segment *segment, i32 day) {
    segment->day = day, segment->when_done = -1, segment->duty = duty_settled(it, c, day);
    segment->parts = in_parts(it, c) ? parts_kept(it, c, day) : -1;
    memset(segment->known, 0, sizeof(segment->known));
    if (kind_of(it, c) != RECUR) {
        segment->due = due_span(it, c, day);
        return;
    }
    Occasions found = occasions(it, c, day);
    segment->due = due_occasion(it, &found);
    segment->last_occasion = last_occasion(it, &found);
    if (segment->duty == OWED) segment->duty = recurring(it, &found);
}

/* What was once done is weighed as on the day it was done, unless it is more certain today. */
static u8 evidence_shown(Lane *it, i32 c, Segment *segment, i32 duty, u8 today) {
    i32 day = discharged(it, c, CERTAIN);
    if (duty != DISCHARGED || day == NONE || is_true(it, today)) return today;
    if (segment->when_done < 0) segment->when_done = evidence_on(it, c, day);
    return (u8)segment->when_done;
}

/* A standing, but for an extent that was told: where there is `progress`, it is. */
static u64 standing(Lane *it, i32 c, Segment *segment, u8 today, int progress, int open) {
    i32 kind = kind_of(it, c), on = segment->day, duty = segment->duty, parts = segment->parts;
    if (duty == OWED && kind == REFRAIN) duty = open ? BREACHED : ACTIVE;
    if (duty == OWED) duty = owed_by(it, on, segment->due.last, today);
    u8 code = evidence_shown(it, c, segment, duty, today);
    i32 word = evidence_word(it, code), low = NONE, high = UNSET;
    if (parts >= 0) low = high = parts, progress = high > 0;
    else if (duty == DISCHARGED) low = high = 3;
    i32 seen = shown(duty, word, kind == REFRAIN, segment->due.last != NONE, progress);
    return (u64)seen << AT_WORD | (u64)duty << AT_DUTY | (u64)word << AT_EVIDENCE |
           (u64)most(for_of(code), against_of(code)) << AT_STRENGTH |
           (u64)time_word(it, c, on, duty, segment->due) << AT_TIME |
           extent_code(low, high, parts >= 0);
}

#endif
