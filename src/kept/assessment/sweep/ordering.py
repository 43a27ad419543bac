"""Columns in the order of entry, as a kernel wants them: the last of equal rank is the last row."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np

from kept.assessment.known import Basis
from kept.assessment.sweep.columns import Answers, Columns, Int64, Retractions, Words, arrays

Table = TypeVar("Table", Words, Retractions, Answers)


def in_order(columns: Columns, basis: Basis) -> Columns:
    """The same statements, numbered in the order of entry.

    By publication that is the order in which they were given, by entry that of the register.
    """
    index = columns.index
    if basis == "published" or bool((index[1:] >= index[:-1]).all()):
        return columns
    order = np.argsort(index, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return replace(
        columns,
        words=_renumbered(columns.words, place),
        retractions=_renumbered(columns.retractions, place, "target"),
        answers=_renumbered(columns.answers, place, "answered"),
        index=np.ascontiguousarray(index[order]),
    )


def _renumbered(table: Table, place: Int64, also: str = "") -> Table:
    statement = place[table.statement]
    order = np.argsort(statement, kind="stable")
    found = {name: np.ascontiguousarray(array[order]) for name, array in arrays(table).items()}
    found["statement"] = statement[order].astype(np.int32)
    if also:
        found[also] = place[found[also]].astype(np.int32)
    return replace(table, **found)


def goes_back(retractions: Retractions) -> bool:
    """Whether every retraction takes back something entered before it."""
    return bool((retractions.target < retractions.statement).all())
