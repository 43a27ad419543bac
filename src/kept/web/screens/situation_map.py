"""Imported outlines with the count of each area: never a single place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from kept.archive.places import Outlines
from kept.archive.places.simplify import Nodes
from kept.report.charts.cells import Cell
from kept.report.charts.outline import Imprint, Outline, draw
from kept.web.pages.asked import Asked

Polygons: TypeAlias = tuple[tuple[tuple[tuple[float, float], ...], ...], ...]


def map_of(asked: Asked, outlines: Outlines, cells: Mapping[str, Cell]) -> str | None:
    """The outlines of the agreed areas, drawn with their licence and note."""
    drawn = [
        Outline(area=area, polygons=_degrees(each.polygons, outlines.scale))
        for area, each in outlines.areas.items()
        if area in asked.process.areas
    ]
    if not drawn:
        return None
    origins = outlines.origins
    imprint = Imprint(
        licence="; ".join(dict.fromkeys(each.licence for each in origins)),
        note="; ".join(dict.fromkeys(each.note for each in origins)),
    )
    shown = {each.area: cells[each.area] for each in drawn}
    return draw(drawn, shown, imprint=imprint, label=asked.t("situation.map"), locale=asked.locale)


def _degrees(polygons: Iterable[Nodes], scale: int) -> Polygons:
    """Whole points of the grid as degrees, longitude first, each ring closed."""
    return tuple(tuple(_ring(ring, scale) for ring in polygon) for polygon in polygons)


def _ring(ring: Iterable[tuple[int, int]], scale: int) -> tuple[tuple[float, float], ...]:
    points = tuple((x / scale, y / scale) for x, y in ring)
    return (*points, points[0])
