/* A slot made ready for passes, and what a pass works with. */
#ifndef KEPT_READY_H
#define KEPT_READY_H

#include "order.h"

static inline i32 least(i32 one, i32 other) { return one < other ? one : other; }
static inline i32 most(i32 one, i32 other) { return one > other ? one : other; }

/* Orders turns by day: two passes of a counting sort. */
static void sort_turns(Turn *turns, Turn *spare, i64 count) {
    if (count < 48) {
        for (i64 i = 1; i < count; i++) {
            Turn it = turns[i];
            i64 j = i;
            for (; j > 0 && turns[j - 1].day > it.day; j--) turns[j] = turns[j - 1];
            turns[j] = it;
        }
        return;
    }
    u32 ones[2048], twos[2048];
    memset(ones, 0, sizeof(ones)), memset(twos, 0, sizeof(twos));
    for (i64 i = 0; i < count; i++) ones[turns[i].day & 2047]++, twos[turns[i].day >> 11]++;
    for (u32 i = 0, sum1 = 0, sum2 = 0; i < 2048; i++) {
        u32 n1 = ones[i], n2 = twos[i];
        ones[i] = sum1, twos[i] = sum2, sum1 += n1, sum2 += n2;
    }
    for (i64 i = 0; i < count; i++) spare[ones[turns[i].day & 2047]++] = turns[i];
    for (i64 i = 0; i < count; i++) turns[twos[spare[i].day >> 11]++] = spare[i];
}

/* ── What a pass works with; one for each thread ────────────────────────────────────────────── */

typedef u16 Lanes16 __attribute__((vector_size(32))); /* 8 lanes as certain, 8 as possible */
typedef u8 Bytes16 __attribute__((vector_size(16)));

enum { AT_ONCE = 4 }; /* interests that one pass weighs */

typedef struct {
    Turn *turns, *spare;
    Row *rows_spare;
    i32 *places;
    i32 *by_voice; /* by voice and how it spoke: places */
    Speech *speeches;
    i64 room;      /* of all of these but the last: in rows */

    /* What voices say, one after the other. */
    i32 *day;
    u64 *said, *told;
    u16 *whose; /* by saying: which of the voices that were heard */
    i32 *first; /* by voice: its first saying, which speaks from the first day on */
    u16 *name;  /* by voice: who it is */
    u64 *classes; /* by voice and interest: see evidence.h */
    i32 sayings, heard;
    i64 sayings_room, voices_room;
    char *incidents; /* see incidents.h */
    i64 incidents_room;
    u64 *bits; /* sets of rows, for voices that file against the order of days */
    i64 bits_room;

    i32 *canvas_day; /* of one voice */
    u64 *canvas_said, *canvas_told;
    i64 canvas_room;

    /* What is found. */
    i32 *run_day[AT_ONCE][PICKS];
    u64 *run_code[AT_ONCE][PICKS];
    i32 *extent_day;
    u64 *low, *high;
    i64 runs_room;
} Scratch;

static void *renewed(void *old, i64 count, size_t size) {
    free(old);
    return malloc((size_t)count * size);
}

static void make_room(Scratch *s, i64 rows) {
    if (rows + 16 <= s->room) return;
    i64 n = rows + rows / 2 + 1024;
    s->rows_spare = renewed(s->rows_spare, n, sizeof(Row));
    s->places = renewed(s->places, 2 * n, sizeof(i32));
    s->room = n;
}

static void make_canvas(Scratch *s, i64 rows) {
    if (rows <= s->canvas_room) return;
    i64 n = s->canvas_room = rows + rows / 2 + 1024;
    s->canvas_day = renewed(s->canvas_day, 4 * n + 64, sizeof(i32));
    s->canvas_said = renewed(s->canvas_said, 4 * n + 64, sizeof(u64));
    s->canvas_told = renewed(s->canvas_told, 4 * n + 64, sizeof(u64));
}

