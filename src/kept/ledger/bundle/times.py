"""Between which two moments each entry was recorded, by the clocks of the witnesses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise

from kept.ledger.notes import OpenedCheckpoint, Policy
from kept.ledger.witness import WitnessedTime, witnessed_size


class Times:
    """What the cosigned checkpoints say of any index; seconds since 1970.

    As `kept.ledger.witness.witnessed_time`, for many entries at once.
    """

    def __init__(self, opened: Iterable[OpenedCheckpoint], policy: Policy) -> None:
        bounds = sorted(filter(None, (witnessed_size(each, policy) for each in opened)))
        self._sizes = [each.size for each in bounds]
        self._after = list(accumulate((each.early for each in bounds), max))
        self._until = list(accumulate((each.late for each in reversed(bounds)), min))[::-1]
        self.latest = max((each.late for each in bounds), default=None)
        self.backwards = [  # sizes at which the time went back
            after.size
            for before, after in pairwise(bounds)
            if after.size > before.size and after.early < before.early
        ]

    def not_before(self, index: int) -> int | None:
        """The time of the last checkpoint without the entry."""
        at = bisect_right(self._sizes, index)
        return self._after[at - 1] if at else None

    def not_after(self, index: int) -> int | None:
        """The time of the first checkpoint with the entry."""
        at = bisect_right(self._sizes, index)
        return self._until[at] if at < len(self._until) else None

    def interval(self, index: int) -> WitnessedTime:
        """Both; honest clocks differ by seconds, so bounds that cross are swapped."""
        low, high = self.not_before(index), self.not_after(index)
        if low is not None and high is not None and low > high:
            low, high = high, low
        return WitnessedTime(low, high)
