"""Between which two moments each entry was recorded, by the clocks of the witnesses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, pairwise

from kept.ledger.notes import OpenedCheckpoint, Policy
from kept.ledger.witness import WitnessedTime


class Times:
    """What the cosigned checkpoints say of any index; seconds since 1970.

    As `kept.ledger.witness.witnessed_time`, for many entries at once: of the times stated in a
    checkpoint the middle counts, and only where the quorum has stated one.
    """

    def __init__(self, opened: Iterable[OpenedCheckpoint], policy: Policy) -> None:
        bounds = sorted(filter(None, (_bound(each, policy) for each in opened)))
        self._sizes = [size for size, _, _ in bounds]
        self._after = list(accumulate((early for _, early, _ in bounds), max))
        self._until = list(accumulate((late for _, _, late in reversed(bounds)), min))[::-1]
        self.latest = max((late for _, _, late in bounds), default=None)
        self.backwards = [  # sizes at which the time went back
            after[0]
            for before, after in pairwise(bounds)
            if after[0] > before[0] and after[1] < before[1]
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


def _bound(opened: OpenedCheckpoint, policy: Policy) -> tuple[int, int, int] | None:
    stated = {name: at for name, at in policy.cosigners(opened).items() if at}
    if not stated or not policy.satisfied_by(stated):
        return None
    times = sorted(stated.values())
    return opened.checkpoint.size, times[(len(times) - 1) // 2], times[len(times) // 2]
