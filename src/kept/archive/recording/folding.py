"""Reading a whole register as its files give it, trusting nobody but the log's key."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kept.archive.error import FolderError, HistoryError
from kept.archive.ledger import LedgerFolder
from kept.dates import Span
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.notes import Grade, Policy
from kept.ledger.parties import Found, Parties, Refused, admit
from kept.ledger.tree import Tree
from kept.ledger.witness import WitnessedTime, witnessed_time

_STEP: Final = 256  # entries
_UNKNOWN: Final = WitnessedTime(None, None)


class Times:
    """Between which two moments each entry was recorded, by the witnesses' clocks."""

    def __init__(self, folder: LedgerFolder) -> None:
        self._folder: Final = folder
        self._sizes: Final = folder.published_sizes()
        self._policy: Final[Policy | None] = folder.policies().get("witnessed")
        self._known: dict[int, WitnessedTime] = {}

    def of(self, index: int) -> WitnessedTime:
        """The interval of entry number `index`; both ends None where no witness signs."""
        if self._policy is None:
            return _UNKNOWN
        position = bisect_right(self._sizes, index)
        if position not in self._known:  # all entries between two checkpoints share one
            near = self._sizes[max(position - 1, 0) : position + 1]
            notes = [note for size in near if (note := self._folder.checkpoint_at(size))]
            self._known[position] = witnessed_time(index, notes, self._policy)
        return self._known[position]


def days_of(time: WitnessedTime) -> Span | None:
    """The days, in UTC, of a witnessed interval; None where no witness bounds it above."""
    last, first = instant_of(time.until), instant_of(time.after)
    if last is None:
        return None
    return Span(min((first or last).date(), last.date()), last.date())


def instant_of(seconds: int | None) -> datetime | None:
    """Seconds since 1970 as an instant; None if unknown, or of a year that no calendar has."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None  # a witness may state any time


class _ReadLog:
    """What admission asks of the log, out of what has been read of it: a `parties.Log`."""

    def __init__(self, tree: Tree, times: Times) -> None:
        self._tree: Final = tree
        self._times: Final = times
        self._roots: dict[int, bytes] = {}
        self.found: Final[dict[str, Found]] = {}

    def root_at(self, size: int) -> bytes | None:
        if size > self._tree.size:
            return None
        if size not in self._roots:
            self._roots[size] = self._tree.root_at(size)
        return self._roots[size]

    def find(self, entry_hash: str) -> Found | None:
        return self.found.get(entry_hash)

    def not_before(self, index: int) -> int | None:
        return self._times.of(index).after

    def not_after(self, index: int) -> int | None:
        return self._times.of(index).until


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A register read to its newest published checkpoint, every entry checked on the way."""

    note: bytes  # the checkpoint with its signatures
    size: int
    root: bytes
    grade: Grade
    entries: tuple[Entry, ...]
    parties: Parties
    times: Times

    def entry(self, index: int) -> Entry:
        """One entry by its number."""
        return self.entries[index]

    def found(self, beginning: str) -> int | None:
        """The number of the first entry whose hash begins with these digits."""
        several = enumerate(self.entries)
        return next((at for at, each in several if each.hash.startswith(beginning)), None)


def fold(folder: LedgerFolder) -> Iterator[tuple[Entry, Parties]]:
    """Each entry with the parties as they stand after it; see `fold_all`."""
    tree = folder.tree()
    parties, log = Parties(folder.identity.origin), _ReadLog(tree, Times(folder))
    for number, raw in enumerate(folder.entries(0, tree.size, tree.size)):
        entry = _entry(folder, tree, number, raw)
        try:
            facts = admit(parties, entry, log, at=None)
        except Refused as refused:
            raise HistoryError(
                f"Entry {number} of the register should not be in it ({refused.code}). "
                f"{refused.why} Do not rely on this register; kept ledger verify says more."
            ) from None
        log.found.setdefault(entry.hash, facts)
        yield entry, parties


def fold_all(
    folder: LedgerFolder,
    progress: Callable[[int], object] | None = None,
    take: Callable[[Sequence[Entry], Parties], object] | None = None,
) -> Folded:
    """The whole register in memory: signatures, rights, chains and root checked again.

    `progress` is told of entries as they are read, so many at a time; `take` is handed those
    read so far after each of them, and the parties as they stand then.
    Raises `FolderError` where a file is missing or damaged or nothing was published yet, and
    `HistoryError` where an entry stands in it that must not.
    """
    note = folder.checkpoint()
    if note is None:
        raise FolderError(
            f"Nothing was published from {folder.path} yet. Run kept ledger publish there."
        )
    checkpoint, grade = folder.opened(note), folder.grade(note)
    entries: list[Entry] = []
    parties = Parties(folder.identity.origin)
    for entry, parties in fold(folder):
        entries.append(entry)
        if take is not None:
            take(entries, parties)
        if progress is not None and len(entries) % _STEP == 0:
            progress(_STEP)
    return Folded(
        note=note,
        size=checkpoint.size,
        root=checkpoint.root,
        grade=grade or "published",
        entries=tuple(entries),
        parties=parties,
        times=Times(folder),
    )


def _entry(folder: LedgerFolder, tree: Tree, number: int, raw: bytes) -> Entry:
    try:
        entry = read_entry(raw)
    except EntryError as error:
        raise HistoryError(f"Entry {number} of the register is none. {error}") from None
    if bytes.fromhex(entry.hash) != tree.subtree(0, number):
        raise FolderError(
            f"Entry {number} in {folder.path} is not the one that was signed. "
            "Get its file from another copy of the register."
        )
    return entry
