"""The process that is measured: six hundred commitments of every kind, twelve deep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from bench.engine.cast import LAST, PLACE, Draw, by_id, one, seldom, some_day, words
from bench.engine.texts import (
    COMMITMENTS,
    DEPTH,
    INSTRUMENTS,
    PHASES,
    Text,
    decisions,
    instruments,
    phases,
)
from numpy.typing import NDArray

from bench.engine import cast
from kept.dates import Calendar, Duration
from kept.names import Test
from kept.process import (
    AtLeast,
    Commitment,
    Condition,
    Due,
    Happened,
    Head,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Process,
    Proposition,
    Reached,
    Reading,
    Repair,
    Track,
)

SHARES: Final = (("event", 0.45), ("indicator", 0.3), ("refrain", 0.15), ("recur", 0.05))
_OPERATORS: Final = ("=", "<", "<=", ">", ">=")


def process(seed: int, spoken_of: NDArray[np.int16], written: Sequence[Proposition]) -> Process:
    """The process: `spoken_of` says who speaks of each proposition."""
    draw = np.random.default_rng((seed, 2))
    text = Text(draw, written, spoken_of)
    commitments = [_commitment(text, number) for number in range(COMMITMENTS)]
    return Process(
        head=Head(
            id="bench",
            title=words("bench"),
            languages=("en",),
            compiled_on=LAST,
            coded_by=("bench",),
            fictional=True,
        ),
        calendar=Calendar(month_end="clip"),
        undated=cast.UNDATED,
        tracks=by_id([Track(id="track", place=PLACE, name=words("track"))]),
        actors=by_id(cast.actors()),
        sources=by_id(cast.sources(np.random.default_rng((seed, 1)))),
        propositions=by_id(written),
        instruments=by_id(instruments(text, [each.id for each in commitments])),
        commitments=by_id(commitments),
        phases=by_id(phases(text)),
        decisions=by_id(decisions(text, commitments)),
        standpoints=by_id(cast.standpoints()),
    )


# ── Commitments ──────────────────────────────────────────────────────────────


def _commitment(text: Text, number: int) -> Commitment:
    draw, name = text.draw, f"c{number:03}"
    level = _level(draw, number)
    kind = _kind(draw, number)
    subject, duty = _duty(text, kind, number)
    # What gates wait for lies in no phase, nor does what waits for a whole phase.
    outside = number < 12 or number >= COMMITMENTS - 5
    of, to, verifies = text.actors(subject, 1), text.actors(subject, 1), text.actors(subject, 2)
    made = Commitment(
        id=name,
        place=PLACE,
        clause="accord/1",
        instrument="accord" if seldom(draw, 0.7) else one(draw, INSTRUMENTS),
        text=words(name),
        of=(*of, *to) if seldom(draw, 0.05) else of,
        to=to,
        verified_by=(*verifies, "a100") if seldom(draw, 0.8) else (),
        from_=_from(text, level, number),
        due=_due(text, kind),
        expires=Due(by=some_day(draw, 2500)) if seldom(draw, 0.05) else None,
        phase=f"phase{draw.integers(PHASES)}" if not outside and seldom(draw, 0.2) else None,
        readings=_readings(text, number),
        **duty,
    )
    text.levels[level].append(name)
    return made


def _level(draw: Draw, number: int) -> int:
    """How many others wait one for the other before it: one chain reaches the full depth."""
    if number < 30:
        return 0
    if number < 30 + DEPTH:
        return number - 29
    return 0 if seldom(draw, 0.4) else int(draw.integers(1, DEPTH + 1))


def _kind(draw: Draw, number: int) -> str:
    drawn = draw.random()
    for kind, share in SHARES:
        if drawn < share:
            return kind
        drawn -= share
    return "parts" if number > 100 else "event"


def _duty(text: Text, kind: str, number: int) -> tuple[int, dict[str, Any]]:
    """What is owed, and the proposition it is told by."""
    draw = text.draw
    if kind == "refrain":
        subject = text.take("incident")
        several = (text.name(subject), *((text.any("incident"),) if seldom(draw, 0.3) else ()))
        until = Happened(text.any("event")) if seldom(draw, 0.3) else None
        repair = Repair(done=Happened(text.any("event")), within=Duration(days=60))
        never = {"never": tuple(dict.fromkeys(several)), "until": until}
        return subject, never | ({"repair": repair} if seldom(draw, 0.3) else {})
    if kind == "indicator":
        subject = text.take("indicator")
        asked = Measured(text.name(subject), Test(one(draw, _OPERATORS), one(draw, (0, 0, 5, 40))))
        return subject, {"done": asked}
    if kind == "parts":
        parts = tuple(Kept(each) for each in text.levels[0][number % 40 : number % 40 + 4])
        subject = text.take("event")
        whole = AtLeast(int(draw.integers(1, 5)), parts)
        return subject, {"parts": whole, "context": (text.name(subject),)}
    subject = text.take("state" if kind == "event" and seldom(draw, 0.1) else "event")
    done: Condition = Happened(text.name(subject))
    if kind == "recur":
        until = Happened(text.any("event")) if seldom(draw, 0.3) else None
        every = Duration(months=int(one(draw, (1, 3, 6))))
        return subject, {"done": done, "every": every, "until": until}
    if seldom(draw, 0.1):
        more = Happened(text.any("event")), Not(Happened(text.any("state")))
        done = AtLeast(2, (done, *more))
    return subject, {"done": done}


def _from(text: Text, level: int, number: int) -> Condition | None:
    draw = text.draw
    if number >= COMMITMENTS - 5:
        return PhaseIs(f"phase{number % PHASES}", "completed")
    if level == 0:
        said = Happened(text.any("event", "state"))
        return one(draw, (None, None, said, Reached(some_day(draw)))) if number > 12 else None
    before = Kept(one(draw, text.levels[level - 1]))
    if seldom(draw, 0.7):
        return before
    lower = Kept(one(draw, text.levels[int(draw.integers(level))]))
    in_force, reached = InstrumentIs("annex", "in-force"), Reached(some_day(draw))
    return AtLeast(
        int(draw.integers(1, 4)),
        (before, lower, Happened(text.any("event")), one(draw, (in_force, reached))),
    )


def _due(text: Text, kind: str) -> Due | None:
    draw, drawn = text.draw, text.draw.random()
    if drawn < 0.3:
        return Due(by=some_day(draw, 200))
    if kind == "recur" or drawn > 0.85:
        return None
    within = Duration(days=int(one(draw, (30, 90, 180, 365))))
    if drawn < 0.65:
        return Due(within=within)
    if drawn < 0.8:
        return Due(within=within, after=Happened(text.any("event")))
    return Due(before=Happened(text.any("event")))


def _readings(text: Text, number: int) -> tuple[Reading, ...]:
    """One in twelve is read in two ways, by two sides."""
    if number % 12:
        return ()
    draw = text.draw
    later = Happened(text.any("event"))
    due = Due(within=Duration(days=90), after=Happened(text.any("event")))
    one_side = Reading(id="late", label=words("late"), holders=("a000",), from_=later)
    other = Reading(id="soon", label=words("soon"), holders=("a001",), due=due)
    return (one_side, other) if seldom(draw, 0.7) else (one_side,)
