"""Where a register is too large for what is asked: said plainly, never answered by a part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, SupportsIndex, overload

from kept.archive.ledger import LedgerFolder
from kept.ledger import Statement

LARGE: Final = 20_000  # entries from which on a register is told by its columns
Why = Literal["screen", "columns", "missing", "viewer"]


class TooLargeError(Exception):
    """All that was said would have to be read for this.

    *screen*: it cannot be told by columns. *columns*: there are none, or not of the register as
    it is. *missing*: bodies are, and what rests on silence is judged from all. *viewer*: columns
    are made for clearances, and this viewer sees others' words, or its own besides.
    """

    def __init__(self, why: Why = "screen") -> None:
        super().__init__(why)
        self.why: Final = why


class Unread(tuple[Statement, ...]):
    """The statements of a large register where somebody wants all of them: nobody gets a part."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Statement]:
        raise TooLargeError

    def __len__(self) -> int:
        raise TooLargeError

    def __contains__(self, _: object) -> bool:
        raise TooLargeError

    @overload
    def __getitem__(self, at: SupportsIndex) -> Statement: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Statement, ...]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> Statement | tuple[Statement, ...]:
        raise TooLargeError


def is_large(ledger: Path | None) -> bool:
    """Whether a register is too large to be held in memory."""
    return ledger is not None and LedgerFolder(ledger).size() >= LARGE
