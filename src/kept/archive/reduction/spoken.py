"""What was said about single propositions, out of all that was said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from kept.archive.reduction.whole import Day
from kept.assessment.sweep.columns import (
    NO_FIGURE,
    SIGNED,
    Answers,
    Columns,
    Int64,
    Retractions,
    Words,
    arrays,
)
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.plain.masks import Flags, Masks, masks_of
from kept.assessment.sweep.plain.slots import Slots, slots_of
from kept.assessment.sweep.reduced import with_retractions
from kept.process.model import Process

Table = TypeVar("Table", Words, Retractions, Answers)


class Spoken:
    """The rows of each proposition, and what counts of them for the standpoints of one pass.

    `columns` are in the order of entry.
    """

    def __init__(self, process: Process, columns: Columns, lanes: Lanes, day: Day) -> None:
        self.columns: Final = columns
        self.lanes: Final = lanes
        self.day: Final = day
        self._process: Final = process
        self._code: Final = {n: at for at, n in enumerate(columns.vocabulary.propositions)}
        self._slots: Final[dict[str, Slots]] = {}

    def rows(self, proposition: str) -> Int64:
        """All rows of words that speak of a proposition, ascending."""
        order, start = self._by_proposition
        at = self._code[proposition]
        return order[start[at] : start[at + 1]]

    def part(self, rows: Int64) -> tuple[Columns, Int64]:
        """Some rows, ascending, as columns of their own, with all that takes them back.

        And the numbers that its statements have among all.
        """
        numbers = distinct(self.columns.words.statement[rows])
        if among(numbers, self.columns.retractions.target).any():
            numbers = with_retractions(self.columns, numbers)
        return rows_chosen(self.columns, rows, numbers), numbers

    def masks(self, part: Columns) -> Masks:
        """The lanes that see and count each row of a part."""
        return masks_of(part, self.lanes, self.day.known_at, self.day.basis)

    def about(self, proposition: str) -> Slots:
        """What counts about a proposition; of words that are alike in all that matters the last."""
        if proposition not in self._slots:
            rows = self.rows(proposition)
            part, _ = self.part(rows)
            few, _ = self.part(rows[self._last_of_alike(part)])
            given = self.lanes, self.day.known_at, self.day.basis
            self._slots[proposition] = slots_of(self._process, few, *given)
        return self._slots[proposition]

    @cached_property
    def _by_proposition(self) -> tuple[Int64, Int64]:
        proposition = self.columns.words.proposition
        few = len(self._code) < np.iinfo(np.uint16).max
        order = np.argsort(proposition.astype(np.uint16) if few else proposition, kind="stable")
        return order, np.concatenate(
            [[0], np.cumsum(np.bincount(proposition, minlength=len(self._code)))]
        )

    def _last_of_alike(self, part: Columns) -> Int64:
        """Of rows of one voice that say the same of the same days the last, and all that answer.

        An account is the last word of a voice: of two that hold on the same days and say the
        same, only the one that goes before the other can be one.
        """
        words, masks = part.words, self.masks(part)
        row = np.flatnonzero(masks.counted)
        kept = np.zeros(len(words), np.bool_)
        if len(row):
            keys = [*_alike(words, masks, row)]
            by = np.lexsort(
                [_packed((words.flags[row] & SIGNED, 1), (words.said[row], 22), (row, 32)), *keys]
            )
            last = np.ones(len(row), np.bool_)
            last[:-1] = np.logical_or.reduce([(key[by])[1:] != (key[by])[:-1] for key in keys])
            kept[row[by[last]]] = True
            answering = np.unique(self._answering(part))
            kept[row[among(answering, words.statement[row])]] = True
        return np.flatnonzero(kept)

    def _answering(self, part: Columns) -> NDArray[np.int32]:
        """The statements of a part that answer others of it, and those they answer."""
        return np.concatenate([part.answers.statement, part.answers.answered])


def distinct(ascending: NDArray[np.integer[Any]]) -> Int64:
    """Each number of an ascending list once."""
    first = np.append(True, ascending[1:] != ascending[:-1])[: len(ascending)]
    return np.asarray(ascending[first], np.int64)


def _alike(words: Words, masks: Masks, row: Int64) -> Iterator[Int64]:
    """What rows must share to be alike, in as few numbers as hold it."""
    extent = words.extent_low[row] + 2, words.extent_high[row] + 2
    who = (masks.voice[row], 16), (masks.counted[row], 8), (words.kind[row], 4)
    yield _packed(*who, *((each, 3) for each in extent), (words.until[row], 22))
    yield _packed((words.first[row], 22), (words.last[row], 22))
    low = words.low[row]
    if (low != NO_FIGURE).any():
        yield low
        yield words.high[row]


def _packed(*several: tuple[NDArray[Any], int]) -> Int64:
    """Numbers side by side in one, each in so many bits: none is negative, and all fit."""
    found = np.zeros(len(several[0][0]), np.int64)
    for each, bits in several:
        found = found << bits | each
    return found


def rows_chosen(columns: Columns, rows: Int64, numbers: Int64) -> Columns:
    """Columns of some statements, numbers ascending, with only some rows of words."""
    return replace(
        columns,
        words=_taken(columns.words, rows, numbers),
        retractions=_taken(
            columns.retractions, _among(numbers, columns.retractions, "target"), numbers, "target"
        ),
        answers=_taken(
            columns.answers, _among(numbers, columns.answers, "answered"), numbers, "answered"
        ),
        index=columns.index[numbers],
    )


def _among(numbers: Int64, table: Retractions | Answers, also: str) -> Int64:
    return np.flatnonzero(among(numbers, table.statement) & among(numbers, getattr(table, also)))


def among(numbers: NDArray[np.integer[Any]], asked: NDArray[np.integer[Any]]) -> Flags:
    """Whether each that is asked about is one of some numbers, which ascend."""
    if not len(numbers):
        return np.zeros(len(asked), np.bool_)
    at = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
    return np.asarray(numbers[at] == asked, np.bool_)


def _taken(table: Table, rows: Int64, numbers: Int64, also: str = "") -> Table:
    found = {name: array[rows] for name, array in arrays(table).items()}
    for name in ("statement", also) if also else ("statement",):
        found[name] = np.searchsorted(numbers, found[name]).astype(np.int32)
    return replace(table, **found)
