"""`kept history`: how one commitment came to stand as it stands, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.assessment import Basis
from kept.assessment.reach import reach
from kept.cli.asking import ENGINE, Asked, Day, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.mattering import by_number, for_commitment
from kept.cli.saying import Words, stop
from kept.cli.screen import Screen
from kept.process import Commitment
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.wording import dates, names, words

if TYPE_CHECKING:
    from kept.assessment.sweep.runs import Axes

WORDS: Words = {
    "light": {
        "en": "Histories need NumPy and Arrow, and {name} is not installed. Start kept by its "
        "launcher, ./kept, which installs them when a command needs them.",
        "fr": "Les historiques demandent NumPy et Arrow, et {name} n’est pas installé. Lancez "
        "kept par son lanceur, ./kept, qui les installe quand une commande en a besoin.",
    },
    "missing": {
        "en": "Bodies are missing from the register: a history would take for silence what they "
        "said. kept explain {process} {commitment} judges them.",
        "fr": "Il manque des textes au registre\u00a0: un historique prendrait pour du silence ce "
        "qu’ils disaient. kept explain {process} {commitment} en tient compte.",
    },
}


@dataclass(frozen=True, slots=True)
class Run:
    """From this day on, until the next run, it stood so."""

    since: date
    axes: Axes


@click.command("history")
@click.argument("process")
@click.argument("commitment")
@click.option("--from", "first", type=Day(), metavar="D", help="From this day.")
@click.option("--to", "last", type=Day(), metavar="D", help="Up to this day; like --on.")
@asks(ledger=True, columns=True)
def command(
    process: str,
    commitment: str,
    first: date | None,
    last: date | None,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
    columns: bool | None,
) -> None:
    """How COMMITMENT of PROCESS stood, day by day, as known by now."""
    asked = resolve(
        process,
        on=last or on,
        known_at=known_at,
        standpoint=standpoint,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
        few=for_commitment(commitment),
        columns=columns,
    )
    several = asked.process.commitments
    it = several.get(commitment) or by_number(asked.process, commitment)
    if it is None:
        stop(unknown("commitment", commitment, several))
    found = _from(list(_runs(asked, it)), first)
    if as_json:
        print_json(_json(asked, it, found))
        return
    _print(asked, it, found)


def _runs(asked: Asked, commitment: Commitment) -> Iterator[Run]:
    """The runs up to the day asked about, by the fastest engine at hand."""
    if _may_be_lost(asked, commitment):
        given = {"process": asked.process.head.id, "commitment": commitment.id}
        stop(WORDS["missing"][asked.language].format(**given))
    try:
        from kept.archive.kernel.engine import engine
        from kept.assessment.sweep.build import columns_of
    except ModuleNotFoundError as error:
        stop(WORDS["light"][asked.language].format(name=error.name))
    asking, process = asked.question, asked.process
    histories = engine().histories(
        process,
        columns_of(process, asked.folder.statements),
        [asking.standpoint],
        known_at=asking.known_at,
        basis=asking.basis,
        until=asking.on,
    )
    for since, axes in histories.runs(commitment.id, asking.standpoint.id):
        yield Run(since, axes)


def _may_be_lost(asked: Asked, commitment: Commitment) -> bool:
    """Whether a body is missing that the standpoint may see, and that may bear on it."""
    names, sees = reach(asked.process, commitment.id).propositions, asked.question.standpoint.sees
    return any(
        each.release in sees and any(map(each.may_bear_on, names)) for each in asked.missing
    )


def _from(runs: list[Run], first: date | None) -> list[Run]:
    """The runs that reach beyond the day before `first`."""
    if first is None:
        return runs
    ended = [each for each in runs if each.since <= first]
    return [*ended[-1:], *(each for each in runs if each.since > first)]


def _told(runs: list[Run]) -> Iterator[Run]:
    """The runs that differ in what the screen shows; how strong the evidence is stays in the JSON."""
    last: tuple[str, str, str] | None = None
    for each in runs:
        told = each.axes.word, each.axes.duty, each.axes.evidence
        if told != last:
            yield each
        last = told


def _json(asked: Asked, commitment: Commitment, found: list[Run]) -> dict[str, object]:
    return {
        "schema": "kept.history/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "known_at": plain(asked.question.known_at),
        "basis": asked.question.basis,
        "standpoint": asked.question.standpoint.id,
        "commitment": commitment.id,
        "runs": [
            {
                "since": None if each.since == date.min else plain(each.since),
                **plain(each.axes),
            }
            for each in found
        ],
    }


def _print(asked: Asked, commitment: Commitment, found: list[Run]) -> None:
    screen, language = Screen(asked.language), asked.language
    print_head(screen, asked)
    screen.show()
    text = names.commitment(commitment.id, asked.process, language)
    screen.marked(f"[bold]{text}[/] [dim]{commitment.id}[/]", 2)
    restraint = commitment.kind == "refrain"
    for each in _told(found):
        day = "…" if each.since == date.min else dates.day(each.since, language)
        shown = words.shown_word(each.axes.word, asked.process, language, restraint=restraint)
        duty = words.duty_word(each.axes.duty, language)
        evidence = words.evidence_word(each.axes.evidence, language)
        told = f"{screen.word(each.axes.word, shown)} [dim]({duty}, {evidence})[/]"
        screen.marked(label("pair", language, left=day, right=told), 2)
