"""Reading the statements of a process from a register instead of its files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from kept.archive.error import LedgerError
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import fitting, read_register
from kept.assessment import Basis
from kept.cli.saying import UNREADABLE, Language, Words, counting, stop
from kept.ledger import LedgerHead, MissingBody, Statement
from kept.ledger.statement import RELEASES
from kept.process import Process, Standpoint

SHOWN = 5  # statements that were left out, told one by one
WORDS: Words = {
    "no-text": {
        "en": "The register holds no text of {process}: the one at hand is used.",
        "fr": "Le registre n’a pas de texte de {process}\u00a0: on se sert de celui qui est ici.",
    },
    "other-text": {
        "en": "The text at hand (sha256:{digest}…) is not the one in the register (entry {entry}, "
        "sha256:{entered}…). What follows is by the text at hand.",
        "fr": "Le texte qui est ici (sha256:{digest}…) n’est pas celui du registre (inscription "
        "{entry}, sha256:{entered}…). Ce qui suit se fonde sur le texte qui est ici.",
    },
    "undated": {
        "en": "Statements not counted yet: {count}. They stand in the register alone, and no "
        "witness has seen them there.",
        "fr": "Déclarations qui ne comptent pas encore\u00a0: {count}. Elles ne figurent qu’au "
        "registre, et aucun témoin ne les y a vues.",
    },
    "left-out": {"en": "Left out: {what}", "fr": "Laissé de côté\u00a0: {what}"},
    "more": {
        "en": "Left out besides: {count}.",
        "fr": "Laissés de côté en outre\u00a0: {count}.",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a register says about a process, as one standpoint may see it."""

    head: LedgerHead
    statements: tuple[Statement, ...]  # fit to be assessed
    missing: tuple[MissingBody, ...]

    def entered_on(self, basis: Basis) -> Iterator[date]:
        """The days on which what it says was entered, as far as that dates it."""
        for each in self.statements:
            entered = each.entered
            if entered and entered.entered_on and (basis == "entered" or not each.sources):
                yield entered.entered_on.last


def read_from(path: Path, process: Process, standpoint: Standpoint, language: Language) -> Read:
    """What the register in `path` says about `process`, as far as `standpoint` may see it.

    What had to be left out is told on standard error; what is missing goes into the answer.
    """
    try:
        folder = LedgerFolder(path)
        if folder.identity.process != process.head.id:
            stop(f"{path} is a register of {folder.identity.process}, not of {process.head.id}.")
        clearance = max(standpoint.sees, key=RELEASES.index)
        with counting(folder.size(), folder.identity.origin) as advance:
            register = read_register(
                folder, clearance=clearance, languages=process.head.languages, progress=advance
            )
    except LedgerError as error:
        stop(f"{error} Nothing was assessed.", UNREADABLE)
    text = register.text_of(process.head.id)
    tell_text(text.index if text else None, text.digest if text else None, process, language)
    found = fitting(process, register)
    tell_undated(_undated(found.statements), language)
    _tell_left_out(found.left_out, language)
    return Read(head=register.head, statements=found.statements, missing=register.missing)


def tell_text(
    entry: int | None, entered: str | None, process: Process, language: Language
) -> None:
    """Say so where the text at hand is not the one in the register, if that has one."""
    digest = process.digest.removeprefix("sha256:")
    if entry is None or entered is None:
        _note("no-text", language, process=process.head.id)
    elif entered != digest:
        _note("other-text", language, digest=digest[:12], entry=entry, entered=entered[:12])


def _undated(statements: tuple[Statement, ...]) -> int:
    """How many there are that only their entry could date, and no witness has seen."""
    return sum(
        1
        for each in statements
        if not each.sources and each.entered and each.entered.entered_on is None
    )


def tell_undated(count: int, language: Language) -> None:
    """Say so where some do not count yet, for only their entry could date them."""
    if count:
        _note("undated", language, count=count)


def _tell_left_out(reasons: tuple[str, ...], language: Language) -> None:
    for each in reasons[:SHOWN]:
        _note("left-out", language, what=each)
    if len(reasons) > SHOWN:
        _note("more", language, count=len(reasons) - SHOWN)


def _note(name: str, language: Language, **values: object) -> None:
    click.echo(f"kept: {WORDS[name][language].format(**values)}", err=True)
