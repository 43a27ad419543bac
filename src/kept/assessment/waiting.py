"""What a duty that has not begun waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import NOBODY
from kept.assessment.course import Course
from kept.assessment.evidence import Verdict
from kept.process.model import AtLeast, Condition, Kept, PhaseIs


def waits_for(
    course: Course, condition: Condition, on: date, interest: Interest = NOBODY
) -> tuple[str, ...]:
    """The commitments not yet kept that `condition` waits for, gates of phases included."""
    return tuple(dict.fromkeys(_waits_for(course, condition, on, interest)))


def _waits_for(
    course: Course, condition: Condition, on: date, interest: Interest
) -> Iterator[str]:
    """What is so already waits for nothing, nor does what stands under “not”."""
    found = course.weighing.evidence(condition, on, Pick.CERTAIN, interest)
    if found.verdict(course.weighing.accept) is Verdict.TRUE:
        return
    match condition:
        case AtLeast(of=several):
            for each in several:
                yield from _waits_for(course, each, on, interest)
        case Kept(commitment):
            yield commitment
        case PhaseIs(phase=phase, status="completed"):
            yield from (each for each in course.in_phase(phase) if not _kept(course, each, on))
        case PhaseIs(phase=phase):
            gate = course.process.phases[phase].gate
            if gate is not None:
                yield from _waits_for(course, gate, on, NOBODY)
        case _:
            pass


def _kept(course: Course, commitment: str, on: date) -> bool:
    day = course.discharged(commitment, Pick.CERTAIN)
    return day is not None and day <= on


def blockers(course: Course, commitment: str, on: date) -> tuple[str, ...]:
    """What a duty waits for that is not its debtor's alone to do; empty if nothing."""
    terms = course.terms(commitment)
    return tuple(
        each
        for each in waits_for(course, terms.start, on, terms.witnesses)
        if not _own(course, commitment, each)
    )


def _own(course: Course, commitment: str, other: str) -> bool:
    """Whether one debtor alone owes both, and so only waits for itself."""
    ours = course.process.commitments[commitment].of
    theirs = course.process.commitments[other].of
    return len(ours) == 1 and ours == theirs
