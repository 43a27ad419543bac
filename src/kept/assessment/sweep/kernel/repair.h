/* A slot repaired where its rows stand, and swept again on the days on which a voice is heard
   otherwise. */
#ifndef KEPT_REPAIR_H
#define KEPT_REPAIR_H

#include "journal.h"

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

#endif
