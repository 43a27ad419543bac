"""kept's own engine, called as the others are.

The kernel is not called from here yet; until it is, the same sweep in NumPy alone answers.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
from bench.engine.question import Checksum, Question, Runs
from bench.engine.testimony import END, START
from numpy.typing import NDArray

from kept.assessment.sweep.plain.slots import slots_of

Array = NDArray[Any]
NAME: Final = "kept, NumPy alone"


class State:
    """The columns as they lie in memory, and the last answer."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.found: list[tuple[Array, Array]] = []


def prepare(question: Question, threads: int = 2) -> State:
    """Nothing is worked out before it is asked for."""
    return State(question)


def evidence(state: State) -> Checksum:
    """From the columns to the sum over all runs."""
    question = state.question
    generated = question.generated
    known_at = date.fromordinal(generated.known_at)
    slots = slots_of(generated.process, generated.columns, question.lanes, known_at, "published")
    state.found = []
    for atom in question.atoms:
        slot = question.slots[atom.slot]
        told = slots.evidence(slot.proposition, slot.test, atom.interests)
        state.found.append((told.days, told.codes))
    return runs(state).checksum()


def histories(state: State) -> None:
    """All histories of all commitments; the kernel alone is asked for them."""
    raise NotImplementedError("the kernel is not called yet")


def runs(state: State) -> Runs:
    """The runs of the last answer, lane by lane, within the ten years."""
    several = [
        within(number, lane, days, codes[:, lane])
        for number, (days, codes) in enumerate(state.found)
        for lane in range(len(state.question.lanes.standpoints))
    ]
    columns = zip(*several, strict=True)
    return Runs(*(np.concatenate(each) for each in columns))


def within(atom: int, lane: int, days: Array, codes: Array) -> tuple[Array, ...]:
    """The runs of one lane from the first of the ten years to the last, each unlike the one before."""
    first = int(np.searchsorted(days, START, "right")) - 1
    stop = int(np.searchsorted(days, END, "right"))
    told = codes[first:stop].astype(np.int64)
    since = np.maximum(days[first:stop].astype(np.int64) - START, 0)
    new = np.append(True, told[1:] != told[:-1])
    size = int(new.sum())
    return np.full(size, atom), np.full(size, lane), since[new], told[new]
