"""The evidence that a duty to refrain is respected: no incident hides another."""

from __future__ import annotations

from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence, Verdict, at_least
from kept.assessment.terms import incident_interest

_GRAVITY = {Verdict.FALSE: 0, Verdict.UNKNOWN: 1, Verdict.CONFLICTING: 2, Verdict.TRUE: 3}


def restraint_on(course: Course, commitment: str, on: date) -> Evidence:
    """The evidence on a day that none of the incidents has happened since the duty began.

    Where somebody reports one, the gravest report decides: that nobody speaks of another
    kind of incident neither confirms the report nor answers it.
    """
    incidents = [_incident(course, commitment, each, on) for each in _never(course, commitment)]
    reported = [each for each in incidents if each.for_]
    if reported:
        accept = course.weighing.accept
        gravest = max(reported, key=lambda each: (_GRAVITY[each.verdict(accept)], each.for_))
        return gravest.negated()
    return at_least(1, incidents).negated()


def _never(course: Course, commitment: str) -> tuple[str, ...]:
    return course.terms(commitment).commitment.never


def _incident(course: Course, commitment: str, incident: str, on: date) -> Evidence:
    standpoint = course.record.standpoint
    interest = incident_interest(incident, course.terms(commitment), course.process, standpoint)
    start = course.start(commitment, Pick.CERTAIN)
    since = None if start is None else (start, date.max)
    return course.weighing.slot(incident, None, on, Pick.CERTAIN, interest, since)
