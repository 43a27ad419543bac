"""So many at once, and so many a minute, for each author."""

from __future__ import annotations

from typing import Final

BURST: Final = 60.0
EACH_MINUTE: Final = 60.0
FORGOTTEN: Final = 4_096  # authors; those who have all their allowance back are forgotten first


class Rate:
    """How much each author may still submit; times are in seconds of a clock that goes forward."""

    def __init__(self, burst: float = BURST, each_minute: float = EACH_MINUTE) -> None:
        self._burst = burst
        self._each_second = each_minute / 60
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, author: str, now: float) -> bool:
        """Whether the author may submit one more now; it counts if so."""
        left = self._now(author, now)
        if left < 1:
            return False
        if author not in self._left and len(self._left) >= FORGOTTEN:
            self._left = {
                each: at for each, at in self._left.items() if self._now(each, now) < self._burst
            }
        self._left[author] = (left - 1, now)
        return True

    def _now(self, author: str, now: float) -> float:
        left, at = self._left.get(author, (self._burst, now))
        return min(self._burst, left + (now - at) * self._each_second)
