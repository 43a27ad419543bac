"""What a process does to a ledger before it is killed or its disk fails, and what must hold then.

What it was told is durable it notes in memory that is shared with whoever watches: no file
system call is needed for that, and it outlives the process.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.archive.ledger.exercise import Desk, opened_ledger, write

from kept.archive.index import IndexedEntry
from kept.archive.ledger import (
    Admitted,
    LedgerError,
    LedgerFolder,
    Missing,
    Submitted,
    Waiting,
    open_index,
    outcome,
    read_body,
    reindex,
    submit_all,
    verify_here,
)
from kept.ledger.entries.entry import entry_hash, read_entry
from kept.ledger.entries.members import Erasure
from kept.ledger.tree import leaf_hash, root_of

FULL = 250  # entries in the ledger to begin with: a few more fill a tile


@dataclass
class Told:
    """What the process was told before it ended."""

    queued: list[str] = field(default_factory=list)
    admitted: dict[str, int] = field(default_factory=dict)
    published: int = 0
    error: str = ""
    done: bool = False


class Notebook:
    """A `Told` in shared memory."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 1 << 20)

    def write(self, told: Told) -> None:
        data = json.dumps(vars(told)).encode()
        # The length comes last: whoever is killed here has noted nothing new.
        half = 1 if self._memory[0] == 0 else 0
        at = 8 + half * (1 << 19)
        self._memory[at : at + len(data)] = data
        self._memory[1 + half * 3 : 4 + half * 3] = len(data).to_bytes(3, "big")
        self._memory[0] = half

    def read(self) -> Told:
        half = self._memory[0]
        length = int.from_bytes(self._memory[1 + half * 3 : 4 + half * 3], "big")
        at = 8 + half * (1 << 19)
        return Told(**json.loads(self._memory[at : at + length] or b"{}"))

    def clear(self) -> None:
        self.write(Told())


def prepare(path: Path, size: int = FULL) -> None:
    """A ledger of `size` entries, published; numbers 4 and 5 have bodies."""
    desk = Desk()
    _, index, writer = opened_ledger(path, desk, verifier=verify_here())
    with writer:
        given = [desk.statement(), desk.statement(release="parties")]
        given += [sealed(desk) for _ in range(size - 4 - len(given))]
        submit_all(writer.folder, index, given)
        writer.drain()
        writer.publish()
    index.close()


def sealed(desk: Desk, party: str = "belva") -> Submitted:
    return Submitted(desk.statement(party, kind="statement.sealed").entry)


def append(path: Path, notes: Notebook) -> None:
    """Submit, admit, sign and publish, twice: a tile becomes full and a new one begins."""
    told = Told()
    folder = LedgerFolder(path)
    index = open_index(folder)
    desk = Desk()
    with write(folder, index, verifier=verify_here()) as writer:
        for size in (5, 3):
            given = [desk.statement("aruna", 1), desk.statement("aruna", 1, release="parties")]
            given += [sealed(desk, "secretariat") for _ in range(size - len(given))]
            told.queued += submit_all(folder, index, given)
            notes.write(told)
            told.admitted |= dict(writer.turn().admitted)
            notes.write(told)
            told.published = writer.publish().size
            notes.write(told)
    index.close()
    told.done = True
    notes.write(told)


def erase(path: Path, notes: Notebook) -> None:
    """Erase two bodies: a public one, then one that is not."""
    told = Told()
    folder = LedgerFolder(path)
    index = open_index(folder)
    desk = Desk()
    with write(folder, index, verifier=verify_here()) as writer:
        for number in (4, 5):
            target = entry_hash(folder.entry(number, writer.size))
            ground = Erasure("court-order")
            tombstone = desk.refer("body.erased", target, key=2, member=ground)
            told.queued += submit_all(folder, index, [tombstone])
            notes.write(told)
            told.admitted |= dict(writer.turn().admitted)
            notes.write(told)
    index.close()
    told.done = True
    notes.write(told)


