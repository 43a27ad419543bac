"""How a standing came about: the runs of days on which it was the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.assess import Assessment, standing
from kept.assessment.course import Course
from kept.assessment.slots import bears_on, conditions_of
from kept.assessment.standing import DutyWord, ShownWord

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """From this day on, until the next run, a commitment stood so."""

    since: date
    word: ShownWord
    duty: DutyWord
    evidence: str


def history(assessment: Assessment, commitment: str) -> tuple[Run, ...]:
    """The runs of a commitment up to the day of the assessment, with today's knowledge."""
    course = assessment.course
    runs: list[Run] = []
    for day in sorted(set(change_days(course, commitment))):
        if day <= assessment.on:
            it = standing(course, commitment, day)
            run = Run(day, it.word, it.duty, it.evidence)
            if not runs or _differs(run, runs[-1]):
                runs.append(run)
    return tuple(runs)


def _differs(run: Run, other: Run) -> bool:
    return (run.word, run.duty, run.evidence) != (other.word, other.duty, other.evidence)


def change_days(course: Course, commitment: str) -> Iterator[date]:
    """The days on which a standing may change."""
    it = course.process.commitments[commitment]
    for pick in Pick:
        yield from _turns(course, commitment, pick)
        for condition in conditions_of(it):
            yield from course.weighing.days(condition, pick)[1:]
        for proposition in bears_on(it):
            yield from course.weighing.slot_days(proposition, pick)
        for status in ("adopted", "signed", "in-force", "superseded", "terminated"):
            yield from _given(course.instrument_day(it.instrument, status, pick))
    for breach in course.breaches(commitment):
        yield breach.on.last
        yield from _given(breach.ends_on)
    for first, end in course.suspensions(commitment):
        yield from (first, end)
    for decision in course.effects(commitment):
        yield decision.on.last


def _turns(course: Course, commitment: str, pick: Pick) -> Iterator[date]:
    yield from _given(course.start(commitment, pick), course.discharged(commitment, pick))
    ended = course.ending(commitment)
    yield from _given(ended.on if ended else None)
    for day in (course.due(commitment, pick),):
        if day is not None and day < date.max:
            yield day + _DAY
    for each in course.process.decisions.values():
        yield from _given(course.decided_day(each.id, pick))


def _given(*days: date | None) -> Iterator[date]:
    yield from (day for day in days if day is not None)
