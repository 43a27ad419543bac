"""Columns of a register, built from its entries and bodies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kept.archive.columns.about import About
from kept.archive.columns.place import folder_for, witnesses_of
from kept.archive.columns.reading import reading_of, write_reading
from kept.archive.columns.store import write_columns
from kept.archive.ledger import LedgerFolder
from kept.archive.ledger.durable import make_folder
from kept.archive.recording import fitting, read_register
from kept.assessment.sweep.build import drafted
from kept.ledger import Release
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
    fit = fitting(process, register)
    about = About(
        process=process.digest,
        ledger=register.head,
        clearance=clearance,
        witnesses=witnesses,
        left_out=fit.left_out,
    )
    if folder is None:
        folder = folder_for(ledger, clearance)
        make_folder(ledger.paths.private, secret=True)
    write_columns(folder, *drafted(process, fit.statements), about, register.missing)
    write_reading(folder, reading_of(register, process.head.id, fit.statements))
    return folder
