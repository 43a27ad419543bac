"""A few statements out of columns, as columns of their own; and what has to go along with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kept.assessment.sweep.columns import (
    Answers,
    Columns,
    Int32,
    Int64,
    Retractions,
    Words,
    arrays,
)

Table = TypeVar("Table", Words, Retractions, Answers)


def chosen(columns: Columns, statements: Int64) -> Columns:
    """The columns of some statements alone; numbers ascend, and each becomes its place there."""
    place = np.full(columns.statements, -1, np.int32)
    place[statements] = np.arange(len(statements), dtype=np.int32)
    return replace(
        columns,
        words=_chosen(columns.words, place),
        retractions=_chosen(columns.retractions, place, "target"),
        answers=_chosen(columns.answers, place, "answered"),
        index=np.ascontiguousarray(columns.index[statements]),
    )


def with_retractions(columns: Columns, statements: Iterable[int] | Int64) -> Int64:
    """The numbers of `statements`, ascending, and of all that take some of them back.

    And of those that take back these, and so on: so each stands as it stands among all.
    """
    table, wanted = columns.retractions, np.zeros(columns.statements, np.bool_)
    wanted[np.asarray(list(statements), np.int64)] = True
    so_far = -1
    while so_far != (so_far := int(np.count_nonzero(wanted))):
        wanted[table.statement[wanted[table.target]]] = True
    return np.flatnonzero(wanted)


def _chosen(table: Table, place: Int32, also: str = "") -> Table:
    rows = place[table.statement] >= 0
    if also:
        rows &= place[getattr(table, also)] >= 0
    found: dict[str, NDArray[Any]] = {
        name: np.ascontiguousarray(array[rows]) for name, array in arrays(table).items()
    }
    for name in ("statement", also) if also else ("statement",):
        found[name] = place[found[name]]
    return replace(table, **found)
