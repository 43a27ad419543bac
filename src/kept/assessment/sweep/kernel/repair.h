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
    if (slot->by_last) slot->by_last = realloc(slot->by_last, (size_t)(room + 1) * sizeof(i32));
}

static void settle_slot(State *it, i32 at, Scratch *s) {
    Slot *slot = &it->slots[at];
    ready_voices(it, at, s);
    if (it->questions.in_periods[at]) ready_periods(slot, s);
    if (it->questions.incidents[at]) ready_claims(it, slot, at, s);
}

static void insert_row(State *it, i32 at, const Row *row, Scratch *s) {
    Slot *slot = &it->slots[at];
    make_own(slot);
    i32 place = place_of(slot, row);
    memmove(slot->rows + place + 1, slot->rows + place, (size_t)(slot->count - place) * sizeof(Row));
    slot->rows[place] = *row;
    slot->count++;
    settle_slot(it, at, s);
}

static void remove_row(State *it, i32 at, i32 place, Scratch *s) {
    Slot *slot = &it->slots[at];
    make_own(slot);
    memmove(slot->rows + place, slot->rows + place + 1,
            (size_t)(slot->count - place - 1) * sizeof(Row));
    slot->count--;
    settle_slot(it, at, s);
}

/* ── The days on which a voice is heard otherwise ───────────────────────────────────────────── */

/* What a voice says day by day, put aside: see voices.h. */
typedef struct {
    i32 day;
    u64 said, told;
} Word;
LIST(Word, WordRuns)

static WordRuns words_of_voice(Scratch *s, State *it, i32 at, u16 name) {
    const Slot *slot = &it->slots[at];
    Range range = whole(slot->tells);
    WordRuns words = {0};
    s->sayings = s->heard = 0;
    make_voices(s, 1);
    make_canvas(s, slot->count);
    for (i32 v = 0; v < slot->voices; v++) {
        const Speech *speech = &slot->speeches[v];
        if (slot->rows[speech->start].voice == name)
            hear(s, slot->rows + speech->start, speech->count, speech->mask, &range);
    }
    if (!s->sayings) push_WordRuns(&words, (Word){FIRST_DAY, 0, 0});
    for (i32 i = 0; i < s->sayings; i++)
        push_WordRuns(&words, (Word){s->day[i], s->said[i], range.extents ? s->told[i] : 0});
    return words;
}

static int same_word(const Word *one, const Word *other) {
    return one->said == other->said && one->told == other->told;
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
    i32 atom = (i32)first_of(q->slot, q->atoms, slot), extents = it->slots[slot].tells;
    u8 lanes = 0;
    if (!extents) it->slots[slot].extents.count = 0;
    for (; atom < q->atoms && q->slot[atom] == slot && q->swept[atom]; atom++, extents = 0) {
        Runs found[1][PICKS] = {{{0}, {0}}}, *old = it->runs[atom];
        Range range = extents ? whole(1) : (Range){-NONE, NONE, days.first, days.last, PICKS, 0};
        sweep(s, it, slot, q->interest + atom, 1, found, &range);
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
