/* One more statement: what it touches is painted and judged anew, and nothing else.

   A slot is repaired where its rows stand. Of the voice that spoke the days are found on which its
   account is another; only these days are swept again. Then follows what depends on the slot:
   whatever might have changed is suspect, and is worked out again only if something it rests on
   really has changed. */
#ifndef KEPT_UPDATE_H
#define KEPT_UPDATE_H

#include "repair.h"

/* ── What a statement does to slots ─────────────────────────────────────────────────────────── */

typedef struct {
    State *state;
    Journal *journal; /* none: what is replaced is forgotten */
    Scratch *scratch;
} Update;

static void *copied(const void *old, i64 count, i64 room, size_t size) {
    void *new_ = malloc((size_t)(room + 1) * size);
    if (count) memcpy(new_, old, (size_t)count * size);
    return new_;
}

/* The slot as it was is put aside whole, and a copy of it is changed. */
static void save_slot(Update *up, i32 at) {
    Slot *slot = &up->state->slots[at];
    if (!up->journal) return;
    for (i32 i = 0; i < up->journal->slots.count; i++)
        if (up->journal->slots.at[i].slot == at) return;
    push_OldSlots(&up->journal->slots, (OldSlot){at, *slot});
    i32 room = slot->count + 4, claims = slot->claim_count + slot->denial_count;
    const ExtentRuns *extents = &slot->extents;
    slot->rows = copied(slot->rows, slot->count, room, sizeof(Row)), slot->room = room;
    slot->speeches = copied(slot->speeches, slot->voices, slot->voices, sizeof(Speech));
    slot->claims = slot->claims ? copied(slot->claims, claims, claims, sizeof(Claim)) : 0;
    slot->links = 0, slot->link_count = 0; /* found again with the claims */
    slot->by_last = slot->by_last ? copied(slot->by_last, slot->count, room, sizeof(i32)) : 0;
    slot->extents.day = copied(extents->day, extents->count, extents->count, sizeof(i32));
    slot->extents.low = copied(extents->low, extents->count, extents->count, sizeof(u64));
    slot->extents.high = copied(extents->high, extents->count, extents->count, sizeof(u64));
}

/* Whether something of a slot is asked that its runs do not tell. */
static int asks_for_more(const State *it, i32 slot) {
    const Questions *q = &it->questions;
    if (it->slots[slot].tells || q->incidents[slot] || q->in_periods[slot]) return 1;
    for (i32 a = (i32)first_of(q->slot, q->atoms, slot); a < q->atoms && q->slot[a] == slot; a++)
        if (!q->swept[a]) return 1;
    return 0;
}

static i32 row_in_slot(const Slot *slot, const Row *row) {
    i32 at = place_of(slot, row);
    return at < slot->count && slot->rows[at].row == row->row ? at : -1;
}

/* A row of words now counts in other lanes than before. */
static void change_row(Update *up, i32 at, i64 row, u8 mask) {
    State *it = up->state;
    Slot *slot = &it->slots[at];
    Row new_;
    Plan plan = plan_of(it, at);
    Facts facts = facts_of();
    fill_row(it, &new_, row, &plan, &facts);
    new_.mask = mask;
    complete(it, &new_, &plan);
    WordRuns before = words_of_voice(up->scratch, it, at, new_.voice);
    int more = asks_for_more(it, at);
    forget_windows_of(it, at, &new_);
    i32 place = row_in_slot(slot, &new_);
    u8 touched = mask | (place >= 0 ? slot->rows[place].mask : 0);
    save_slot(up, at);
    if (place >= 0) remove_row(it, at, place, up->scratch);
    if (mask) insert_row(it, at, &new_, up->scratch);
    WordRuns after = words_of_voice(up->scratch, it, at, new_.voice);
    Stretch days = difference(&before, &after);
    /* Staleness is told of all words, whoever spoke last: it may change from there on. */
    if (!(new_.state & HAS_UNTIL) && new_.ends < NEVER) {
        days.first = least(days.first, new_.ends), days.last = NONE;
    }
    u8 lanes = days.first == NONE ? 0 : sweep_again(it, up->journal, at, days, up->scratch);
    if (more || asks_for_more(it, at)) lanes |= touched;
    it->changed[at] |= lanes;
    free(before.at), free(after.at);
}

