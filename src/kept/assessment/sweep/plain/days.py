"""The days on which a history may turn, over all time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import NOBODY, Window
from kept.assessment.endings import until_day
from kept.assessment.history import milestone_days
from kept.assessment.instruments import binding_day
from kept.assessment.sweep.plain.course import SweptCourse
from kept.assessment.terms import incident_interest
from kept.dates import Duration, periods
from kept.process.model import AtLeast, Condition, Kept, PhaseIs, Process
from kept.process.model.conditions import leaves, propositions_in

SETTLED: Final = 3  # this many periods after the last turn, one more period changes nothing


def days_of(course: SweptCourse, commitment: str) -> list[date]:
    """Every day on which the standing of `commitment` may turn, in order, day 1 first.

    The last day of the calendar stands for "never", and is not among them. The periods of a
    recurring duty are followed until every one is like the one before.
    """
    several = tuple(_with_its_parts(course.process, commitment))
    days = {date.min}
    for each in several:
        days.update(_turning(course, each))
    days.discard(date.max)
    last = max(days.union(*(_spoken(course, each) for each in several)) - {date.max})
    for each in several:
        days.update(_recurring(course, each, last))
    return sorted(days - {date.max})


def _with_its_parts(process: Process, commitment: str) -> dict[str, None]:
    """A commitment, its parts, and theirs."""
    found, ahead = {commitment: None}, [commitment]
    while ahead:
        parts = process.commitments[ahead.pop()].parts
        more = [leaf.commitment for leaf in leaves(parts) if isinstance(leaf, Kept)]
        ahead += [each for each in more if each not in found]
        found.update(dict.fromkeys(more))
    return found


def _turning(course: SweptCourse, commitment: str) -> Iterator[date]:
    terms, weighing = course.terms(commitment), course.weighing
    yield from milestone_days(course, commitment, date.max)
    binds = binding_day(weighing, terms.commitment.instrument, terms.binds_by, Pick.CERTAIN)
    until = until_day(course, commitment, Pick.CERTAIN)
    yield from (day for day in (binds, until) if day is not None)
    start = course.start(commitment, Pick.CERTAIN) or date.max
    waiting = _waiting(course, terms.start, terms.witnesses)
    yield from (day for day in waiting if day < start)
    if terms.commitment.kind == "refrain":
        yield from _restrained(course, commitment)
    elif terms.done is not None and terms.commitment.kind != "recur":
        yield from weighing.turns(terms.done, Pick.CERTAIN, terms.interest, None)
    yield from _told_how_far(course, commitment)


def _waiting(course: SweptCourse, condition: Condition, interest: Interest) -> Iterator[date]:
    """The days on which it turns what a duty waits for, gates of phases included."""
    yield from course.weighing.turns(condition, Pick.CERTAIN, interest, None)
    for each in condition.of if isinstance(condition, AtLeast) else (condition,):
        if isinstance(each, AtLeast):
            yield from _waiting(course, each, interest)
        elif isinstance(each, PhaseIs):
            gate = course.process.phases[each.phase].gate
            yield from () if gate is None else _waiting(course, gate, NOBODY)


def _restrained(course: SweptCourse, commitment: str) -> Iterator[date]:
    terms, start = course.terms(commitment), course.start(commitment, Pick.CERTAIN)
    since: Window | None = None if start is None else (start, date.max)
    for each in terms.commitment.never:
        interest = incident_interest(each, terms, course.process, course.record.standpoint)
        yield from course.weighing.slot_turns(each, None, Pick.CERTAIN, interest, since)


def _told_how_far(course: SweptCourse, commitment: str) -> Iterator[date]:
    """The days on which it turns how far a commitment is said to be carried out."""
    it, done = course.process.commitments[commitment], course.terms(commitment).done
    for each in propositions_in(done if it.kind != "refrain" else None):
        yield from course.lane.extent_days(each, figures=False)
    if it.extent is not None:
        yield from course.lane.extent_days(it.extent, figures=True)


def _spoken(course: SweptCourse, commitment: str) -> Iterator[date]:
    """The days on which anybody begins or ceases to speak of a recurring duty."""
    terms = course.terms(commitment)
    if terms.commitment.every is not None and terms.done is not None:
        yield from course.weighing.days(terms.done, Pick.CERTAIN)


def _recurring(course: SweptCourse, commitment: str, last: date) -> Iterator[date]:
    """The days on which a period begins or is over, or the evidence on it turns."""
    terms, start = course.terms(commitment), course.start(commitment, Pick.CERTAIN)
    every, done = terms.commitment.every, terms.done
    if every is None or done is None or start is None:
        return
    until = _settled(last, every)
    for first, end in periods(start, every, until, course.process.calendar):
        yield from (first, end)
        yield from course.weighing.turns(done, Pick.CERTAIN, terms.interest, (first, end))


def _settled(last: date, every: Duration) -> date:
    days = SETTLED * (every.months * 31 + every.days)
    return date.fromordinal(min(last.toordinal() + days, date.max.toordinal()))
