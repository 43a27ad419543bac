"""The process that is measured: six hundred commitments of every kind, twelve deep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import numpy as np
from bench.engine.cast import FIRST, LAST, PLACE, Draw, by_id, one, seldom, some_day, words
from numpy.typing import NDArray

from bench.engine import cast
from kept.dates import Calendar, Duration, Span
from kept.names import Test
from kept.process import (
    Amendment,
    AtLeast,
    Commitment,
    Condition,
    Decision,
    Due,
    Effect,
    Happened,
    Head,
    Instrument,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    Phase,
    PhaseIs,
    Process,
    Proposition,
    Reached,
    Reading,
    Repair,
    Status,
    Track,
)

COMMITMENTS: Final = 600
DEPTH: Final = 12
SHARES: Final = (("event", 0.45), ("indicator", 0.3), ("refrain", 0.15), ("recur", 0.05))
INSTRUMENTS: Final = ("accord", "annex", "plan", "declaration")
PHASES: Final = 6
_OPERATORS: Final = ("=", "<", "<=", ">", ">=")


@dataclass(slots=True)
class Text:
    """What is at hand while commitments are written, one after the other."""

    draw: Draw
    propositions: Sequence[Proposition]
    cast: NDArray[np.int16]  # by proposition: who speaks of it
    free: dict[str, list[int]] = field(default_factory=dict)  # by kind: not asked for yet
    asked: dict[str, list[int]] = field(default_factory=dict)  # by kind: asked for already
    levels: list[list[str]] = field(default_factory=lambda: [[] for _ in range(DEPTH + 1)])

    def take(self, kind: str) -> int:
        """A proposition of a kind, mostly one that no commitment asks for yet."""
        left = self.free.setdefault(
            kind, [n for n, each in enumerate(self.propositions) if each.kind == kind]
        )
        asked = self.asked.setdefault(kind, [])
        if asked and (not left or seldom(self.draw, 0.1)):
            return int(one(self.draw, asked))
        asked.append(left.pop(int(self.draw.integers(len(left)))))
        return asked[-1]

    def any(self, *kinds: str) -> str:
        """Some proposition of one of these kinds."""
        while True:
            found = one(self.draw, self.propositions)
            if found.kind in kinds:
                return str(found.id)

    def name(self, number: int) -> str:
        return self.propositions[number].id

    def actors(self, number: int, count: int) -> tuple[str, ...]:
        """Some of those who speak of a proposition."""
        found = self.draw.choice(self.cast[number], count, replace=False)
        return tuple(f"a{each:03}" for each in found.tolist())


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
        instruments=by_id(_instruments(text, [each.id for each in commitments])),
        commitments=by_id(commitments),
        phases=by_id(_phases(text)),
        decisions=by_id(_decisions(text, commitments)),
        standpoints=by_id(cast.standpoints()),
    )


# ── Texts ────────────────────────────────────────────────────────────────────


def _instruments(text: Text, names: Sequence[str]) -> list[Instrument]:
    def step(word: Any, day: int) -> Status:
        return Status(word=word, on=Span.on(FIRST + timedelta(day)))

    lives = {
        "accord": (step("signed", 10), step("in-force", 30)),
        "annex": (step("signed", 200), step("in-force", 240)),
        "plan": (step("in-force", 90), step("suspended", 1500), step("resumed", 1600)),
        "declaration": (step("signed", 60),),
    }
    due = Due(by=some_day(text.draw, 1000))
    amends = tuple(Amendment(commitment=each, due=due) for each in names[5:600:60])
    return [
        Instrument(
            id=name,
            place=PLACE,
            title=words(name),
            track="track",
            kind="peace-agreement",
            powers=("a100", "a101"),
            status=life,
            amends=amends if name == "annex" else (),
        )
        for name, life in lives.items()
    ]


def _phases(text: Text) -> list[Phase]:
    """Each gate but the first waits for something said, or for commitments outside all phases."""
    gates: list[Condition | None] = [None]
    for number in range(1, PHASES):
        kept = tuple(Kept(each) for each in text.levels[0][number : number + 3])
        happened = Happened(text.any("event"))
        gates.append(one(text.draw, (happened, AtLeast(2, kept), AtLeast(1, (happened, *kept)))))
    return [
        Phase(id=f"phase{n}", place=PLACE, instrument="plan", name=words(f"{n}"), gate=gate)
        for n, gate in enumerate(gates)
    ]


def _decisions(text: Text, commitments: Sequence[Commitment]) -> list[Decision]:
    found = []
    for number in range(90):
        word = ("extend", "suspend", "resume", "release", "find_breach", "certify")[number % 6]
        given: dict[str, Any] = {}
        if word == "extend":
            to = {"to": some_day(text.draw, 1500)}
            given = {"by": Duration(days=90)} if seldom(text.draw, 0.5) else to
        # What is suspended by one decision is resumed by the next, a while later.
        concerned = commitments[(number - (word == "resume")) * 6 % COMMITMENTS].id
        start = 300 + 25 * number
        on = some_day(text.draw, start, start + 20)
        found.append(
            Decision(
                id=f"d{number:02}",
                place=PLACE,
                by=("a100",),
                on=on,
                known_on=on,
                text=words(word),
                effect=Effect(word=word, commitment=concerned, **given),  # type: ignore[arg-type]
            )
        )
    return found


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
