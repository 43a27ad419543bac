"""What accounts amount to, all days at once: running sums of who speaks for and against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from kept.assessment.accounts import Interest
from kept.assessment.evidence import Evidence, Strength
from kept.assessment.sweep.columns import NEVER, Int8, Int32, Int64, UInt8
from kept.assessment.sweep.plain.signs import AGAINST, FOR
from kept.assessment.sweep.plain.speaking import Speaking

# Four numbers of voices in one of 64 bits: all, and how many verify, concede, are not served.
_BITS: Final = 15
_MOST: Final = (1 << _BITS) - 1
_SILENT: Final = np.int8(2)  # as a sign: nobody speaks
_CLOSE: Final = 2**16 - 1
AGAINST_AT, UNCLEAR_AT, STALE_AT = 2, 4, 5  # where they lie in a code of evidence; for: at 0


def evidence_of(code: int) -> Evidence:
    """What a code of evidence says."""
    return Evidence(
        Strength(code & 3),
        Strength(code >> AGAINST_AT & 3),
        bool(code >> UNCLEAR_AT & 1),
        bool(code >> STALE_AT & 1),
    )


EVIDENCES: Final = tuple(evidence_of(code) for code in range(64))


def weights(code: Mapping[str, int], interest: Interest) -> tuple[Int64, Int64]:
    """What each voice adds when it speaks for, and when it speaks against; by code of voice."""
    return _weights(code, interest), _weights(code, interest.swapped())


def _weights(code: Mapping[str, int], interest: Interest) -> Int64:
    found = np.full(len(code), 1 | 1 << 3 * _BITS, np.int64)
    classes = (
        (-1 << 3 * _BITS, interest.performers - interest.doubters),
        (1 << _BITS, interest.verifiers - interest.performers),
        (1 << 2 * _BITS, interest.doubters - interest.performers),
    )
    for more, names in classes:
        found[[code[each] for each in names if each in code]] += more
    return found


def count(
    spoken: Speaking, sign: Int8, weighed: tuple[Int64, Int64], stale_from: Int32
) -> tuple[Int32, UInt8]:
    """The days on which the evidence turns in some lane, from day 1 on, and the codes: days × lanes.

    `sign` is that of each row, `weighed` what each voice adds, and `stale_from` the day, by lane,
    from which silence is staleness.
    """
    number = len(stale_from)
    signs = np.append(sign, _SILENT)[spoken.top]  # NOBODY is the last
    one_voice = spoken.voice[1:] == spoken.voice[:-1]
    turns = np.append(True, ~one_voice | (signs[1:] != signs[:-1]).any(axis=1))[: len(signs)]
    signs, voice = signs[turns], spoken.voice[turns]
    sides = np.empty((len(signs), 3, number), np.int64)
    sides[:, 0] = np.where(signs == FOR, weighed[0][voice, None], 0)
    sides[:, 1] = np.where(signs == AGAINST, weighed[1][voice, None], 0)
    sides[:, 2] = signs == 0
    before = np.where((voice[1:] == voice[:-1])[:, None, None], sides[:-1], 0)
    sides[1:] -= before
    day = np.concatenate(([1], stale_from, spoken.day[turns])).astype(np.int32)
    by = _in_order(day)
    day = day[by]
    running = np.concatenate((np.zeros((1 + number, 3, number), np.int64), sides))[by]
    last = np.append(day[1:] != day[:-1], True) & (day < NEVER)
    days, sums = day[last], np.cumsum(running, axis=0)[last]
    return canonical(days, _codes(days, sums, stale_from))


def _in_order(day: Int32) -> Int64:
    """The places of days, in order of days."""
    between = day[(day > 1) & (day < NEVER)]
    since = day - (between.min(initial=NEVER) - 1)
    if between.max(initial=1) - between.min(initial=1) >= _CLOSE - 1:
        return np.argsort(day, kind="stable")
    # Small numbers are sorted by their digits, which is faster.
    return np.argsort(np.clip(since, 0, _CLOSE).astype(np.uint16), kind="stable")


def _codes(days: Int32, sums: Int64, stale_from: Int32) -> UInt8:
    for_, against, unclear = _strength(sums[:, 0]), _strength(sums[:, 1]), sums[:, 2] > 0
    silent = ~unclear & (for_ == 0) & (against == 0)
    stale = silent & (days[:, None] >= stale_from)
    codes = for_ | against << AGAINST_AT | unclear << UNCLEAR_AT | stale << STALE_AT
    return np.asarray(codes, np.uint8)


def _strength(sums: Int64) -> Int64:
    """How strongly voices of one sign support it: as `accounts.weigh` has it."""
    voices, verify, concede, not_served = (sums >> at * _BITS & _MOST for at in range(4))
    two = (concede > 0) | ((voices > 1) & (not_served > 0))
    return np.where(verify > 0, 3, np.where(two, 2, np.where(voices > 0, 1, 0)))


def canonical(days: Int32, codes: UInt8) -> tuple[Int32, UInt8]:
    """The days on which the code of some lane differs from that before, and the codes."""
    turns = np.append(True, (codes[1:] != codes[:-1]).any(axis=1))
    return days[turns], codes[turns]
