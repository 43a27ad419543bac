/* What Python calls. Each call works on a part of the whole, so that threads can share a sweep:
   the work of a phase is dealt out from a counter, and a phase begins when the one before is over. */
#include "sorting.h"
#include "update.h"

enum { FORMAT = 1 };

CALLED i32 kept_format(void) { return FORMAT; }

/* Where statements are numbered so far apart that it would be large, they are searched for. */
static void make_first_row(State *it) {
    i64 rows = it->words.rows, last = rows ? it->words.statement[rows - 1] : -1;
    if (last > 4 * rows + 1024) return;
    it->statements_said = (i32)last + 1;
    it->first_row = malloc((size_t)(last + 2) * sizeof(i32));
}

CALLED State *kept_new(const Words *words, const Retractions *retractions, const Answers *answers_,
                       const Lanes *lanes, const Propositions *propositions,
                       const Questions *questions, const Conditions *conditions,
                       const Instruments *instruments, const Phases *phases,
                       const Decisions *decisions, const Commitments *commitments,
                       const Dues *dues, const Calendar *calendar,
                       const Dependencies *dependencies, i32 known_at, i32 horizon) {
    State *it = calloc(1, sizeof(State));
    it->words = *words, it->retractions = *retractions, it->answers = *answers_;
    it->lanes = *lanes, it->propositions = *propositions, it->questions = *questions;
    it->conditions = *conditions, it->instruments = *instruments, it->phases = *phases;
    it->decisions = *decisions, it->commitments = *commitments, it->dues = *dues;
    it->calendar = *calendar, it->dependencies = *dependencies;
    it->known_at = known_at, it->horizon = horizon;
    it->mask = malloc((size_t)words->rows + 1);
    make_first_row(it);
    it->slots = calloc((size_t)questions->slots + 1, sizeof(Slot));
    it->runs = calloc((size_t)questions->atoms + 1, sizeof(Runs[PICKS]));
    return it;
}

static void free_lane(State *state, Lane *it) {
    if (!it) return;
    for (i64 c = 0; c < state->commitments.count; c++) free_course(&it->courses[c]);
    free(it->own_days.at), free(it->days.at), free(it->asked.at), free(it->spare.at);
    free(it->periods.at);
    free(it->courses), free(it->instrument_day), free(it->entered), free(it->memos.at), free(it);
}

static void free_slot(Slot *it) {
    if (it->room) free(it->rows);
    free(it->speeches), free(it->claims), free(it->links), free(it->by_last);
    free(it->extents.day), free(it->extents.low), free(it->extents.high);
}

CALLED void kept_free(State *it) {
    for (i64 slot = 0; slot < it->questions.slots; slot++)
        free_slot(&it->slots[slot]);
    for (i64 atom = 0; atom < it->questions.atoms; atom++)
        free_runs(&it->runs[atom][CERTAIN]), free_runs(&it->runs[atom][POSSIBLE]);
    for (i32 lane = 0; lane < LANES; lane++) free_lane(it, it->lane[lane]);
    while (it->windows) {
        Windows *next = it->windows->next;
        free_windows(it->windows), free(it->windows);
        it->windows = next;
    }
    free(it->changed), free(it->suspect), free(it->retracted_by), free(it->next_retraction), free(it->stands);
    free(it->touched), free(it->first_row), free(it->plans);
    free(it->mask), free(it->arena), free(it->slots), free(it->runs), free(it);
}

CALLED i32 kept_failed(const State *it) { return it->failed; }

/* ── Sweep ──────────────────────────────────────────────────────────────────────────────────── */

/* Atoms stand in the order of their slots, those that are swept first. */
static void sweep_slot(State *it, Scratch *s, i32 slot, i32 atom) {
    const Questions *q = &it->questions;
    ready(it, slot, s);
    Range range = whole(it->slots[slot].tells);
    i32 end = atom;
    while (end < q->atoms && q->slot[end] == slot && q->swept[end]) end++;
    if (atom < end) hear_all(s, &it->slots[slot], &range);
    for (i32 count; atom < end; atom += count, range.extents = 0) {
        count = least(end - atom, AT_ONCE);
        weigh_heard(s, it, slot, q->interest + atom, count, &range, it->runs + atom);
    }
}

