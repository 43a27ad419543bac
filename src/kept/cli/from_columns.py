"""Reading the few statements that matter for a question, where a register is large."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.archive.error import LedgerError
from kept.archive.ledger import LedgerFolder
from kept.cli.from_ledger import Read, tell_text, tell_undated
from kept.cli.saying import UNREADABLE, Language, Words, counting, stop
from kept.ledger.statement import RELEASES
from kept.process import Process
from kept.report.review import Question

if TYPE_CHECKING:
    from ctypes import CDLL

    from kept.archive.reduction.register import ByColumns
    from kept.assessment.sweep.columns import Columns, Int64

    Few = Callable[[Process, Question, Columns, CDLL], Int64 | None]

LARGE = 20_000  # entries from which on columns are worth it
WORDS: Words = {
    "used": {
        "en": "By columns: {few} of {all} statements were read and checked against the register; "
        "the others when the columns were built.",
        "fr": "Par colonnes\u00a0: {few} déclarations sur {all} ont été lues et vérifiées au "
        "registre\u00a0; les autres l’ont été quand les colonnes furent faites.",
    },
    "whole": {
        "en": "All statements are read, without columns: {why}",
        "fr": "Toutes les déclarations sont lues, sans colonnes\u00a0: {why}",
    },
    "light": {
        "en": "they need NumPy and Arrow ({name} is not installed).",
        "fr": "il y faut NumPy et Arrow ({name} n’est pas installé).",
    },
    "no-kernel": {
        "en": "no compiler is at hand for what sweeps them.",
        "fr": "aucun compilateur n’est disponible pour les parcourir.",
    },
    "missing": {
        "en": "bodies are missing, and what rests on silence has to be judged from all.",
        "fr": "des textes manquent, et ce qui repose sur le silence se juge sur le tout.",
    },
    "refused": {
        "en": "a day cannot be worked out; all have to say which.",
        "fr": "une date ne se calcule pas\u00a0; il faut le tout pour dire laquelle.",
    },
    "build": {
        "en": "{why} kept ledger columns {process} --ledger {folder} builds them.",
        "fr": "{why} kept ledger columns {process} --ledger {folder} les construit.",
    },
    "reading": {"en": "Reading", "fr": "Lecture"},
}


class _WithoutError(Exception):
    """Columns are of no use here; the message says why."""


def read_few(
    path: Path,
    process: Process,
    question: Question,
    language: Language,
    few: Few,
    *,
    wanted: bool | None,
    known: bool,
) -> tuple[Read, Question] | None:
    """What a register says about a question, by its columns; None where all has to be read.

    `wanted` None: where the register is large. Without a day of knowledge that was asked for
    (`known`), all that is in the register is known. Says on standard error what was used.
    """
    try:
        folder = LedgerFolder(path)
        if folder.identity.process != process.head.id:
            stop(f"{path} is a register of {folder.identity.process}, not of {process.head.id}.")
        if wanted is False or (wanted is None and folder.size() < LARGE):
            return None
        return _read_few(folder, process, question, language, few, known=known)
    except _WithoutError as error:
        click.echo(f"kept: {WORDS['whole'][language].format(why=error)}", err=True)
        return None
    except LedgerError as error:
        stop(f"{error} Nothing was assessed.", UNREADABLE)


def opened(
    folder: LedgerFolder, process: Process, question: Question, language: Language
) -> tuple[ByColumns, CDLL]:
    """The columns of a register and what sweeps them; raises `_WithoutError`."""
    try:
        from kept.archive.columns import ColumnsError
        from kept.archive.kernel.engine import engine
        from kept.archive.reduction.register import ByColumns
    except ModuleNotFoundError as error:
        raise _WithoutError(WORDS["light"][language].format(name=error.name)) from error
    clearance = max(question.standpoint.sees, key=RELEASES.index)
    try:
        register = ByColumns(folder, process, clearance)
        register.columns  # noqa: B018 -- read now, for what is wrong with them is told here
    except ColumnsError as error:
        given = {"why": error, "process": process.head.id, "folder": folder.path}
        raise _WithoutError(WORDS["build"][language].format(**given)) from error
    library = engine().library
    if library is None:
        raise _WithoutError(WORDS["no-kernel"][language])
    if register.missing:
        raise _WithoutError(WORDS["missing"][language])
    return register, library


def _read_few(
    folder: LedgerFolder,
    process: Process,
    question: Question,
    language: Language,
    few: Few,
    *,
    known: bool,
) -> tuple[Read, Question]:
    from dataclasses import replace

    register, library = opened(folder, process, question, language)
    latest = register.reading.latest(question.basis)
    if not known and latest is not None:
        question = replace(question, known_at=max(question.known_at, latest))
    numbers = few(process, question, register.columns, library)
    if numbers is None:
        raise _WithoutError(WORDS["refused"][language])
    with counting(len(numbers), WORDS["reading"][language]) as advance:
        statements = register.statements(numbers, advance)
    tell_text(register.reading.text, register.reading.digest, process, language)
    tell_undated(register.reading.undated, language)
    told = {"few": len(numbers), "all": register.columns.statements}
    click.echo(f"kept: {WORDS['used'][language].format(**told)}", err=True)
    return Read(head=register.head, statements=statements, missing=()), question