static void make_turns(Scratch *s, i64 turns) {
    if (turns + 16 <= s->runs_room) return;
    i64 n = turns + turns / 2 + 1024;
    s->turns = renewed(s->turns, n, sizeof(Turn));
    s->spare = renewed(s->spare, n, sizeof(Turn));
    for (i32 i = 0; i < AT_ONCE * PICKS; i++) {
        i32 **day = &s->run_day[i / PICKS][i % PICKS];
        u64 **code = &s->run_code[i / PICKS][i % PICKS];
        *day = renewed(*day, n, sizeof(i32)), *code = renewed(*code, n, sizeof(u64));
    }
    s->extent_day = renewed(s->extent_day, n, sizeof(i32));
    s->low = renewed(s->low, n, sizeof(u64));
    s->high = renewed(s->high, n, sizeof(u64));
    s->runs_room = n;
}

static void free_scratch(Scratch *s) {
    free(s->turns), free(s->spare), free(s->rows_spare), free(s->places);
    free(s->speeches), free(s->by_voice), free(s->day), free(s->said), free(s->told), free(s->whose), free(s->first);
    free(s->name), free(s->classes);
    free(s->canvas_day), free(s->canvas_said), free(s->canvas_told);
    free(s->incidents), free(s->bits), free(s->extent_day), free(s->low), free(s->high);
    for (i32 i = 0; i < AT_ONCE * PICKS; i++)
        free(s->run_day[i / PICKS][i % PICKS]), free(s->run_code[i / PICKS][i % PICKS]);
    memset(s, 0, sizeof(*s));
}

/* ── A slot made ready: its rows in order, its voices, what is asked by days and incidents ───── */

static void add_speech(Slot *slot, Speech *found, i32 start, i32 end) {
    Speech speech = {start, end - start, 0, 0};
    for (i32 i = start; i < end; i++) {
        const Row *row = &slot->rows[i];
        speech.mask |= row->mask, speech.latest = most(speech.latest, row->last);
        slot->earliest = least(slot->earliest, row->last);
        slot->uncertain |= row->first != row->last;
        slot->tells |= (row->state & TELLS_EXTENT) != 0;
        slot->fades |= (row->ends < NEVER) & !(row->state & HAS_UNTIL);
    }
    *found = speech;
}

static void ready_voices(const State *it, i32 at, Scratch *s) {
    Slot *slot = &it->slots[at];
    i32 voices = 0;
    slot->uncertain = slot->tells = slot->fades = 0, slot->earliest = NONE;
    if (!s->speeches) s->speeches = malloc((size_t)(it->lanes.voices + 1) * sizeof(Speech));
    for (i32 start = 0, end = 0; start < slot->count; start = end) {
        while (end < slot->count && slot->rows[end].voice == slot->rows[start].voice) end++;
        add_speech(slot, &s->speeches[voices++], start, end);
    }
    slot->speeches = realloc(slot->speeches, (size_t)(voices + 1) * sizeof(Speech));
    memcpy(slot->speeches, s->speeches, (size_t)voices * sizeof(Speech));
    slot->voices = voices, slot->tells &= it->questions.extents[at] != 0;
}

/* ── Incidents: claims and denials of a slot ────────────────────────────────────────────────── */

/* The rows that deny, or those that do not, by their first day. */
static i32 add_claims(const State *it, Slot *slot, Scratch *s, int denials, i32 at) {
    i32 count = 0;
    for (i32 i = 0; i < slot->count; i++)
        if ((it->words.kind[slot->rows[i].row] >= DENIES) == denials)
            s->turns[count++] = (Turn){(u32)slot->rows[i].first, (u32)i};
    sort_turns(s->turns, s->spare, count);
    for (i32 i = 0; i < count; i++) {
        const Row *row = &slot->rows[s->turns[i].what];
        slot->claims[at + i] = (Claim){(i32)s->turns[i].what, row->first, row->last, row->mask,
                                       row->state & SIGN};
    }
    return at + count;
}

/* Those of a single day before the others. */
static void exact_first(Slot *slot, Claim *spare) {
    i32 exact = 0, others = 0;
    for (i32 i = 0; i < slot->claim_count; i++) {
        if (slot->claims[i].first == slot->claims[i].last) slot->claims[exact++] = slot->claims[i];
        else spare[others++] = slot->claims[i];
    }
    if (others) memcpy(slot->claims + exact, spare, (size_t)others * sizeof(Claim));
    qsort(slot->claims + exact, (size_t)others, sizeof(Claim), precise_first);
    slot->exact_count = exact;
}

