"""The question answered by the reference itself, cell by cell: for small logs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from bench.engine.cast import FIRST, LAST
from bench.engine.question import Atom, Question, Runs

from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence
from kept.assessment.record import record
from kept.ledger import Statement


def code_of(evidence: Evidence) -> int:
    """Evidence in one byte."""
    code = int(evidence.for_) | int(evidence.against) << 2
    return code | evidence.unclear << 4 | evidence.stale << 5


def runs(question: Question, statements: Sequence[Statement] | None = None) -> Runs:
    """All runs; pass the statements if they are at hand."""
    generated = question.generated
    log = generated.statements() if statements is None else statements
    known_at = date.fromordinal(generated.known_at)
    found: list[tuple[int, int, int, int]] = []
    for lane, standpoint in enumerate(question.lanes.standpoints):
        weighing = Course(record(generated.process, log, standpoint, known_at)).weighing
        for number, atom in enumerate(question.atoms):
            for day, code in _history(question, weighing, atom, lane):
                found.append((number, lane, day, code))
    return Runs(*np.array(found, np.int64).T)


def _history(
    question: Question, weighing: Weighing, atom: Atom, lane: int
) -> list[tuple[int, int]]:
    slot = question.slots[atom.slot]
    days = {FIRST, *weighing.slot_days(slot.proposition, Pick.CERTAIN)}
    found: list[tuple[int, int]] = []
    for day in sorted(each for each in days if FIRST <= each <= LAST):
        evidence = weighing.slot(
            slot.proposition, slot.test, day, Pick.CERTAIN, atom.interests[lane]
        )
        code = code_of(evidence)
        if not found or found[-1][1] != code:
            found.append(((day - FIRST) // timedelta(1), code))
    return found
