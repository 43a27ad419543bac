"""The question that is put to all: the evidence on each commitment, from each standpoint, each day.

Of each commitment one *atom* is asked: a proposition, compared with a number where it is an
indicator, and who gains by it. For 600 atoms, 8 standpoints and the 3,653 days of ten years the
answer is the evidence, as known at the end, told as runs: on this day it becomes so. What is
compared is a sum over all runs that does not depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from bench.engine.generator import Generated, subject
from bench.engine.testimony import END, START
from numpy.typing import NDArray

from kept.assessment.accounts import Interest
from kept.assessment.sweep.columns import NO_HIGH, NO_LOW
from kept.assessment.sweep.lanes import Lanes, lanes_of
from kept.assessment.terms import terms_of
from kept.names import Test
from kept.process import Commitment, Measured, leaves

Array = NDArray[Any]
STALE: Final = 32
# A test of a figure as one of two comparisons of whole numbers.
NO_TEST, EQUAL, BELOW, NOT_BELOW = -1, 0, 1, 2
_A, _B, _C, _D = 2_654_435_761, 4_294_967_291, 2_147_483_629, 48_271
MASK: Final = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Checksum:
    """How many runs there are, and the sum of what each was mixed into."""

    runs: int
    sum: int


@dataclass(frozen=True, slots=True)
class Runs:
    """From this day, counted from the first, an atom stands so in a lane; in any order."""

    atom: Array
    lane: Array
    day: Array
    code: Array

    def checksum(self) -> Checksum:
        """Equal for equal runs in any order."""
        return checksum(len(self.atom), *sums(self))


@dataclass(frozen=True, slots=True)
class Atom:
    """What is asked about one commitment: a slot, and who gains by it, lane by lane."""

    commitment: str
    slot: int
    interests: tuple[Interest, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """One proposition, with the comparison that is asked of it."""

    proposition: str
    place: int  # of the proposition
    test: Test | None

    @property
    def comparison(self) -> tuple[int, int]:
        """One of `NO_TEST`, `EQUAL`, `BELOW`, `NOT_BELOW`, and the number."""
        if self.test is None:
            return NO_TEST, 0
        value = self.test.value
        return {
            "=": (EQUAL, value),
            "<": (BELOW, value),
            "<=": (BELOW, value + 1),
            ">=": (NOT_BELOW, value),
            ">": (NOT_BELOW, value + 1),
        }[self.test.operator]


@dataclass(frozen=True, slots=True)
class Question:
    """All that is asked of one log, beside its columns."""

    generated: Generated
    lanes: Lanes
    slots: tuple[Slot, ...]
    atoms: tuple[Atom, ...]

    def slot_table(self) -> dict[str, Array]:
        """One row a slot: its proposition, its comparison, how long words about it are fresh."""
        found = [self._slot_row(number, each) for number, each in enumerate(self.slots)]
        names = ("slot", "proposition", "test", "bound", "event", "months", "days", "floor", "top")
        columns = zip(*found, strict=True)
        return {name: np.array(each, np.int64) for name, each in zip(names, columns, strict=True)}

    def _slot_row(self, number: int, slot: Slot) -> tuple[int, ...]:
        about = self.generated.process.propositions[slot.proposition]
        fresh = about.fresh
        length = (fresh.months, fresh.days) if fresh else (-1, 0)  # -1: for good
        return (
            number,
            slot.place,
            *slot.comparison,
            int(about.kind == "event"),
            *length,
            NO_LOW if about.low is None else about.low,
            NO_HIGH if about.high is None else about.high,
        )

    def atom_table(self) -> dict[str, Array]:
        """One row an atom: its slot."""
        slots = np.array([each.slot for each in self.atoms], np.int64)
        return {"atom": np.arange(len(slots)), "slot": slots}

    def classes(self) -> Array:
        """Who verifies, who concedes, who is not merely served: atoms × 6 × voices masks."""
        return np.array([self.lanes.classes(each.interests) for each in self.atoms], np.uint8)

    def weight_table(self) -> dict[str, Array]:
        """Voices that are more, or less, than one of several: an atom, voice and lane a row.

        Each with what it adds where it speaks for and where it speaks against: `weights`.
        """
        classes = self.classes().astype(np.int64)
        bits = classes[..., None] >> np.arange(8) & 1  # atoms × 6 × voices × lanes
        unlike = (bits[:, [0, 1, 3, 4]] == 1).any(axis=1) | (bits[:, [2, 5]] == 0).any(axis=1)
        atom, voice, lane = np.nonzero(unlike)
        told = bits[atom, :, voice, lane]
        return {
            "atom": atom,
            "voice": voice,
            "lane": lane,
            "pro": weights(told[:, 0], told[:, 1], told[:, 2]),
            "con": weights(told[:, 3], told[:, 4], told[:, 5]),
        }

    def later_table(self) -> dict[str, Array]:
        """The day some months after a day, for all days and months that can be asked for."""
        process = self.generated.process
        months = {each.fresh.months for each in process.propositions.values() if each.fresh}
        days = np.arange(START - 2000, END + 800, dtype=np.int64)
        several = sorted(months)
        return {
            "months": np.repeat(np.array(several, np.int64), len(days)),
            "day": np.tile(days, len(several)),
            "later": np.concatenate([months_later(days, each) for each in several]),
        }

    def voice_table(self) -> dict[str, Array]:
        """One row an actor: the voice it speaks with when it is named, and who counts it."""
        actor = np.arange(len(self.lanes.voice))
        return {"speaker": actor, "voice": self.lanes.voice, "counts": self.lanes.counts}


DEFAULT_WEIGHT: Final = 1 | 1 << 36  # one voice that is not merely served


def weights(verifies: Array, concedes: Array, other: Array) -> Array:
    """What one voice adds to four counts of twelve bits: all, verify, concede, not served."""
    found: Array = 1 | verifies << 12 | concedes << 24 | other << 36
    return found


def ask(generated: Generated) -> Question:
    """The question about one log."""
    process = generated.process
    [lanes] = lanes_of(process, tuple(process.standpoints.values()), generated.columns.vocabulary)
    place = {name: at for at, name in enumerate(process.propositions)}
    slots: dict[Slot, int] = {}
    atoms = []
    for each in process.commitments.values():
        name = subject(each)
        slot = slots.setdefault(Slot(name, place[name], _test(each)), len(slots))
        atoms.append(Atom(each.id, slot, tuple(_interests(generated, lanes, each))))
    return Question(generated, lanes, tuple(slots), tuple(atoms))


def _test(commitment: Commitment) -> Test | None:
    first = next(leaves(commitment.done), None)
    return first.test if isinstance(first, Measured) else None


def _interests(generated: Generated, lanes: Lanes, commitment: Commitment) -> Iterator[Interest]:
    for standpoint in lanes.standpoints:
        interest = terms_of(commitment, generated.process, standpoint).interest
        yield interest.swapped() if commitment.never else interest


# ── What is compared ─────────────────────────────────────────────────────────


def sums(runs: Runs) -> tuple[int, int]:
    """The sums of both halves of what each run is mixed into; no number leaves 63 bits."""
    key = ((runs.atom.astype(np.int64) * 8 + runs.lane) * 4096 + runs.day) * 64 + runs.code
    key *= _A
    mixed = _left(_left(key, _B), _C)
    other = mixed * _D
    mixed *= mixed
    return int(_left(mixed, _C).sum()), int(_left(other, _C).sum())


def _left(numbers: Array, by: int) -> Array:
    """What is left, in place, where none is negative: sooner than by NumPy's own `%`."""
    whole = numbers // by
    whole *= by
    numbers -= whole
    return numbers


