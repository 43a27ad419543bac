"""kept's own engine, called as the others are: compiled where it can be, else NumPy alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import numpy as np
from bench.engine.cast import FIRST, LAST
from bench.engine.question import Checksum, Question, Runs
from bench.engine.testimony import END, START
from numpy.typing import NDArray

from kept.archive.kernel import engine
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.sweep.plain.slots import slots_of
from kept.assessment.sweep.tables import Tables, tables_of
from kept.assessment.sweep.tables.asking import Asking

Array = NDArray[Any]
NAME: Final = "kept"


class State:
    """The columns as they lie in memory, the text as tables, and the last answer."""

    def __init__(self, question: Question, threads: int) -> None:
        generated = question.generated
        self.question, self.threads = question, threads
        self.known_at = date.fromordinal(generated.known_at)
        self.library = engine().library
        self.tables = tables_of(generated.process, question.lanes, self.known_at)
        self.atoms, self.asked = _asked(question, self.tables)
        self.found: tuple[Array, Array, Array] | None = None  # first run of each; days; codes

    def sweep(self, tables: Tables) -> Sweep:
        """A sweep of all columns that has not begun."""
        assert self.library is not None
        return Sweep(
            self.library,
            self.question.generated.columns,
            self.question.lanes,
            tables,
            known_at=self.known_at,
            basis="published",
            until=self.known_at,
            threads=self.threads,
        )


def _asked(question: Question, tables: Tables) -> tuple[list[int], Tables]:
    """Tables that ask for the atoms of the question alone, and the number of each atom in them."""
    asking = Asking(question.generated.process, question.lanes)
    first = []
    for atom in question.atoms:
        slot = question.slots[atom.slot]
        first.append(
            asking.atom(slot.proposition, slot.test, asking.side(atom.interests), swept=True)
        )
    return asking.final(first), replace(tables, questions=asking.questions())


def prepare(question: Question, threads: int = 2) -> State:
    """The text is read; nothing is worked out of what was said before it is asked for."""
    return State(question, threads)


def evidence(state: State) -> Checksum:
    """From the columns to the sum over all runs."""
    state.found = _compiled(state) if state.library else _plain(state)
    return runs(state).checksum()


def _compiled(state: State) -> tuple[Array, Array, Array]:
    with state.sweep(state.asked) as sweep:
        sweep.fill()
        sweep.sweep()
        start, days, codes = sweep.atoms(np.array(state.atoms, np.int32))
    return start, days, codes.view(np.uint8).reshape(-1, 8)


def _plain(state: State) -> tuple[Array, Array, Array]:
    question = state.question
    generated = question.generated
    slots = slots_of(
        generated.process, generated.columns, question.lanes, state.known_at, "published"
    )
    found = []
    for atom in question.atoms:
        slot = question.slots[atom.slot]
        told = slots.evidence(slot.proposition, slot.test, atom.interests)
        found.append((told.days, told.codes))
    days, codes = zip(*found, strict=True)
    start = np.cumsum([0, *map(len, days)])
    return start, np.concatenate(days), np.concatenate(codes)


def histories(state: State) -> None:
    """All histories of all commitments, and the word of each on each day of ten years."""
    if state.library is None:
        raise NotImplementedError("no C compiler was found")
    with state.sweep(state.tables) as sweep:
        sweep.run().words(FIRST, LAST)


def runs(state: State) -> Runs:
    """The runs of the last answer within the ten years, in each lane each unlike the one before."""
    assert state.found is not None
    start, days, codes = state.found
    atom = np.repeat(np.arange(len(start) - 1), np.diff(start))
    last = np.append(atom[1:] != atom[:-1], True)
    over = np.append(days[1:] <= START, False) & ~last
    kept = np.flatnonzero(~over & (days <= END))
    whose, told = atom[kept], codes[kept]
    new = np.ones(told.shape, np.bool_)
    new[1:] = told[1:] != told[:-1]
    new[1:] |= (whose[1:] != whose[:-1])[:, None]
    place = np.flatnonzero(new)
    run, lane = np.divmod(place, told.shape[1])
    since = np.maximum(days[kept].astype(np.int64) - START, 0)
    return Runs(whose[run], lane, since[run], told.reshape(-1)[place].astype(np.int64))
