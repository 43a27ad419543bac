/* What the kernel is given, and what it keeps. Days are ordinals of Python's calendar: day 1 is
   1 January of the year 1. Every array comes from Python and is checked there; nothing here reads
   a file, a clock or the network. */
#ifndef KEPT_H
#define KEPT_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What Python calls. */
#ifdef _WIN32
#define CALLED __declspec(dllexport)
#else
#define CALLED __attribute__((visibility("default")))
#endif

typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64;
typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;

enum {
    FIRST_DAY = 1,          /* date.min */
    NEVER = 3652059,        /* date.max */
    NONE = 0x7fffffff,      /* no day: later than every other */
    UNSET = -0x7fffffff - 1 /* not worked out yet */
};

enum { LANES = 8 };
enum { CERTAIN = 0, POSSIBLE = 1, PICKS = 2 };
enum { FOR = 1, AGAINST = 2, UNCLEAR = 3 };
enum { SIGNED = 1, LEAD = 2 };
enum { VERIFIES = 2, DENIES = 3, DISPUTES = 4 }; /* places in KINDS; evidence ends with the last */
enum { EVENT = 0 };

/* ── What Python hands over: the order of fields is that of `structures.py` ─────────────────── */

typedef struct {
    i64 rows;
    const i32 *statement, *proposition;
    const i16 *speaker, *unnamed;
    const u8 *kind, *flags, *release, *grade;
    const i32 *said, *first, *last, *until;
    const i64 *low, *high;
    const i8 *extent_low, *extent_high;
    const i32 *known;
} Words;

typedef struct {
    i64 rows;
    const i32 *statement, *target;
    const i16 *speaker, *unnamed;
    const u8 *withdraws, *release;
    const i32 *known;
} Retractions;

typedef struct {
    i64 rows;
    const i32 *statement, *answered;
} Answers;

typedef struct {
    i64 lanes, actors, voices;
    const i16 *voice;
    const u8 *sees, *counts, *grades, *accept;
} Lanes;

typedef struct {
    i64 count; /* propositions of the process */
    const i32 *kind, *fresh_months, *fresh_days; /* fresh: both 0 where it speaks for good */
    const i64 *low, *high;
} Propositions;

typedef struct {
    i64 slots, atoms;
    const i32 *proposition, *operator;   /* by slot; operator 0: no test */
    const i64 *value;
    const i32 *of_proposition_start, *of_proposition; /* slots by proposition */
    const i32 *slot, *interest, *swept;  /* by atom; swept: asked for without a window */
    const i32 *figures, *incidents, *in_periods, *extents; /* by slot: its extent is the figure; it
                   is asked about incident by incident, period by period; for its extents */
    const u8 *classes;                   /* interest × 6 × voices */
} Questions;

typedef struct {
    i64 nodes;
    const i32 *type, *a, *b, *c; /* see NODE_… */
    const i32 *kids;
} Conditions;

typedef struct {
    i64 count; /* instruments */
    const i32 *status_start, *status_word, *status_node, *status_first, *status_last,
        *status_known;
    const i32 *effective;                       /* the word that makes it take effect */
    const i32 *superseding_start, *superseding; /* instruments that take its place */
} Instruments;

typedef struct {
    i64 count;
    const i32 *instrument, *gate;
    const i32 *member_start, *member;
} Phases;

typedef struct {
    i64 count;
    const i32 *first, *last, *known;
} Decisions;

typedef struct {
    i64 count;
    const i32 *kind, *instrument, *own, *expires, *until, *repair, *repair_months, *repair_days,
        *every_months, *every_days, *superseded_by;
    /* by commitment × LANES, for readings and the words that bind differ */
    const i32 *start, *due, *done, *binds, *in_parts;
    const i32 *parts_n, *part_start, *part;
    const i32 *never_start, *never_atom;
    const i32 *extent_start, *extent_slot; /* by commitment × LANES */
    const i32 *effect_start, *effect_word, *effect_day, *effect_known, *effect_months,
        *effect_days, *effect_to_first, *effect_to_last, *effect_rank;
    const i32 *amend_start, *amend_instrument, *amend_due, *amend_rank; /* due × LANES no: plain */
} Commitments;

typedef struct {
    i64 count; /* kinds of deadlines */
    const i32 *type, *months, *days, *first, *last, *after, *before;
} Dues;

typedef struct {
    i64 inclusive, clip;
} Calendar;

/* What rests on what. Nodes: slots, then commitments, instruments, phases. */
typedef struct {
    i64 nodes;
    const i32 *input_start, *input, *dependent_start, *dependent;
} Dependencies;

enum {
    NODE_SLOT,       /* a: atom */
    NODE_KEPT,       /* a: commitment */
    NODE_COMPLETED,  /* a: phase */
    NODE_REACHED,    /* a: day */
    NODE_INSTRUMENT, /* a: instrument, b: word */
    NODE_ENTERED,    /* a: phase */
    NODE_DECIDED,    /* a: decision */
    NODE_NOT,        /* b: kid */
    NODE_AT_LEAST    /* a: n, b: first kid, c: number of kids */
};
enum { DUE_NONE = -1, DUE_BY, DUE_WITHIN, DUE_BEFORE, DUE_NOTHING };
enum { ACHIEVE, REFRAIN, RECUR, PARTS, UNTESTED };
enum { EXTEND, SUSPEND, RESUME, RELEASE, CERTIFY, FIND_BREACH };
/* words of the life of an instrument that the kernel asks for; places in STATUS_WORDS */
enum { WORD_ADOPTED, WORD_SIGNED, WORD_IN_FORCE, WORD_SUSPENDED, WORD_RESUMED, WORD_SUPERSEDED,
       WORD_TERMINATED, WORDS_ASKED };