static void change_words(Update *up, i64 row) {
    State *it = up->state;
    const Words *w = &it->words;
    const Questions *q = &it->questions;
    i32 voice = voice_of(it, w->speaker[row], w->unnamed[row]), p = w->proposition[row];
    u8 mask = mask_of(it, row) & not_taken_back(it, w->statement[row], voice);
    if (mask == it->mask[row]) return;
    if (up->journal) push_Days(&up->journal->masks, (i32)row), push_Days(&up->journal->masks, it->mask[row]);
    it->mask[row] = mask;
    for (i32 i = q->of_proposition_start[p]; i < q->of_proposition_start[p + 1]; i++)
        change_row(up, q->of_proposition[i], row, mask);
}

static void change_statement(Update *up, i32 statement) {
    const Words *w = &up->state->words;
    for (i64 row = first_of(w->statement, w->rows, statement);
         row < w->rows && w->statement[row] == statement; row++)
        change_words(up, row);
}

/* A retraction is new, or newly known: from it to the end of its chain all is settled again, and
   what the last takes back may count again, or no more. Each takes back one statement alone. */
static void change_chain(Update *up, i64 retraction) {
    State *it = up->state;
    const Retractions *r = &it->retractions;
    i32 statement = r->statement[retraction];
    for (;;) {
        i64 first = first_of(r->statement, r->rows, statement), at = first;
        for (; at < r->rows && r->statement[at] == statement; at++)
            settle_retraction(it, up->journal, at);
        if (at == first) break;
        statement = r->target[first];
    }
    change_statement(up, statement);
}

/* ── What depends on it ─────────────────────────────────────────────────────────────────────── */

enum { FRESH, SUSPECT, ASKING, SEEN };

static void suspect(State *it, i32 node) {
    const Dependencies *d = &it->dependencies;
    for (i32 i = d->dependent_start[node]; i < d->dependent_start[node + 1]; i++) {
        i32 other = d->dependent[i];
        if (it->suspect[other] == SUSPECT) continue;
        it->suspect[other] = SUSPECT;
        suspect(it, other);
    }
}

static void save_day(Update *up, i32 *at) {
    if (up->journal) push_OldDays(&up->journal->days, (OldDay){at, *at});
}

static void renew_day(Update *up, i32 *day) {
    save_day(up, day); /* one that was never asked too: it may be asked while something is supposed */
    *day = UNSET;
}

/* What rests on a text may rest on each of its steps, and what waits for a phase on why its gate is
   shut: so both are taken as changed whenever something they rest on has changed. */
static int renew_instrument(Update *up, Lane *lane, i32 instrument) {
    i32 *days = &lane->instrument_day[instrument * WORDS_ASKED * PICKS];
    for (i32 i = 0; i < WORDS_ASKED * PICKS; i++) renew_day(up, &days[i]);
    return 1;
}

static int renew_phase(Update *up, Lane *lane, i32 phase) {
    for (i32 pick = 0; pick < PICKS; pick++) renew_day(up, &lane->entered[phase * PICKS + pick]);
    return 1;
}

static int same_history(const History *one, const History *other) {
    return one->count == other->count &&
           !memcmp(one->day, other->day, (size_t)one->count * sizeof(i32)) &&
           !memcmp(one->code, other->code, (size_t)one->count * sizeof(u64));
}

static void touch(State *it, i32 history_) {
    if (it->touched_count == it->touched_room) {
        it->touched_room = it->touched_room ? 2 * it->touched_room : 64;
        it->touched = realloc(it->touched, (size_t)it->touched_room * sizeof(i32));
    }
    it->touched[it->touched_count++] = history_;
}

/* Works a commitment out again. Its history is compared too, for it may be a part of another. */
static int renew_commitment(Update *up, Lane *lane, i32 c) {
    Course *course = &lane->courses[c], old = *course;
    memset(course, 0, sizeof(*course));
    forget(course);
    const History *told = history(lane, c);
    int same = same_history(told, &old.history), turned = 0;
    for (i32 pick = 0; pick < PICKS; pick++)
        turned |= course->start[pick] != old.start[pick] ||
                  course->discharged[pick] != old.discharged[pick];
    if (!same) touch(up->state, lane->lane * (i32)up->state->commitments.count + c);
    if (up->journal) push_OldCourses(&up->journal->courses, (OldCourse){lane->lane, c, old});
    else free_course(&old);
    return turned || !same;
}

