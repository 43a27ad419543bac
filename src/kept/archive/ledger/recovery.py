"""Where a log stands when it is opened, and bringing the index to where the folder is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_bytes
from typing import Final, TypeAlias

from kept.archive.error import FolderError, HistoryError
from kept.archive.index import EMPTY_HEAD, DatabaseError, Head, Index, IndexedEntry
from kept.archive.ledger.body_store import Randomness
from kept.archive.ledger.durable import make_folder
from kept.archive.ledger.effects import Effects
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.growing import stored_edge
from kept.archive.ledger.history import History
from kept.archive.ledger.lock import Lock
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.notes import Checkpoint
from kept.ledger.parties import (
    Found,
    Parties,
    PartiesError,
    Refused,
    admit,
    read_parties,
    signers,
    write_parties,
)
from kept.ledger.tree import Edge, Tree

Progress: TypeAlias = Callable[[int, int], None]  # entries done, entries in all

_CHUNK: Final = 4096  # entries


@dataclass(frozen=True, slots=True)
class Recovered:
    """A log as its files give it: the edge to append to, and the state of its parties."""

    edge: Edge
    parties: Parties


def recover(folder: LedgerFolder, index: Index, effects: Effects) -> Recovered:
    """Prove the signed root from the stored bytes and bring the index up to it.

    Raises `HistoryError` where to go on would write a second history.
    """
    head = signed_head(folder)
    edge = stored_edge(folder, head.size, head.root)
    _check_index(folder, index.head(), head)
    parties = catch_up(folder, index, effects, head)
    effects.finish(parties)
    return Recovered(edge, parties)


def reindex(
    folder: LedgerFolder,
    index: Index,
    *,
    progress: Progress | None = None,
    randomness: Randomness = token_bytes,
) -> int:
    """Make the index anew from the files, as far as the newest checkpoint goes; gives the size.

    Every entry is hashed and found under the signed root. What waits in the queue goes on
    waiting. Stopped on the way, it is simply called again. No writer may be at work.
    """
    make_folder(folder.paths.private, secret=True)
    with Lock(folder.paths.lock):
        note = folder.signed() or folder.checkpoint()
        checkpoint = None if note is None else folder.opened(note)
        head = EMPTY_HEAD if checkpoint is None else Head(checkpoint.size, checkpoint.root)
        index.clear()
        effects = Effects(folder, index, randomness)
        parties = catch_up(folder, index, effects, head, progress)
        effects.finish(parties)
        return head.size


def signed_head(folder: LedgerFolder) -> Head:
    """What the log has signed last; raises `HistoryError` if that is not known here."""
    note, published = folder.signed(), folder.checkpoint()
    shown = None if published is None else folder.opened(published)
    if note is None:
        if shown is not None:
            raise HistoryError(
                f"{folder.path} has a published checkpoint and no private/signed: it is a copy for "
                "reading. Writing goes on where the ledger is kept, or in a restored backup."
            )
        return EMPTY_HEAD
    signed = folder.opened(note)
    if shown is not None and (shown.size > signed.size or _differ(shown, signed)):
        raise HistoryError(
            f"A checkpoint of {shown.size} entries was published from {folder.path}, and "
            f"private/signed knows of {signed.size}: one of them comes from an old copy. Nothing "
            "was signed. Get the newest copy of the whole folder."
        )
    return Head(signed.size, signed.root)


def _differ(one: Checkpoint, other: Checkpoint) -> bool:
    return one.size == other.size and one.root != other.root


def catch_up(
    folder: LedgerFolder,
    index: Index,
    effects: Effects,
    head: Head,
    progress: Progress | None = None,
) -> Parties:
    """Index what the log has up to `head` and the index has not; gives the state of the parties."""
    history = History(folder, index, head.size, head.root)
    parties = _snapshot(folder, index)
    size = index.head().size
    for start in _steps(parties.size, head.size):
        stop = min(start + _CHUNK, head.size)
        entries = _read(folder, history.tree(), start, stop)
        fork, found = _admit_again(parties, entries, history)
        if stop > size:
            new = entries[size - start :] if size > start else entries
            effects.of(new, fork.erased)
            rows = [indexed(each, facts) for each, facts in zip(entries, found, strict=True)]
            index.settle(
                index.head(),
                Head(stop, history.tree().root_at(stop)),
                rows[-len(new) :],
                parties=write_parties(fork),
            )
        parties.adopt(fork)
        if progress is not None:
            progress(stop, head.size)
    return parties


def read_state(folder: LedgerFolder, index: Index) -> Parties:
    """The state of the parties as far as the index goes; for whoever is not the writer.

    Authors find in it how their chains go on, and whether a body was erased.
    """
    head = index.head()
    history = History(folder, index, head.size, head.root)
    parties = _snapshot(folder, index)
    for start in _steps(parties.size, head.size):
        stop = min(start + _CHUNK, head.size)
        fork, _ = _admit_again(parties, _read(folder, history.tree(), start, stop), history)
        parties.adopt(fork)
    return parties


def indexed(entry: Entry, facts: Found) -> IndexedEntry:
    """What the index keeps of an entry."""
    header = entry.header
    return IndexedEntry(
        index=facts.index,
        hash=entry.hash,
        type=header.type,
        party=header.party,
        author=header.key,
        seq=header.seq,
        about=facts.about,
        body=facts.body,
        refs=header.refs,
    )


def _steps(start: int, stop: int) -> range:
    return range(start, stop, _CHUNK)


def _snapshot(folder: LedgerFolder, index: Index) -> Parties:
    """The parties at the last snapshot that the index can vouch for, or before the first entry."""
    snapshot, head = index.snapshot(), index.head()
    if snapshot is not None and snapshot.head.size <= head.size:
        try:
            parties = read_parties(snapshot.parties)
        except PartiesError:
            return Parties(folder.identity.origin)
        if (parties.origin, parties.size) == (folder.identity.origin, snapshot.head.size):
            return parties
    return Parties(folder.identity.origin)


def _read(folder: LedgerFolder, tree: Tree, start: int, stop: int) -> list[Entry]:
    """Entries of the log, each found under the signed root."""
    entries = []
    for number, raw in enumerate(folder.entries(start, stop, tree.size), start):
        try:
            entry = read_entry(raw)
        except EntryError as error:
            raise HistoryError(f"Entry {number} of the log is no entry. {error}") from None
        if bytes.fromhex(entry.hash) != tree.subtree(0, number):
            raise FolderError(
                f"Entry {number} in {folder.path} is not the one that was signed. "
                "Get its file from another copy of the ledger."
            )
        entries.append(entry)
    return entries


def _admit_again(
    parties: Parties, entries: list[Entry], history: History
) -> tuple[Parties, list[Found]]:
    """Fold entries of the log. Their signatures were verified when they were admitted."""
    fork, found = parties.fork(), []
    history.look_up(entries)
    for entry in entries:
        try:
            places = signers(fork, entry, history, at=None)
            found.append(admit(fork, entry, history, at=None, verified=places))
        except Refused as refused:
            raise HistoryError(
                f"Entry {fork.size} of the log should not have been admitted ({refused.code}). "
                f"{refused.why} Nothing more is signed; show the log to those who read it."
            ) from None
    return fork, found


def _check_index(folder: LedgerFolder, indexed: Head, signed: Head) -> None:
    """Raise unless the index belongs to this log, and does not know more of it than the folder."""
    if indexed.size > signed.size:
        raise HistoryError(
            f"The index knows of {indexed.size} entries and {folder.path} of {signed.size}: the "
            "folder is an older copy. Nothing was signed. Get the newest copy of the folder; if "
            "there is none and no witness has seen more, run kept ledger reindex."
        )
    tree = Tree(signed.size, folder.read_tile, root=signed.root)
    if tree.root_at(indexed.size) != indexed.root:
        raise DatabaseError(
            "The index is that of another ledger or of another history. Run kept ledger reindex."
        )
