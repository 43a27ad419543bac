"""Many processes at one ledger: each with its own key, submitting, or writing when it may."""

from __future__ import annotations

import time
from pathlib import Path

from tests.archive.ledger.exercise import Desk, write

from kept.archive.ledger import (
    LedgerFolder,
    LockedError,
    Submitted,
    open_index,
    submit_all,
    verify_here,
)

CHUNK = 125


def sealed(desk: Desk, party: str, key: int) -> Submitted:
    return Submitted(desk.statement(party, key, kind="statement.sealed").entry)


def submit_many(path: Path, party: str, key: int, count: int) -> None:
    """Put `count` entries of one author into the queue."""
    folder = LedgerFolder(path)
    index = open_index(folder)
    desk = Desk()
    for start in range(0, count, CHUNK):
        number = min(CHUNK, count - start)
        submit_all(folder, index, [sealed(desk, party, key) for _ in range(number)])
    index.close()


def submit_and_write(path: Path, party: str, key: int, count: int) -> None:
    """Put entries into the queue, and be the writer whenever nobody else is."""
    folder = LedgerFolder(path)
    index = open_index(folder)
    desk = Desk()
    for start in range(0, count, CHUNK):
        number = min(CHUNK, count - start)
        submit_all(folder, index, [sealed(desk, party, key) for _ in range(number)])
        try:
            with write(folder, index, verifier=verify_here()) as writer:
                writer.turn()
        except LockedError:
            pass
    index.close()


def write_until(path: Path, size: int) -> None:
    """Be the writer until the ledger has `size` entries."""
    folder = LedgerFolder(path)
    index = open_index(folder)
    with write(folder, index, verifier=verify_here()) as writer:
        while writer.size < size:
            if not writer.turn():
                time.sleep(0.01)
        writer.publish()
    index.close()