enum { BINDS_IN_FORCE = 1 << WORD_IN_FORCE };

/* places in DUTIES, EVIDENCE, SHOWN, TIMES (standing.py, evidence.py) */
enum { PROPOSED, DORMANT, BLOCKED, ACTIVE, OVERDUE, BREACHED, DISCHARGED, SUSPENDED, RELEASED,
       LAPSED, SUPERSEDED };
enum { E_UNREPORTED, E_STALE, E_UNCLEAR, E_CLAIMED, E_CORROBORATED, E_VERIFIED, E_CONFLICTING,
       E_REFUTED };
enum { NO_DEADLINE, LEFT, OVER, ON_TIME, LATE, UNDETERMINED };

/* ── What the kernel keeps ──────────────────────────────────────────────────────────────────── */

/* One row of one slot, with all that painting needs. 24 bytes. */
typedef struct {
    i32 first, last;  /* of `when` */
    i32 ends;         /* half open; NEVER: it speaks for good */
    u32 rank;         /* signed · 2³¹ + said */
    i32 row;          /* in Words */
    u16 voice;
    u8 mask;   /* lanes in which it counts */
    u8 state;  /* sign, and the rest: see below */
} Row;
enum {
    SIGN = 3,
    HAS_UNTIL = 4,
    ALWAYS_BEFORE = 8,  /* not yet: it speaks of every day before */
    TELLS_EXTENT = 0xf0 /* which one: see extents_of in rows.h */
};

/* How far it is said to be carried out, by lane: a byte each, NOT_TOLD where nobody says. */
typedef struct {
    i32 count;
    i32 *day;
    u64 *low, *high;
} ExtentRuns;
enum { NOT_TOLD = 0xff };

/* Something turns on a day: `what` says what, as whoever sorts turns wants it. */
typedef struct {
    u32 day, what;
} Turn;

/* The rows of one voice in a slot, the lanes in which any of them counts, and the latest day any
   of them holds from. */
typedef struct {
    i32 start, count, latest;
    u8 mask;
} Speech;

/* A row that claims or denies an incident. */
typedef struct {
    i32 at, first, last;
    u8 mask, sign;
} Claim;

/* A denial answers a claim of the same slot: places of rows, in the order of denials. */
typedef struct {
    i32 denial, claim;
} Link;

typedef struct {
    Row *rows;
    Speech *speeches; /* by voice */
    i32 *by_last;     /* rows by the last day of `when`, where periods are asked about */
    Claim *claims;    /* of incidents: claims, the most precise first, then denials by day */
    Link *links;      /* of incidents */
    i32 voices, exact_count, claim_count, denial_count, link_count; /* exact: of a single day */
    i32 count, room; /* room 0: the rows lie in the arena of the state */
    u8 uncertain;    /* some row has an uncertain day */
    u8 sorted;
    u8 tells; /* some row tells an extent, and it is asked for */
    u8 windowed; /* something was asked of it by words of a window */
    u8 fades;    /* some word grows too old */
    i32 earliest; /* no row holds from a day before this one */
    ExtentRuns extents;
} Slot;

typedef struct {
    i32 count;
    i32 *day;
    u64 *code; /* one byte a lane: for | against << 2 | unclear << 4 | stale << 5 */
} Runs;

typedef struct Lane Lane;
typedef struct Windows Windows;

/* What the rows of a slot have in common, while they are filled. */
typedef struct {
    i64 value, least, most;
    i32 operator, event, figures, months, days;
} Plan;

typedef struct {
    Words words;
    Retractions retractions;
    Answers answers;
    Lanes lanes;
    Propositions propositions;
    Questions questions;
    Conditions conditions;
    Instruments instruments;
    Phases phases;
    Decisions decisions;
    Commitments commitments;
    Dues dues;
    Calendar calendar;
    i32 known_at, horizon; /* what is known by this day; histories are told up to that one */
    i32 failed; /* a day that the calendar refuses was asked for: the reference has to say so */

    Dependencies dependencies;

    u8 *mask;      /* by row of words */
    i32 *first_row; /* by statement, while rows are sorted out; none: to be searched for */
    i32 statements_said;
    Plan *plans; /* by slot, while rows are filled */
    Row *arena;
    Slot *slots;
    Runs (*runs)[PICKS]; /* by atom; possible: none where no day is uncertain */
    Lane *lane[LANES];

    Windows *windows; /* what was painted for windows: a list, one of each thread */

    /* for updates */
    u8 *changed, *suspect; /* by node: lanes; and FRESH, SUSPECT or ASKING */
    u8 *stands; /* by retraction: the lanes in which it is */
    i32 *retracted_by, *next_retraction; /* by statement, by retraction: -1 at the end */
    i64 statements;
    i32 *touched; /* histories that changed: lane · commitments + commitment */
    i32 touched_count, touched_room;
} State;

#endif
