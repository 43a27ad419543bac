"""How many commitments stood how, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kept.assessment.standing import ShownWord
from kept.report.charts.palette import ORDER
from kept.report.charts.svg import Markup, drawing, element, join, short, title

_COLUMN: Final = 9
_GAP: Final = 2
_LEAST: Final = 34  # so that a short row of months is not blown up


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One column: how many stood how at its end."""

    title: str = ""  # the month and its figures, told when one points at it
    counts: Mapping[ShownWord, int]

    @property
    def total(self) -> int:
        """All that stand in this column."""
        return sum(self.counts.values())


def months(columns: Sequence[Month], *, top: int, label: str, height: int = 36) -> Markup:
    """Columns on a scale that ends at `top`: one for all tracks, or the eye is misled."""
    if any(each.total > top for each in columns):
        raise ValueError("A column is higher than its scale. Take the highest of all tracks.")
    width = max(_LEAST, len(columns) * (_COLUMN + _GAP) - _GAP)
    unit = (height - 2) / max(1, top)
    told = any(each.title for each in columns)
    drawn = _columns(columns, unit, height - 1) if told else _silently(columns, unit, height - 1)
    axis = element("line", x1=0, x2=width, y1=height - 0.5, y2=height - 0.5, class_="axis")
    return drawing(width, height, label, *drawn, axis, name="months", fixed=True)


def _columns(columns: Sequence[Month], unit: float, floor: float) -> Iterator[Markup]:
    """Each month by itself, so that it can tell its figures."""
    for at, each in enumerate(columns):
        yield _column(each, at, unit, floor)


def _silently(columns: Sequence[Month], unit: float, floor: float) -> Iterator[Markup]:
    """Each word by itself, in one stroke over all months: a third of the size."""
    tops = [floor] * len(columns)
    for word in ORDER:
        path = ""
        for at, month in enumerate(columns):
            if count := month.counts.get(word, 0):
                tops[at] -= count * unit
                x, y, high = at * (_COLUMN + _GAP), short(tops[at]), short(count * unit)
                path += f"M{x} {y}h{_COLUMN}v{high}h-{_COLUMN}z"
        if path:
            yield element("path", d=path, class_=f"f-{word}")


def _column(month: Month, at: int, unit: float, floor: float) -> Markup:
    parts = join(_parts(month, at * (_COLUMN + _GAP), unit, floor))
    told = title(month.title) if month.title else Markup("")
    return element("g", told, parts) if parts else Markup("")


def _parts(month: Month, x: float, unit: float, floor: float) -> Iterator[Markup]:
    for word in ORDER:
        if count := month.counts.get(word, 0):
            high = count * unit
            floor -= high
            yield element("rect", x=x, y=floor, width=_COLUMN, height=high, class_=f"f-{word}")
