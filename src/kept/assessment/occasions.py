"""Recurring duties, period by period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence, Verdict, word_of
from kept.assessment.standing import Occasion
from kept.dates import periods


def occasions(course: Course, commitment: str, on: date) -> tuple[Occasion, ...]:
    """The periods of a recurring duty that have begun by `on`, each judged by itself."""
    return tuple(_occasions(course, commitment, on))


def _occasions(course: Course, commitment: str, on: date) -> Iterator[Occasion]:
    terms, start = course.terms(commitment), course.start(commitment, Pick.CERTAIN)
    every = terms.commitment.every
    if every is None or terms.done is None or start is None:
        return
    accept = course.weighing.accept
    for first, end in periods(start, every, on, course.process.calendar):
        found = evidence_in(course, commitment, first, end, on)
        kept = found.verdict(accept) is Verdict.TRUE
        yield Occasion(
            first=first, last=end - timedelta(days=1), evidence=word_of(found, accept), kept=kept
        )


def evidence_in(course: Course, commitment: str, first: date, end: date, on: date) -> Evidence:
    """The evidence that a recurring duty was done between `first` and the day before `end`."""
    terms = course.terms(commitment)
    if terms.done is None:
        return Evidence()
    return course.weighing.evidence(
        terms.done, on, Pick.CERTAIN, terms.interest, window=(first, end)
    )
