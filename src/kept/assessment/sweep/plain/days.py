"""The days on which a history may change, over all time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kept.assessment.course import Course
from kept.assessment.history import period_days, turning_days
from kept.assessment.reach import Reach, reach
from kept.dates import Duration

SETTLED = 3  # this many periods after the last turn, one more period changes nothing


def days_of(course: Course, commitment: str) -> list[date]:
    """Every day on which the standing of `commitment` may change, in order, day 1 first.

    The last day of the calendar stands for "never" in the reference, and is not among them.
    The periods of a recurring duty are followed until every one is like the one before.
    """
    found = reach(course.process, commitment)
    turning = {date.min, *turning_days(course, found, date.max)} - {date.max}
    until = _settled(max(turning), _periods(course, found))
    return sorted(turning.union(period_days(course, found, until)) - {date.max})


def _periods(course: Course, found: Reach) -> Iterator[Duration]:
    for name in found.commitments:
        every = course.process.commitments[name].every
        if every is not None and course.terms(name).done is not None:
            yield every


def _settled(last: date, periods: Iterator[Duration]) -> date:
    """A day by which `SETTLED` periods of every length have passed since `last`."""
    longest = max((each.months * 31 + each.days for each in periods), default=0)
    return date.fromordinal(min(last.toordinal() + SETTLED * longest, date.max.toordinal()))
