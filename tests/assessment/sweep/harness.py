"""Histories as the reference tells them, and where two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from kept.assessment.assess import standing
from kept.assessment.course import Course
from kept.assessment.history import period_days, turning_days
from kept.assessment.known import Basis
from kept.assessment.reach import Reach, reach
from kept.assessment.record import record
from kept.assessment.sweep.runs import Histories, axes_of, code_of
from kept.dates import Duration
from kept.ledger import Statement
from kept.process import Process, Standpoint

SETTLED = 3  # this many periods after the last turn, one more period changes nothing


def reference_histories(
    process: Process,
    statements: Iterable[Statement],
    standpoints: Sequence[Standpoint],
    known_at: date,
    basis: Basis,
) -> Histories:
    """The canonical runs of every commitment from every standpoint, day by day and slowly."""
    given = tuple(statements)
    several: list[list[tuple[int, int]]] = []
    for each in standpoints:
        course = Course(record(process, given, each, known_at, basis))
        several += [list(reference_runs(course, name)) for name in process.commitments]
    runs = [run for history in several for run in history]
    return Histories(
        commitments=tuple(process.commitments),
        standpoints=tuple(each.id for each in standpoints),
        start=np.cumsum([0, *map(len, several)]).astype(np.int64),
        day=np.array([day for day, _ in runs], np.int32),
        code=np.array([code for _, code in runs], np.uint64),
    )


def reference_runs(course: Course, commitment: str) -> Iterator[tuple[int, int]]:
    """Day and code of each run of one history, as the reference finds the standing on it."""
    last = None
    for day in days_of(course, commitment):
        code = code_on(course, commitment, day)
        if code != last:
            yield day.toordinal(), code
            last = code


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


def code_on(course: Course, commitment: str, day: date) -> int:
    """What the reference says of one commitment on one day."""
    return code_of(standing(course, commitment, day, explained=False))


def assert_equal(one: Histories, other: Histories) -> None:
    """Fail where two engines differ, and say where: both runs, and both standings on one day."""
    assert one.commitments == other.commitments
    assert one.standpoints == other.standpoints
    for standpoint in one.standpoints:
        for commitment in one.commitments:
            mine, theirs = (list(_runs(each, commitment, standpoint)) for each in (one, other))
            if mine != theirs:
                raise AssertionError(_message(commitment, standpoint, mine, theirs))


def _runs(histories: Histories, commitment: str, standpoint: str) -> Iterator[tuple[int, int]]:
    where = histories.slice(commitment, standpoint)
    return zip(histories.day[where].tolist(), histories.code[where].tolist(), strict=True)


def _message(
    commitment: str,
    standpoint: str,
    mine: Sequence[tuple[int, int]],
    theirs: Sequence[tuple[int, int]],
) -> str:
    days = sorted({day for day, _ in (*mine, *theirs)})
    differing = [day for day in days if _code(mine, day) != _code(theirs, day)]
    lines = [f"{commitment} from {standpoint}:"]
    if not differing:
        lines.append("the same on every day; but the runs of one are not canonical")
        lines += [f"  {_days(mine)}", f"  {_days(theirs)}"]
    for day in differing[:3]:
        lines.append(f"  on {date.fromordinal(day)} (day {day})")
        lines += [f"    one:   {_axes(mine, day)}", f"    other: {_axes(theirs, day)}"]
    return "\n".join((*lines, f"  {len(differing)} of {len(days)} days differ"))


def _days(runs: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{day}:{code:x}" for day, code in runs)


def _code(runs: Sequence[tuple[int, int]], day: int) -> int | None:
    return next((code for since, code in reversed(runs) if since <= day), None)


def _axes(runs: Sequence[tuple[int, int]], day: int) -> str:
    code = _code(runs, day)
    return "no run" if code is None else str(axes_of(code))
