"""What commitments are written into: instruments, phases and decisions; and what is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import numpy as np
from bench.engine.cast import FIRST, PLACE, Draw, one, seldom, some_day, words
from numpy.typing import NDArray

from kept.dates import Duration, Span
from kept.process import (
    Amendment,
    AtLeast,
    Commitment,
    Condition,
    Decision,
    Due,
    Effect,
    Happened,
    Instrument,
    Kept,
    Phase,
    Proposition,
    Status,
)

COMMITMENTS: Final = 600
DEPTH: Final = 12
INSTRUMENTS: Final = ("accord", "annex", "plan", "declaration")
PHASES: Final = 6


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


# ── Texts ────────────────────────────────────────────────────────────────────


def instruments(text: Text, names: Sequence[str]) -> list[Instrument]:
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


def phases(text: Text) -> list[Phase]:
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


def decisions(text: Text, commitments: Sequence[Commitment]) -> list[Decision]:
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
