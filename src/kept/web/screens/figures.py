"""The figures: what is measured, and each figure as it was given; none is merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kept.process import Proposition
from kept.report.figures import Point, points
from kept.report.plain import plain
from kept.report.wording import dates, figures, names
from kept.web.pages.answers import ANSWERS, assessment_of, name_of
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One indicator, with the figure that speaks of the latest day."""

    id: str
    href: str
    name: str
    unit: str
    n: int
    latest: str
    by: str
    on: str


def show(asked: Asked) -> Shown:
    """Every indicator."""
    return Shown(
        title=asked.t("figures.title"),
        context=lambda: _context(asked),
        data=lambda: _data(asked),
        table=lambda: _table(asked),
    )


def indicators(asked: Asked) -> Mapping[str, Proposition]:
    """What is measured, by id."""
    several = asked.process.propositions
    return {name: each for name, each in several.items() if each.kind == "indicator"}


def points_of(asked: Asked, indicator: str) -> tuple[Point, ...]:
    """Its figures, of days up to the one asked about, in the order of those days."""

    def make() -> tuple[Point, ...]:
        found = points(assessment_of(asked), indicator)
        return tuple(each for each in found if each.as_of.first <= asked.question.on)

    return ANSWERS.get(name_of(asked, "points", indicator), make)


def _every(asked: Asked) -> Mapping[str, tuple[Point, ...]]:
    """The figures of all of them, sorted out in one go."""

    def make() -> Mapping[str, tuple[Point, ...]]:
        return {each: points_of(asked, each) for each in indicators(asked)}

    return ANSWERS.get(name_of(asked, "all points"), make)


def _context(asked: Asked) -> Mapping[str, Any]:
    rows = [_row(asked, each, found) for each, found in _every(asked).items()]
    rows.sort(key=lambda each: each.name.casefold())
    return {
        "given": [each for each in rows if each.n],
        "silent": [each for each in rows if not each.n],
    }


def _row(asked: Asked, indicator: str, found: tuple[Point, ...]) -> Row:
    process, language = asked.process, asked.language
    it = process.propositions[indicator]
    said = [each for each in found if each.says is not None and not each.disputed]
    latest = said[-1] if said else None
    return Row(
        id=indicator,
        href=asked.link(f"/figures/{indicator}/"),
        name=names.proposition(indicator, process, language),
        unit=it.unit.in_language(language) if it.unit else "",
        n=len(found),
        latest=figures.interval(latest.says, language, it.unit) if latest and latest.says else "",
        by=names.actors(latest.statement.speakers, process, language) if latest else "",
        on=dates.span(latest.as_of, language) if latest else "",
    )


def _data(asked: Asked) -> Any:
    return {
        "schema": "kept.indicators/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "known_at": plain(asked.question.known_at),
        "figures": {each: len(found) for each, found in _every(asked).items()},
    }


def _table(asked: Asked) -> Table:
    rows = (_row(asked, each, found) for each, found in _every(asked).items())
    return Table(
        header=("indicator", "name", "unit", "figures", "latest", "by", "as_of"),
        rows=[
            (each.id, each.name, each.unit, each.n, each.latest, each.by, each.on) for each in rows
        ],
    )


FIGURES: Final = Screen(
    name="figures",
    path="figures/",
    template="figures.html",
    show=show,
    about="What is measured, with the latest figure of each as it was given.",
)