static i32 first_atom(const Questions *q, i32 slot) {
    return (i32)first_of(q->slot, q->atoms, slot);
}

CALLED void kept_sweep(State *it, i64 *next) {
    Scratch s;
    memset(&s, 0, sizeof(s));
    for (;;) {
        i64 slot = __atomic_fetch_add(next, 1, __ATOMIC_RELAXED);
        if (slot >= it->questions.slots) break;
        sweep_slot(it, &s, (i32)slot, first_atom(&it->questions, (i32)slot));
    }
    free_scratch(&s);
}

/* ── Lanes ──────────────────────────────────────────────────────────────────────────────────── */

static Lane *new_lane(State *state, i32 lane) {
    Lane *it = calloc(1, sizeof(Lane));
    it->lane = lane, it->accept = state->lanes.accept[lane], it->state = state;
    it->courses = calloc((size_t)state->commitments.count + 1, sizeof(Course));
    it->instrument_day =
        malloc((size_t)(state->instruments.count * WORDS_ASKED * PICKS + 1) * sizeof(i32));
    it->entered = malloc((size_t)(state->phases.count * PICKS + 1) * sizeof(i32));
    for (i64 c = 0; c < state->commitments.count; c++) forget(&it->courses[c]);
    forget_days(state, it);
    return it;
}

