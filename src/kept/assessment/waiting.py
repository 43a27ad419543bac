"""What a duty that has not begun waits for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.course import Course
from kept.process.model import AtLeast, Condition, Kept, Not, PhaseIs


def waits_for(course: Course, condition: Condition, on: date) -> tuple[str, ...]:
    """The commitments not yet kept that `condition` waits for, gates of phases included."""
    found = dict.fromkeys(_waits_for(course, condition, on))
    return tuple(found)


def _waits_for(course: Course, condition: Condition, on: date) -> Iterator[str]:
    for leaf in _required(condition):
        match leaf:
            case Kept(commitment):
                if not _kept(course, commitment, on):
                    yield commitment
            case PhaseIs(phase=phase, status="completed"):
                yield from (each for each in course.in_phase(phase) if not _kept(course, each, on))
            case PhaseIs(phase=phase):
                day = course.entered_day(phase, Pick.CERTAIN)
                gate = course.process.phases[phase].gate
                if gate is not None and (day is None or day > on):
                    yield from _waits_for(course, gate, on)
            case _:
                pass


def _required(condition: Condition) -> Iterator[Condition]:
    """The leaves that must hold; what stands under “not” is not waited for."""
    match condition:
        case Not():
            return
        case AtLeast(of=several):
            for each in several:
                yield from _required(each)
        case leaf:
            yield leaf


def _kept(course: Course, commitment: str, on: date) -> bool:
    day = course.discharged(commitment, Pick.CERTAIN)
    return day is not None and day <= on


def blockers(course: Course, commitment: str, on: date) -> tuple[str, ...]:
    """What a duty waits for that is not its debtor's alone to do; empty if nothing."""
    terms = course.terms(commitment)
    return tuple(
        each for each in waits_for(course, terms.start, on) if not _own(course, commitment, each)
    )


def _own(course: Course, commitment: str, other: str) -> bool:
    """Whether one debtor alone owes both, and so only waits for itself."""
    ours = course.process.commitments[commitment].of
    theirs = course.process.commitments[other].of
    return len(ours) == 1 and ours == theirs
