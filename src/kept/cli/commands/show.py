"""`kept show`: an actor, a mechanism, a meeting, an instrument or a phase."""

from __future__ import annotations

from datetime import date

import click

from kept.cli.asking import asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.report.sheets import sheet, sheet_json, sheet_names


@click.command("show")
@click.argument("process")
@click.argument("name")
@asks()
def command(
    process: str,
    name: str,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
) -> None:
    """Show NAME: an actor, mechanism, meeting, instrument or phase of PROCESS."""
    asked = resolve(
        process, on=on, known_at=known_at, standpoint=standpoint, lang=lang, as_json=as_json
    )
    assessment = asked.assess()
    found = sheet(assessment, name, asked.language)
    if found is None:
        if name in asked.process.commitments:
            stop(f"{name} is a commitment: kept explain {process} {name}")
        kinds = "actor, mechanism, meeting, instrument or phase"
        stop(unknown(kinds, name, sheet_names(asked.process)))
    if as_json:
        print_json(sheet_json(found, assessment))
        return
    screen = Screen(asked.language)
    print_head(screen, asked)
    screen.show()
    screen.line(f"{found.title}  ({found.id})", style="bold")
    for section in found.sections:
        if section.title:
            screen.show()
            screen.line(section.title, style="bold")
        for line in section.lines:
            screen.line(line, 2)
