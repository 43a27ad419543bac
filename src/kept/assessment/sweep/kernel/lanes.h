/* What a lane remembers, and what is asked of an atom by words of a window. */
#ifndef KEPT_LANES_H
#define KEPT_LANES_H

#include "sweep.h"

/* ── What a lane remembers ──────────────────────────────────────────────────────────────────── */

typedef struct {
    i32 first, last;
} Stretch; /* half open, as stretches of suspension and windows are */

typedef struct {
    i32 on, rank, effect; /* effect: place of the effect, or -1 - place of the amendment */
} Move;

typedef struct {
    i32 first, last, ends, strength, repaired;
} Breach;

/* Growing lists of plain things. */
#define LIST(type, name)                                                                          \
    typedef struct {                                                                              \
        type *at;                                                                                 \
        i32 count, room;                                                                          \
    } name;                                                                                       \
    static inline void push_##name(name *list, type one) {                                        \
        if (list->count == list->room) {                                                          \
            list->room = list->room ? 2 * list->room : 8;                                         \
            list->at = realloc(list->at, (size_t)list->room * sizeof(type));                      \
        }                                                                                         \
        list->at[list->count++] = one;                                                            \
    }
LIST(i32, Days)
LIST(Stretch, Stretches)
LIST(Move, Moves)
LIST(Breach, Breaches)

/* What is asked of an atom by words of a window: its runs, or, by lane, the first day. */
typedef struct {
    i32 atom, from, before;
    Runs runs;
    i32 first[LANES], last; /* looked for up to this day; 0: not yet */
} Windowed;
LIST(Windowed, WindowedRuns)

/* What a thread has painted for a while, for all lanes it judges. */
/* What was found and may have to be forgotten again: a day, or that something is known. */
typedef struct {
    i32 *day;
    u8 *known;
} Memo;
LIST(Memo, Memos)

struct Windows {
    WindowedRuns runs;
    i32 *index; /* by what is asked: place in `runs` + 1 */
    i32 room;   /* of the index, a power of two */
    Scratch scratch;
    Windows *next; /* of another thread */
};

typedef struct {
    i32 count;
    i32 *day;
    u64 *code;
} History;

/* What one commitment comes to, from one standpoint. */
typedef struct {
    i32 start[PICKS], discharged[PICKS], due[PICKS], until[PICKS]; /* due: as the text set it */
    i32 expires, ended_on, ended;
    u8 has_ending, has_suspensions, has_breaches, has_moves[PICKS], has_effects;
    u8 working[PICKS]; /* on its discharge: 1, or ASKED_MEANWHILE */
    Stretches suspensions;
    Breaches breaches;
    Moves moves[PICKS];
    i32 *effects; /* places of the effects that are known, ended by -1 */
    History history;
} Course;

struct Lane {
    i32 lane;
    u8 accept;
    State *state;
    Windows *windows; /* of the thread that judges this lane */
    Course *courses;
    i32 *instrument_day; /* instrument × WORDS_ASKED × PICKS */
    i32 *entered;        /* phase × PICKS */
    Days own_days, days, asked, spare; /* room for lists, taken by whoever needs it: see `taken` */
    Memos memos;         /* what was found while something is being worked out */
    i32 working;         /* how much is */
    Days periods;        /* where those of one recurring duty begin */
    i32 periods_of, periods_since;
};

/* Whoever asks in between finds none, and makes its own. */
static Days taken(Days *room) {
    Days found = *room;
    *room = (Days){0}, found.count = 0;
    return found;
}

static void give_back(Days *room, Days *list) {
    free(room->at);
    *room = *list;
}

static i32 remember(Lane *it, i32 *at, i32 day) {
    *at = day;
    if (it->working) push_Memos(&it->memos, (Memo){at, 0});
    return day;
}

static void note(Lane *it, u8 *known) {
    *known = 1;
    if (it->working) push_Memos(&it->memos, (Memo){0, known});
}

static void forget_since(Lane *it, i32 mark) {
    for (i32 i = mark; i < it->memos.count; i++) {
        if (it->memos.at[i].day) *it->memos.at[i].day = UNSET;
        else *it->memos.at[i].known = 0;
    }
    it->memos.count = mark;
}

