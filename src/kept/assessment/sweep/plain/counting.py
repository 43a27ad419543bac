"""What accounts amount to, all days at once: running sums of who speaks for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kept.assessment.accounts import Interest
from kept.assessment.evidence import Evidence, Strength
from kept.assessment.sweep.columns import NEVER, Int8, Int32, Int64, UInt8
from kept.assessment.sweep.lanes import LANES, Lanes
from kept.assessment.sweep.plain.signs import AGAINST, FOR
from kept.assessment.sweep.plain.speaking import NOBODY, Speaking

# Four numbers of voices in one of 64 bits: all, and how many verify, concede, are not served.
_BITS: Final = 15
_MOST: Final = (1 << _BITS) - 1
AGAINST_AT, UNCLEAR_AT, STALE_AT = 2, 4, 5  # where they lie in a code of evidence; for: at 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The evidence on one question: from each day on, until the next, the code of every lane.

    The first day is day 1, and each row differs from the one before in some lane.
    """

    days: Int32
    codes: UInt8  # days × LANES

    def lane(self, lane: int) -> tuple[list[int], list[int]]:
        """The days and codes of one lane; each code differs from the one before."""
        codes = self.codes[:, lane]
        turns = np.append(True, codes[1:] != codes[:-1])
        return self.days[turns].tolist(), codes[turns].tolist()


def evidence_of(code: int) -> Evidence:
    """What a code of evidence says."""
    return Evidence(
        Strength(code & 3),
        Strength(code >> AGAINST_AT & 3),
        bool(code >> UNCLEAR_AT & 1),
        bool(code >> STALE_AT & 1),
    )


EVIDENCES: Final = tuple(evidence_of(code) for code in range(64))


def weights(lanes: Lanes, interests: Sequence[Interest]) -> tuple[Int64, Int64]:
    """What each voice adds when it speaks for, and when it speaks against: voices × lanes."""
    bits = lanes.classes(interests)[:, :, None] >> np.arange(len(interests)) & 1
    bits = bits.astype(np.int64)
    both = [
        1 + (bits[at] << _BITS) + (bits[at + 1] << 2 * _BITS) + (bits[at + 2] << 3 * _BITS)
        for at in (0, 3)
    ]
    return both[0], both[1]


def count(spoken: Speaking, sign: Int8, weighed: tuple[Int64, Int64], stale_from: Int32) -> Runs:
    """The runs of evidence.

    `sign` is that of each row, `weighed` what each voice adds (with one column for all lanes
    alike, or one for each), `stale_from` the day, by lane, from which silence is staleness.
    """
    number = len(stale_from)
    signs = np.where(spoken.top == NOBODY, np.int8(2), np.append(sign, np.int8(2))[spoken.top])
    sides = np.empty((len(signs), 3, number), np.int64)
    sides[:, 0] = np.where(signs == FOR, weighed[0][spoken.voice], 0)
    sides[:, 1] = np.where(signs == AGAINST, weighed[1][spoken.voice], 0)
    sides[:, 2] = signs == 0
    sides[1:] -= np.where((spoken.voice[1:] == spoken.voice[:-1])[:, None, None], sides[:-1], 0)
    day = np.concatenate(([1], stale_from, spoken.day)).astype(np.int32)
    by = np.argsort(day, kind="stable")
    day = day[by]
    running = np.concatenate((np.zeros((1 + number, 3, number), np.int64), sides))[by]
    last = np.append(day[1:] != day[:-1], True) & (day < NEVER)
    days, sums = day[last], np.cumsum(running, axis=0)[last]
    return _canonical(days, _codes(days, sums, stale_from))


def _codes(days: Int32, sums: Int64, stale_from: Int32) -> UInt8:
    for_, against, unclear = _strength(sums[:, 0]), _strength(sums[:, 1]), sums[:, 2] > 0
    silent = ~unclear & (for_ == 0) & (against == 0)
    stale = silent & (days[:, None] >= stale_from)
    codes = np.zeros((len(days), LANES), np.uint8)
    codes[:, : len(stale_from)] = (
        for_ | against << AGAINST_AT | unclear << UNCLEAR_AT | stale << STALE_AT
    )
    return codes


def _strength(sums: Int64) -> Int64:
    """How strongly voices of one sign support it: as `accounts.weigh` has it."""
    voices, verify, concede, not_served = (sums >> at * _BITS & _MOST for at in range(4))
    two = (concede > 0) | ((voices > 1) & (not_served > 0))
    return np.where(verify > 0, 3, np.where(two, 2, np.where(voices > 0, 1, 0)))


def _canonical(days: Int32, codes: UInt8) -> Runs:
    turns = np.append(True, (codes[1:] != codes[:-1]).any(axis=1))
    return Runs(days=days[turns], codes=codes[turns])
