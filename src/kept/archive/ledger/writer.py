"""The one writer of a ledger: takes the queue, admits, stores, signs, publishes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_bytes
from types import TracebackType
from typing import Final, Self

from kept.archive.error import HistoryError, LedgerError, StorageError
from kept.archive.index import Decided, Head, Index
from kept.archive.ledger.body_store import Randomness
from kept.archive.ledger.durable import write_file
from kept.archive.ledger.effects import Effects
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.growing import store
from kept.archive.ledger.history import History
from kept.archive.ledger.intake import Decisions, Intake
from kept.archive.ledger.lock import Lock
from kept.archive.ledger.publication import (
    Collect,
    Publication,
    Publisher,
    refuse_if_known_more,
)
from kept.archive.ledger.recovery import indexed, recover
from kept.archive.ledger.signing import LogKeys
from kept.archive.ledger.verification import (
    Verifier,
    verify_here,
    verify_in_threads,
)
from kept.ledger.entries.entry import Entry
from kept.ledger.notes import NoteError, NoteSigner, read_signature_lines
from kept.ledger.parties import Parties, write_parties
from kept.ledger.tree import Edge, TreeError, grow
from kept.ledger.witness import Collected

BATCH: Final = 256
_SNAPSHOT_EVERY: Final = 4096  # entries


def read_clock() -> int:
    """Seconds since 1970."""
    return int(time.time())


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn decided: hashes with their numbers, and hashes with codes of refusals.

    `known` are entries that were submitted again when they were in the log. A turn is false if
    the queue was empty.
    """

    admitted: tuple[tuple[str, int], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    known: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.admitted or self.refused or self.known)


