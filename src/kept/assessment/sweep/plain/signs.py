"""What rows say of a slot, and which days they speak for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from kept.assessment.accounts import Pick
from kept.assessment.sweep.columns import (
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    OPEN,
    Int8,
    Int32,
    Int64,
    Words,
)
from kept.assessment.sweep.plain.masks import DENIES, Flags
from kept.dates import Calendar, Duration, add
from kept.names import Test
from kept.process.model import Proposition

FOR: Final = 1
AGAINST: Final = -1
FULL: Final = 3  # on the scale of extents: what is less is not done
_DAY_1: Final = 1


def sign_of_events(words: Words, row: Int64) -> Int8:
    """Said to be so (1), not to be so (-1), or left open (0)."""
    low, high = words.extent_low[row], words.extent_high[row]
    told = low != NO_EXTENT
    done = ~told | (low >= FULL)
    undone = DENIES[words.kind[row]] | (told & (high != OPEN) & (high < FULL))
    return np.where(undone, AGAINST, np.where(done, FOR, 0)).astype(np.int8)


def sign_of_figures(words: Words, row: Int64, test: Test, about: Proposition) -> Int8:
    """The same for figures that are put to a test; 0 where they reach across its limit."""
    low, high = words.low[row], words.high[row]
    found = _tested(test, low, high)
    denies = DENIES[words.kind[row]]
    if denies.any():
        found[denies] = _elsewhere(test, low[denies], high[denies], about)
    return np.where(low == NO_FIGURE, 0, found).astype(np.int8)


def _elsewhere(test: Test, low: Int64, high: Int64, about: Proposition) -> Int64:
    """What it comes to that a figure does not lie from low to high, but below or above."""
    least = NO_LOW if about.low is None else about.low
    most = NO_HIGH if about.high is None else about.high
    below = _tested(test, np.full_like(low, least), low - 1)
    above = _tested(test, high + 1, np.full_like(high, most))
    can_below, can_above = (low != NO_LOW) & (low > least), (high != NO_HIGH) & (high < most)
    either = np.where(can_below, below, np.where(can_above, above, 0))
    return np.where(can_below & can_above & (below != above), 0, either)


def _tested(test: Test, low: Int64, high: Int64) -> Int64:
    """Whether every number from low to high passes (1), none (-1), or some (0)."""
    if test.operator == "=":
        outside = (test.value < low) | (test.value > high)
        return np.where(outside, -1, np.where(low == high, 1, 0))
    bound = test.value + 1 if test.operator in ("<=", ">") else test.value
    below = np.where(high < bound, 1, np.where(low >= bound, -1, 0))
    return below if test.operator in ("<", "<=") else -below


def tells_extent(words: Words, row: Int64, *, figures: bool) -> Flags:
    """The rows that affirm an extent, or a figure, between two bounds."""
    if figures:
        told = (words.low[row] > NO_LOW) & (words.high[row] < NO_HIGH)
        told &= words.low[row] != NO_FIGURE
    else:
        told = (words.extent_low[row] >= 0) & (words.extent_high[row] >= 0)
    return np.asarray(told & ~DENIES[words.kind[row]], np.bool_)


def holding_from(words: Words, row: Int64, pick: Pick) -> Int32:
    """The day from which each row speaks, by its own account."""
    return words.last[row] if pick is Pick.CERTAIN else words.first[row]


def begins_on(words: Words, row: Int64, about: Proposition, sign: Int8, pick: Pick) -> Int32:
    """The first day each row speaks for: of what did not happen, every day before as well."""
    holds = holding_from(words, row, pick)
    if about.kind != "event":
        return holds
    return np.where(sign == FOR, holds, np.int32(_DAY_1))


def ends_on(words: Words, row: Int64, about: Proposition, sign: Int8, ages: Ages) -> Int32:
    """The first day each row no longer speaks for; NEVER: it speaks for good.

    Raises `DateError` where the calendar cannot tell when one of the rows has grown old.
    """
    ends = words.until[row]
    if about.fresh is None:
        return ends
    old = grows_old(words, row)
    if about.kind == "event":
        old &= sign != FOR
    ends[old] = ages.ends(words.last[row[old]], about.fresh)
    return ends


def grows_old(words: Words, row: Int64) -> Flags:
    """The rows that name no end themselves."""
    return np.equal(words.until[row], NEVER)


@dataclass(frozen=True, slots=True)
class Ages:
    """When what was said of a day is no longer fresh; each day is worked out once."""

    calendar: Calendar
    known: dict[Duration, Int32] = field(default_factory=dict)  # by day; 0: not asked yet

    def ends(self, last: Int32, fresh: Duration) -> Int32:
        """The first days on which it is not; raises `DateError` as `add` does."""
        if fresh not in self.known:
            self.known[fresh] = np.zeros(NEVER + 1, np.int32)  # takes memory where it is used
        known = self.known[fresh]
        for day in np.unique(last[known[last] == 0]).tolist():
            known[day] = add(date.fromordinal(day), fresh, self.calendar).toordinal()
        return known[last]
