"""When to ask again somebody who did not answer: later each time, but within a minute."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

LONGEST: Final = 60.0  # seconds

Pause: TypeAlias = Callable[[int], float]
"""How many seconds to leave somebody alone after so many failures in a row."""


def doubling(failures: int) -> float:
    """1, 2, 4 … seconds, at most a minute: whoever comes back is soon asked again.

    >>> [doubling(n) for n in (1, 2, 3, 7, 1000)]
    [1.0, 2.0, 4.0, 60.0, 60.0]
    """
    return min(LONGEST, 2.0 ** min(failures - 1, 10))


class Backoff:
    """The failures of one witness; times are those of a clock that only goes forward."""

    def __init__(self, pause: Pause = doubling) -> None:
        self._pause = pause
        self._failures = 0
        self._until = float("-inf")

    def left(self, now: float) -> float:
        """Seconds for which it is not to be asked."""
        return max(0.0, self._until - now)

    def failed(self, now: float) -> None:
        """It did not answer, or not with a cosignature."""
        self._failures += 1
        self._until = now + self._pause(self._failures)

    def worked(self) -> None:
        """It answered as it should."""
        self._failures = 0
        self._until = float("-inf")
