"""One indicator over time: each range as its speaker gave it, beside the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final

from django.http import Http404

from kept.names import Interval
from kept.report.charts.given import Given
from kept.report.charts.ranges import ranges
from kept.report.charts.svg import Markup
from kept.report.figures import Point
from kept.report.plain import plain
from kept.report.wording import dates, figures, names
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown, Table
from kept.web.screens.figures import indicators, points_of
from kept.web.screens.statement import tied
from kept.web.screens.statement_told import Said, said
from kept.web.screens.statements_index import concerned

HEADER: Final = (
    "statement",
    "speakers",
    "kind",
    "as_of_first",
    "as_of_last",
    "low",
    "high",
    "disputed",
    "lead",
    "known_on",
    "sources",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure, with the letter of who gave it."""

    letter: str
    as_of: str
    figure: str
    disputed: bool
    lead: bool
    said: Said


def show(asked: Asked, indicator: str) -> Shown:
    """One indicator; `Http404` where nothing of that name is measured."""
    if indicator not in indicators(asked):
        raise Http404
    found = points_of(asked, indicator)
    return Shown(
        title=names.proposition(indicator, asked.process, asked.language),
        context=lambda: _context(asked, indicator, found),
        data=lambda: _data(asked, indicator, found),
        table=lambda: Table(header=HEADER, rows=[_cells(each) for each in found]),
    )


def _context(asked: Asked, indicator: str, found: tuple[Point, ...]) -> Mapping[str, Any]:
    it, process = asked.process.propositions[indicator], asked.process
    given = tuple(each for each in found if each.says is not None)
    letters = _letters(asked, given)
    return {
        "it": it,
        "unit": it.unit.in_language(asked.language) if it.unit else "",
        "note": it.note.in_language(asked.language) if it.note else "",
        "letters": letters,
        "rows": [_row(asked, each, letters) for each in given],
        "without": [{"said": said(asked, each.statement)} for each in found if each.says is None],
        "chart": _chart(asked, indicator, given, letters),
        "commitments": [tied(asked, each) for each in concerned(process).get(indicator, ())],
    }


def _letters(asked: Asked, found: tuple[Point, ...]) -> Mapping[str, str]:
    """A letter for everybody who gave a figure, in alphabetical order of their names."""
    given = {_who(asked, each) for each in found}
    return {
        name: _letter(number)
        for name, number in zip(sorted(given, key=str.casefold), count(), strict=False)
    }


def _letter(number: int) -> str:
    """A letter by its number, two where one is not enough.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    more, rest = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + rest)


def _who(asked: Asked, point: Point) -> str:
    return names.actors(point.statement.speakers, asked.process, asked.language)


def _figure(asked: Asked, point: Point) -> str:
    return "–" if point.says is None else figures.interval(point.says, asked.language)


def _row(asked: Asked, point: Point, letters: Mapping[str, str]) -> Row:
    return Row(
        letter=letters[_who(asked, point)],
        as_of=dates.span(point.as_of, asked.language),
        figure=_figure(asked, point),
        disputed=point.disputed,
        lead=point.lead,
        said=said(asked, point.statement),
    )


def picture(asked: Asked, indicator: str) -> Markup | None:
    """The figures for one indicator, drawn without links; nothing where nobody gave any."""
    found = points_of(asked, indicator)
    letters = _letters(asked, found)
    given = [
        replace(_given(asked, each, each.says, letters), href=None)
        for each in found
        if each.says is not None
    ]
    return _drawn(asked, indicator, given) if given else None


def _chart(
    asked: Asked, indicator: str, found: tuple[Point, ...], letters: Mapping[str, str]
) -> Markup | None:
    given = [_given(asked, each, each.says, letters) for each in found if each.says is not None]
    return _drawn(asked, indicator, given) if given else None


def _drawn(asked: Asked, indicator: str, given: Sequence[Given]) -> Markup:
    name = names.proposition(indicator, asked.process, asked.language)
    return ranges(given, label=asked.t("figures.label", name=name), locale=asked.locale)


def _given(asked: Asked, point: Point, says: Interval, letters: Mapping[str, str]) -> Given:
    who, on = _who(asked, point), dates.span(point.as_of, asked.language)
    key = "figures.denied" if point.disputed else "figures.given"
    return Given(
        on=point.as_of,
        says=says,
        mark=letters[who],
        title=asked.t(key, who=who, figure=_figure(asked, point), on=on),
        denied=point.disputed,
        href=asked.link(f"/statements/{point.statement.id}/"),
    )


def _data(asked: Asked, indicator: str, found: tuple[Point, ...]) -> Any:
    it = asked.process.propositions[indicator]
    return {
        "schema": "kept.figures/1",
        "engine": ENGINE,
        "process": asked.process.head.id,
        "on": plain(asked.question.on),
        "known_at": plain(asked.question.known_at),
        "indicator": indicator,
        "unit": plain(it.unit),
        "category": it.category,
        "points": [dict(zip(HEADER, _cells(each), strict=True)) for each in found],
    }


def _cells(point: Point) -> tuple[object, ...]:
    it, says = point.statement, point.says
    return (
        it.id,
        " ".join(it.speakers),
        it.kind,
        plain(point.as_of.first),
        plain(point.as_of.last),
        says.low if says else None,
        says.high if says else None,
        point.disputed,
        point.lead,
        plain(point.known_on),
        " ".join(it.sources),
    )


FIGURE: Final = Screen(
    name="figure",
    path="figures/<str:indicator>/",  # an id may hold a dot, which a slug may not
    template="figures_one.html",
    show=show,
    about="One indicator over time: every range as it was given, its source named.",
    menu="figures",
)