static void add_link(Slot *slot, i32 denial, i32 claim) {
    if ((slot->link_count & (slot->link_count - 1)) == 0)
        slot->links = realloc(slot->links, (size_t)(2 * slot->link_count + 1) * sizeof(Link));
    slot->links[slot->link_count++] = (Link){denial, claim};
}

/* The claims that a statement makes in a slot. */
static void add_links(const State *it, Slot *slot, i32 at, i32 denial, i32 statement) {
    const Words *w = &it->words;
    for (i64 row = first_of(w->statement, w->rows, statement);
         row < w->rows && w->statement[row] == statement; row++) {
        if (w->proposition[row] != it->questions.proposition[at] || w->kind[row] >= DENIES) continue;
        Row wanted = {.row = (i32)row, .rank = rank_of(it, row),
                      .voice = (u16)voice_of(it, w->speaker[row], w->unnamed[row])};
        i32 claim = place_of(slot, &wanted);
        if (claim < slot->count && slot->rows[claim].row == row) add_link(slot, denial, claim);
    }
}

static void find_links(const State *it, Slot *slot, i32 at) {
    const Answers *all = &it->answers;
    slot->link_count = 0;
    for (i32 i = 0; i < slot->count; i++) {
        i32 row = slot->rows[i].row, statement = it->words.statement[row];
        if (it->words.kind[row] < DENIES) continue;
        for (i64 each = first_of(all->statement, all->rows, statement);
             each < all->rows && all->statement[each] == statement; each++)
            add_links(it, slot, at, i, all->answered[each]);
    }
}

static void ready_claims(const State *it, Slot *slot, i32 at, Scratch *s) {
    slot->claims = realloc(slot->claims, (size_t)(slot->count + 1) * sizeof(Claim));
    make_turns(s, 2 * (i64)slot->count);
    slot->claim_count = add_claims(it, slot, s, 0, 0);
    slot->denial_count = add_claims(it, slot, s, 1, slot->claim_count) - slot->claim_count;
    exact_first(slot, (Claim *)s->spare);
    find_links(it, slot, at);
}

/* ── Periods ────────────────────────────────────────────────────────────────────────────────── */

/* The first of the rows, by the last day of `when`, that is of a day or later. */
static i32 from_last(const Slot *slot, i32 day) {
    i32 low = 0, high = slot->count;
    while (low < high) {
        i32 middle = (low + high) / 2;
        if (slot->rows[slot->by_last[middle]].last < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

static void ready_periods(Slot *slot, Scratch *s) {
    slot->by_last = realloc(slot->by_last, (size_t)(slot->count + 1) * sizeof(i32));
    make_turns(s, slot->count);
    for (i32 i = 0; i < slot->count; i++) s->turns[i] = (Turn){(u32)slot->rows[i].last, (u32)i};
    sort_turns(s->turns, s->spare, slot->count);
    for (i32 i = 0; i < slot->count; i++) slot->by_last[i] = (i32)s->turns[i].what;
}

/* ── All of it ──────────────────────────────────────────────────────────────────────────────── */

static void ready(State *it, i32 at, Scratch *s) {
    Slot *slot = &it->slots[at];
    if (slot->sorted) return;
    make_room(s, slot->count);
    for (i32 i = 0; i < slot->count; i++) complete(it, &slot->rows[i], &it->plans[at]);
    i64 places = 2 * it->lanes.voices + 1;
    if (!s->by_voice) s->by_voice = malloc((size_t)places * sizeof(i32));
    sort_rows(slot->rows, s->rows_spare, s->places, slot->count, (i32)it->lanes.voices,
              s->by_voice);
    ready_voices(it, at, s);
    if (it->questions.in_periods[at]) ready_periods(slot, s);
    if (it->questions.incidents[at]) ready_claims(it, slot, at, s);
    slot->sorted = 1;
}

#endif
