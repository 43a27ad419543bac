"""Areas by their outlines, simplified; only totals are shown, and nothing within an area."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kept.report.charts.cells import Cell
from kept.report.charts.lettering import lines, wrapped
from kept.report.charts.locale import Locale
from kept.report.charts.simplify import Point, Ring, simplified
from kept.report.charts.svg import Markup, drawing, element, join, linked, short, text, title

_WIDTH: Final = 440
_EDGE: Final = 4
_LETTERS: Final = 11
_LEADING: Final = 15
_SPECK: Final = 5.0  # a smaller island or lake is left out, unless it is all there is

Polygon = tuple[Ring, ...]  # the outer ring, then its holes, as in GeoJSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One area as imported: longitudes and latitudes."""

    area: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What has to be printed with outlines: whose they are, and that they settle nothing."""

    licence: str
    note: str


def draw(
    outlines: Sequence[Outline],
    cells: Mapping[str, Cell],
    *,
    imprint: Imprint,
    label: str,
    locale: Locale,
    tolerance: float = 0.8,
) -> Markup:
    """All outlines, and the total of each area that is told of in its middle.

    tolerance  how far a line may be moved, in parts of a drawing 440 wide
    """
    view = _view(outlines)
    placed = {each.area: view.placed(each) for each in outlines}
    ordered = sorted(placed.items(), key=lambda each: each[0] in cells)  # told ones on top
    shapes = (_shape(it, cells.get(area), tolerance) for area, it in ordered)
    totals = (_total(it, cells[area], locale) for area, it in placed.items() if area in cells)
    below, high = _below(imprint, view.height)
    return drawing(
        _WIDTH,
        high,
        label,
        *shapes,
        *totals,
        below,
        name="outlines",
        linked=any(each.href for each in cells.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """Equal degrees made into equal lengths, right in the middle latitude."""

    west: float
    north: float
    across: float  # lengths per degree of longitude
    down: float
    height: float

    def placed(self, outline: Outline) -> tuple[Polygon, ...]:
        return tuple(tuple(map(self._ring, polygon)) for polygon in outline.polygons)

    def _ring(self, ring: Ring) -> Ring:
        return tuple(
            ((lon - self.west) * self.across + _EDGE, (self.north - lat) * self.down + _EDGE)
            for lon, lat in ring
        )


def _view(outlines: Sequence[Outline]) -> _View:
    points = [point for each in outlines for polygon in each.polygons for point in polygon[0]]
    if not points:
        raise ValueError("There is no outline to draw. Show the diagram instead.")
    (west, east), (south, north) = (_reach(tuple(each)) for each in zip(*points, strict=True))
    flat = max(0.01, math.cos(math.radians((south + north) / 2)))
    down = (_WIDTH - 2 * _EDGE) / max(1e-9, (east - west) * flat)
    height = (north - south) * down + 2 * _EDGE
    return _View(west=west, north=north, across=down * flat, down=down, height=height)


def _reach(values: tuple[float, ...]) -> tuple[float, float]:
    return min(values), max(values)


def _shape(polygons: tuple[Polygon, ...], cell: Cell | None, tolerance: float) -> Markup:
    rings = [ring for polygon in polygons for ring in polygon]
    least = min(_SPECK, max(map(_extent, rings), default=0.0))
    rings = [ring for ring in rings if _extent(ring) >= least]
    d = "".join(_path(simplified(ring, tolerance)) for ring in rings)
    name = f"area s-{cell.word}" if cell and cell.word else "area" if cell else "area untold"
    path = element("path", title(cell.title or cell.name if cell else ""), d=d, class_=name)
    return linked(cell.href, path, cell.title or cell.name) if cell else path


def _extent(ring: Ring) -> float:
    """How far a ring reaches, across or down."""
    across, down = (_reach(tuple(each)) for each in zip(*ring, strict=True))
    return max(across[1] - across[0], down[1] - down[0])


def _path(ring: Ring) -> str:
    """A ring in steps from point to point, which are shorter to write than places."""
    if len(ring) < 3:
        return ""
    placed = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = (
        f"{short((bx - ax) / 10)} {short((by - ay) / 10)}"
        for (ax, ay), (bx, by) in pairwise(placed)
    )
    return f"M{short(placed[0][0] / 10)} {short(placed[0][1] / 10)}l{' '.join(steps)}z"


def _total(polygons: tuple[Polygon, ...], cell: Cell, locale: Locale) -> Markup:
    said = cell.said(locale)
    if not said:
        return Markup("")
    x, y = middle(max((polygon[0] for polygon in polygons), key=lambda ring: abs(_size(ring))))
    return element("text", text(said), x=x, y=y + 4, text_anchor="middle", class_="total")


def _size(ring: Ring) -> float:
    """Twice the area within a ring; its sign tells which way round it runs."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in _sides(ring))


def _sides(ring: Ring) -> zip[tuple[Point, Point]]:
    return zip(ring, (*ring[1:], ring[0]), strict=True)


def middle(ring: Ring) -> Point:
    """The centroid of what a ring encloses; the mean of its points where it encloses nothing.

    >>> middle(((0, 0), (4, 0), (4, 2), (0, 2)))
    (2.0, 1.0)
    """
    size = _size(ring)
    if abs(size) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    parts = [((ax + bx), (ay + by), ax * by - bx * ay) for (ax, ay), (bx, by) in _sides(ring)]
    x = sum(across * part for across, _, part in parts)
    y = sum(down * part for _, down, part in parts)
    return x / (3 * size), y / (3 * size)


def _below(imprint: Imprint, top: float) -> tuple[Markup, float]:
    """Note and licence under the picture, and where they end."""
    several = [
        line
        for words in (imprint.note, imprint.licence)
        for line in wrapped(words, _WIDTH - 60, _LETTERS, 4)
    ]
    printed = lines(tuple(several), 0, top + _LEADING, _LEADING, "imprint")
    return join((printed,)), top + len(several) * _LEADING + 8
