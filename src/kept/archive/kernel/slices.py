"""Slices of two times: where it stood as known on each day itself, and how one day was seen since.

A history tells every day with the knowledge of one. *As known then* follows both together: what a
reader was told on each day. *As revised* stays on one day and follows what became known of it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from kept.archive.kernel.live import Live
from kept.archive.kernel.sweeping import Touched
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import NEVER, Columns, Int32
from kept.assessment.sweep.lanes import Lanes, lanes_of
from kept.assessment.sweep.ordering import in_order
from kept.assessment.sweep.runs import Histories, UInt64, joined
from kept.assessment.sweep.tables import tables_of
from kept.assessment.terms import reading_known_on
from kept.process import Process, Standpoint

Run = tuple[int, int]  # day and code


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Which days of knowledge are gone through, and about which day: none, each about itself."""

    first: date
    last: date
    about: date | None = None


def sliced(
    library: ctypes.CDLL,
    process: Process,
    columns: Columns,
    standpoints: Sequence[Standpoint],
    asked: Slice,
    basis: Basis = "published",
) -> Histories:
    """The runs of every commitment along a slice; they begin on its first day."""
    columns = in_order(columns, basis)
    several = [
        _one(library, process, columns, lanes, asked, basis)
        for lanes in lanes_of(process, standpoints, columns.vocabulary)
    ]
    return joined(several).of([each.id for each in standpoints])


def _one(
    library: ctypes.CDLL,
    process: Process,
    columns: Columns,
    lanes: Lanes,
    asked: Slice,
    basis: Basis,
) -> Histories:
    telling = _Telling(
        asked, [[] for _ in range(len(lanes.standpoints) * len(process.commitments))]
    )
    for begin, end in _stretches(process, asked):
        tables = tables_of(process, lanes, begin)
        given = {"known_at": begin, "basis": basis, "until": asked.about or end}
        with Live(library, columns, lanes, tables, room=0, **given) as live:  # type: ignore[arg-type]
            _follow(live, process, columns, telling, begin, end, basis)
    runs = [run for history in telling.runs for run in history]
    return Histories(
        commitments=tuple(process.commitments),
        standpoints=tuple(each.id for each in lanes.standpoints),
        start=np.cumsum([0, *map(len, telling.runs)]).astype(np.int64),
        day=np.array([day for day, _ in runs], np.int32),
        code=np.array([code for _, code in runs], np.uint64),
    )


def _stretches(process: Process, asked: Slice) -> Iterator[tuple[date, date]]:
    """From one day on which a reading becomes known to the eve of the next."""
    several = {
        reading_known_on(reading, process)
        for commitment in process.commitments.values()
        for reading in commitment.readings
    }
    begins = [asked.first, *sorted(day for day in several if asked.first < day <= asked.last)]
    ends = [day - timedelta(days=1) for day in begins[1:]]
    yield from zip(begins, [*ends, asked.last], strict=True)


def _follow(
    live: Live,
    process: Process,
    columns: Columns,
    telling: _Telling,
    begin: date,
    end: date,
    basis: Basis,
) -> None:
    """Goes through the days on which something becomes known, and tells what lies between."""
    texts = _known_of_text(process)
    words = _by_day(columns.words.published if basis == "published" else columns.words.entered)
    table = columns.retractions
    retractions = _by_day(table.published if basis == "published" else table.entered)
    telling.turn(live, None, begin.toordinal())
    for day in sorted({*words, *retractions, *texts}):
        if begin.toordinal() < day <= end.toordinal():
            none = np.empty(0, np.int32)
            rows = words.get(day, none), retractions.get(day, none)
            telling.turn(live, live.advance(day, *rows, text=day in texts), day)
    telling.end(end.toordinal() + 1)


def _known_of_text(process: Process) -> set[int]:
    """The days on which a step of a text or a decision becomes known."""
    steps = (each for text in process.instruments.values() for each in text.status)
    spans = [each.known_on or each.on for each in steps]
    spans += [each.known_on for each in process.decisions.values()]
    return {each.last.toordinal() for each in spans if each is not None}


def _by_day(known: Int32) -> dict[int, Int32]:
    """The rows that become known on each day; those that never do are left out."""
    order = np.argsort(known, kind="stable").astype(np.int32)
    days, begins = np.unique(known[order], return_index=True)
    rows = np.split(order, begins[1:]) if len(known) else []
    return {day: each for day, each in zip(days.tolist(), rows, strict=True) if day != NEVER}


@dataclass(slots=True)
class _Telling:
    """What was told so far, and of each history what is told now and since when."""

    asked: Slice
    runs: list[list[Run]]
    now: dict[int, tuple[Int32, UInt64]] = field(default_factory=dict)
    since: dict[int, int] = field(default_factory=dict)

    def turn(self, live: Live, touched: Touched | None, day: int) -> None:
        """From this day on these histories are others; None: all of them."""
        for at in range(len(self.runs)) if touched is None else live.places(touched):
            self._close(at, day)
            self.now[at], self.since[at] = live.history_at(at), day

    def end(self, day: int) -> None:
        """Nothing is told from this day on."""
        for at in range(len(self.runs)):
            self._close(at, day)
        self.now.clear()

    def _close(self, at: int, before: int) -> None:
        if at not in self.now:
            return
        days, codes = self.now[at]
        first = self.since[at] if self.asked.about is None else self.asked.about.toordinal()
        run = int(np.searchsorted(days, first, "right")) - 1
        self._tell(at, self.since[at], int(codes[run]))
        if self.asked.about is None:
            stop = int(np.searchsorted(days, before, "left"))
            for each in range(run + 1, stop):
                self._tell(at, int(days[each]), int(codes[each]))

    def _tell(self, at: int, day: int, code: int) -> None:
        told = self.runs[at]
        if told and told[-1][0] == day:
            told.pop()
        if not told or told[-1][1] != code:
            told.append((day, code))