static int renew(Update *up, i32 node, i32 lane) {
    State *it = up->state;
    i32 slots = (i32)it->questions.slots, commitments = (i32)it->commitments.count;
    i32 instruments = (i32)it->instruments.count, at = node - slots;
    if (at < commitments) return renew_commitment(up, it->lane[lane], at);
    at -= commitments;
    if (at < instruments) return renew_instrument(up, it->lane[lane], at);
    return renew_phase(up, it->lane[lane], at - instruments);
}

/* The lanes in which a node has changed. What waits in a circle is taken as changed. */
static u8 resolve(Update *up, i32 node) {
    State *it = up->state;
    const Dependencies *d = &it->dependencies;
    if (it->suspect[node] == FRESH) return it->changed[node];
    if (it->suspect[node] == ASKING) return 0xff;
    it->suspect[node] = ASKING;
    u8 asked = 0, changed = 0;
    for (i32 i = d->input_start[node]; i < d->input_start[node + 1]; i++)
        asked |= resolve(up, d->input[i]);
    for (i32 lane = 0; lane < it->lanes.lanes; lane++)
        if (asked >> lane & 1 && renew(up, node, lane)) changed |= (u8)(1 << lane);
    it->suspect[node] = FRESH;
    return it->changed[node] = changed;
}

/* Whether a node that is suspect rests on itself. */
static int goes_round(State *it, i32 node) {
    const Dependencies *d = &it->dependencies;
    if (it->suspect[node] == ASKING) return 1;
    if (it->suspect[node] != SUSPECT) return 0;
    it->suspect[node] = ASKING;
    for (i32 i = d->input_start[node]; i < d->input_start[node + 1]; i++)
        if (goes_round(it, d->input[i])) return 1;
    it->suspect[node] = SEEN;
    return 0;
}

/* Everything in a lane is worked out again. */
static void renew_lane(Update *up, Lane *lane) {
    State *it = up->state;
    i32 count = (i32)it->commitments.count;
    Course *old = malloc((size_t)(count + 1) * sizeof(Course));
    memcpy(old, lane->courses, (size_t)count * sizeof(Course));
    memset(lane->courses, 0, (size_t)count * sizeof(Course));
    for (i32 c = 0; c < count; c++) forget(&lane->courses[c]);
    for (i32 i = 0; i < it->instruments.count; i++) renew_instrument(up, lane, i);
    for (i32 p = 0; p < it->phases.count; p++) renew_phase(up, lane, p);
    for (i32 c = 0; c < count; c++) {
        if (!same_history(history(lane, c), &old[c].history)) touch(it, lane->lane * count + c);
        if (up->journal) push_OldCourses(&up->journal->courses, (OldCourse){lane->lane, c, old[c]});
        else free_course(&old[c]);
    }
    free(old);
}

static void renew_all(Update *up) {
    State *it = up->state;
    for (i32 lane = 0; lane < it->lanes.lanes; lane++) renew_lane(up, it->lane[lane]);
    memset(it->suspect, FRESH, (size_t)it->dependencies.nodes);
}

/* What a circle comes to cannot be asked node by node: so where one is suspect, all is. */
static void follow(Update *up) {
    State *it = up->state;
    i32 nodes = (i32)it->dependencies.nodes, round = 0;
    for (i32 slot = 0; slot < it->questions.slots; slot++)
        if (it->changed[slot]) suspect(it, slot);
    for (i32 node = 0; node < nodes && !round; node++) round = goes_round(it, node);
    for (i32 node = 0; node < nodes; node++)
        if (it->suspect[node] == SEEN) it->suspect[node] = SUSPECT;
    if (round) renew_all(up);
    for (i32 node = 0; node < nodes && !round; node++) resolve(up, node);
    memset(it->changed, 0, (size_t)nodes);
    forget_some(it->windows);
}

/* ── Statements added, supposed, and put back ───────────────────────────────────────────────── */

/* What is new begins at these rows; `it->words` and the rest hold it already. */
static void update(State *it, Journal *journal, i64 row, i64 retraction) {
    Update up = {it, journal, &it->windows->scratch};
    it->touched_count = 0;
    for (i64 new_ = row; new_ < it->words.rows; new_++) it->mask[new_] = 0;
    for (i64 at = retraction; at < it->retractions.rows; at++) it->stands[at] = 0;
    list_retractions(it, retraction);
    for (i64 new_ = row; new_ < it->words.rows; new_++) change_words(&up, new_);
    for (i64 at = retraction; at < it->retractions.rows; at++) change_chain(&up, at);
    follow(&up);
}

#endif
