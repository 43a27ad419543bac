/* One more statement: what it touches is painted and judged anew, and nothing else.

   A slot is repaired where its rows stand. Of the voice that spoke the days are found on which its
   account is another; only these days are swept again. Then follows what depends on the slot:
   whatever might have changed is suspect, and is worked out again only if something it rests on
   really has changed. */
#ifndef KEPT_UPDATE_H
#define KEPT_UPDATE_H

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

/* ── A row more or less in a slot ───────────────────────────────────────────────────────────── */

static void make_own(Slot *slot) {
    if (slot->room > slot->count) return;
    i32 room = slot->count + slot->count / 4 + 16;
    Row *rows = malloc((size_t)room * sizeof(Row));
    memcpy(rows, slot->rows, (size_t)slot->count * sizeof(Row));
    if (slot->room) free(slot->rows);
    slot->rows = rows, slot->room = room;
    slot->voice_at = realloc(slot->voice_at, (size_t)(room + 1) * sizeof(i32));
    slot->turns = realloc(slot->turns, (size_t)(4 * room + 1) * sizeof(Turn));
    if (slot->by_last) slot->by_last = realloc(slot->by_last, (size_t)(room + 1) * sizeof(i32));
}

/* Where a row stands or would stand. */
static i32 place_of(const Slot *slot, const Row *row) {
    i32 low = 0, high = slot->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (later(row, &slot->rows[middle])) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* All places from `at` on move by one. */
static void move_places(Slot *slot, i32 at, i32 by) {
    for (i32 i = 0; i < slot->turn_count; i++)
        if ((i32)(slot->turns[i].what >> 3) >= at) slot->turns[i].what += (u32)(by * 8);
    for (i32 i = 0; i < slot->claim_count + slot->denial_count; i++)
        if (slot->claims[i].at >= at) slot->claims[i].at += by;
}

static void insert_turns(Slot *slot, const Row *row, i32 at) {
    Turn turns[4], *end = add_turns(turns, row, at);
    for (Turn *each = turns; each < end; each++) {
        i32 low = 0, high = slot->turn_count;
        while (low < high) {
            i32 middle = (low + high) / 2;
            if (slot->turns[middle].day <= each->day) low = middle + 1;
            else high = middle;
        }
        memmove(slot->turns + low + 1, slot->turns + low,
                (size_t)(slot->turn_count - low) * sizeof(Turn));
        slot->turns[low] = *each;
        slot->turn_count++;
    }
}

static void remove_turns(Slot *slot, i32 at) {
    i32 kept_ = 0;
    for (i32 i = 0; i < slot->turn_count; i++)
        if ((i32)(slot->turns[i].what >> 3) != at) slot->turns[kept_++] = slot->turns[i];
    slot->turn_count = kept_;
}

static void settle_slot(State *it, i32 at, Scratch *s) {
    Slot *slot = &it->slots[at];
    slot->uncertain = slot->tells = 0;
    ready_voices(slot, slot->room);
    if (it->questions.in_periods[at]) make_room(s, slot->count), ready_periods(slot, s);
    if (it->questions.incidents[at]) ready_claims(it, slot);
}

static void insert_row(State *it, i32 at, const Row *row, Scratch *s) {
    Slot *slot = &it->slots[at];
    make_own(slot);
    i32 place = place_of(slot, row);
    move_places(slot, place, 1);
    memmove(slot->rows + place + 1, slot->rows + place, (size_t)(slot->count - place) * sizeof(Row));
    slot->rows[place] = *row;
    slot->count++;
    insert_turns(slot, row, place);
    settle_slot(it, at, s);
}

static void remove_row(State *it, i32 at, i32 place, Scratch *s) {
    Slot *slot = &it->slots[at];
    make_own(slot);
    remove_turns(slot, place);
    move_places(slot, place + 1, -1);
    memmove(slot->rows + place, slot->rows + place + 1,
            (size_t)(slot->count - place - 1) * sizeof(Row));
    slot->count--;
    settle_slot(it, at, s);
}

/* ── The days on which a voice is heard otherwise ───────────────────────────────────────────── */

/* What a voice says day by day: for, against and unclear, as certain and as possible, and extents. */
typedef struct {
    i32 day;
    u16 said[3];
    u64 low, high;
} Word;
LIST(Word, WordRuns)

static void add_word(WordRuns *words, i32 day, const Voice *voice) {
    Word it = {day, {voice->said[0], voice->said[1], voice->said[2]}, 0, 0};
    memcpy(&it.low, voice->low, 8), memcpy(&it.high, voice->high, 8);
    if (words->count && !memcmp(words->at[words->count - 1].said, it.said, sizeof(it.said)) &&
        words->at[words->count - 1].low == it.low && words->at[words->count - 1].high == it.high)
        return;
    push_WordRuns(words, it);
}

static i32 speech_of(const Slot *slot, u16 voice) {
    for (i32 v = 0; v < slot->voices; v++)
        if (slot->rows[slot->speeches[v].start].voice == voice) return v;
    return -1;
}

/* One voice alone, through all its turns. */
static WordRuns words_of_voice(Scratch *s, State *it, i32 at, u16 name) {
    static const Asked all = {0, 0, -1, 0, NONE, 0};
    Slot *slot = &it->slots[at];
    WordRuns words = {0};
    Pass pass;
    i32 v = speech_of(slot, name);
    make_room(s, slot->count);
    memset(&pass, 0, sizeof(pass));
    pass.picks = PICKS, pass.extents = slot->tells ? 0 : -1;
    push_WordRuns(&words, (Word){FIRST_DAY, {0}, ~0ull, ~0ull});
    if (v < 0) return words;
    begin_voices(s, slot);
    Turn *end = s->turns;
    for (i32 i = 0; i < slot->speeches[v].count; i++)
        end = add_turns(end, &slot->rows[slot->speeches[v].start + i], slot->speeches[v].start + i);
    pass.turns = s->turns, pass.turn_count = (i32)(end - s->turns);
    sort_turns(s->turns, s->spare, pass.turn_count);
    for (i32 turn = 0; turn < pass.turn_count;) {
        i32 day = (i32)s->turns[turn].day;
        if (!turn_day(s, &pass, slot, &all, &turn)) continue;
        turn_voice(s, &pass, it, at, &s->voices[v], day);
        if (day == FIRST_DAY) words.count = 0;
        add_word(&words, day, &s->voices[v]);
    }
    return words;
}

static int same_word(const Word *one, const Word *other) {
    return !memcmp(one->said, other->said, sizeof(one->said)) && one->low == other->low &&
           one->high == other->high;
}

/* From the first to before the last day on which two accounts of one voice differ. */
static Stretch difference(const WordRuns *one, const WordRuns *other) {
    Stretch found = {NONE, NONE};
    i32 i = 0, j = 0, day = FIRST_DAY;
    while (day != NONE) {
        i32 next_i = i + 1 < one->count ? one->at[i + 1].day : NONE;
        i32 next_j = j + 1 < other->count ? other->at[j + 1].day : NONE;
        i32 next = least(next_i, next_j);
        if (!same_word(&one->at[i], &other->at[j])) {
            if (found.first == NONE) found.first = day;
            found.last = next;
        }
        day = next;
        if (next_i == next) i++;
        if (next_j == next) j++;
    }
    return found;
}

/* ── Runs repaired between two days ─────────────────────────────────────────────────────────── */

/* The old runs before and after, the new ones in between; canonical. */
static Runs spliced(const Runs *old, const Runs *new_, Stretch days) {
    i32 room = old->count + new_->count + 2, n = 0;
    Runs found = {0, malloc((size_t)room * sizeof(i32)), malloc((size_t)room * sizeof(u64))};
    for (i32 i = 0; i < old->count && old->day[i] < days.first; i++)
        n = add_run(found.day, found.code, n, old->day[i], old->code[i]);
    for (i32 i = run_on(new_, days.first); i < new_->count && new_->day[i] < days.last; i++)
        n = add_run(found.day, found.code, n, most(new_->day[i], days.first), new_->code[i]);
    if (days.last != NONE)
        for (i32 i = run_on(old, days.last); i < old->count; i++)
            n = add_run(found.day, found.code, n, most(old->day[i], days.last), old->code[i]);
    found.count = n;
    return found;
}

static u8 lanes_that_differ(const Runs *one, const Runs *other) {
    u64 found = 0;
    i32 i = 0, j = 0;
    while (i < one->count && j < other->count) {
        found |= one->code[i] ^ other->code[j];
        i32 next_i = i + 1 < one->count ? one->day[i + 1] : NONE;
        i32 next_j = j + 1 < other->count ? other->day[j + 1] : NONE;
        i += next_i <= next_j, j += next_j <= next_i;
    }
    u8 lanes = 0;
    for (i32 lane = 0; lane < LANES; lane++)
        if (found >> (8 * lane) & 0xff) lanes |= (u8)(1 << lane);
    return lanes;
}

/* ── A slot swept again ─────────────────────────────────────────────────────────────────────── */

static void save_runs(Journal *journal, State *it, i32 atom) {
    if (!journal) return;
    OldRuns old = {atom, {it->runs[atom][CERTAIN], it->runs[atom][POSSIBLE]}};
    memset(it->runs[atom], 0, sizeof(it->runs[atom]));
    push_OldRunsList(&journal->runs, old);
}

/* Sweeps the atoms of a slot; returns the lanes in which anything changed. */
static u8 sweep_again(State *it, Journal *journal, i32 slot, Stretch days, Scratch *s) {
    const Questions *q = &it->questions;
    i32 atom = (i32)first_of(q->slot, q->atoms, slot), extents = it->slots[slot].tells != 0;
    u8 lanes = 0;
    if (!extents) it->slots[slot].extents.count = 0;
    for (; atom < q->atoms && q->slot[atom] == slot && q->swept[atom]; atom++, extents = 0) {
        Runs found[1][PICKS] = {{{0}, {0}}}, *old = it->runs[atom];
        sweep_days(s, it, slot, q->interest + atom, found, extents, days.first, days.last);
        for (i32 pick = 0; pick < PICKS; pick++) {
            const Runs *before = old[pick].count ? &old[pick] : &old[CERTAIN];
            if (!found[0][pick].count) {
                if (old[pick].count) lanes |= lanes_that_differ(before, &found[0][CERTAIN]);
                continue;
            }
            Runs whole = spliced(before, &found[0][pick], days);
            free_runs(&found[0][pick]);
            found[0][pick] = whole;
            lanes |= lanes_that_differ(before, &whole);
        }
        save_runs(journal, it, atom);
        for (i32 pick = 0; pick < PICKS; pick++) {
            free_runs(&it->runs[atom][pick]);
            it->runs[atom][pick] = found[0][pick];
        }
    }
    return lanes;
}

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
    slot->turns = copied(slot->turns, slot->turn_count, 4 * room, sizeof(Turn));
    slot->voice_at = copied(slot->voice_at, slot->count, room, sizeof(i32));
    slot->speeches = copied(slot->speeches, slot->voices, slot->voices, sizeof(Speech));
    slot->claims = slot->claims ? copied(slot->claims, claims, claims, sizeof(Claim)) : 0;
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
    fill_row(it, &new_, row, at, mask);
    WordRuns before = words_of_voice(up->scratch, it, at, new_.voice);
    int more = asks_for_more(it, at);
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
    forget_windowed(it->windows);
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
