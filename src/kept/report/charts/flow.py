"""People step by step, as totals: how many came this far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kept.report.charts.lettering import lines, width, wrapped
from kept.report.charts.locale import Locale
from kept.report.charts.svg import Markup, drawing, element, join, text, title

_WIDTH: Final = 400
_NAMES: Final = 138
_ROW: Final = 34
_HIGH: Final = 16
_LETTERS: Final = 13
_LEAST: Final = 2.0
_HIDDEN: Final = 12  # as wide for every number that is not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How many people came as far as this; a number that must not be shown is not handed in.

    Of a figure given as a range `count` is its lower end and `most` its upper one.
    """

    name: str
    count: int | None
    most: int | None = None
    instead: str = ""  # what is said where it is not one number: "<5", "280 to 295"
    title: str = ""


def flow(steps: Sequence[Step], *, label: str, locale: Locale) -> Markup:
    """One bar per step, on the scale of the longest that is shown; what is uncertain is outlined."""
    said = [_said(each, locale) for each in steps]
    numbers = max([34.0, *(width(each, _LETTERS) for each in said)])
    left = _NAMES + numbers + 12
    top = max([1, *(each.most or each.count or 0 for each in steps)])
    unit = (_WIDTH - left) / top
    rows = (
        _row(step, words, at * _ROW, (left, unit))
        for at, (step, words) in enumerate(zip(steps, said, strict=True))
    )
    return drawing(_WIDTH, max(1, len(steps)) * _ROW, label, *rows, name="flow")


def _said(step: Step, locale: Locale) -> str:
    if step.count is None or step.most not in (None, step.count):
        return step.instead
    return locale.number(step.count)


def _row(step: Step, said: str, y: float, scale: tuple[float, float]) -> Markup:
    left, unit = scale
    number = element("text", text(said), x=left - 10, y=y + 22, text_anchor="end", class_="figure")
    return element("g", title(step.title), _name(step.name, y), number, _bars(step, y, left, unit))


def _bars(step: Step, y: float, left: float, unit: float) -> Markup:
    if step.count is None:
        return _hidden(left, y)
    sure = _bar(left, y, step.count * unit, "b-elapsed")
    if step.most is None or step.most <= step.count:
        return sure
    return join((_bar(left, y, step.most * unit, "b-planned"), sure))


def _name(name: str, y: float) -> Markup:
    several = wrapped(name, _NAMES, _LETTERS, 2)
    top = y + (22 if len(several) == 1 else 15)
    return join((lines(several, 0, top, 15, "lane"),))


def _bar(left: float, y: float, long: float, word: str) -> Markup:
    return element(
        "rect",
        x=left,
        y=y + (_ROW - _HIGH) / 2,
        width=max(_LEAST, long),
        height=_HIGH,
        rx=2,
        class_=word,
    )


def _hidden(left: float, y: float) -> Markup:
    middle = y + _ROW / 2
    return element(
        "line",
        x1=left,
        x2=left + _HIDDEN,
        y1=middle,
        y2=middle,
        stroke_width=_HIGH,
        class_="hidden-count",
    )
