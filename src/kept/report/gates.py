"""The gates of a plan: what each asks for, how far that is met, by whose words, and by when.

A gate is *met* once its phase is entered, and *waived* where only a decision let it be. It is
*missed* where the part of the plan before it was to be over, and *open* otherwise. What is
measured is told as it was said: one figure per voice, each a range beside what is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from kept.assessment import Assessment, PhaseStanding, Verdict, phase_standings
from kept.assessment.accounts import Account, Pick
from kept.assessment.course import Course
from kept.dates import Span
from kept.ledger import Statement
from kept.names import Interval
from kept.process import Phase, Process
from kept.process.model import (
    AtLeast,
    Condition,
    Decided,
    Happened,
    InstrumentIs,
    Kept,
    Leaf,
    Measured,
    Not,
    PhaseIs,
    Reached,
)
from kept.report.plain import plain

GateWord = Literal["met", "waived", "missed", "open"]
_NEVER: Final = Reached(Span.on(date.max))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What one voice says of one part."""

    voice: str
    sign: str
    statement: Statement

    @property
    def says(self) -> Interval | None:
        """The figure, where one is given."""
        return self.statement.says


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing that is asked for, and how it stands on a day.

    `kept` of `out_of` where it asks for commitments; `commitments` are those, in the order of
    the text. `on` is the day it came about, where the text itself settles that.
    """

    asks: Leaf
    contrary: bool  # it is asked not to be so
    verdict: str
    voices: tuple[Voice, ...] = ()
    commitments: tuple[str, ...] = ()
    kept: int = 0
    out_of: int = 0
    on: date | None = None

    @property
    def met(self) -> bool:
        """Whether it counts as met."""
        return self.verdict == "true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The gate of one phase: what it asks for, when it should have opened, whether it has."""

    phase: PhaseStanding
    word: GateWord
    due: Span | None  # when the part of the plan before it was to be over
    parts: tuple[Part, ...]
    then: tuple[Part, ...]  # the same as they stood on the day it was due, where that is past
    waived_by: tuple[str, ...]  # the decisions without which it would be closed

    @property
    def kept(self) -> int:
        """How much of what it asks is met."""
        return _tally(self.parts)[0]

    @property
    def out_of(self) -> int:
        """Of how much."""
        return _tally(self.parts)[1]

    @property
    def kept_then(self) -> int:
        """How much was met on the day it was due."""
        return _tally(self.then)[0]


def _tally(parts: tuple[Part, ...]) -> tuple[int, int]:
    """Commitments kept of all, where it asks for nothing else; else parts met of all."""
    if parts and all(each.out_of for each in parts):
        return sum(each.kept for each in parts), sum(each.out_of for each in parts)
    return sum(1 for each in parts if each.met), len(parts)


def gates(assessment: Assessment) -> tuple[Gate, ...]:
    """The gate of every phase, in the order of the text."""
    process = assessment.process
    return tuple(
        _gate(assessment, process.phases[each.phase], each) for each in phase_standings(assessment)
    )


def _gate(assessment: Assessment, phase: Phase, standing: PhaseStanding) -> Gate:
    asks = condition_of(phase)
    due, on = due_of(assessment.process, phase), assessment.on
    waived_by = _waived_by(assessment, asks) if standing.entered else ()
    passed = due is not None and due.last < on
    return Gate(
        phase=standing,
        word=_word(entered=standing.entered is not None, waived=bool(waived_by), passed=passed),
        due=due,
        parts=parts_of(assessment, asks, on),
        then=parts_of(assessment, asks, due.last) if due is not None and passed else (),
        waived_by=waived_by,
    )


def _word(*, entered: bool, waived: bool, passed: bool) -> GateWord:
    if entered:
        return "waived" if waived else "met"
    return "missed" if passed else "open"


def condition_of(phase: Phase) -> Condition:
    """What the gate of a phase asks: where nothing is written, that its text is in force."""
    return phase.gate or InstrumentIs(phase.instrument, "in-force")


def due_of(process: Process, phase: Phase) -> Span | None:
    """When the phases before this one were to be over; None where no text says."""
    several = [process.phases[each].ends for each in phase.follows]
    ends = [each for each in several if each is not None]
    return max(ends, key=lambda each: each.last) if ends else None


