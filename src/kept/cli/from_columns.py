"""Reading the few statements that matter for a question, where a register is large."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kept.archive.error import LedgerError
from kept.archive.ledger import LedgerFolder
from kept.cli.from_ledger import Read, tell_text, tell_undated
from kept.cli.saying import UNREADABLE, Language, Words, counting, stop
from kept.ledger import LedgerHead
from kept.ledger.statement import RELEASES
from kept.process import Process
from kept.report.review import Question, Review, review_of

if TYPE_CHECKING:
    from ctypes import CDLL

    from kept.archive.reduction.register import ByColumns
    from kept.assessment.sweep.columns import Columns, Int64

    Few = Callable[[Process, Question, Columns, CDLL], Int64 | None]

T = TypeVar("T")
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
    "differs": {
        "en": "what they tell and what was worked out from it are not the same.",
        "fr": "ce qu’elles disent et ce qui en fut tiré ne sont pas la même chose.",
    },
    "uncertain": {
        "en": "too much was said on days that may lie before or after the one asked about.",
        "fr": "trop de paroles sont de jours qui peuvent précéder ou suivre celui qui est demandé.",
    },
    "build": {
        "en": "{why} kept ledger columns {process} --ledger {folder} builds them.",
        "fr": "{why} kept ledger columns {process} --ledger {folder} les construit.",
    },
    "reading": {"en": "Reading", "fr": "Lecture"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A register whose columns tell what is asked."""

    register: ByColumns
    library: CDLL
    question: Question  # with the day of knowledge settled
    language: Language

    @property
    def head(self) -> LedgerHead:
        """The register, as far as it was read."""
        return self.register.head

    def review(self, question: Question) -> Review | None:
        """The review by columns; None, and why is said, where they cannot tell it."""
        from kept.archive.reduction.quoted import UntoldError
        from kept.archive.reduction.reviewing import Reviewing

        source = self.register.source(self.library)
        try:
            with Reviewing(source, question) as reviewing:
                found = review_of(reviewing, ledger=self.head)
        except UntoldError as error:
            why = WORDS[error.why][self.language]
            click.echo(f"kept: {WORDS['whole'][self.language].format(why=why)}", err=True)
            return None
        except LedgerError as error:
            stop(f"{error} Nothing was assessed.", UNREADABLE)
        _tell_used(self.register, source.process, self.language, reviewing.quoted)
        return found


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

    def few_read(folder: LedgerFolder) -> tuple[Read, Question]:
        return _read_few(folder, process, question, language, few, known=known)

    return _by_columns(path, process, language, few_read, wanted=wanted)


def _by_columns(
    path: Path,
    process: Process,
    language: Language,
    read: Callable[[LedgerFolder], T],
    *,
    wanted: bool | None,
) -> T | None:
    """What columns give, where they are wanted and can be used; says why they cannot."""
    try:
        folder = LedgerFolder(path)
        if folder.identity.process != process.head.id:
            stop(f"{path} is a register of {folder.identity.process}, not of {process.head.id}.")
        if wanted is False or (wanted is None and folder.size() < LARGE):
            return None
        return read(folder)
    except _WithoutError as error:
        click.echo(f"kept: {WORDS['whole'][language].format(why=error)}", err=True)
        return None
    except LedgerError as error:
        stop(f"{error} Nothing was assessed.", UNREADABLE)


def read_told(
    path: Path,
    process: Process,
    question: Question,
    language: Language,
    *,
    wanted: bool | None,
    known: bool,
) -> Told | None:
    """What tells a review of a register by its columns; else, and with what it is given, `read_few`."""

    def told(folder: LedgerFolder) -> Told:
        register, library = opened(folder, process, question, language)
        asked = _known(question, register, known=known)
        return Told(register=register, library=library, question=asked, language=language)

    return _by_columns(path, process, language, told, wanted=wanted)


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
    if any(each.release in question.standpoint.sees for each in register.missing):
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
    register, library = opened(folder, process, question, language)
    question = _known(question, register, known=known)
    numbers = few(process, question, register.columns, library)
    if numbers is None:
        raise _WithoutError(WORDS["refused"][language])
    with counting(len(numbers), WORDS["reading"][language]) as advance:
        statements = register.statements(numbers, advance)
    _tell_used(register, process, language, len(numbers))
    return Read(head=register.head, statements=statements, missing=()), question


def _known(question: Question, register: ByColumns, *, known: bool) -> Question:
    """The question, with all that is in the register known unless a day was asked for."""
    latest = register.reading.latest(question.basis)
    if known or latest is None:
        return question
    return replace(question, known_at=max(question.known_at, latest))


def _tell_used(register: ByColumns, process: Process, language: Language, few: int) -> None:
    tell_text(register.reading.text, register.reading.digest, process, language)
    tell_undated(register.reading.undated, language)
    told = {"few": few, "all": register.columns.statements}
    click.echo(f"kept: {WORDS['used'][language].format(**told)}", err=True)