def rebuild(path: Path, notes: Notebook) -> None:
    """Make the index anew, with something in the queue."""
    told = Told()
    folder = LedgerFolder(path)
    index = open_index(folder)
    told.queued = submit_all(folder, index, [sealed(Desk(), "secretariat")])
    notes.write(told)
    reindex(folder, index)
    index.close()
    told.done = True
    notes.write(told)


def grow_for_ever(path: Path, notes: Notebook) -> None:
    """Submit, admit, sign and publish until somebody puts an end to it."""
    told = Told()
    folder = LedgerFolder(path)
    index = open_index(folder)
    desk = Desk()
    with write(folder, index, verifier=verify_here()) as writer:
        for name in ("aruna 1", "belva 1"):
            desk.resume(name, writer.parties)
        writer.drain()
        for name in ("aruna 1", "belva 1"):
            desk.resume(name, writer.parties)
        while True:
            given = [desk.statement("aruna", 1, release="mechanism")]
            given += [
                Submitted(desk.statement("belva", 1, kind="statement.sealed").entry)
                for _ in range(3)
            ]
            told.queued += submit_all(folder, index, given)
            notes.write(told)
            told.admitted |= dict(writer.turn().admitted)
            notes.write(told)
            told.published = writer.publish().size
            notes.write(told)


SCENARIOS: dict[str, Callable[[Path, Notebook], None]] = {
    "append": append,
    "erase": erase,
    "rebuild": rebuild,
    "grow": grow_for_ever,
}


def run(name: str, path: Path, notes: Notebook) -> None:
    """Play a scenario; an error must be told in words, as a `LedgerError`."""
    try:
        SCENARIOS[name](path, notes)
    except LedgerError as error:
        told = notes.read()
        told.error = f"{type(error).__name__}: {error}"
        notes.write(told)


def check(path: Path, told: Told) -> int:
    """Open the ledger again: nothing that was told is lost. Gives its size."""
    folder = LedgerFolder(path)
    published = folder.checkpoint()
    assert told.published <= (folder.size() if published else 0)
    index = open_index(folder)
    try:
        with write(folder, index, verifier=verify_here()) as writer:
            _check_signed(folder, writer.size, writer.root)
            for hash_, number in told.admitted.items():
                assert entry_hash(folder.entry(number, writer.size)) == hash_
                assert outcome(folder, index, hash_) == Admitted(number)
            for hash_ in told.queued:
                assert isinstance(outcome(folder, index, hash_), Admitted | Waiting)
            writer.drain()
            assert not [x for x in told.queued if outcome(folder, index, x) == Waiting()]
            assert writer.publish().published
            _check_signed(folder, writer.size, writer.root)
            rows = index.entries(0, writer.size)
            _check_index(folder, rows, writer.size)
            _check_bodies(folder, rows, writer.parties.erased)
            assert not [*folder.paths.all_waiting()]
            return writer.size
    finally:
        index.close()


def _check_signed(folder: LedgerFolder, size: int, root: bytes) -> None:
    signed = folder.opened(folder.signed() or b"")
    assert (signed.size, signed.root) == (size, root)
    assert root == root_of([leaf_hash(entry) for entry in folder.entries(0, size, size)])


def _check_index(folder: LedgerFolder, rows: list[IndexedEntry], size: int) -> None:
    hashes = [entry_hash(entry) for entry in folder.entries(0, size, size)]
    assert [each.hash for each in rows] == hashes


def _check_bodies(
    folder: LedgerFolder, rows: list[IndexedEntry], erased: Callable[[str], bool]
) -> None:
    for each in rows:
        if each.type == "statement.filed":
            entry = read_entry(folder.entry(each.index, len(rows)))
            body = read_body(folder, entry, "confidential")
            assert (body == Missing()) is erased(entry.hash), entry.hash