def checksum(runs: int, high: int, low: int) -> Checksum:
    """The halves put together."""
    return Checksum(runs, (high & MASK) << 32 | low & MASK)


def sql_sums(table: str) -> str:
    """The same in SQL, over a table with atom, lane, day and code."""
    key = "((CAST(atom AS BIGINT) * 8 + lane) * 4096 + day) * 64 + code"
    mixing = f"(SELECT ({key}) * {_A} % {_B} % {_C} AS mixed FROM {table}) AS mixing"  # noqa: S608
    return f"SELECT count(*), sum(mixed * mixed % {_C}), sum(mixed * {_D} % {_C}) FROM {mixing}"  # noqa: S608


def on_days(runs: Runs, days: Sequence[int]) -> Runs:
    """How all stands on some days, as if a run began on each."""
    place = (runs.atom.astype(np.int64) * 8 + runs.lane) * 4096
    order = np.argsort(place + runs.day)
    sorted_ = (place + runs.day)[order]
    cells = np.unique(place)
    parts = [order[np.searchsorted(sorted_, cells + day, side="right") - 1] for day in days]
    found = np.concatenate(parts)
    day = np.repeat(np.array(days, np.int64), len(cells))
    return Runs(runs.atom[found], runs.lane[found], day, runs.code[found])


def months_later(days: Array, months: int) -> Array:
    """The same day of the month some months later, or the last of that month."""
    if months == 0:
        return days
    epoch = np.datetime64("0001-01-01", "D").astype(np.int64) - 1
    dates = (days + epoch).astype("datetime64[D]")
    month = dates.astype("datetime64[M]")
    within = (dates - month.astype("datetime64[D]")).astype(np.int64)
    reached = month + months
    length = ((reached + 1).astype("datetime64[D]") - reached.astype("datetime64[D]")).astype(int)
    landed = reached.astype("datetime64[D]") + np.minimum(within, length - 1)
    found: Array = landed.astype(np.int64) - epoch
    return found
