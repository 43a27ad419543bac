"""A sweep by the compiled kernel: handed over, dealt out to threads, read back."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kept.archive.kernel.structures import COUNTS, structure
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import Answers, Columns, Int32, Retractions, Words, arrays
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.ordering import goes_back, in_order
from kept.assessment.sweep.plain.masks import retractions_of
from kept.assessment.sweep.runs import Histories, UInt64
from kept.assessment.sweep.tables import Tables
from kept.assessment.sweep.tables.table import Table

THREADS = min(os.cpu_count() or 1, 8)

Touched = tuple[tuple[str, str], ...]  # standpoint and commitment


class Sweep:
    """The state of one sweep. It holds on to the columns and tables it was made from.

    `rows` are how many rows of words, retractions and answers are taken in where the columns
    have room for more.
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
        threads: int = THREADS,
        rows: tuple[int, ...] = (),
    ) -> None:
        if not rows:
            columns = in_order(columns, basis)
        self._library, self._tables = library, tables
        self._columns, self._lanes, self._known_at, self._basis = columns, lanes, known_at, basis
        handed = [structure(name, _table(name, columns, tables, basis, rows)) for name in COUNTS]
        self._held = [each for _, held in handed for each in held]
        days = known_at.toordinal(), until.toordinal()
        self.state: int | None = library.kept_new(
            *(ctypes.addressof(each) for each, _ in handed), *days
        )
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads) if threads > 1 else None

    def close(self) -> None:
        """Give back what the kernel holds."""
        if self.state:
            if self._pool is not None:
                self._pool.shutdown()
            self._library.kept_free(self.state)
            self.state = None

    def __enter__(self) -> Sweep:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def failed(self) -> bool:
        """Whether the calendar refused a day: then the reference has to say which."""
        return bool(self._library.kept_failed(self.state))

    def fill(self) -> None:
        """Sort out who counts in which lane, and bring the rows into the order of slots."""
        kernel, several = self._library, int(self._tables.propositions["count"])
        counts = np.zeros(self._threads * several + 1, np.int32)
        at = counts.ctypes.data
        self._parts(lambda part: kernel.kept_masks(self.state, part, self._threads))
        kernel.kept_retract(self.state, self._stands())
        self._parts(lambda part: kernel.kept_count(self.state, part, self._threads, at))
        kernel.kept_place(self.state, self._threads, at)
        self._parts(lambda part: kernel.kept_fill(self.state, part, self._threads, at))

    def _stands(self) -> int | None:
        """Which retractions stand, where some take back what comes later: a kernel goes back."""
        if goes_back(self._columns.retractions):
            return None
        masks = retractions_of(self._columns, self._lanes, self._known_at, self._basis)
        self._held.append(masks)
        return masks.ctypes.data

    def sweep(self) -> None:
        """Paint and count: afterwards every atom has its runs."""
        self._dealt(self._library.kept_sweep)

    def judge(self) -> None:
        """Work out the course and the history of every commitment in every lane."""
        judge = self._library.kept_judge
        self._parts(lambda part: judge(self.state, part, self._threads))

    def run(self) -> Histories:
        """All of it."""
        self.fill()
        self.sweep()
        self.judge()
        return self.histories()

    def histories(self) -> Histories:
        """What was found."""
        names, several = self._tables.names, int(self._tables.lanes["lanes"])
        start = np.zeros(len(names) * several + 1, np.int64)
        count = self._library.kept_runs_count(self.state, start.ctypes.data)
        day, code = np.empty(count, np.int32), np.empty(count, np.uint64)
        self._library.kept_runs_copy(self.state, day.ctypes.data, code.ctypes.data)
        return Histories(
            commitments=names,
            standpoints=self._tables.standpoints,
            start=start,
            day=day,
            code=code,
        )

    def accounts(self, slot: int, day: date) -> Int32:
        """The rows of words that are somebody's account of a slot on a day, in any lane."""
        most = self._library.kept_accounts(self.state, slot, day.toordinal(), None)
        found = np.empty(most, np.int32)
        self._library.kept_accounts(self.state, slot, day.toordinal(), found.ctypes.data)
        return found

    def rows(self, slot: int) -> Int32:
        """All rows of words that count in a slot, in any lane."""
        found = np.empty(self._library.kept_rows(self.state, slot, None), np.int32)
        self._library.kept_rows(self.state, slot, found.ctypes.data)
        return found

    def atom(self, atom: int, pick: int = 0) -> tuple[Int32, UInt64]:
        """The runs of one atom: days, and codes with a byte for each lane."""
        count = self._library.kept_atom(self.state, atom, pick, None, None)
        day, code = np.empty(count, np.int32), np.empty(count, np.uint64)
        self._library.kept_atom(self.state, atom, pick, day.ctypes.data, code.ctypes.data)
        return day, code

    def atoms(self, atoms: Int32, pick: int = 0) -> tuple[NDArray[np.int64], Int32, UInt64]:
        """The runs of several atoms, one after the other, and where those of each begin."""
        start = np.empty(len(atoms) + 1, np.int64)
        several = atoms.ctypes.data, len(atoms), pick, start.ctypes.data
        self._library.kept_atoms(self.state, *several, None, None)
        day, code = np.empty(start[-1], np.int32), np.empty(start[-1], np.uint64)
        self._library.kept_atoms(self.state, *several, day.ctypes.data, code.ctypes.data)
        return start, day, code

    def _parts(self, work: Callable[[int], object]) -> None:
        if self._pool is None:
            work(0)
        else:
            list(self._pool.map(work, range(self._threads)))

    def _dealt(self, work: Callable[[Any, int], object]) -> None:
        following = np.zeros(1, np.int64)
        self._parts(lambda _: work(self.state, following.ctypes.data))


def _table(
    name: str, columns: Columns, tables: Tables, basis: Basis, rows: tuple[int, ...]
) -> Table:
    match name:
        case "words" | "retractions" | "answers":
            found = _columns(getattr(columns, name), basis)
            at = ("words", "retractions", "answers").index(name)
            return {**found, "rows": rows[at]} if rows else found
        case _:
            told: Table = getattr(tables, name)
            return told


def _columns(it: Words | Retractions | Answers, basis: Basis) -> Table:
    found: dict[str, int | NDArray[Any]] = {"rows": len(it), **arrays(it)}
    if not isinstance(it, Answers):
        found["known"] = it.published if basis == "published" else it.entered
    return found
