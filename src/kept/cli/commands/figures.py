"""`kept figures`: an indicator over time, each range as its speaker gave it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from kept.assessment import Basis
from kept.cli.asking import ENGINE, Asked, asks, print_json, resolve, unknown
from kept.cli.head import print_head
from kept.cli.saying import stop
from kept.cli.screen import Screen
from kept.names import Interval
from kept.report.figures import Point, bar, points, reach
from kept.report.labels import label
from kept.report.plain import plain
from kept.report.wording import dates, figures, names, words

WIDTH = 30  # columns of a bar


@click.command("figures")
@click.argument("process")
@click.argument("indicator", required=False)
@asks(ledger=True)
def command(
    process: str,
    indicator: str | None,
    on: date | None,
    known_at: date | None,
    standpoint: str | None,
    lang: str | None,
    as_json: bool,
    ledger: Path | None,
    basis: Basis,
) -> None:
    """INDICATOR of PROCESS over time; without INDICATOR, the list of them."""
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
    known = {
        name: each for name, each in asked.process.propositions.items() if each.kind == "indicator"
    }
    if indicator is None:
        _list(asked, list(known))
        return
    if indicator not in known:
        stop(unknown("indicator", indicator, known))
    found = points(asked.assess(), indicator)
    if as_json:
        print_json(_json(asked, indicator, found))
        return
    _print(asked, indicator, found)


def _list(asked: Asked, known: list[str]) -> None:
    assessment = asked.assess()
    counts = {name: len(points(assessment, name)) for name in known}
    if asked.as_json:
        print_json(
            {"schema": "kept.indicators/1", "process": asked.process.head.id, "figures": counts}
        )
        return
    screen = Screen(asked.language)
    print_head(screen, asked)
    for name, count in counts.items():
        text = names.proposition(name, asked.process, asked.language)
        screen.marked(f"{count:>3}  {text} [dim]{name}[/]", 2)


def _json(asked: Asked, indicator: str, found: tuple[Point, ...]) -> dict[str, object]:
    about = asked.process.propositions[indicator]
    return {
        "schema": "kept.figures/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "known_at": plain(asked.question.known_at),
        "indicator": indicator,
        "unit": plain(about.unit),
        "category": about.category,
        "points": [
            {
                "statement": each.statement.id,
                "speakers": plain(each.statement.speakers),
                "kind": each.statement.kind,
                "as_of": plain(each.as_of),
                "low": each.says.low if each.says else None,
                "high": each.says.high if each.says else None,
                "lead": each.lead,
                "known_on": plain(each.known_on),
            }
            for each in found
        ],
    }


def _print(asked: Asked, indicator: str, found: tuple[Point, ...]) -> None:
    screen = Screen(asked.language)
    print_head(screen, asked)
    about = asked.process.propositions[indicator]
    unit = about.unit.in_language(asked.language) if about.unit else ""
    name = names.proposition(indicator, asked.process, asked.language)
    screen.show()
    screen.line(f"{name} ({unit})", style="bold")
    edges = reach(found)
    for each in found:
        if each.says is not None:
            _point(screen, asked, each, edges)
    if found:
        low, high = (figures.interval(Interval(each, each), asked.language) for each in edges)
        screen.line(f"{low}{high:>{WIDTH - len(low)}}", 2, "dim")
    if not found:
        screen.line(label("nothing-found", asked.language), 2)


def _point(screen: Screen, asked: Asked, point: Point, edges: tuple[int, int]) -> None:
    when = dates.span(point.as_of, asked.language)
    who = names.join(
        [names.actor(each, asked.process, asked.language) for each in point.statement.speakers],
        asked.language,
    )
    drawn, figure = " " * WIDTH, "–"
    if point.says is not None:
        drawn = f"{bar(point.says, edges, WIDTH):<{WIDTH}}"
        figure = figures.interval(point.says, asked.language)
    kind = words.kind_word(point.statement.kind, asked.language)
    mark = "○" if point.lead else "●"
    screen.marked(f"[blue]{drawn}[/] {mark} {figure} · {when} · {who} ({kind})", 2)
