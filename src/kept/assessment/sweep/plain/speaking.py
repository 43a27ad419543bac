"""Who speaks when: of each voice, in each lane, the one row that is its account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from kept.assessment.sweep.columns import NEVER, Int16, Int32, Int64, UInt8
from kept.assessment.sweep.plain.masks import Flags

NOBODY: Final = -1
_APART: Final = 1 << 22  # more than the days of the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """The turns of each voice about one proposition, by voice and day.

    From the day of a turn until the next turn of its voice, `top` speaks in each lane: a place
    among the rows that were given, or NOBODY.
    """

    voice: Int16
    day: Int32
    top: Int32  # turns × lanes

    def on(self, day: int, lane: int) -> Int32:
        """The rows that speak on a day in a lane, by voice."""
        so_far = self.day <= day
        last = so_far & np.append((self.voice[1:] != self.voice[:-1]) | ~so_far[1:], True)
        found = self.top[last, lane]
        return np.compress(found != NOBODY, found)


def speaking(voice: Int16, begins: Int32, ends: Int32, lanes: UInt8, number: int) -> Speaking:
    """Let each row speak from the day it begins to before it ends, the later given over the others.

    Rows come by voice; of each voice the last goes before the others. `number` is that of lanes.
    """
    told = np.flatnonzero((begins < ends) & (begins < NEVER) & (lanes != 0))
    if not len(told):
        nothing = np.zeros(0, np.int32)
        return Speaking(voice=voice[:0], day=nothing, top=np.zeros((0, number), np.int32))
    base = voice[told].astype(np.int64) * _APART
    for_good = ends[told] >= NEVER
    key = np.unique(np.concatenate((base + begins[told], (base + ends[told])[~for_good])))
    first, after = (
        np.searchsorted(key, base + begins[told]),
        np.searchsorted(key, base + ends[told]),
    )
    bits = (lanes[told, None] >> np.arange(number) & 1) != 0
    bounded = _painted(bits & ~for_good[:, None], first, after, len(key))
    top = np.maximum(_carried(bits & for_good[:, None], first, len(key)), bounded)
    voices = key // _APART
    top[top < np.searchsorted(base, voices * _APART)[:, None]] = NOBODY  # of the voice before
    return Speaking(
        voice=voices.astype(np.int16),
        day=(key % _APART).astype(np.int32),
        top=np.where(top == NOBODY, NOBODY, told[top]).astype(np.int32),
    )


def _carried(bits: Flags, first: Int64, turns: int) -> Int32:
    """The last of the rows that have begun, for those that never end."""
    top = np.full((turns, bits.shape[1]), NOBODY, np.int32)
    row, lane = np.nonzero(bits)
    np.maximum.at(top, (first[row], lane), row.astype(np.int32))
    return np.maximum.accumulate(top, axis=0)


def _painted(bits: Flags, first: Int64, after: Int64, turns: int) -> Int32:
    """The last of the rows that have begun and not ended.

    Each row covers its turns by two blocks whose length is a power of two; from the longest
    down, every block is handed to its two halves.
    """
    top = np.full((turns, bits.shape[1]), NOBODY, np.int32)
    row, lane = np.nonzero(bits)
    if not len(row):
        return top
    level = np.frexp((after - first)[row].astype(np.float64))[1] - 1
    for each in range(int(level.max()), -1, -1):
        its, length = level == each, 1 << each
        for place in (first[row[its]], after[row[its]] - length):
            np.maximum.at(top, (place, lane[its]), row[its].astype(np.int32))
        if each:
            half = length >> 1
            top[half:] = np.maximum(top[half:], top[:-half])
    return top
