"""Columns of a register: built from its entries and bodies, and told from older ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from kept.archive.columns.about import About
from kept.archive.columns.store import write_columns
from kept.archive.ledger import LedgerFolder
from kept.archive.ledger.durable import make_folder
from kept.archive.recording import ReadRegister, read_register
from kept.assessment import own_words, told_apart
from kept.assessment.references import check_statements
from kept.assessment.sweep.build import drafted
from kept.ledger import Release, Statement
from kept.ledger.canonical import to_base64
from kept.process.model import Process

_COLUMNS: Final = "columns"


def folder_for(ledger: LedgerFolder, clearance: Release = "public") -> Path:
    """Where the columns of a register lie for whoever is cleared to see so much.

    In its private part: they tell what was said, and are nobody's to publish. Whoever may see
    more does not only see more statements: one shown again to more readers is a newer one to them.
    """
    return ledger.paths.private / _COLUMNS / clearance


def build_from_register(
    ledger: LedgerFolder,
    process: Process,
    *,
    folder: Path | None = None,
    clearance: Release = "public",
    progress: Callable[[int], object] | None = None,
) -> Path:
    """Build the columns of a register, or bring those in `folder` up to date; gives the folder.

    Every entry and body is read and checked again, and what does not fit the text of `process` is
    left out and told in `About.left_out`, as when statements are read from the register itself.
    `progress` is told of entries as they are read, so many at a time. Raises `LedgerError`.
    """
    register = read_register(
        ledger, clearance=clearance, languages=process.head.languages, progress=progress
    )
    own = told_apart(own_words(register.statements, process, register.recorders))
    fitting, left_out = _fitting(process, own, register)
    about = About(
        process=process.digest,
        ledger=register.head,
        clearance=clearance,
        witnesses=_witnesses(ledger),
        left_out=(*(f"entry {each.index}: {each.what}" for each in register.remarks), *left_out),
    )
    if folder is None:
        folder = folder_for(ledger, clearance)
        make_folder(ledger.paths.private, secret=True)
    write_columns(folder, *drafted(process, fitting), about, register.missing)
    return folder


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
    return told == (checkpoint.origin, checkpoint.size, root, _witnesses(ledger))


def _witnesses(ledger: LedgerFolder) -> str:
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


def _fitting(
    process: Process, statements: Sequence[Statement], register: ReadRegister
) -> tuple[list[Statement], list[str]]:
    """The statements that fit the text, and why the others do not."""
    wrong = {
        problem.place: problem
        for problem in check_statements(process, statements)
        if problem.severity == "error"
    }
    fitting = [each for each in statements if each.place not in wrong]
    gone = {each.entry for each in register.missing}
    for each in statements:
        if each.retracts is not None and not gone.isdisjoint(_refs(each, register)):
            wrong.pop(each.place, None)  # what it takes back is told as missing
    return fitting, [f"{place.file}: {problem.what}" for place, problem in sorted(wrong.items())]


def _refs(statement: Statement, register: ReadRegister) -> tuple[str, ...]:
    entered = statement.entered
    return () if entered is None else register.folded.entries[entered.index].header.refs
