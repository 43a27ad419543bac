"""Choices read from bytes.

A process takes hundreds of choices. Drawn one by one they cost far more time than the
law they are for; as one string of bytes they cost one draw. Zeros, and bytes that are
missing, choose what comes first: so a failing example shrinks to the plainest one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice:
    """Bytes, thrown one after the other."""

    def __init__(self, thrown: bytes) -> None:
        self._thrown = iter(thrown)

    def below(self, bound: int) -> int:
        """A number from 0 to `bound` - 1."""
        return next(self._thrown, 0) % bound

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one(self, *options: T) -> T:
        return options[self.below(len(options))]

    def seldom(self, in_how_many: int) -> bool:
        """True once in so many throws; false where all is plain."""
        return self.below(in_how_many) == in_how_many - 1

    def some(self, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Several different ones, in any order."""
        left, number = list(options), self.between(least, most)
        return tuple(left.pop(self.below(len(left))) for _ in range(number))


def thrown(build: Callable[[Dice], Any], most: int) -> st.SearchStrategy[Any]:
    """What `build` makes of some bytes."""
    return st.binary(min_size=most, max_size=most).map(lambda data: build(Dice(data)))
