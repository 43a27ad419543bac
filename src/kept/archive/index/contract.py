"""What an index does, wherever it is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from kept.archive.error import LedgerError


class DatabaseError(LedgerError):
    """The index cannot be read or written, or does not belong to this ledger."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log goes: entries, and the root above them, 32 bytes."""

    size: int
    root: bytes


# The root of the empty tree, SHA-256 of nothing (RFC 6962, section 2.1).
EMPTY_HEAD: Final = Head(
    0, bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedEntry:
    """What the index knows of an entry of the log. Hashes and key ids in hexadecimal digits."""

    index: int
    hash: str
    type: str
    party: str  # on whose behalf it was signed
    author: str  # key id of the first signer
    seq: int
    about: bool  # whether it names propositions
    body: bool  # whether it commits to a body
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Submission:
    """An entry that waits. `number` grows with time of arrival, and may leave numbers out."""

    number: int
    hash: str
    entry: bytes


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of submissions: their numbers, and of those refused the code of it by hash."""

    numbers: Sequence[int] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the parties stood like at a head: bytes that save folding the whole log again."""

    head: Head
    parties: bytes


NOTHING_DECIDED: Final = Decided()


def check_numbers(before: Head, after: Head, entries: Sequence[IndexedEntry]) -> None:
    """Raise `DatabaseError` unless `entries` lead from `before` to `after` without a gap."""
    if [each.index for each in entries] != list(range(before.size, after.size)):
        raise DatabaseError(
            f"The entries to be indexed are not those from number {before.size} to before "
            f"{after.size}. Nothing was indexed; this is a mistake in the program."
        )


def check_head(before: Head, found: Head) -> None:
    """Raise `DatabaseError` unless the index stands where the writer thinks it does."""
    if found != before:
        raise DatabaseError(
            f"The index goes to {found.size} entries with root {found.root.hex()}, and "
            f"{before.size} with {before.root.hex()} were expected: another writer was here, or "
            "it is the index of another ledger. Run kept ledger reindex."
        )


class Index(Protocol):
    """Index and queue. Every method raises `DatabaseError` where the database fails.

    Each process opens its own, and so do threads that work at the same time.
    """

    def submit(self, entries: Mapping[str, bytes]) -> None:
        """Queue entries by their hashes; durable on return. What waits already goes on waiting."""

    def pending(self, limit: int) -> list[Submission]:
        """The first `limit` submissions, in order of arrival."""

    def settle(
        self,
        before: Head,
        after: Head,
        entries: Sequence[IndexedEntry] = (),
        decided: Decided = NOTHING_DECIDED,
        parties: bytes | None = None,
    ) -> None:
        """In one durable transaction: the log grew from `before` to `after` by `entries`.

        `parties` is a snapshot as of `after`. Raises `DatabaseError`, and changes nothing, if the
        index does not stand at `before`, or if `entries` do not carry the numbers between the
        two sizes.
        """

    def head(self) -> Head:
        """How far the index goes."""

    def snapshot(self) -> Snapshot | None:
        """The last snapshot settled, if there is one."""

    def find(self, hashes: Collection[str]) -> dict[str, IndexedEntry]:
        """Those of these entries that are in the log, by hash."""

    def entries(self, start: int, stop: int) -> list[IndexedEntry]:
        """The entries from number `start` to before `stop`."""

    def by_author(self, author: str, start: int = 0, limit: int = 1000) -> list[IndexedEntry]:
        """The entries of an author from `seq` `start` on, by `seq`."""

    def of_types(self, types: Collection[str]) -> list[int]:
        """The numbers of all entries of these types, statements filed and sealed left out."""

    def referring(self, entry_hash: str) -> list[int]:
        """The numbers of all entries with this one in their `refs`."""

    def waits(self, entry_hash: str) -> bool:
        """Whether an entry is in the queue."""

    def refused(self, entry_hash: str) -> str | None:
        """The code of the last refusal of an entry, if it was refused."""

    def clear(self) -> None:
        """Forget all but the queue, to be filled anew by `settle` from an empty log."""

    def close(self) -> None:
        """Let go of the database."""