static Windows *new_windows(State *it) {
    Windows *made = calloc(1, sizeof(Windows));
    made->next = __atomic_load_n(&it->windows, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(&it->windows, &made->next, made, 0, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {}
    return made;
}

/* Lanes are dealt out beforehand: those of one thread share what they paint. */
CALLED void kept_judge(State *it, i64 part, i64 parts) {
    Windows *windows = new_windows(it);
    for (i64 lane = part; lane < it->lanes.lanes; lane += parts) {
        it->lane[lane] = new_lane(it, (i32)lane);
        it->lane[lane]->windows = windows;
    }
    for (i32 c = 0; c < it->commitments.count; c++) {
        for (i64 lane = part; lane < it->lanes.lanes; lane += parts) history(it->lane[lane], c);
        forget_some(windows);
    }
    free_scratch(&windows->scratch);
}

/* All of it by one thread, where nothing is known of retractions; whether the calendar refused. */
CALLED i32 kept_run(State *it) {
    i32 *counts = calloc((size_t)it->propositions.count + 1, sizeof(i32));
    i64 next = 0;
    kept_masks(it, 0, 1), kept_retract(it, 0), kept_count(it, 0, 1, counts);
    kept_place(it, 1, counts), kept_fill(it, 0, 1, counts);
    free(counts);
    kept_sweep(it, &next), kept_judge(it, 0, 1);
    return it->failed;
}

/* ── Results ────────────────────────────────────────────────────────────────────────────────── */

static i32 told_by_horizon(const State *it, const History *history_) {
    i32 count = history_->count;
    while (count > 1 && history_->day[count - 1] > it->horizon) count--;
    return count;
}

/* Fills `start` with where each history begins, lane by lane; returns how many runs there are. */
CALLED i64 kept_runs_count(const State *it, i64 *start) {
    i64 all = 0;
    for (i64 lane = 0; lane < it->lanes.lanes; lane++)
        for (i64 c = 0; c < it->commitments.count; c++) {
            *start++ = all;
            all += told_by_horizon(it, &it->lane[lane]->courses[c].history);
        }
    *start = all;
    return all;
}

CALLED void kept_runs_copy(const State *it, i32 *day, u64 *code) {
    for (i64 lane = 0; lane < it->lanes.lanes; lane++)
        for (i64 c = 0; c < it->commitments.count; c++) {
            const History *each = &it->lane[lane]->courses[c].history;
            size_t count = (size_t)told_by_horizon(it, each);
            memcpy(day, each->day, count * sizeof(i32)), day += count;
            memcpy(code, each->code, count * sizeof(u64)), code += count;
        }
}

static i32 begins(const Row *row) { return row->state & ALWAYS_BEFORE ? FIRST_DAY : row->last; }

/* Whether a row is, in some lane, the last of its voice that speaks on a day. */
static int is_account(const Slot *slot, i32 at, i32 day) {
    const Row *row = &slot->rows[at];
    u8 left = row->mask;
    if (begins(row) > day || day >= row->ends) return 0;
    for (i32 i = at + 1; i < slot->count && slot->rows[i].voice == row->voice && left; i++)
        if (begins(&slot->rows[i]) <= day && day < slot->rows[i].ends)
            left &= (u8)~slot->rows[i].mask;
    return left != 0;
}

/* The rows of words that are accounts of a slot on a day: how many, and, into `found`, which. */
CALLED i32 kept_accounts(const State *it, i32 slot, i32 day, i32 *found) {
    const Slot *all = &it->slots[slot];
    i32 count = 0;
    for (i32 i = 0; i < all->count; i++) {
        if (!is_account(all, i, day)) continue;
        if (found) found[count] = all->rows[i].row;
        count++;
    }
    return count;
}

CALLED i32 kept_rows(const State *it, i32 slot, i32 *found) {
    const Slot *all = &it->slots[slot];
    for (i32 i = 0; i < all->count && found; i++) found[i] = all->rows[i].row;
    return all->count;
}

/* The runs of an atom: how many, and, where `day` is given, what they are. */
CALLED i32 kept_atom(const State *it, i32 atom, i32 pick, i32 *day, u64 *code) {
    const Runs *runs = &it->runs[atom][pick];
    if (!runs->count) runs = &it->runs[atom][CERTAIN];
    if (day) {
        memcpy(day, runs->day, (size_t)runs->count * sizeof(i32));
        memcpy(code, runs->code, (size_t)runs->count * sizeof(u64));
    }
    return runs->count;
}

/* Of several, one after the other: where those of each begin, and, where `day` is given, all. */
CALLED void kept_atoms(const State *it, const i32 *atoms, i64 count, i32 pick, i64 *start, i32 *day,
                       u64 *code) {
    start[0] = 0;
    for (i64 i = 0; i < count; i++) {
        i32 *to = day ? day + start[i] : 0;
        start[i + 1] = start[i] + kept_atom(it, atoms[i], pick, to, code + start[i]);
    }
}

/* ── Updates ────────────────────────────────────────────────────────────────────────────────── */

/* What was painted by several threads is put together; of what two have painted one is enough. */
static void keep_one(State *it) {
    Windows *all = it->windows ? it->windows : new_windows(it);
    while (all->next) {
        Windows *other = all->next;
        for (i32 i = 0; i < other->runs.count; i++) {
            Windowed *each = &other->runs.at[i];
            Stretch window = {each->from, each->before};
            widen_index(all);
            i32 *place = place_in(all, each->atom, &window);
            if (*place) continue;
            push_WindowedRuns(&all->runs, *each);
            *place = all->runs.count;
            each->runs = (Runs){0};
        }
        all->next = other->next;
        free_windows(other), free(other);
    }
}

/* After `kept_judge`: from here on statements can be added. `statements`: how many there are room
   for, `retractions` likewise. */
CALLED void kept_live(State *it, i64 statements, i64 rows, i64 retractions) {
    size_t nodes = (size_t)it->dependencies.nodes + 1;
    keep_one(it);
    it->changed = calloc(nodes, 1), it->suspect = calloc(nodes, 1);
    it->retracted_by = malloc((size_t)(statements + 1) * sizeof(i32));
    it->next_retraction = malloc((size_t)(retractions + 1) * sizeof(i32));
    it->mask = realloc(it->mask, (size_t)rows + 1);
    it->stands = realloc(it->stands, (size_t)retractions + 1);
    it->statements = statements;
    for (i64 i = 0; i < statements; i++) it->retracted_by[i] = -1;
    list_retractions(it, 0);
    for (i64 lane = 0; lane < it->lanes.lanes; lane++) it->lane[lane]->windows = it->windows;
}

static i64 take_in(State *it, Journal *journal, i64 rows, i64 retractions, i64 answers_) {
    i64 row = it->words.rows, retraction = it->retractions.rows;
    it->words.rows = rows, it->retractions.rows = retractions, it->answers.rows = answers_;
    update(it, journal, row, retraction);
    return it->touched_count;
}

/* Takes in what Python has written behind the columns, up to these many rows. Returns how many
   histories changed: `kept_touched` says which. */
CALLED i64 kept_add(State *it, i64 rows, i64 retractions, i64 answers_) {
    return take_in(it, 0, rows, retractions, answers_);
}

/* Time passes and more becomes known: these rows of words and of retractions, and, with `text`,
   steps of the text or decisions. */
CALLED i64 kept_advance(State *it, i32 known_at, const i32 *rows, i64 count,
                        const i32 *retractions, i64 several, i32 text) {
    Update up = {it, 0, &it->windows->scratch};
    it->known_at = known_at, it->touched_count = 0;
    for (i64 i = 0; i < count; i++) change_words(&up, rows[i]);
    for (i64 i = 0; i < several; i++)
        change_chain(&up, retractions[i]);
    if (text) renew_all(&up), memset(it->changed, 0, (size_t)it->dependencies.nodes);
    else follow(&up);
    forget_some(it->windows);
    return it->touched_count;
}

CALLED void kept_touched(const State *it, i32 *found) {
    if (it->touched_count) memcpy(found, it->touched, (size_t)it->touched_count * sizeof(i32));
}

/* One history: how many runs, and, where `day` is given, what they are. */
CALLED i32 kept_history(const State *it, i32 lane, i32 commitment, i32 *day, u64 *code) {
    const History *each = &it->lane[lane]->courses[commitment].history;
    i32 count = told_by_horizon(it, each);
    if (day) {
        memcpy(day, each->day, (size_t)count * sizeof(i32));
        memcpy(code, each->code, (size_t)count * sizeof(u64));
    }
    return count;
}

/* The same for what is only supposed: `kept_undo` with what it returned leaves no trace. */
CALLED Journal *kept_suppose(State *it, i64 rows, i64 retractions, i64 answers_) {
    Journal *journal = calloc(1, sizeof(Journal));
    journal->rows = it->words.rows, journal->retractions = it->retractions.rows;
    journal->answers = it->answers.rows, journal->failed = it->failed;
    take_in(it, journal, rows, retractions, answers_);
    return journal;
}

CALLED i64 kept_touched_count(const State *it) { return it->touched_count; }

static void put_back_runs(State *it, Journal *journal) {
    for (i32 i = journal->runs.count - 1; i >= 0; i--) {
        OldRuns *old = &journal->runs.at[i];
        free_runs(&it->runs[old->atom][CERTAIN]), free_runs(&it->runs[old->atom][POSSIBLE]);
        memcpy(it->runs[old->atom], old->old, sizeof(old->old));
    }
    for (i32 i = journal->slots.count - 1; i >= 0; i--) {
        OldSlot *old = &journal->slots.at[i];
        free_slot(&it->slots[old->slot]);
        it->slots[old->slot] = old->old;
    }
}

static void unlist_retractions(State *it, i64 from) {
    for (i64 at = it->retractions.rows - 1; at >= from; at--)
        it->retracted_by[it->retractions.target[at]] = it->next_retraction[at];
}

CALLED void kept_undo(State *it, Journal *journal) {
    forget_windowed(it->windows);
    put_back_runs(it, journal);
    for (i32 i = journal->courses.count - 1; i >= 0; i--) {
        OldCourse *old = &journal->courses.at[i];
        Course *course = &it->lane[old->lane]->courses[old->commitment];
        free_course(course);
        *course = old->old;
    }
    for (i32 i = journal->days.count - 1; i >= 0; i--)
        *journal->days.at[i].at = journal->days.at[i].old;
    for (i32 i = journal->masks.count - 2; i >= 0; i -= 2)
        it->mask[journal->masks.at[i]] = (u8)journal->masks.at[i + 1];
    for (i32 i = journal->stands.count - 2; i >= 0; i -= 2)
        it->stands[journal->stands.at[i]] = (u8)journal->stands.at[i + 1];
    unlist_retractions(it, journal->retractions);
    it->failed = journal->failed;
    it->words.rows = journal->rows, it->retractions.rows = journal->retractions;
    it->answers.rows = journal->answers;
    free(journal->slots.at), free(journal->runs.at), free(journal->courses.at);
    free(journal->days.at), free(journal->masks.at), free(journal->stands.at), free(journal);
}
