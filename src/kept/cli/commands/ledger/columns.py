"""`kept ledger columns`: build what makes a large register quick to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.asking import load, unknown
from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import (
    Language,
    counting,
    language_of,
    language_option,
    say,
    stop,
    told,
)
from kept.ledger import Release
from kept.ledger.statement import RELEASES
from kept.process import Process

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder


@click.command("columns")
@click.argument("process")
@click.option(
    "--ledger",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    required=True,
    help="The register.",
)
@click.option("--standpoint", metavar="S", help="For whoever may see what this standpoint sees.")
@language_option
@told
def command(process: str, ledger: Path, standpoint: str | None, lang: str | None) -> None:
    """Build the columns of the register in FOLDER for PROCESS, or bring them up to date.

    Every entry and every body is read and checked on the way. Columns hold nothing that is not
    in the register: they can be thrown away at any time.
    """
    from kept.archive.ledger import LedgerFolder

    language = language_of(lang)
    text = load(process).process
    named = standpoint or text.head.standpoint
    if named not in text.standpoints:
        stop(unknown("standpoint", named, text.standpoints))
    folder = LedgerFolder(ledger)
    if folder.identity.process != text.head.id:
        stop(f"{ledger} is a register of {folder.identity.process}, not of {text.head.id}.")
    clearance = max(text.standpoints[named].sees, key=RELEASES.index)
    try:
        _build(folder, text, clearance, language)
    except ModuleNotFoundError as error:
        stop(WORDS["columns-light"][language].format(name=error.name))


def _build(folder: LedgerFolder, text: Process, clearance: Release, language: Language) -> None:
    from kept.archive.columns import read_about, read_columns
    from kept.archive.columns.register import build_from_register

    size = folder.size()
    if _is_current(folder, text, clearance):
        say(WORDS, "built-already", language, size=size)
        return
    with counting(size, WORDS["building"][language]) as advance:
        place = build_from_register(folder, text, clearance=clearance, progress=advance)
    for each in read_about(place).left_out:
        say(WORDS, "not-in-columns", language, what=each)
    count = read_columns(place, text).statements
    say(WORDS, "built", language, statements=count, clearance=clearance, size=size)


def _is_current(folder: LedgerFolder, text: Process, clearance: Release) -> bool:
    """Whether there are columns of the register as it is, by the text as it is."""
    from kept.archive.columns import ColumnsError
    from kept.archive.reduction.register import ByColumns

    try:
        found = ByColumns(folder, text, clearance)
        return found.columns.statements >= 0
    except ColumnsError:
        return False