static inline u8 lane_code(const Lane *it, const Runs *runs, i32 run) {
    return (u8)(runs->code[run] >> (8 * it->lane));
}

/* ── Runs of atoms ──────────────────────────────────────────────────────────────────────────── */

static i32 run_on(const Runs *runs, i32 day) {
    i32 low = 0, high = runs->count - 1;
    while (low < high) {
        i32 middle = (low + high + 1) / 2;
        if (runs->day[middle] <= day) low = middle;
        else high = middle - 1;
    }
    return low;
}

static const u8 *classes_of(const State *it, i32 atom) {
    return it->questions.classes + (i64)it->questions.interest[atom] * 6 * it->lanes.voices;
}

static u32 mixed(i32 atom, const Stretch *window) {
    u64 it = (u64)(u32)atom * 0x9e3779b97f4a7c15ull;
    it = (it ^ (u32)window->first) * 0xbf58476d1ce4e5b9ull;
    it = (it ^ (u32)window->last) * 0x94d049bb133111ebull;
    return (u32)(it >> 32);
}

/* Where what is asked stands in the index, or would stand. */
static i32 *place_in(const Windows *windows, i32 atom, const Stretch *window) {
    u32 at = mixed(atom, window);
    for (;; at++) {
        i32 *place = &windows->index[at & (u32)(windows->room - 1)];
        if (!*place) return place;
        const Windowed *each = &windows->runs.at[*place - 1];
        if (each->atom == atom && each->from == window->first && each->before == window->last)
            return place;
    }
}

static void widen_index(Windows *windows) {
    if (2 * (windows->runs.count + 1) < windows->room) return;
    windows->room = windows->room ? 4 * windows->room : 64;
    free(windows->index);
    windows->index = calloc((size_t)windows->room, sizeof(i32));
    for (i32 i = 0; i < windows->runs.count; i++) {
        Stretch window = {windows->runs.at[i].from, windows->runs.at[i].before};
        *place_in(windows, windows->runs.at[i].atom, &window) = i + 1;
    }
}

/* All lanes at once: others that ask for the same days find them painted. */
static Windowed *windowed(Lane *it, i32 atom, const Stretch *window) {
    Windows *windows = it->windows;
    widen_index(windows);
    i32 *place = place_in(windows, atom, window);
    if (!*place) {
        push_WindowedRuns(&windows->runs, (Windowed){atom, window->first, window->last, {0}, {0}, 0});
        *place = windows->runs.count;
        __atomic_store_n(&it->state->slots[it->state->questions.slot[atom]].windowed, 1,
                         __ATOMIC_RELAXED);
    }
    return &windows->runs.at[*place - 1];
}

/* Windows that begin before any of the words do are one and the same. */
static const Runs *windowed_runs(Lane *it, i32 atom, const Stretch *asked) {
    const Questions *q = &it->state->questions;
    Stretch window = *asked;
    if (window.first < it->state->slots[q->slot[atom]].earliest) window.first = FIRST_DAY;
    Windowed *found = windowed(it, atom, &window);
    if (!found->runs.count)
        found->runs = sweep_window(&it->windows->scratch, it->state, q->slot[atom],
                                   q->interest[atom], window.first, window.last);
    return &found->runs;
}

/* The first day from `since` on which it is true by words of these days alone; NONE where that is
   not before `last`. */
static i32 first_since(Lane *it, i32 atom, i32 since, i32 last) {
    const Questions *q = &it->state->questions;
    Stretch window = {since, NEVER};
    Windowed *found = windowed(it, atom, &window);
    if (found->last < last) {
        first_days(&it->windows->scratch, it->state, q->slot[atom], q->interest[atom], since, last,
                   found->first);
        found->last = last;
    }
    return found->first[it->lane];
}

static const Runs *runs_of(Lane *it, i32 atom, i32 pick, const Stretch *window) {
    State *state = it->state;
    static const Stretch always = {FIRST_DAY, NEVER + 1};
    if (window) return windowed_runs(it, atom, window);
    const Runs *runs = &state->runs[atom][pick];
    if (!runs->count) runs = &state->runs[atom][CERTAIN];
    return runs->count ? runs : windowed_runs(it, atom, &always);
}

#endif