def _waived_by(assessment: Assessment, asks: Condition) -> tuple[str, ...]:
    """The decisions that alone hold a gate open; none where it would be open without them."""
    course, on = assessment.course, assessment.on
    if _verdict(course, _undecided(asks), on) is Verdict.TRUE:
        return ()
    decided = (leaf for leaf, _ in _leaves(asks) if isinstance(leaf, Decided))
    return tuple(
        each.decision for each in decided if _by(course.decided_day(each.decision, _SURE), on)
    )


def _undecided(condition: Condition) -> Condition:
    """The same as if nobody had decided anything."""
    match condition:
        case Decided():
            return _NEVER
        case Not(inner):
            return Not(_undecided(inner))
        case AtLeast(n=n, of=several, written=written):
            return AtLeast(n, tuple(_undecided(each) for each in several), written)
        case leaf:
            return leaf


_SURE: Final = Pick.CERTAIN


def _verdict(course: Course, condition: Condition, on: date) -> Verdict:
    weighing = course.weighing
    return weighing.evidence(condition, on, _SURE).verdict(weighing.accept)


def parts_of(assessment: Assessment, asks: Condition, on: date) -> tuple[Part, ...]:
    """Each thing a condition asks for, as it stands on a day, from left to right."""
    return tuple(
        _part(assessment.course, leaf, on, contrary=contrary) for leaf, contrary in _leaves(asks)
    )


def _leaves(condition: Condition, *, contrary: bool = False) -> Iterator[tuple[Leaf, bool]]:
    match condition:
        case Not(inner):
            yield from _leaves(inner, contrary=not contrary)
        case AtLeast(of=several):
            for each in several:
                yield from _leaves(each, contrary=contrary)
        case leaf:
            yield leaf, contrary


def _part(course: Course, leaf: Leaf, on: date, *, contrary: bool) -> Part:
    commitments = _commitments(course, leaf)
    kept = [each for each in commitments if _by(course.discharged(each, _SURE), on)]
    return Part(
        asks=leaf,
        contrary=contrary,
        verdict=_verdict(course, Not(leaf) if contrary else leaf, on).value,
        voices=tuple(_voices(course, leaf, on)),
        commitments=commitments,
        kept=len(kept),
        out_of=len(commitments),
        on=_by(_day(course, leaf), on),
    )


def _commitments(course: Course, leaf: Leaf) -> tuple[str, ...]:
    match leaf:
        case Kept(commitment):
            return (commitment,)
        case PhaseIs(phase=phase, status="completed"):
            return course.in_phase(phase)
        case _:
            return ()


def _voices(course: Course, leaf: Leaf, on: date) -> Iterator[Voice]:
    match leaf:
        case Happened(name):
            found: tuple[Account, ...] = course.weighing.accounts(name, None, on)
        case Measured(indicator=name, test=test):
            found = course.weighing.accounts(name, test, on)
        case _:
            return
    for each in sorted(found, key=lambda each: each.voice):
        yield Voice(voice=each.voice, sign=each.sign, statement=each.heard.statement)


def _day(course: Course, leaf: Leaf) -> date | None:
    match leaf:
        case InstrumentIs(instrument=instrument, status=status):
            return course.instrument_day(instrument, status, _SURE)
        case Decided(decision):
            return course.decided_day(decision, _SURE)
        case Reached(span):
            return span.last
        case PhaseIs(phase=phase, status="entered"):
            return course.entered_day(phase, _SURE)
        case _:
            return None


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None


def gate_json(gate: Gate) -> dict[str, Any]:
    """A gate as plain values."""
    return {
        "phase": gate.phase.phase,
        "word": gate.word,
        "due": plain(gate.due),
        "entered": plain(gate.phase.entered),
        "in_preparation": gate.phase.in_preparation,
        "met": gate.kept,
        "out_of": gate.out_of,
        "met_when_due": gate.kept_then if gate.then else None,
        "waits_for": list(gate.phase.waits_for),
        "waived_by": list(gate.waived_by),
        "parts": [part_json(each) for each in gate.parts],
    }


def part_json(part: Part) -> dict[str, Any]:
    """One thing that is asked, as plain values."""
    return {
        "asks": {
            "is": type(part.asks).__name__.lower(),
            **{key: each for key, each in plain(part.asks).items() if key != "written"},
        },
        "contrary": part.contrary,
        "verdict": part.verdict,
        "voices": [
            {
                "voice": each.voice,
                "sign": each.sign,
                "says": plain(each.says),
                "statement": each.statement.id,
                "sources": list(each.statement.sources),
            }
            for each in part.voices
        ],
        "commitments": list(part.commitments),
        "kept": part.kept,
        "out_of": part.out_of,
        "on": plain(part.on),
    }
