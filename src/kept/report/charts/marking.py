"""The mark of one figure: an upright line for its range, a shape for its speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kept.report.charts.given import Given
from kept.report.charts.scale import Days
from kept.report.charts.svg import Markup, element, linked, text, title

_CAP: Final = 4.0
_HEAD: Final = 10.0  # a shorter range has no room for the head of an arrow
# Around a middle, about as large as one another; letters beyond them begin anew.
_SHAPES: Final = (
    "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    "m-4 -4h8v8h-8z",
    "m0 -5.2l5 8.6h-10z",
    "m0 -5.6l5.6 5.6l-5.6 5.6l-5.6 -5.6z",
    "m0 5.2l-5 -8.6h10z",
    "m-1.7 -5h3.4v3.3h3.3v3.4h-3.3v3.3h-3.4v-3.3h-3.3v-3.4h3.3z",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """From figures to heights: nothing stands on the floor, the top just below the ceiling."""

    top: int
    ceiling: float
    floor: float

    def y(self, value: int) -> float:
        """Where a figure stands."""
        part = min(1.0, max(0.0, value / self.top))
        return self.floor - part * (self.floor - self.ceiling)


def draw_figure(each: Given, x: float, days: Days, bounds: Bounds, shape: int) -> Markup:
    """A figure at `x`, tied to its own days on the floor where it had to make room."""
    high, low = _ends(each, bounds)
    parts = (
        title(each.title),
        _days(each, x, days, bounds.floor),
        *(_range(each, x, high, low) if high < low else ()),
        *_likeliest(each, x, bounds, shape),
        element("text", text(each.mark), x=x, y=high - 7, text_anchor="middle", class_="letter"),
    )
    name = "given denied" if each.denied else "given"
    return linked(each.href, element("g", *parts, class_=name), each.title)


def _ends(each: Given, bounds: Bounds) -> tuple[float, float]:
    """The heights of both ends; one that is open runs to the edge."""
    high = bounds.ceiling if each.says.high is None else bounds.y(each.says.high)
    low = bounds.floor if each.says.low is None else bounds.y(each.says.low)
    return high, low


def _range(each: Given, x: float, high: float, low: float) -> Iterator[Markup]:
    yield element("line", x1=x, x2=x, y1=high, y2=low, class_="range")
    room = low - high > _HEAD
    yield _end(x, high, -1, is_open=each.says.high is None and room)
    yield _end(x, low, 1, is_open=each.says.low is None and room)


def _end(x: float, y: float, way: int, *, is_open: bool) -> Markup:
    """A cap where the range ends; an arrow head where nobody said where it ends."""
    if is_open:
        head = f"M{x - 4.5:.1f} {y - way * 7:.1f}h9l-4.5 {way * 8}z"
        return element("path", d=head, class_="arrow")
    return element("path", d=f"M{x - _CAP:.1f} {y:.1f}h{2 * _CAP:g}", class_="cap")


def _likeliest(each: Given, x: float, bounds: Bounds, shape: int) -> tuple[Markup, ...]:
    value = each.says.low if each.says.exact else each.best
    if value is None:
        return ()
    path = f"M{x:.1f} {bounds.y(value):.1f}{_SHAPES[shape % len(_SHAPES)]}"
    return (element("path", d=path, class_="best"),)


def _days(each: Given, x: float, days: Days, floor: float) -> Markup:
    """The days it speaks of, as a line along the floor, and a thread from there to its mark."""
    left, right = days.x(each.on.first), days.x(each.on.last)
    middle = (left + right) / 2
    thread = f"M{middle:.1f} {floor + 3:.1f}L{x:.1f} {floor:.1f}"
    along = f"M{left - 1:.1f} {floor + 3:.1f}H{right + 1:.1f}"
    moved = abs(middle - x) > 1
    if each.on.certain and not moved:
        return Markup("")  # it stands on its day
    return element("path", d=along + (thread if moved else ""), class_="when")
