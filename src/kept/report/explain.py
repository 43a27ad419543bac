"""One commitment explained: text, accounts, reasons, readings, what would change it, history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from kept.assessment import (
    Assessment,
    Change,
    Comparison,
    Run,
    Standing,
    assess,
    compare,
    history,
    reading_known_on,
    seen_by,
    what_would_change,
)
from kept.ledger import LedgerHead, Statement
from kept.process import Commitment, Reading, Standpoint
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


def explain(
    assessment: Assessment,
    commitment: str,
    statements: Iterable[Statement],
    ledger: LedgerHead | None = None,
) -> Explanation:
    """Everything about one commitment, from the standpoint of `assessment`."""
    statements = tuple(statements)
    it = assessment.process.commitments[commitment]
    return Explanation(
        commitment=it,
        assessment=assessment,
        told=told_of(assessment, commitment),
        readings=_readings(assessment, it, statements),
        comparison=_comparison(assessment, commitment, statements),
        changes=what_would_change(assessment, commitment),
        history=history(assessment, commitment),
        ledger=ledger,
    )


def _asked_again(
    assessment: Assessment, statements: tuple[Statement, ...], standpoint: Standpoint
) -> Assessment:
    return assess(
        assessment.process,
        statements,
        on=assessment.on,
        standpoint=standpoint,
        known_at=assessment.known_at,
        basis=assessment.basis,
        missing=assessment.missing,
    )


def _readings(
    assessment: Assessment, commitment: Commitment, statements: tuple[Statement, ...]
) -> tuple[Led, ...]:
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
        standpoint = replace(assessment.standpoint, readings=followed)
        again = _asked_again(assessment, statements, standpoint)
        led.append(Led(reading=reading, standing=again.standings[commitment.id]))
    return tuple(led)


def _comparison(
    assessment: Assessment, commitment: str, statements: tuple[Statement, ...]
) -> Comparison:
    several = [
        _asked_again(assessment, statements, seen_by(assessment.standpoint, each))
        for each in assessment.process.standpoints.values()
        if each.compared
    ]
    found = compare(several or [assessment])
    return next(each for each in found if each.commitment == commitment)


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
