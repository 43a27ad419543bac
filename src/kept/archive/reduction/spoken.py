"""What was said about single propositions, out of all that was said."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from kept.archive.reduction.whole import Day
from kept.assessment.sweep.columns import (
    SIGNED,
    Answers,
    Columns,
    Int64,
    Retractions,
    Words,
    arrays,
)
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.plain.masks import Masks, masks_of
from kept.assessment.sweep.plain.slots import Slots, slots_of
from kept.assessment.sweep.reduced import with_retractions
from kept.process.model import Process

Table = TypeVar("Table", Words, Retractions, Answers)
_ALIKE: Final = ("kind", "first", "last", "until", "low", "high", "extent_low", "extent_high")


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
        """Some rows as columns of their own, with all that takes their statements back.

        And the numbers that its statements have among all.
        """
        said = np.unique(self.columns.words.statement[rows])
        numbers = with_retractions(self.columns, said)
        return _rows(self.columns, rows, numbers), numbers

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
        keys = [masks.voice, masks.counted, *(getattr(words, name) for name in _ALIKE)]
        rank = [row, words.said[row], words.flags[row] & SIGNED]
        by = np.lexsort([*rank, *(each[row] for each in keys)])
        last = np.zeros(len(row), np.bool_)
        last[-1:] = True
        for each in keys:
            told = each[row[by]]
            last[:-1] |= told[1:] != told[:-1]
        answering = np.isin(part.words.statement[row], self._answering(part))
        kept = np.zeros(len(words), np.bool_)
        kept[row[by[last]]] = True
        kept[row[answering]] = True
        return np.flatnonzero(kept)

    def _answering(self, part: Columns) -> NDArray[np.int32]:
        """The statements of a part that answer others of it, and those they answer."""
        return np.concatenate([part.answers.statement, part.answers.answered])


def _rows(columns: Columns, rows: Int64, numbers: Int64) -> Columns:
    """Columns of some statements with only some of their rows of words."""
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
    found = np.isin(table.statement, numbers) & np.isin(getattr(table, also), numbers)
    return np.flatnonzero(found)


def _taken(table: Table, rows: Int64, numbers: Int64, also: str = "") -> Table:
    found = {name: array[rows] for name, array in arrays(table).items()}
    for name in ("statement", also) if also else ("statement",):
        found[name] = np.searchsorted(numbers, found[name]).astype(np.int32)
    return replace(table, **found)
