"""A sweep that is kept up to date: each new statement repaints what it touches and nothing else."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from kept.archive.kernel.sweeping import Sweep, Touched
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import Answers, Columns, Int32, Retractions, Words, arrays
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.ordering import in_order
from kept.assessment.sweep.runs import UInt64
from kept.assessment.sweep.tables import Tables

Rows = TypeVar("Rows", Words, Retractions, Answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Rows of statements that come after all others, numbered on from the last."""

    words: Words
    retractions: Retractions
    answers: Answers
    statements: int  # how many there are with these


class FullError(Exception):
    """There is no room for more statements: begin anew with all of them."""


class RefusedError(Exception):
    """The calendar refuses a day that a standing rests on: the reference says which."""


class SupposedError(Exception):
    """Nothing is added, or supposed besides, while something is supposed."""


class Live:
    """A sweep, and room for statements to come.

    `room` is how many statements may be added before it has to be begun anew.
    """

    def __init__(
        self,
        library: ctypes.CDLL,
        columns: Columns,
        lanes: Lanes,
        tables: Tables,
        *,
        known_at: date,
        basis: Basis,
        until: date,
        room: int = 100_000,
    ) -> None:
        columns = in_order(columns, basis)
        self._basis: Basis = basis
        self._tables, self._library = tables, library
        self._most = columns.statements + room
        self._supposing = False
        self._kept = replace(
            columns,
            words=_with_room(columns.words, 2 * room),
            retractions=_with_room(columns.retractions, room),
            answers=_with_room(columns.answers, room),
        )
        self._rows = tuple(len(each) for each in _tables_in(columns))
        days = {"known_at": known_at, "basis": basis, "until": until}
        self.sweep = Sweep(library, self._kept, lanes, tables, rows=self._rows, **days)  # type: ignore[arg-type]
        self.sweep.run()
        sizes = (len(each) for each in _tables_in(self._kept))
        words, retractions, _ = sizes
        library.kept_live(self.sweep.state, self._most, words, retractions)

    def close(self) -> None:
        """Give back what the kernel holds."""
        self.sweep.close()

    def __enter__(self) -> Live:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, more: Addition) -> Touched:
        """Take statements in; returns which histories are others now.

        Raises `FullError`, and `RefusedError`: after that all has to be begun anew.
        """
        rows = self._written(more)
        count = self._library.kept_add(self.sweep.state, *rows)
        self._rows = rows
        return self._touched(count)

    def advance(self, day: int, rows: Int32, retractions: Int32, *, text: bool) -> Touched:
        """More becomes known: these rows, and, with `text`, steps of the text or decisions."""
        places = rows.ctypes.data, len(rows), retractions.ctypes.data, len(retractions)
        count = self._library.kept_advance(self.sweep.state, day, *places, int(text))
        return self._touched(count)

    def places(self, touched: Touched) -> list[int]:
        """The numbers of histories: lane · commitments + commitment."""
        lanes, names = self._tables.standpoints, self._tables.names
        return [lanes.index(lane) * len(names) + names.index(name) for lane, name in touched]

    @contextmanager
    def supposing(self, more: Addition) -> Iterator[Touched]:
        """The same while it lasts; afterwards nothing is left of it."""
        rows = self._written(more)
        journal = self._library.kept_suppose(self.sweep.state, *rows)
        self._supposing = True
        try:
            yield self._touched(self._library.kept_touched_count(self.sweep.state))
        finally:
            self._library.kept_undo(self.sweep.state, journal)
            self._supposing = False

    def history(self, standpoint: str, commitment: str) -> tuple[Int32, UInt64]:
        """The runs of one history: days and codes."""
        return self.history_at(self.places(((standpoint, commitment),))[0])

    def history_at(self, place: int) -> tuple[Int32, UInt64]:
        """The runs of the history with a number: days and codes."""
        lane, at = divmod(place, len(self._tables.names))
        count = self._library.kept_history(self.sweep.state, lane, at, None, None)
        day, code = np.empty(count, np.int32), np.empty(count, np.uint64)
        places = day.ctypes.data, code.ctypes.data
        self._library.kept_history(self.sweep.state, lane, at, *places)
        return day, code

    def _written(self, more: Addition) -> tuple[int, ...]:
        """Writes the rows behind the others; returns how many of each there are then."""
        if self._supposing:
            raise SupposedError
        if more.statements > self._most:
            raise FullError
        found = []
        several = zip(_arrays_in(self._kept), _arrays_in(more), self._rows, strict=True)
        for kept, new, begin in several:
            end = begin + len(new["statement"])
            if end > len(kept["statement"]):
                raise FullError
            for name, array in new.items():
                kept[name][begin:end] = array
            found.append(end)
        return tuple(found)

    def _touched(self, count: int) -> Touched:
        if self.sweep.failed:
            raise RefusedError
        found = np.empty(count, np.int32)
        self._library.kept_touched(self.sweep.state, found.ctypes.data)
        names = self._tables.names
        lanes = self._tables.standpoints
        return tuple((lanes[at // len(names)], names[at % len(names)]) for at in found.tolist())


def _tables_in(it: Columns | Addition) -> tuple[Words, Retractions, Answers]:
    return it.words, it.retractions, it.answers


def _arrays_in(it: Columns | Addition) -> tuple[Mapping[str, NDArray[Any]], ...]:
    return arrays(it.words), arrays(it.retractions), arrays(it.answers)


def _with_room(table: Rows, room: int) -> Rows:
    found: dict[str, NDArray[Any]] = {}
    for name, array in arrays(table).items():
        found[name] = np.zeros(len(array) + room, array.dtype)
        found[name][: len(array)] = array
    return replace(table, **found)
