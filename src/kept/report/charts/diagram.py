"""Areas as tiles beside one another, each with its total or its word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from kept.report.charts.cells import Cell
from kept.report.charts.icons import glyph
from kept.report.charts.lettering import lines, wrapped
from kept.report.charts.locale import Locale
from kept.report.charts.svg import Markup, drawing, element, join, linked, text, title
from kept.report.charts.tiles import Diagram, Tile

_RADIUS: Final = 46
_WIDE: Final = _RADIUS * math.sqrt(3) + 4  # from middle to middle in a row
_HIGH: Final = _RADIUS * 1.5 + 4
_EDGE: Final = 3
_LETTERS: Final = 11.5
_FIRST: Final = (0, 7, 18, 21)  # how far above the middle a name of so many lines begins
_EMPTY: Final = Cell(name="")


def draw(diagram: Diagram, cells: Mapping[str, Cell], *, label: str, locale: Locale) -> Markup:
    """Every tile, told of or not; neighbours that do not touch are joined by a line."""
    wide = max(_middle(each, diagram)[0] for each in diagram.tiles) + _WIDE / 2 + _EDGE
    high = max(_middle(each, diagram)[1] for each in diagram.tiles) + _RADIUS + _EDGE
    tiles = (_tile(each, cells.get(each.area, _EMPTY), diagram, locale) for each in diagram.tiles)
    return drawing(
        wide,
        high,
        label,
        _lines(diagram),
        *tiles,
        name="diagram",
        linked=any(each.href for each in cells.values()),
        fixed=True,
    )


def _middle(tile: Tile, diagram: Diagram) -> tuple[float, float]:
    """The middle of a tile; every second row stands half a tile to the right."""
    first = min(_across(each) for each in diagram.tiles)
    top = min(each.row for each in diagram.tiles)
    x = (_across(tile) - first) * _WIDE + _WIDE / 2 + _EDGE
    return x, (tile.row - top) * _HIGH + _RADIUS + _EDGE


def _across(tile: Tile) -> float:
    return tile.column + (0.5 if tile.row % 2 == 0 else 0.0)


def touching(one: Tile, other: Tile) -> bool:
    """Whether two tiles share a side in the diagram."""
    rows, across = abs(one.row - other.row), abs(_across(one) - _across(other))
    return (rows, across) in ((0, 1.0), (1, 0.5))


def _lines(diagram: Diagram) -> Markup:
    apart = (pair for pair in diagram.beside() if not touching(*pair))
    return join(_line(_middle(a, diagram), _middle(b, diagram)) for a, b in apart)


def _line(a: tuple[float, float], b: tuple[float, float]) -> Markup:
    return element("line", x1=a[0], y1=a[1], x2=b[0], y2=b[1], class_="beside")


def _tile(tile: Tile, cell: Cell, diagram: Diagram, locale: Locale) -> Markup:
    x, y = _middle(tile, diagram)
    name = f"tile s-{cell.word}" if cell.word else "tile" if cell.name else "tile untold"
    inside = element(
        "g",
        title(cell.title),
        _hexagon(x, y),
        _name(cell, x, y),
        _told(cell, x, y, locale),
        class_=name,
    )
    return linked(cell.href, inside, cell.title or cell.name)


def _hexagon(x: float, y: float) -> Markup:
    corners = (
        (x + _RADIUS * math.sin(at * math.pi / 3), y - _RADIUS * math.cos(at * math.pi / 3))
        for at in range(6)
    )
    return element("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners))


def _name(cell: Cell, x: float, y: float) -> Markup:
    several = wrapped(cell.name, 68, _LETTERS, 3)
    return element("g", lines(several, x, y - _FIRST[len(several)], 12.5, "name"))


def _told(cell: Cell, x: float, y: float, locale: Locale) -> Markup:
    """The total, the shape of the word before it where there is one."""
    said = cell.said(locale)
    both = bool(said and cell.word)
    shape = glyph(cell.word, x - (20 if both else 9), y + 8, 18) if cell.word else Markup("")
    at = x + 9 if both else x
    number = element("text", text(said), x=at, y=y + 23, class_="figure") if said else Markup("")
    return join((shape, number))
