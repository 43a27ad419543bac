"""The situation by area: how much was said of what, area by area; never a single place or day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings

from kept.archive import DIAGRAM, diagram_text
from kept.archive.places import Outlines, read_outlines
from kept.report.areas import HEADER, AreaCounts, area_counts, areas_json, areas_rows, count_words
from kept.report.charts.cells import Cell
from kept.report.charts.diagram import draw
from kept.report.charts.tiles import Diagram, read_diagram
from kept.report.totals import PeriodKind, period_name
from kept.web.pages.answers import ANSWERS, assessment_of
from kept.web.pages.asked import Asked, own
from kept.web.pages.screen import Parameter, Screen, Shown, Table
from kept.web.reading.current import site
from kept.web.screens.disarmament import KINDS, LATEST
from kept.web.screens.situation_map import map_of


def counts_of(asked: Asked) -> AreaCounts:
    """The counts asked for: since the month of the first instrument, period by period."""
    kind: PeriodKind = "quarter" if own(asked, "kind", KINDS) == "quarter" else "month"
    days = [
        each.on.first
        for it in asked.process.instruments.values()
        for each in it.status
        if each.on is not None
    ]
    since = min(days, default=asked.question.on)
    return area_counts(assessment_of(asked), since, kind=kind)


def diagram_of() -> Diagram | None:
    """The diagram of the process; None where nobody has drawn one."""
    here = site()
    text = diagram_text(here.path)
    if text is None:
        return None
    name = ("diagram", here.process.digest, hash(text))
    return ANSWERS.get(name, lambda: read_diagram(text, DIAGRAM, here.process.areas))


def outlines_of() -> Outlines | None:
    """The outlines somebody has imported for this process, with their licence."""
    return read_outlines(settings.KEPT_DATA / "places", site().process.head.id)


def show(asked: Asked) -> Shown:
    """The counts, drawn and as a table."""
    found = counts_of(asked)
    return Shown(
        title=asked.t("situation.title"),
        context=lambda: _context(asked, found),
        data=lambda: areas_json(found),
        table=lambda: Table(header=HEADER, rows=list(areas_rows(found))),
    )


def _context(asked: Asked, found: AreaCounts) -> Mapping[str, Any]:
    periods = found.periods[-LATEST:]
    outlines = outlines_of()
    return {
        "drawn_diagram": picture(asked, found),
        "drawn_map": map_of(asked, outlines, totals_by_area(asked, found)) if outlines else None,
        "origins": outlines.origins if outlines else (),
        "periods": [period_name(each, asked.language) for each in periods],
        "rows": _rows(asked, found),
        "kind": found.kind,
    }


def totals_by_area(asked: Asked, found: AreaCounts) -> Mapping[str, Cell]:
    """By area, how many statements speak of it, as a cell of a drawing."""
    cells: dict[str, Cell] = {}
    for each in asked.process.areas.values():
        several = [one for one in found.of(each.id) if one.kind == "statements"]
        name = each.name.in_language(asked.language)
        total = sum(one.low or 0 for one in several)
        title = asked.t("situation.spoken-of", area=name, n=total)
        cells[each.id] = Cell(name=name, count=total, title=title)
    return cells


def picture(asked: Asked, found: AreaCounts) -> str | None:
    """The diagram with a count in each tile."""
    diagram = diagram_of()
    if diagram is None:
        return None
    cells = {
        area: cell
        for area, cell in totals_by_area(asked, found).items()
        if any(tile.area == area for tile in diagram.tiles)
    }
    return draw(diagram, cells, label=asked.t("situation.diagram"), locale=asked.locale)


def _rows(asked: Asked, found: AreaCounts) -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = []
    for area in asked.process.areas.values():
        for kind in dict.fromkeys(each.kind for each in found.of(area.id)):
            by_period = {each.period: each for each in found.of(area.id) if each.kind == kind}
            rows.append(
                {
                    "area": area.name.in_language(asked.language),
                    "id": area.id,
                    "kind": asked.t(f"situation.kind-{kind}"),
                    "cells": [
                        count_words(by_period[each], asked.language) if each in by_period else ""
                        for each in found.periods[-LATEST:]
                    ],
                }
            )
    return rows


SITUATION: Final = Screen(
    name="situation",
    path="situation/",
    template="situation.html",
    show=show,
    about="Counts by agreed area for fixed periods: how many statements, how many incidents.",
    parameters=(Parameter(name="kind", about="The length of a period.", choices=KINDS),),
)
