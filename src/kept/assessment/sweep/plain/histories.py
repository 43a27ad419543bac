"""All histories of a process, in NumPy and by the reference's own course."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from kept.assessment.assess import standing
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import Columns
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.plain.course import SweptCourse, course_of
from kept.assessment.sweep.plain.days import days_of
from kept.assessment.sweep.plain.slots import slots_of
from kept.assessment.sweep.runs import Histories, code_of
from kept.process.model import Process, Standpoint

Run = tuple[int, int]  # day and code


def histories(
    process: Process,
    columns: Columns,
    standpoints: Sequence[Standpoint],
    known_at: date,
    basis: Basis = "published",
) -> Histories:
    """The runs of every commitment from every standpoint, as known by the end of `known_at`.

    Raises `DateError` where the calendar cannot tell a day that a standing rests on.
    """
    found: dict[str, list[list[Run]]] = {}
    for lanes in lanes_of(process, standpoints, columns.vocabulary):
        slots = slots_of(process, columns, lanes, known_at, basis)
        for number, each in enumerate(lanes.standpoints):
            course = course_of(slots, number)
            found[each.id] = [list(_runs(course, name)) for name in process.commitments]
    several = [runs for each in standpoints for runs in found[each.id]]
    return Histories(
        commitments=tuple(process.commitments),
        standpoints=tuple(each.id for each in standpoints),
        start=np.cumsum([0, *map(len, several)]).astype(np.int64),
        day=np.array([day for runs in several for day, _ in runs], np.int32),
        code=np.array([code for runs in several for _, code in runs], np.uint64),
    )


def _runs(course: SweptCourse, commitment: str) -> Iterator[Run]:
    last = None
    for day in days_of(course, commitment):
        code = code_of(standing(course, commitment, day, explained=False))
        if code != last:
            yield day.toordinal(), code
            last = code
