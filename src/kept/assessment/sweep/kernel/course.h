/* The course of a process: the days on which instruments, phases and commitments turn. */
#ifndef KEPT_COURSE_H
#define KEPT_COURSE_H

#include "conditions.h"

/* ── Instruments and phases ─────────────────────────────────────────────────────────────────── */

static i32 status_day(Lane *it, i32 status, i32 pick) {
    const Instruments *i = &it->state->instruments;
    if (i->status_node[status] >= 0)
        return first_day(it, i->status_node[status], pick, FIRST_DAY, 0);
    if (i->status_known[status] > it->state->known_at) return NONE;
    return pick == CERTAIN ? i->status_last[status] : i->status_first[status];
}

static i32 instrument_day(Lane *it, i32 instrument, i32 word, i32 pick) {
    const Instruments *i = &it->state->instruments;
    i32 *known = &it->instrument_day[(instrument * WORDS_ASKED + word) * PICKS + pick];
    if (*known != UNSET) return *known;
    i32 day = NONE;
    for (i32 s = i->status_start[instrument]; s < i->status_start[instrument + 1]; s++)
        if (i->status_word[s] == word) day = least(day, status_day(it, s, pick));
    return remember(it, known, day);
}

static i32 entered_day(Lane *it, i32 phase, i32 pick) {
    const Phases *p = &it->state->phases;
    i32 *known = &it->entered[phase * PICKS + pick];
    if (*known != UNSET) return *known;
    i32 force = instrument_day(it, p->instrument[phase], WORD_IN_FORCE, pick);
    if (force != NONE && p->gate[phase] >= 0)
        force = first_day(it, p->gate[phase], pick, force, 0);
    return remember(it, known, force);
}

/* ── Decisions with an effect ───────────────────────────────────────────────────────────────── */

static const i32 *effects(Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    Course *course = &it->courses[c];
    if (!course->has_effects) {
        i32 first = all->effect_start[c], last = all->effect_start[c + 1], n = 0;
        course->effects = realloc(course->effects, (size_t)(last - first + 1) * sizeof(i32));
        for (i32 e = first; e < last; e++)
            if (all->effect_known[e] <= it->state->known_at) course->effects[n++] = e;
        course->effects[n] = -1;
        course->has_effects = 1;
    }
    return course->effects;
}

/* ── Deadlines ──────────────────────────────────────────────────────────────────────────────── */

static i32 start_day(Lane *it, i32 c, i32 pick);

/* The day a kind of deadline names, for a duty that began on `start`. */
static i32 day_of(Lane *it, i32 due, i32 start, i32 pick) {
    const Dues *d = &it->state->dues;
    if (due < 0) return NONE;
    if (d->type[due] == DUE_BY) return pick == CERTAIN ? d->last[due] : d->first[due];
    i32 asked = d->before[due] >= 0 ? d->before[due] : d->after[due];
    i32 trigger = asked < 0 ? start : first_day(it, asked, pick, FIRST_DAY, 0);
    if (trigger == FIRST_DAY) trigger = start;
    if (trigger == NONE || d->type[due] == DUE_BEFORE) return trigger;
    if (d->type[due] != DUE_WITHIN) return NONE;
    return deadline(it->state, trigger, d->months[due], d->days[due]);
}

static i32 first_due(Lane *it, i32 c, i32 pick) {
    Course *course = &it->courses[c];
    if (course->due[pick] == UNSET) {
        i32 due = it->state->commitments.due[c * LANES + it->lane];
        remember(it, &course->due[pick], day_of(it, due, start_day(it, c, pick), pick));
    }
    return course->due[pick];
}

static int move_before(const Move *one, const Move *other) {
    return one->on != other->on ? one->on < other->on : one->rank < other->rank;
}

static void insert_move(Moves *moves, Move move) {
    push_Moves(moves, move);
    i32 at = moves->count - 1;
    for (; at > 0 && move_before(&move, &moves->at[at - 1]); at--) moves->at[at] = moves->at[at - 1];
    moves->at[at] = move;
}

/* What has moved a deadline, in the order of days. */
static const Moves *moves_of(Lane *it, i32 c, i32 pick) {
    const Commitments *all = &it->state->commitments;
    Course *course = &it->courses[c];
    Moves *moves = &course->moves[pick];
    if (course->has_moves[pick]) return moves;
    moves->count = 0;
    for (i32 a = all->amend_start[c]; a < all->amend_start[c + 1]; a++) {
        i32 day = instrument_day(it, all->amend_instrument[a], WORD_IN_FORCE, pick);
        if (day != NONE) insert_move(moves, (Move){day, all->amend_rank[a], -1 - a});
    }
    for (const i32 *e = effects(it, c); *e >= 0; e++)
        if (all->effect_word[*e] == EXTEND)
            insert_move(moves, (Move){all->effect_day[*e], all->effect_rank[*e], *e});
    note(it, &course->has_moves[pick]);
    return moves;
}

