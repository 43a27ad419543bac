"""How a standing came about: the runs of days on which it was the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.assess import Assessment, standing
from kept.assessment.course import Course
from kept.assessment.deadlines import moves
from kept.assessment.fulfilment import found_breaches
from kept.assessment.reach import Reach, reach
from kept.assessment.standing import DutyWord, ShownWord
from kept.dates import periods


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
    for day in sorted(change_days(course, commitment, assessment.on)):
        it = standing(course, commitment, day, explained=False)
        run = Run(day, it.word, it.duty, it.evidence)
        if not runs or _differs(run, runs[-1]):
            runs.append(run)
    return tuple(runs)


def _differs(run: Run, other: Run) -> bool:
    return (run.word, run.duty, run.evidence) != (other.word, other.duty, other.evidence)


def change_days(course: Course, commitment: str, until: date) -> set[date]:
    """The days up to `until` on which a standing may change: no other day does."""
    found = reach(course.process, commitment)
    days = {*turning_days(course, found, until), *period_days(course, found, until)}
    return {day for day in days if date.min < day <= until}


def turning_days(course: Course, found: Reach, until: date) -> Iterator[date]:
    """The days on which something within reach turns once, the periods of a duty apart."""
    yield from _of_the_text(course, found)
    for each in found.commitments:
        yield from milestone_days(course, each, until)


def period_days(course: Course, found: Reach, until: date) -> Iterator[date]:
    """The days up to `until` on which a period of a recurring duty begins, or is over.

    Every period, for one that is not asked for today may have been on its own days.
    """
    for commitment in found.commitments:
        every, start = course.terms(commitment).commitment.every, _start(course, commitment)
        if every is not None and start is not None:
            for each in periods(start, every, until, course.process.calendar):
                yield from each


def _start(course: Course, commitment: str) -> date | None:
    return course.start(commitment, Pick.CERTAIN)


def _of_the_text(course: Course, found: Reach) -> Iterator[date]:
    for pick in Pick:
        for condition in found.conditions:
            yield from course.weighing.days(condition, pick)
        for proposition in found.propositions:
            yield from course.weighing.slot_days(proposition, pick)
        for name in found.instruments:
            words = {each.word for each in course.process.instruments[name].status}
            yield from _given(*(course.instrument_day(name, word, pick) for word in words))
        yield from _given(*(course.entered_day(phase, pick) for phase in found.phases))


def milestone_days(course: Course, commitment: str, until: date) -> Iterator[date]:
    """The days on which one commitment turns by itself, the periods of a duty apart."""
    turned = [each.on.last for each in course.effects(commitment)]
    turned += [day for stretch in course.suspensions(commitment) for day in stretch]
    turned += [each.on for pick in Pick for each in moves(course, commitment, pick)]
    yield from turned
    for pick in Pick:
        yield from _given(course.start(commitment, pick), course.discharged(commitment, pick))
        for on in (date.min, *turned, until):
            yield from _after(course.due(commitment, pick, min(on, until)))
    ended = course.ending(commitment)
    yield from _given(ended.on if ended else None)
    for breach in course.breaches(commitment):
        yield from _given(breach.on.last, breach.ends_on)
    yield from _given(*(repaired for _, repaired in found_breaches(course, commitment)))


def _after(day: date | None) -> Iterator[date]:
    if day is not None and day < date.max:
        yield day + timedelta(days=1)


def _given(*days: date | None) -> Iterator[date]:
    yield from (day for day in days if day is not None)
