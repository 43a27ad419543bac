/* What an update replaces: kept by an overlay to be put back, else forgotten. */
#ifndef KEPT_JOURNAL_H
#define KEPT_JOURNAL_H

#include "history.h"

/* ── Journal: what an overlay has replaced, to be put back ──────────────────────────────────── */

typedef struct {
    i32 slot;
    Slot old;
} OldSlot;

typedef struct {
    i32 atom;
    Runs old[PICKS];
} OldRuns;

typedef struct {
    i32 lane, commitment;
    Course old;
} OldCourse;

typedef struct {
    i32 *at, old;
} OldDay;

LIST(OldSlot, OldSlots)
LIST(OldRuns, OldRunsList)
LIST(OldCourse, OldCourses)
LIST(OldDay, OldDays)

struct Journal {
    i64 rows, retractions, answers; /* how many there were before */
    OldSlots slots;
    OldRunsList runs;
    OldCourses courses;
    OldDays days;
    Days masks, stands; /* rows of words and their masks, in turn; of retractions where they stand */
    i32 failed;
};

typedef struct Journal Journal;

static void free_course(Course *course) {
    free(course->suspensions.at), free(course->breaches.at), free(course->effects);
    for (i32 pick = 0; pick < PICKS; pick++) free(course->moves[pick].at);
    free(course->history.day), free(course->history.code);
}

static void forget(Course *course) {
    for (i32 pick = 0; pick < PICKS; pick++) {
        course->start[pick] = course->discharged[pick] = UNSET;
        course->due[pick] = course->until[pick] = UNSET;
        course->has_moves[pick] = 0, course->moves[pick].count = 0;
    }
    course->expires = UNSET;
    course->has_ending = course->has_suspensions = course->has_breaches = course->has_effects = 0;
    course->history.count = 0;
}

static void forget_days(State *state, Lane *it) {
    i64 days = state->instruments.count * WORDS_ASKED * PICKS;
    for (i64 i = 0; i < days; i++) it->instrument_day[i] = UNSET;
    for (i64 i = 0; i < state->phases.count * PICKS; i++) it->entered[i] = UNSET;
}

/* ── Who stands, statement by statement ─────────────────────────────────────────────────────── */

/* The lanes in which a voice of a statement has not been taken back. */
static u8 not_taken_back(const State *it, i32 statement, i32 voice) {
    const Retractions *r = &it->retractions;
    u8 gone = 0;
    if (statement >= it->statements) return 0xff;
    for (i32 at = it->retracted_by[statement]; at >= 0; at = it->next_retraction[at])
        if (r->withdraws[at] || voice_of(it, r->speaker[at], r->unnamed[at]) == voice)
            gone |= it->stands[at];
    return (u8)~gone;
}

/* Whether a retraction stands, once it is settled which of those that take it back do. */
static void settle_retraction(State *it, Journal *journal, i64 at) {
    const Retractions *r = &it->retractions;
    i32 voice = voice_of(it, r->speaker[at], r->unnamed[at]);
    if (journal)
        push_Days(&journal->stands, (i32)at), push_Days(&journal->stands, it->stands[at]);
    it->stands[at] = seen_retraction(it, at) & not_taken_back(it, r->statement[at], voice);
}

/* Lists of the retractions of each statement. `from`: the first that is not in them yet. */
static void list_retractions(State *it, i64 from) {
    for (i64 at = from; at < it->retractions.rows; at++) {
        i32 target = it->retractions.target[at];
        it->next_retraction[at] = it->retracted_by[target];
        it->retracted_by[target] = (i32)at;
    }
}

#endif
