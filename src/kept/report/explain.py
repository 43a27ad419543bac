"""One commitment explained: text, accounts, reasons, readings, what would change it, history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kept.assessment import (
    Assessment,
    Change,
    Comparison,
    Run,
    Standing,
    compare,
    history,
    reading_known_on,
    seen_by,
    standing,
    what_would_change,
)
from kept.assessment.course import Course
from kept.assessment.reach import conditions_of
from kept.assessment.record import record
from kept.ledger import LedgerHead, Statement
from kept.process import Commitment, Kept, PhaseIs, Process, Reading, Standpoint, leaves
from kept.report.accounts import Told, told_of
from kept.report.interface import (
    comparison_json,
    ledger_json,
    reason_json,
    standing_json,
    told_json,
)
from kept.report.plain import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """Where one reading of a commitment leads; no reading is the plain text."""

    reading: Reading | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that bears on one commitment."""

    commitment: Commitment
    assessment: Assessment
    told: tuple[Told, ...]
    readings: tuple[Led, ...]
    comparison: Comparison
    changes: tuple[Change, ...]
    history: tuple[Run, ...]
    ledger: LedgerHead | None = None  # the register the statements were read from

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.assessment.standings[self.commitment.id]


# From a standpoint, how the process went: one question of it costs far less than all of them.
Again = Callable[[Standpoint], Course]


def explain(
    assessment: Assessment,
    commitment: str,
    statements: Iterable[Statement],
    ledger: LedgerHead | None = None,
    again: Again | None = None,
) -> Explanation:
    """Everything about one commitment, from the standpoint of `assessment`.

    `again` gives the course from another standpoint, by the same statements on the same days:
    whoever explains several commitments hands in one that remembers.
    """
    it = assessment.process.commitments[commitment]
    asked = again or again_from(assessment, statements)
    return Explanation(
        commitment=it,
        assessment=assessment,
        told=told_of(assessment, commitment),
        readings=_readings(assessment, it, asked),
        comparison=_comparison(assessment, commitment, asked),
        changes=what_would_change(assessment, commitment),
        history=history(assessment, commitment),
        ledger=ledger,
    )


def again_from(assessment: Assessment, statements: Iterable[Statement]) -> Again:
    """How the process went from other standpoints, on the days of `assessment`."""
    said = tuple(statements)

    def course(standpoint: Standpoint) -> Course:
        it = assessment
        return Course(
            record(it.process, said, standpoint, it.known_at, it.basis, it.missing),
        )

    return course


def _readings(assessment: Assessment, commitment: Commitment, again: Again) -> tuple[Led, ...]:
    known = [
        each
        for each in commitment.readings
        if reading_known_on(each, assessment.process) <= assessment.known_at
    ]
    if not known:
        return ()
    led = []
    for reading in (None, *known):
        followed = () if reading is None else (f"{commitment.id}/{reading.id}",)
        course = again(replace(assessment.standpoint, readings=followed))
        led.append(Led(reading=reading, standing=standing(course, commitment.id, assessment.on)))
    return tuple(led)


def _comparison(assessment: Assessment, commitment: str, again: Again) -> Comparison:
    seen = (
        seen_by(assessment.standpoint, each)
        for each in assessment.process.standpoints.values()
        if each.compared
    )
    several = [_of_one(assessment, commitment, each, again(each)) for each in seen]
    return next(each for each in compare(several or [assessment]) if each.commitment == commitment)


def _of_one(
    assessment: Assessment, commitment: str, standpoint: Standpoint, course: Course
) -> Assessment:
    """The same days from another standpoint, and of one commitment alone."""
    found = {commitment: standing(course, commitment, assessment.on)}
    return replace(assessment, standpoint=standpoint, standings=found, course=course)


def needed_by(process: Process) -> Mapping[str, tuple[str, ...]]:
    """Of each commitment those its own text waits for: named in a condition, or all of a phase."""
    return {
        name: tuple(dict.fromkeys(_needs(process, each)))
        for name, each in process.commitments.items()
    }


def _needs(process: Process, commitment: Commitment) -> Iterator[str]:
    for condition in conditions_of(commitment):
        for leaf in leaves(condition):
            if isinstance(leaf, Kept):
                yield leaf.commitment
            elif isinstance(leaf, PhaseIs) and leaf.status == "completed":
                yield from (each.id for each in process.in_phase(leaf.phase))


def explanation_json(explanation: Explanation, engine: str) -> dict[str, Any]:
    """The explanation as plain values."""
    it = explanation.commitment
    return {
        "schema": "kept.explain/1",
        "engine": engine,
        "process": explanation.assessment.process.head.id,
        "process_digest": explanation.assessment.process.digest,
        "ledger": ledger_json(explanation.ledger),
        "on": plain(explanation.assessment.on),
        "known_at": plain(explanation.assessment.known_at),
        "basis": explanation.assessment.basis,
        "standpoint": explanation.assessment.standpoint.id,
        "commitment": {
            "id": it.id,
            "instrument": it.instrument,
            "clause": it.clause,
            "text": plain(it.text),
            "of": plain(it.of),
            "to": plain(it.to),
            "verified_by": plain(it.verified_by),
            "sources": plain(it.sources),
        },
        "standing": standing_json(explanation.standing),
        "accounts": [told_json(each) for each in explanation.told],
        "reasons": [reason_json(each) for each in explanation.standing.reasons],
        "readings": [
            {
                "reading": each.reading.id if each.reading else None,
                "holders": plain(each.reading.holders) if each.reading else [],
                "standing": standing_json(each.standing),
            }
            for each in explanation.readings
        ],
        "comparison": comparison_json(explanation.comparison),
        "would_change": plain(explanation.changes),
        "history": plain(explanation.history),
    }
