"""Columns of a register, built from its entries and bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kept.archive.columns.about import About
from kept.archive.columns.place import folder_for, witnesses_of
from kept.archive.columns.reading import reading_of, write_reading
from kept.archive.columns.store import write_columns
from kept.archive.ledger import LedgerFolder
from kept.archive.ledger.durable import make_folder
from kept.archive.recording import ReadRegister, read_register
from kept.assessment import own_words, told_apart
from kept.assessment.references import check_statements
from kept.assessment.sweep.build import drafted
from kept.ledger import Release, Statement
from kept.process.model import Process


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
    witnesses = witnesses_of(ledger)  # before: should others sign meanwhile, it is not current
    register = read_register(
        ledger, clearance=clearance, languages=process.head.languages, progress=progress
    )
    own = told_apart(own_words(register.statements, process, register.recorders))
    fitting, left_out = _fitting(process, own, register)
    about = About(
        process=process.digest,
        ledger=register.head,
        clearance=clearance,
        witnesses=witnesses,
        left_out=(*(f"entry {each.index}: {each.what}" for each in register.remarks), *left_out),
    )
    if folder is None:
        folder = folder_for(ledger, clearance)
        make_folder(ledger.paths.private, secret=True)
    write_columns(folder, *drafted(process, fitting), about, register.missing)
    write_reading(folder, reading_of(register, process.head.id, fitting))
    return folder


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