static i32 moved(Lane *it, i32 day, const Move *move, i32 start, i32 pick) {
    const Commitments *all = &it->state->commitments;
    i32 e = move->effect;
    if (e < 0) return day_of(it, all->amend_due[-1 - e], start, pick);
    if (all->effect_to_last[e] != NONE)
        return pick == CERTAIN ? all->effect_to_last[e] : all->effect_to_first[e];
    if (day == NONE || !(all->effect_months[e] | all->effect_days[e])) return day;
    return add(it->state, day, all->effect_months[e], all->effect_days[e]);
}

static const Stretches *suspensions(Lane *it, i32 c);

/* A deadline moves by the days its duty lay suspended, until `on`. */
static i32 put_off(Lane *it, i32 c, i32 day, i32 start, i32 on) {
    const Stretches *stretches = suspensions(it, c);
    if (day == NONE || start == NONE) return day;
    for (i32 i = 0; i < stretches->count; i++) {
        i32 begun = most(stretches->at[i].first, start);
        i32 lay = least(stretches->at[i].last, on) - begun;
        if (begun <= day && lay > 0) day = least(day + lay, NEVER);
    }
    return day;
}

static i32 due_on(Lane *it, i32 c, i32 pick, i32 on) {
    i32 start = start_day(it, c, pick), day = first_due(it, c, pick);
    const Moves *moves = moves_of(it, c, pick);
    for (i32 i = 0; i < moves->count; i++)
        if (moves->at[i].on <= on) day = moved(it, day, &moves->at[i], start, pick);
    return put_off(it, c, day, start, on);
}

/* ── Beginning and end ──────────────────────────────────────────────────────────────────────── */

/* When an instrument first took a step that makes it bind. */
static i32 binding_day(Lane *it, i32 c, i32 pick) {
    const Commitments *all = &it->state->commitments;
    i32 words = all->binds[c * LANES + it->lane], day = NONE;
    for (i32 word = 0; word < WORDS_ASKED; word++)
        if (words >> word & 1)
            day = least(day, instrument_day(it, all->instrument[c], word, pick));
    return day;
}

static i32 expires_on(Lane *it, i32 c) {
    Course *course = &it->courses[c];
    if (course->expires == UNSET)
        remember(it, &course->expires,
                 day_of(it, it->state->commitments.expires[c], NONE, CERTAIN));
    return course->expires;
}

static i32 start_day(Lane *it, i32 c, i32 pick) {
    Course *course = &it->courses[c];
    if (course->start[pick] != UNSET) return course->start[pick];
    i32 day = binding_day(it, c, pick);
    if (day != NONE) {
        i32 node = it->state->commitments.start[c * LANES + it->lane];
        day = first_day(it, node, pick, day, 0);
        if (day > expires_on(it, c)) day = NONE;
    }
    return remember(it, &course->start[pick], day);
}

static i32 until_day(Lane *it, i32 c, i32 pick) {
    Course *course = &it->courses[c];
    if (course->until[pick] != UNSET) return course->until[pick];
    i32 node = it->state->commitments.until[c], start = start_day(it, c, pick);
    i32 day = node < 0 || start == NONE ? NONE : first_day(it, node, pick, start, 0);
    return remember(it, &course->until[pick], day);
}

/* The first end counts; of one day the word that comes first in the alphabet. */
static void ends(Course *course, i32 on, i32 word) {
    if (on == NONE) return;
    static const i32 order[] = {[LAPSED] = 0, [RELEASED] = 1, [SUPERSEDED] = 2};
    if (on < course->ended_on || (on == course->ended_on && order[word] < order[course->ended]))
        course->ended_on = on, course->ended = word;
}

static void find_ending(Lane *it, i32 c, Course *course) {
    const Commitments *all = &it->state->commitments;
    const Instruments *texts = &it->state->instruments;
    i32 text = all->instrument[c];
    for (const i32 *e = effects(it, c); *e >= 0; e++)
        if (all->effect_word[*e] == RELEASE) ends(course, all->effect_day[*e], RELEASED);
    ends(course, instrument_day(it, text, WORD_SUPERSEDED, CERTAIN), SUPERSEDED);
    for (i32 i = texts->superseding_start[text]; i < texts->superseding_start[text + 1]; i++) {
        i32 other = texts->superseding[i];
        ends(course, instrument_day(it, other, texts->effective[other], CERTAIN), SUPERSEDED);
    }
    if (all->superseded_by[c] >= 0)
        ends(course, start_day(it, all->superseded_by[c], CERTAIN), SUPERSEDED);
    ends(course, instrument_day(it, text, WORD_TERMINATED, CERTAIN), LAPSED);
    if (expires_on(it, c) != NONE && start_day(it, c, CERTAIN) == NONE)
        ends(course, expires_on(it, c) + 1, LAPSED);
}

