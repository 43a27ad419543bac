"""Which propositions and statements bear on a commitment."""

from __future__ import annotations

from kept.assessment.course import Course
from kept.assessment.reach import conditions_of, reach
from kept.assessment.record import Record
from kept.process.model import Commitment
from kept.process.model.conditions import propositions_in


def decisive(commitment: Commitment) -> tuple[str, ...]:
    """The propositions that decide whether a commitment is done or broken."""
    found = [*propositions_in(commitment.done), *commitment.never]
    for reading in commitment.readings:
        found.extend(propositions_in(reading.done))
    return tuple(dict.fromkeys(found))


def bears_on(commitment: Commitment) -> tuple[str, ...]:
    """The propositions whose statements are shown with a commitment."""
    found = [*decisive(commitment), *commitment.context]
    for condition in conditions_of(commitment):
        found.extend(propositions_in(condition))
    if commitment.extent is not None:
        found.append(commitment.extent)
    return tuple(dict.fromkeys(found))


def cited(course: Course, commitment: str) -> tuple[str, ...]:
    """The statements that suffice to reproduce a standing: all that count on what it asks.

    With them those that take some of it back, as when one of several speakers does.
    """
    found = {
        each.statement.id
        for proposition in reach(course.process, commitment).propositions
        for each in course.record.about(proposition)
    }
    while taken_back := _retractions(course.record, found) - found:
        found |= taken_back
    return tuple(sorted(found))


def _retractions(record: Record, of: set[str]) -> set[str]:
    return {each.id for each in record.seen if each.retracts in of}
