"""Histories as runs: from this day on, until the next run, a commitment stood so.

Runs are canonical: days ascend, the first is day 1, and each code differs from the one before.
A code is one number that holds the axes of a standing which can be told without its dates: word,
duty, evidence, strength, time and extent. Daily grids, charts and levels are views of runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar, get_args

import numpy as np
from numpy.typing import NDArray

from kept.assessment.evidence import EvidenceWord, Strength
from kept.assessment.standing import (
    DUTIES,
    SHOWN,
    DutyWord,
    Extent,
    ShownWord,
    Standing,
    TimeWord,
)
from kept.assessment.sweep.columns import Int32, UInt8

UInt64 = NDArray[np.uint64]
Told = TypeVar("Told", np.uint8, np.uint64)

EVIDENCE: Final[tuple[EvidenceWord, ...]] = get_args(EvidenceWord)
TIMES: Final[tuple[TimeWord, ...]] = get_args(TimeWord)

# Where each axis lies in a code, as bits from the right; the kernel writes the same.
WORD, DUTY, EVIDENCE_AT, STRENGTH, TIME, HAS_EXTENT, IN_PARTS, LOW, HIGH = (
    0, 4, 8, 12, 14, 17, 18, 19, 31,
)  # fmt: skip
MOST: Final = 4095  # an extent in more parts than this is told as this many


@dataclass(frozen=True, slots=True)
class Axes:
    """What a code says."""

    word: ShownWord
    duty: DutyWord
    evidence: EvidenceWord
    strength: Strength
    time: TimeWord
    extent: tuple[int, int] | None  # low and high, on the scale or in parts


def code_of(standing: Standing) -> int:
    """The code of a standing as the reference found it."""
    code = SHOWN.index(standing.word) << WORD
    code |= DUTIES.index(standing.duty) << DUTY
    code |= EVIDENCE.index(standing.evidence) << EVIDENCE_AT
    code |= int(standing.strength) << STRENGTH
    code |= TIMES.index(standing.time.word) << TIME
    return code | _extent_code(standing.extent)


def _extent_code(extent: Extent | None) -> int:
    if extent is None:
        return 0
    parts = int(extent.measure == "parts")
    low, high = min(extent.low, MOST), min(extent.high, MOST)
    return 1 << HAS_EXTENT | parts << IN_PARTS | low << LOW | high << HIGH


def axes_of(code: int) -> Axes:
    """What a code says."""
    extent = (code >> LOW & MOST, code >> HIGH & MOST) if code >> HAS_EXTENT & 1 else None
    return Axes(
        word=SHOWN[code >> WORD & 15],
        duty=DUTIES[code >> DUTY & 15],
        evidence=EVIDENCE[code >> EVIDENCE_AT & 15],
        strength=Strength(code >> STRENGTH & 3),
        time=TIMES[code >> TIME & 7],
        extent=extent,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histories:
    """The runs of every commitment from every standpoint, one after the other.

    The history of commitment c from standpoint s is at `start[s · commitments + c]` up to the
    next start.
    """

    commitments: tuple[str, ...]
    standpoints: tuple[str, ...]
    start: NDArray[np.int64]  # standpoints · commitments + 1
    day: Int32
    code: UInt64

    def up_to(self, last: date) -> Histories:
        """The same, without what lies after a day."""
        kept = self.day <= last.toordinal()
        count = np.concatenate([[0], np.cumsum(kept)])
        return replace(self, start=count[self.start], day=self.day[kept], code=self.code[kept])

    def slice(self, commitment: str, standpoint: str) -> slice:
        """Where the runs of one history lie."""
        at = self.standpoints.index(standpoint) * len(self.commitments)
        at += self.commitments.index(commitment)
        return slice(int(self.start[at]), int(self.start[at + 1]))

    def runs(self, commitment: str, standpoint: str) -> Iterator[tuple[date, Axes]]:
        """One history, in order of days."""
        where = self.slice(commitment, standpoint)
        for day, code in zip(self.day[where].tolist(), self.code[where].tolist(), strict=True):
            yield date.fromordinal(day), axes_of(code)

    def of(self, standpoints: Sequence[str]) -> Histories:
        """The same, from these standpoints in this order."""
        several = len(self.commitments)
        firsts = [self.standpoints.index(each) * several for each in standpoints]
        rows = [row for first in firsts for row in range(first, first + several)]
        length = np.diff(self.start)[rows]
        start = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
        places = np.repeat(self.start[:-1][rows] - start[:-1], length) + np.arange(start[-1])
        return replace(
            self,
            standpoints=tuple(standpoints),
            start=start,
            day=self.day[places],
            code=self.code[places],
        )

    def on(self, day: date) -> UInt64:
        """The code of every history on one day, in the order of `start`."""
        return self.grid(day, day)[:, 0]

    def grid(self, first: date, last: date) -> UInt64:
        """The code of every history on every day from `first` to `last`: histories × days."""
        return self._spread(self.code, first, last)

    def words(self, first: date, last: date) -> UInt8:
        """The shown word of every history on every day, as its place in `SHOWN`."""
        words = (self.code >> np.uint64(WORD) & np.uint64(15)).astype(np.uint8)
        return self._spread(words, first, last)

    def _spread(self, told: NDArray[Told], first: date, last: date) -> NDArray[Told]:
        """What is told run by run, day by day."""
        days = (last - first).days + 1
        begins = np.clip(self.day - first.toordinal(), 0, days)
        ends = np.append(begins[1:], 0)
        ends[self.start[1:] - 1] = days
        return np.repeat(told, ends - begins).reshape(len(self.start) - 1, days)


def joined(several: Sequence[Histories]) -> Histories:
    """The histories of several passes over the same commitments, one after the other."""
    first = several[0]
    starts, so_far = [np.zeros(1, np.int64)], 0
    for each in several:
        starts.append(each.start[1:] + so_far)
        so_far += int(each.start[-1])
    return replace(
        first,
        standpoints=tuple(name for each in several for name in each.standpoints),
        start=np.concatenate(starts),
        day=np.concatenate([each.day for each in several]),
        code=np.concatenate([each.code for each in several]),
    )
