"""One pass over all columns: whose words decide, on which days something turns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import CDLL
from datetime import date
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kept.archive.kernel.sweeping import Sweep
from kept.assessment.known import Basis
from kept.assessment.standing import DUTIES
from kept.assessment.sweep.columns import NEVER, Columns, Int32, Int64
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.plain.masks import Masks, masks_of
from kept.assessment.sweep.plain.signs import FOR, grows_old, sign_of_events
from kept.assessment.sweep.runs import DUTY, Histories, UInt64
from kept.assessment.sweep.tables import Tables, tables_of
from kept.process.model import Instrument, Process

_DUTY: Final = np.uint64(15 << DUTY)
_BEFORE: Final = [
    np.uint64(DUTIES.index(each) << DUTY) for each in ("proposed", "dormant", "blocked")
]
_SIDES: Final = np.uint64(15)  # for and against, in a code of evidence
DAY_1: Final = 1


class Day(NamedTuple):
    """The day a pass is asked about, and what is known on it."""

    on: date
    known_at: date
    basis: Basis


class Whole:
    """What the compiled kernel finds in all statements, for the standpoints of one pass.

    `columns` are in the order of entry. Statements are told by their numbers there.
    """

    def __init__(
        self, library: CDLL, process: Process, columns: Columns, lanes: Lanes, day: Day
    ) -> None:
        self.columns, self.lanes, self.day = columns, lanes, day
        self._library, self._process = library, process
        self.tables: Final[Tables] = tables_of(process, lanes, day.known_at)
        self._sweep: Final = self._swept(columns)
        self.histories: Final[Histories] = self._sweep.run()
        self.failed: Final = self._sweep.failed
        self.masks: Final[Masks] = masks_of(columns, lanes, day.known_at, day.basis)
        self._slots: Final[dict[str, list[int]]] = {}
        for slot, (proposition, _) in enumerate(self.tables.slots):
            self._slots.setdefault(proposition, []).append(slot)
        self._taken: Final[set[tuple[int, int]]] = set()

    def close(self) -> None:
        """Give back what the kernel holds."""
        self._sweep.close()

    def among(self, columns: Columns) -> Histories:
        """The histories that some statements alone come to."""
        with self._swept(columns) as sweep:
            return sweep.run()

    def slots(self, propositions: Iterable[str]) -> list[int]:
        """The slots that are asked about some propositions."""
        return [slot for each in propositions for slot in self._slots.get(each, ())]

    def heard(self, slot: int) -> Int64:
        """All rows that count in a slot."""
        return self._sweep.rows(slot).astype(np.int64)

    def spoken(self, slot: int, day: int) -> Int64:
        """The rows that are accounts of a slot on a day, or may be where days are uncertain.

        Nothing where that was asked before.
        """
        if (slot, day) in self._taken:
            return np.empty(0, np.int64)
        self._taken.add((slot, day))
        certain = self._sweep.accounts(slot, date.fromordinal(day))
        return np.concatenate([certain, self._possible(slot, day)]).astype(np.int64)

    def _possible(self, slot: int, day: int) -> Int32:
        words, rows = self.columns.words, self._sweep.rows(slot)
        return rows[(words.first[rows] <= day) & (day < words.last[rows])]

    def grown_old(self, slot: int) -> Int64:
        """Of each lane the row of a slot that was the first to grow old."""
        words, rows = self.columns.words, self.heard(slot)
        about = self._process.propositions[self.tables.slots[slot][0]]
        if about.fresh is None:
            return rows[:0]
        rows = rows[grows_old(words, rows)]
        if about.kind == "event":
            rows = rows[sign_of_events(words, rows) != FOR]
        rows = rows[np.argsort(words.last[rows], kind="stable")]
        lanes = self.masks.counted[rows]
        several = [np.flatnonzero(lanes >> lane & 1)[:1] for lane in range(self._lanes)]
        return rows[np.unique(np.concatenate(several))]

    def beginning(self, commitment: int) -> set[int]:
        """The days on which the text of a commitment binds in some lane, or its duty begins."""
        found: set[int] = set()
        for days, codes in self._runs(commitment, self.histories):
            duty = codes & _DUTY
            turns = (duty[1:] != duty[:-1]) & np.isin(duty[:-1], _BEFORE)
            found.update(days[1:][turns].tolist())
        return found

    def first_days(self, sinces: dict[int, set[int]]) -> Iterator[tuple[int, int]]:
        """Slots with the days on which their evidence first comes to what it comes to.

        From each of some days on, by slot; in every lane, by certain days and by possible ones.
        """
        slots, swept = (np.asarray(self.tables.questions[name]) for name in ("slot", "swept"))
        for atom in np.flatnonzero(swept).tolist():
            slot = int(slots[atom])
            if slot in sinces:
                for pick in (0, 1):
                    days = self._first_days(*self._sweep.atom(atom, pick), sinces[slot])
                    yield from ((slot, day) for day in days)

    def _first_days(self, days: Int32, codes: UInt64, sinces: set[int]) -> set[int]:
        found: set[int] = set()
        for since in sinces:
            run = int(np.searchsorted(days, since, "right")) - 1
            for lane in range(self._lanes):
                told = codes[run:] >> np.uint64(8 * lane) & _SIDES
                first = np.unique(told, return_index=True)[1] + run
                found.update(np.maximum(days[first], since).tolist())
        return found

    def differing(self, other: Histories) -> dict[int, set[int]]:
        """By commitment the days on which other histories are not these.

        Of the duty on any day, and of everything on the day asked about.
        """
        found: dict[int, set[int]] = {}
        day, last = self.day.on, self.day.on.toordinal()
        differs = (self.histories.on(day) != other.on(day)).reshape(self._lanes, -1).any(axis=0)
        for commitment, now in enumerate(differs.tolist()):
            mine = list(self._duties(commitment, self.histories))
            theirs = list(self._duties(commitment, other))
            days = {at for one, two in zip(mine, theirs, strict=True) for at, _ in one ^ two}
            if now or days:
                found[commitment] = days | ({last} if now else set())
        return found

    def _duties(self, commitment: int, histories: Histories) -> Iterator[set[tuple[int, int]]]:
        for days, codes in self._runs(commitment, histories):
            duty = codes & _DUTY
            turns = np.append(True, duty[1:] != duty[:-1])
            yield set(zip(days[turns].tolist(), duty[turns].tolist(), strict=True))

    def _runs(
        self, commitment: int, histories: Histories
    ) -> Iterator[tuple[Int32, NDArray[np.uint64]]]:
        several = len(self.tables.names)
        for lane in range(self._lanes):
            at = lane * several + commitment
            where = slice(int(histories.start[at]), int(histories.start[at + 1]))
            yield histories.day[where], histories.code[where]

    @property
    def _lanes(self) -> int:
        return len(self.lanes.standpoints)

    def _swept(self, columns: Columns) -> Sweep:
        on, known_at, basis = self.day
        return Sweep(
            self._library,
            columns,
            self.lanes,
            self.tables,
            known_at=known_at,
            basis=basis,
            until=on,
        )


def days_of_text(instrument: Instrument) -> set[int]:
    """The days that a text names for the steps of its life."""
    spans = [each.on for each in instrument.status if each.on is not None]
    return {day.toordinal() for each in spans for day in (each.first, each.last)} - {NEVER}
