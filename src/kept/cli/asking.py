"""What most commands ask for: a process, a day, a standpoint, a language, text or JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kept.archive import Folder, ProcessNotFoundError, find_process, open_process
from kept.assessment import Assessment, Basis, assess
from kept.cli.saying import UNREADABLE, language_of, stop
from kept.dates import Calendar, DateError, read_span
from kept.ledger import LedgerHead, MissingBody
from kept.names import nearest
from kept.process import Process, Standpoint
from kept.report.review import Question
from kept.report.wording.language import Language
from kept.report.wording.names import as_called_by
from kept.texts import ProblemsError

if TYPE_CHECKING:
    from kept.cli.from_columns import Few, Told

ENGINE = "kept 2026.11.0, reference assessment"
MOST = 12  # names listed where none is near

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]  # generic only in newer click
    """A day, written 2025-11-21."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        if isinstance(value, date):
            return value
        try:
            span = read_span(str(value), Calendar())
        except DateError as error:
            self.fail(str(error), param, ctx)
        if not span.certain:
            self.fail(f"{value} is no single day; write one such as 2025-11-21.", param, ctx)
        return span.first


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command was asked, resolved against the process."""

    folder: Folder
    question: Question
    language: Language
    as_json: bool
    ledger: LedgerHead | None = None  # the register the statements were read from
    missing: tuple[MissingBody, ...] = ()  # what of it cannot be read
    told: Told | None = None  # the columns of that register, where they tell all that is asked

    @property
    def process(self) -> Process:
        """The text."""
        return self.folder.process

    def assess(self, standpoint: Standpoint | None = None) -> Assessment:
        """The assessment asked for, or the same from another standpoint."""
        return assess(
            self.process,
            self.folder.statements,
            on=self.question.on,
            standpoint=standpoint or self.question.standpoint,
            known_at=self.question.known_at,
            basis=self.question.basis,
            missing=self.missing,
        )


def processes_root() -> Path:
    """Where processes are kept: beside the sources, or where KEPT_PROCESSES says."""
    named = os.environ.get("KEPT_PROCESSES")
    return Path(named) if named else Path(__file__).parents[3] / "processes"


def load(name: str, *, text_alone: bool = False) -> Folder:
    """Open a process by name or path, or leave with what is wrong with it."""
    try:
        return open_process(find_process(name, processes_root()), text_alone=text_alone)
    except ProcessNotFoundError as error:
        stop(str(error.args[0]))
    except ProblemsError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        stop(f"{len(error.problems)} errors; nothing was assessed.", UNREADABLE)


def resolve(
    process: str,
    *,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    track: str | None = None,
    ledger: Path | None = None,
    basis: Basis = "published",
    few: Few | None = None,
    columns: bool | None = None,
    reviewed: bool = False,
) -> Asked:
    """Open the process and settle what was left open.

    Without a day, a process is assessed on the last day that was coded, or today if
    that is earlier: later words are not in it, and it must not seem to say so. What is in a
    register was entered later than that: by default all of it is known. `few` tells the
    statements that matter for the question, for a register that has columns.
    """
    folder = load(process, text_alone=ledger is not None)
    text = folder.process
    today = datetime.now(UTC).date()
    latest = min(today, text.head.compiled_on)
    named = standpoint or text.head.standpoint
    if named not in text.standpoints:
        stop(unknown("standpoint", named, text.standpoints))
    if track is not None and track not in text.tracks:
        stop(unknown("track", track, text.tracks))
    if basis == "entered" and ledger is None:
        stop("Only a register knows when something was entered. Name one with --ledger.")
    question = Question(
        on=on or latest,
        known_at=known_at or max(latest, on or latest),
        standpoint=text.standpoints[named],
        track=track,
        basis=basis,
    )
    language = language_of(lang)
    if language not in text.head.languages:
        stop(f"{text.head.id} has no words in “{language}”.")
    text = as_called_by(text, named)
    folder = replace(folder, process=text)
    if ledger is None:
        return Asked(folder, question, language, as_json)
    if columns is not False:
        asked = Asked(folder, question, language, as_json)
        known = known_at is not None
        found = _by_columns(asked, ledger, few, reviewed=reviewed, wanted=columns, known=known)
        if found is not None:
            return found
    from kept.cli.from_ledger import read_from

    read = read_from(ledger, text, question.standpoint, language)
    folder = replace(folder, statements=read.statements)
    if known_at is None:
        latest = max(question.known_at, *read.entered_on(basis), date.min)
        question = replace(question, known_at=latest)
    return Asked(folder, question, language, as_json, read.head, read.missing)


def _by_columns(
    asked: Asked,
    ledger: Path,
    few: Few | None,
    *,
    reviewed: bool,
    wanted: bool | None,
    known: bool,
) -> Asked | None:
    """What was asked, read from a register by its columns; None where all has to be read."""
    from kept.cli.from_columns import read_few, read_told

    given = ledger, asked.process, asked.question, asked.language
    if reviewed:
        told = read_told(*given, wanted=wanted, known=known)
        if told is None:
            return None
        nothing = replace(asked.folder, statements=())
        return replace(asked, folder=nothing, question=told.question, ledger=told.head, told=told)
    found = None if few is None else read_few(*given, few, wanted=wanted, known=known)
    if found is None:
        return None
    read, question = found
    at_hand = replace(asked.folder, statements=read.statements)
    return replace(asked, folder=at_hand, question=question, ledger=read.head)


def unknown(kind: str, name: str, known: Any) -> str:
    """That nobody knows a name, with the nearest known one."""
    close = nearest(name, known)
    several = sorted(known)
    more = f" and {len(several) - MOST} more" if len(several) > MOST else ""
    hint = f"Did you mean {close}?" if close else f"Known are: {', '.join(several[:MOST])}{more}."
    return f"There is no {kind} “{name}”. {hint}"


def print_json(value: object) -> None:
    """JSON, the same bytes for the same answer."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def asks(
    *, day: bool = True, standpoint: bool = True, ledger: bool = False, columns: bool = False
) -> Callable[[F], F]:
    """The options most commands share; with `ledger`, those for reading from a register too.

    With `columns` also the one that says whether to read it by its columns.
    """

    def decorate(function: F) -> F:
        options = [
            click.option("--lang", type=click.Choice(["en", "fr"]), help="Language."),
            click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text."),
        ]
        if standpoint:
            options.append(
                click.option("--standpoint", metavar="S", help="Whose word counts: a standpoint.")
            )
        if day:
            options += [
                click.option("--known-at", type=Day(), metavar="D", help="As known on this day."),
                click.option("--on", type=Day(), metavar="D", help="About this day."),
            ]
        if columns:
            options.append(
                click.option(
                    "--columns/--no-columns",
                    default=None,
                    help="Read only what matters, by columns; by default of a large register.",
                )
            )
        if ledger:
            options += [
                click.option(
                    "--basis",
                    type=click.Choice(["published", "entered"]),
                    default="published",
                    help="Known when: once it was published, or once it was in the register.",
                ),
                click.option(
                    "--ledger",
                    type=click.Path(exists=True, file_okay=False, path_type=Path),
                    metavar="FOLDER",
                    help="Read the statements from this register.",
                ),
            ]
        for option in options:
            function = option(function)
        return function

    return decorate