class Writer:
    """Holds the lock of a ledger from here to `close`, or to the end of the process.

    Opening proves the last signed root from the stored bytes, finishes what an interruption left
    undone, and asks the witnesses by `collect` whether they know more. Raises `LockedError`,
    `FolderError`, and `HistoryError` where signing would write a second history. `signers` are
    the log's: Ed25519, then perhaps ML-DSA-44. After any `LedgerError` of `turn` or `publish`
    nothing is tried again: close, mend, and open anew.
    """

    def __init__(
        self,
        folder: LedgerFolder,
        index: Index,
        *,
        signers: Sequence[NoteSigner],
        collect: Collect | None = None,
        clock: Callable[[], int] = read_clock,
        verifier: Verifier | None = None,
        batch: int = BATCH,
        randomness: Randomness = token_bytes,
    ) -> None:
        self.folder: Final = folder
        self._index: Final = index
        self._keys: Final = LogKeys(folder, signers, clock)
        self._collect: Final = collect
        self._clock: Final = clock
        self._publisher: Final = Publisher(folder)
        self._effects: Final = Effects(folder, index, randomness)
        self._own_verifier: Final = verify_here() if verifier else verify_in_threads()
        self._stopped: LedgerError | None = None
        self._lock: Final = Lock(folder.paths.lock)
        try:
            recovered = recover(folder, index, self._effects)
            self._edge: Edge = recovered.edge
            self._parties: Final[Parties] = recovered.parties
            self._history: Final = History(folder, index, self.size, self.root)
            self._intake: Final = Intake(
                index, verifier or self._own_verifier, self._history, batch
            )
            self._ask_witnesses()
        except BaseException:
            self._own_verifier.close()
            self._lock.release()
            raise
        snapshot = index.snapshot()
        self._snapshot_at = 0 if snapshot is None else snapshot.head.size

    @property
    def size(self) -> int:
        """How many entries are signed."""
        return self._edge.size

    @property
    def root(self) -> bytes:
        """The root that is signed."""
        return self._edge.root

    @property
    def parties(self) -> Parties:
        """The parties as of the last signed entry; for reading only."""
        return self._parties

    def turn(self) -> Turn:
        """Decide on at most one batch of the queue. When it returns, all decided is durable.

        The entries admitted are signed for; whether that is published, `publish` says.
        """
        with self._working():
            batch = self._intake.next(self._parties, self._clock())
            if batch is None:
                return Turn()
            fork = self._parties.fork()
            decisions = self._intake.decide(batch, fork, self._clock())
            edge = self._append(decisions.entries)
            self._settle(decisions, fork, edge)
            return Turn(
                tuple((entry.hash, facts.index) for entry, facts in decisions.admitted),
                tuple(decisions.refused.items()),
                tuple(entry.hash for entry in decisions.known),
            )

    def drain(self) -> int:
        """Take turns until the queue is empty; gives how many entries were admitted."""
        before = self.size
        while self.turn():
            pass
        return self.size - before

    def publish(self) -> Publication:
        """Ask for cosignatures of the newest signed checkpoint, and publish it if they suffice."""
        self._check_any()
        with self._working():
            note = self._publisher.gathered(self._signed())
            collected = self._collected(note)
            if collected is None:
                return self._publisher.publish(note)
            refuse_if_known_more(collected)
            return self._publisher.publish(collected.note, collected.outcomes)

    def add_cosignatures(self, lines: bytes, size: int | None = None) -> Publication:
        """Add signature lines carried here by hand; `size`: of the checkpoint they are under.

        Raises `LedgerError` if one of them does not hold, or nobody knows who made it.
        """
        self._check_any()
        try:
            read = read_signature_lines(lines.decode())
        except (NoteError, UnicodeDecodeError) as error:
            raise LedgerError(f"These are no lines of signatures. {error}") from None
        note = self._publisher.gathered(self._signed(size))
        return self._publisher.publish(self._publisher.check_lines(note, read))

    def close(self) -> None:
        """Let another writer in."""
        if self._lock.held:
            try:
                if self._stopped is None and self._snapshot_at != self.size:
                    self._keep_snapshot()
            finally:
                self._own_verifier.close()
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _append(self, entries: Sequence[Entry]) -> Edge:
        """Store and sign the log with these entries more; gives its new edge."""
        if not entries:
            return self._edge
        growth = grow(self._edge, [entry.raw for entry in entries])
        store(self.folder, growth, [bytes.fromhex(entry.hash) for entry in entries])
        note = self._keys.sign(growth.edge.size, growth.edge.root)
        write_file(self.folder.paths.signed, note, secret=True)
        return growth.edge

    def _settle(self, decisions: Decisions, fork: Parties, edge: Edge) -> None:
        """Do what follows from a checkpoint that is signed and durable."""
        self._effects.of([*decisions.known, *decisions.entries], fork.erased)
        self._effects.drop(decisions.refused)
        self._keys.write_refusals(decisions.refused, edge.size)
        moved = fork.people is not self._parties.people
        keep = moved or edge.size - self._snapshot_at >= _SNAPSHOT_EVERY
        self._index.settle(
            Head(self.size, self.root),
            Head(edge.size, edge.root),
            [indexed(entry, facts) for entry, facts in decisions.admitted],
            Decided(decisions.numbers, dict(decisions.refused)),
            write_parties(fork) if keep else None,
        )
        self._snapshot_at = edge.size if keep else self._snapshot_at
        self._parties.adopt(fork)
        self._edge = edge
        self._history.grown(edge.size, edge.root)

    def _keep_snapshot(self) -> None:
        head = Head(self.size, self.root)
        self._index.settle(head, head, parties=write_parties(self._parties))

    def _signed(self, size: int | None = None) -> bytes:
        """The log's own checkpoint of this size: what the tree was then cannot be otherwise."""
        if size is not None and size != self.size:
            root = self._history.root_at(size)
            if not size or root is None:
                raise LedgerError(f"There is no checkpoint of {size} entries: {self.size} are in.")
            return self._keys.sign(size, root)
        note = self.folder.signed() or b""
        signed = self.folder.opened(note)
        if (signed.size, signed.root) != (self.size, self.root):
            raise HistoryError(
                f"{self.folder.paths.signed} was changed by somebody else. Nothing more is signed."
            )
        return note

    def _check_any(self) -> None:
        if not self.size:
            raise LedgerError("Nothing is signed yet: the ledger has no entries.")

    def _ask_witnesses(self) -> None:
        if self.size:
            note = self._publisher.gathered(self._signed())
            collected = self._collected(note)
            if collected is not None:
                refuse_if_known_more(collected)
                self._publisher.publish(collected.note)

    def _collected(self, note: bytes) -> Collected | None:
        if self._collect is None:
            return None
        return self._collect(note, self._history.tree().consistency_proof)

    @contextmanager
    def _working(self) -> Iterator[None]:
        """Stop for good at the first trouble: nobody knows what a disk keeps after an error."""
        if self._stopped is not None:
            raise self._stopped
        try:
            yield
        except LedgerError as error:
            self._stopped = error
            raise
        except (OSError, TreeError) as error:
            self._stopped = StorageError(f"{self.folder.path} cannot be read. {error}")
            raise self._stopped from error
        except BaseException:
            self._stopped = LedgerError("The writer was interrupted. Close it and open it anew.")
            raise
