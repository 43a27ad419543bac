"""The phases of a plan: entered or not, what their gate waits for, how much in them is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kept.assessment.accounts import Pick
from kept.assessment.assess import Assessment
from kept.assessment.conditions import NOBODY
from kept.assessment.course import span_of
from kept.assessment.evidence import Verdict
from kept.assessment.reasons import condition_reasons
from kept.assessment.standing import Reason
from kept.assessment.waiting import waits_for
from kept.dates import Span
from kept.process.model import InstrumentIs, Phase

PhaseWord = Literal["closed", "open", "complete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStanding:
    """Where one phase stands, and why it cannot be entered if it cannot."""

    phase: str
    word: PhaseWord
    entered: Span | None
    waits_for: tuple[str, ...]  # commitments not yet kept on which the gate waits
    in_preparation: bool  # closed, and its preparation may go on
    kept: int
    out_of: int
    reasons: tuple[Reason, ...]


def phase_standings(assessment: Assessment) -> tuple[PhaseStanding, ...]:
    """Every phase of the process, in the order of the text."""
    return tuple(_standing(assessment, each) for each in assessment.process.phases.values())


def _standing(assessment: Assessment, phase: Phase) -> PhaseStanding:
    course, on = assessment.course, assessment.on
    day = course.entered_day(phase.id, Pick.CERTAIN)
    entered = day is not None and day <= on
    several = course.in_phase(phase.id)
    kept = sum(1 for each in several if assessment.standings[each].duty == "discharged")
    gate = phase.gate or InstrumentIs(phase.instrument, "in-force")
    return PhaseStanding(
        phase=phase.id,
        word=_word(entered=entered, complete=bool(several) and kept == len(several)),
        entered=span_of(course.entered_day(phase.id, Pick.POSSIBLE), day) if entered else None,
        waits_for=() if entered else waits_for(course, gate, on),
        in_preparation=not entered and _prepared(assessment, phase, on),
        kept=kept,
        out_of=len(several),
        reasons=tuple(condition_reasons(course, gate, on, NOBODY)),
    )


def _word(*, entered: bool, complete: bool) -> PhaseWord:
    if not entered:
        return "closed"
    return "complete" if complete else "open"


def _prepared(assessment: Assessment, phase: Phase, on: date) -> bool:
    if phase.prepared_from is None:
        return False
    weighing = assessment.course.weighing
    found = weighing.evidence(phase.prepared_from, on)
    return found.verdict(weighing.accept) is Verdict.TRUE
