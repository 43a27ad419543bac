"""Histories by whichever engine is at hand: the compiled one, else the one in NumPy alone."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kept.archive.kernel.library import load
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.known import Basis
from kept.assessment.sweep import plain
from kept.assessment.sweep.columns import Columns
from kept.assessment.sweep.lanes import Lanes, lanes_of
from kept.assessment.sweep.runs import Histories, joined
from kept.assessment.sweep.tables import tables_of
from kept.process import Process, Standpoint


@dataclass(frozen=True, slots=True)
class Engine:
    """Tells histories from columns. `library` None: no compiler, NumPy answers."""

    library: ctypes.CDLL | None

    def histories(
        self,
        process: Process,
        columns: Columns,
        standpoints: Sequence[Standpoint],
        *,
        known_at: date,
        basis: Basis = "published",
        until: date | None = None,
    ) -> Histories:
        """The runs of every commitment from every standpoint up to a day, as known on a day.

        `until` is the day of knowledge where none is given. Raises `DateError` where the
        calendar cannot tell a day that a standing rests on.
        """
        last = known_at if until is None else until
        found = self._swept(process, columns, standpoints, known_at, basis, last)
        if found is None:
            found = plain.histories(process, columns, standpoints, known_at, basis).up_to(last)
        return found

    def _swept(
        self,
        process: Process,
        columns: Columns,
        standpoints: Sequence[Standpoint],
        known_at: date,
        basis: Basis,
        last: date,
    ) -> Histories | None:
        several = []
        for lanes in lanes_of(process, standpoints, columns.vocabulary):
            found = self._pass(process, columns, lanes, known_at, basis, last)
            if found is None:
                return None
            several.append(found)
        return joined(several).of([each.id for each in standpoints]) if several else None

    def _pass(
        self,
        process: Process,
        columns: Columns,
        lanes: Lanes,
        known_at: date,
        basis: Basis,
        last: date,
    ) -> Histories | None:
        """One pass of the compiled kernel; None where it cannot answer, or must not."""
        if self.library is None:
            return None
        tables = tables_of(process, lanes, known_at)
        given = {"known_at": known_at, "basis": basis, "until": last}
        with Sweep(self.library, columns, lanes, tables, **given) as sweep:  # type: ignore[arg-type]
            found = sweep.run()
            return None if sweep.failed else found


def engine(folder: Path | None = None) -> Engine:
    """The fastest engine there is here; it is compiled into `folder` at first."""
    place = folder or cache_folder()
    return Engine(load(place) if place else None)


def cache_folder() -> Path | None:
    """Where what can be made again is kept: `XDG_CACHE_HOME`, else the home folder’s cache.

    None where it cannot be written to: a kernel in a folder that others can write to would be
    code that they can change.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "kept"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
