"""Reducing a log to the statements that matter for a question, checked by the kernel itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from ctypes import CDLL
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

import numpy as np

from kept.archive.reduction.whole import DAY_1, Day, Whole, days_of_text
from kept.assessment import bears_on
from kept.assessment.known import Basis
from kept.assessment.reach import conditions_of, reach
from kept.assessment.sweep.columns import Columns, Int64
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.ordering import in_order
from kept.assessment.sweep.reduced import chosen, with_retractions
from kept.process.model import Commitment, Process, Standpoint
from kept.process.model.conditions import propositions_in

ROUNDS: Final = 4  # of adding days on which something differs, before all that may matter is added


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A day asked about from some standpoints, as known on a day."""

    standpoints: tuple[Standpoint, ...]
    on: date
    known_at: date
    basis: Basis = "published"


def reduced(
    process: Process, columns: Columns, several: Sequence[Asking], library: CDLL
) -> Int64 | None:
    """The numbers of statements, ascending, from which each question has the answer all give.

    For every commitment and standpoint the word, duty, evidence, strength, extent and time come
    to the same on the day asked about, and the duty on every day before it: the kernel is asked
    about the few and about all, and where that is not the same, more are taken, in the end all.
    None where the calendar refuses a day: then the reference has to say which.
    """
    found = np.empty(0, np.int64)
    for asking in several:
        ordered = in_order(columns, asking.basis)
        numbers = np.argsort(columns.index, kind="stable") if ordered is not columns else None
        for lanes in lanes_of(process, asking.standpoints, columns.vocabulary):
            day = Day(asking.on, asking.known_at, asking.basis)
            whole = Whole(library, process, ordered, lanes, day)
            try:
                if whole.failed:
                    return None
                taken = _Reducing(process, whole).run()
                taken = np.union1d(taken, speaking_of(ordered, _prepared(process)))
            finally:
                whole.close()
            found = np.union1d(found, taken if numbers is None else numbers[taken])
    return with_retractions(columns, found)


def speaking_of(columns: Columns, propositions: Iterable[str]) -> Int64:
    """The numbers of all statements about some propositions, and of what takes them back."""
    code = {name: at for at, name in enumerate(columns.vocabulary.propositions)}
    wanted = np.zeros(len(code), np.bool_)
    wanted[[code[each] for each in propositions]] = True
    return with_retractions(columns, columns.words.statement[wanted[columns.words.proposition]])


class _Reducing:
    """The statements taken so far, for one pass."""

    def __init__(self, process: Process, whole: Whole) -> None:
        self._process: Final = process
        self._whole: Final = whole
        self._wanted: Final = np.zeros(whole.columns.statements, np.bool_)
        self._names: Final = list(process.commitments)
        self._reach: Final = cache(lambda name: reach(process, name).propositions)

    def run(self) -> Int64:
        """The statements that come to the same as all."""
        self._begin()
        for number in range(ROUNDS + 1):
            differing = self._differing()
            if not differing:
                return self._found
            for commitment, days in differing.items():
                slots = self._whole.slots(self._reach(self._names[commitment]))
                if number == ROUNDS:
                    self._take(self._whole.heard(each) for each in slots)
                else:
                    self._take(self._whole.spoken(slot, at) for slot in slots for at in days)
        if self._differing():
            self._wanted[:] = True
        return self._found

    @property
    def _found(self) -> Int64:
        return with_retractions(self._whole.columns, np.flatnonzero(self._wanted))

    def _differing(self) -> dict[int, set[int]]:
        return self._whole.differing(self._whole.among(chosen(self._whole.columns, self._found)))

    def _begin(self) -> None:
        """What decides on the day asked about, and on the days on which something turns."""
        whole, on = self._whole, self._whole.day.on.toordinal()
        in_full = set(whole.slots(_in_full(self._process)))
        turning = self._turning()
        for slot in range(len(whole.tables.slots)):
            if slot in in_full:
                self._take([whole.heard(slot)])
            else:
                self._take([whole.grown_old(slot), whole.spoken(slot, on)])
                turning.setdefault(slot, {DAY_1})
        self._take(
            whole.spoken(*each) for each in whole.first_days(turning) if each[0] not in in_full
        )

    def _turning(self) -> dict[int, set[int]]:
        """By slot the days from which on commitments ask about it: their text binds, they begin."""
        found: dict[int, set[int]] = {}
        for at, commitment in enumerate(self._process.commitments.values()):
            text = days_of_text(self._process.instruments[commitment.instrument])
            days = {DAY_1, *text, *self._whole.beginning(at)}
            for slot in self._whole.slots(_asked(self._process, commitment)):
                found.setdefault(slot, set()).update(days)
        return found

    def _take(self, rows: Iterable[Int64]) -> None:
        for each in rows:
            self._wanted[self._whole.columns.words.statement[each]] = True


def _asked(process: Process, commitment: Commitment) -> Iterator[str]:
    """The propositions that a commitment, its text and its phase ask about themselves."""
    yield from bears_on(commitment)
    for status in process.instruments[commitment.instrument].status:
        yield from propositions_in(status.when)
    if commitment.phase is not None:
        yield from propositions_in(process.phases[commitment.phase].gate)


def _in_full(process: Process) -> set[str]:
    """What is asked within windows of time: incidents, what recurs, and what makes good."""
    found: set[str] = set()
    for each in process.commitments.values():
        found.update(each.never)
        if each.every is not None:
            found.update(name for one in conditions_of(each) for name in propositions_in(one))
        if each.repair is not None:
            found.update(propositions_in(each.repair.done))
    return found


def _prepared(process: Process) -> Iterator[str]:
    """What is asked about the preparation of phases, which the kernel knows nothing of."""
    for each in process.phases.values():
        yield from propositions_in(each.prepared_from)
