"""`kept timeline`: what was said, met, signed and decided, day by day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis
from kept.cli.asking import ENGINE, Asked, Day, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.timeline import Moment, moments
from kept.report.wording import dates, names
from kept.report.wording.statements import statement_line


@click.command("timeline")
@click.argument("process")
@click.option("--from", "first", type=Day(), metavar="D", help="From this day.")
@click.option("--about", metavar="ID", help="Only what bears on this commitment or proposition.")
@click.option("--speaker", metavar="ACTOR", help="Only what this actor said.")
@asks(ledger=True)
def command(
    process: str,
    first: date | None,
    about: str | None,
    speaker: str | None,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
) -> None:
    """What happened and was said in PROCESS up to the day asked about."""
    asked = resolve(
        process,
        on=on,
        known_at=known_at,
        standpoint=standpoint,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
    )
    _check_names(asked, about, speaker)
    found = [
        each
        for each in moments(asked.assess(), about=about, speaker=speaker)
        if first is None or each.on.last >= first
    ]
    if as_json:
        print_json(_json(asked, found))
        return
    _print(asked, found)


def _check_names(asked: Asked, about: str | None, speaker: str | None) -> None:
    known = {**asked.process.commitments, **asked.process.propositions}
    if about is not None and about not in known:
        stop(unknown("commitment or proposition", about, known))
    if speaker is not None and speaker not in asked.process.actors:
        stop(unknown("actor", speaker, asked.process.actors))


def _json(asked: Asked, found: list[Moment]) -> dict[str, object]:
    return {
        "schema": "kept.timeline/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "known_at": plain(asked.question.known_at),
        "standpoint": asked.question.standpoint.id,
        "moments": [
            {"on": plain(each.on), "kind": each.kind, "id": each.id, "text": plain(each.text)}
            for each in found
        ],
    }


def _print(asked: Asked, found: list[Moment]) -> None:
    screen = Screen(asked.language)
    print_head(screen, asked)
    screen.show()
    for each in found:
        day = dates.span(each.on, asked.language)
        screen.marked(f"[bold]{day}[/]")
        screen.line(_line(asked, each), 2)
    if not found:
        screen.line(label("nothing-found", asked.language), 2)


def _line(asked: Asked, moment: Moment) -> str:
    if moment.statement is not None:
        basis = asked.question.basis
        return statement_line(moment.statement, asked.process, asked.language, basis)
    if moment.kind == "meeting":
        return names.meeting(moment.id, asked.process, asked.language)
    return moment.text.in_language(asked.language)
