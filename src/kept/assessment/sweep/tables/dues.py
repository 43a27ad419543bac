"""Deadlines as a table: what names the day, and by how long after what."""

from __future__ import annotations

from dataclasses import dataclass, field

from kept.assessment.sweep.tables.asking import Asking
from kept.assessment.sweep.tables.table import Table, days_of, first_of, last_of, months_of, table
from kept.process.model import Due

BY, WITHIN, BEFORE, NOTHING = range(4)


@dataclass(slots=True)
class Dues:
    """Deadlines as rows, each once."""

    asking: Asking
    known: dict[tuple[Due, int], int] = field(default_factory=dict)
    rows: list[tuple[int, ...]] = field(default_factory=list)

    def place(self, due: Due | None, side: int) -> int:
        """The number of a deadline; -1 where there is none."""
        if due is None:
            return -1
        key = (due, side)
        if key not in self.known:
            row = self._row(due, side)
            self.known[key] = len(self.rows)
            self.rows.append(row)
        return self.known[key]

    def _row(self, due: Due, side: int) -> tuple[int, ...]:
        after, before = (
            self.asking.node(each, side) if each is not None else -1
            for each in (due.after, due.before)
        )
        kind = NOTHING
        if due.by is not None:
            kind = BY
        elif due.before is not None:
            kind = BEFORE
        elif due.within is not None:
            kind = WITHIN
        within = months_of(due.within), days_of(due.within)
        return kind, *within, first_of(due.by), last_of(due.by), after, before

    def table(self) -> Table:
        """All of them."""
        names = ("type", "months", "days", "first", "last", "after", "before")
        columns = {name: [row[at] for row in self.rows] for at, name in enumerate(names)}
        return table(count=len(self.rows), **columns)
