"""Where the columns of a register lie, and whether they are of the register as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kept.archive.columns.about import About
from kept.archive.ledger import LedgerFolder
from kept.ledger import Release
from kept.ledger.canonical import to_base64

_COLUMNS: Final = "columns"


def folder_for(ledger: LedgerFolder, clearance: Release = "public") -> Path:
    """Where the columns of a register lie for whoever is cleared to see so much.

    In its private part: they tell what was said, and are nobody's to publish. Whoever may see
    more does not only see more statements: one shown again to more readers is a newer one to them.
    """
    return ledger.paths.private / _COLUMNS / clearance


def is_current(ledger: LedgerFolder, about: About) -> bool:
    """Whether columns were made from the newest published checkpoint, as it is signed by now.

    Bodies that came or went since are not looked for.
    """
    note = ledger.checkpoint()
    if note is None or about.ledger is None:
        return False
    checkpoint = ledger.opened(note)
    told = about.ledger.origin, about.ledger.size, about.ledger.root, about.witnesses
    root = to_base64(checkpoint.root)
    return told == (checkpoint.origin, checkpoint.size, root, witnesses_of(ledger))


def witnesses_of(ledger: LedgerFolder) -> str:
    """A fingerprint of all that dates the entries: the checkpoints with their cosignatures."""
    total = hashlib.sha256()
    for data in _dating(ledger):
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def _dating(ledger: LedgerFolder) -> Iterator[bytes]:
    for policy in ("witnessed", "mutual"):
        yield ledger.read(f"policy/{policy}") or b""
    yield ledger.checkpoint() or b""
    for size in ledger.published_sizes():
        yield ledger.checkpoint_at(size) or b""