/* When a duty ended without being discharged. */
static i32 ended_on(Lane *it, i32 c) {
    Course *course = &it->courses[c];
    if (!course->has_ending) {
        Course found = {.ended_on = NONE};
        find_ending(it, c, &found);
        course->ended_on = found.ended_on, course->ended = found.ended;
        note(it, &course->has_ending);
    }
    return course->ended_on;
}

/* ── Suspension ─────────────────────────────────────────────────────────────────────────────── */

/* Days · 2, + 1 where it stops: what is resumed on a day comes before what stops on it. */
static void add_stretches(Stretches *found, Days *turns) {
    i32 since = NONE;
    qsort(turns->at, (size_t)turns->count, sizeof(i32), by_day);
    for (i32 i = 0; i < turns->count; i++) {
        i32 day = turns->at[i] >> 1, stops = turns->at[i] & 1;
        if (stops && since == NONE) since = day;
        if (!stops && since != NONE) push_Stretches(found, (Stretch){since, day}), since = NONE;
    }
    if (since != NONE) push_Stretches(found, (Stretch){since, NEVER});
    turns->count = 0;
}

static int by_stretch(const void *one, const void *other) {
    const Stretch *a = one, *b = other;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return (a->last > b->last) - (a->last < b->last);
}

static void join(Stretches *all) {
    i32 n = 0, ordered = 1;
    for (i32 i = 1; i < all->count && ordered; i++)
        ordered = all->at[i - 1].first <= all->at[i].first;
    if (!ordered) qsort(all->at, (size_t)all->count, sizeof(Stretch), by_stretch);
    for (i32 i = 0; i < all->count; i++) {
        if (n && all->at[i].first <= all->at[n - 1].last)
            all->at[n - 1].last = most(all->at[n - 1].last, all->at[i].last);
        else all->at[n++] = all->at[i];
    }
    all->count = n;
}

static void add_status_turns(Lane *it, Days *turns, i32 text) {
    const Instruments *i = &it->state->instruments;
    for (i32 s = i->status_start[text]; s < i->status_start[text + 1]; s++) {
        i32 word = i->status_word[s];
        if (word != WORD_SUSPENDED && word != WORD_RESUMED) continue;
        i32 day = status_day(it, s, CERTAIN);
        if (day != NONE) push_Days(turns, day * 2 + (word == WORD_SUSPENDED));
    }
}

/* The stretches in which a duty lay suspended, for whichever reason. */
static const Stretches *suspensions(Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    Course *course = &it->courses[c];
    if (course->has_suspensions) return &course->suspensions;
    Days turns = {0};
    Stretches found = {0};
    for (const i32 *e = effects(it, c); *e >= 0; e++)
        if (all->effect_word[*e] == SUSPEND || all->effect_word[*e] == RESUME)
            push_Days(&turns, all->effect_day[*e] * 2 + (all->effect_word[*e] == SUSPEND));
    if (turns.count) add_stretches(&found, &turns);
    add_status_turns(it, &turns, all->instrument[c]);
    if (turns.count) add_stretches(&found, &turns);
    join(&found);
    free(turns.at);
    free(course->suspensions.at);
    course->suspensions = found;
    note(it, &course->has_suspensions);
    return &course->suspensions;
}

/* ── Made good ──────────────────────────────────────────────────────────────────────────────── */

/* Where one atom decides, nothing is painted beyond the day it is looked for. */
static i32 repaired_by(Lane *it, i32 node, i32 broken_on, i32 last) {
    const Conditions *all = &it->state->conditions;
    if (all->type[node] == NODE_SLOT) return first_since(it, all->a[node], broken_on, last);
    Stretch window = {broken_on, NEVER};
    return first_day(it, node, CERTAIN, broken_on, &window);
}

/* When a breach was made good: by what happened since, and in time. */
static i32 repaired_day(Lane *it, i32 c, i32 broken_on) {
    const Commitments *all = &it->state->commitments;
    i32 last = NEVER, months = all->repair_months[c], days = all->repair_days[c];
    if (all->repair[c] < 0) return NONE;
    i32 failed = it->state->failed;
    if (months | days) last = deadline(it->state, broken_on, months, days);
    i32 refused = it->state->failed && !failed;
    if (refused) it->state->failed = 0, last = NEVER;
    i32 day = repaired_by(it, all->repair[c], broken_on, last);
    if (refused && day != NONE) fail(it->state); /* only now does it matter by when */
    return day <= last ? day : NONE;
}

static i32 made_good(Lane *it, i32 c) {
    const Commitments *all = &it->state->commitments;
    i32 broken = NONE, due = due_on(it, c, CERTAIN, NEVER);
    for (const i32 *e = effects(it, c); *e >= 0 && broken == NONE; e++)
        if (all->effect_word[*e] == FIND_BREACH) broken = all->effect_day[*e];
    if (due < NEVER) broken = least(broken, due + 1);
    return broken == NONE ? NONE : repaired_day(it, c, broken);
}

#endif
