"""`kept differ`: where two standpoints see things differently, and about what."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis, Comparison, compare
from kept.cli.asking import ENGINE, Asked, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.mattering import for_standpoints
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.report.interface import comparison_json
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.wording import compare as wording
from kept.report.wording import names


@click.command("differ")
@click.argument("process")
@click.argument("one")
@click.argument("other")
@asks(standpoint=False, ledger=True, columns=True)
def command(
    process: str,
    one: str,
    other: str,
    on: date | None,
    known_at: date | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
    columns: bool | None,
) -> None:
    """Where the standpoints ONE and OTHER see PROCESS differently."""
    asked = resolve(
        process,
        on=on,
        known_at=known_at,
        standpoint=one,
        lang=lang,
        as_json=as_json,
        ledger=ledger,
        basis=basis,
        few=for_standpoints([one, other]),
        columns=columns,
    )
    if other not in asked.process.standpoints:
        stop(unknown("standpoint", other, asked.process.standpoints))
    found = compare([asked.assess(), asked.assess(asked.process.standpoints[other])])
    different = [each for each in found if _differs(each)]
    if as_json:
        print_json(_json(asked, one, other, different))
        return
    _print(asked, different)


def _differs(comparison: Comparison) -> bool:
    axes = {each.axes for each in comparison.standings.values()}
    return comparison.word != "agreed" or len(axes) > 1


def _json(asked: Asked, one: str, other: str, different: list[Comparison]) -> dict[str, object]:
    return {
        "schema": "kept.differ/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "known_at": plain(asked.question.known_at),
        "standpoints": sorted((one, other)),
        "commitments": [comparison_json(each) for each in different],
    }


def _print(asked: Asked, different: list[Comparison]) -> None:
    screen = Screen(asked.language)
    print_head(screen, asked)
    screen.show()
    heading = "differ" if different else "agree"
    screen.line(label(heading, asked.language, n=len(different)))
    for agreement in ("contested", "one-sided", "agreed"):
        for each in different:
            if each.word == agreement:
                text = names.commitment(each.commitment, asked.process, asked.language)
                screen.marked(f"[bold]{text}[/] [dim]{each.commitment}[/]", 2)
                screen.line(wording.line(each, asked.process, asked.language), 6)
