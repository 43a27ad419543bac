"""From days and figures to places on a drawing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kept.report.charts.locale import Locale
from kept.report.charts.svg import Markup, element, join, text

_LETTERS: Final = 22  # a mark with less room before the edge would be cut
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months from mark to mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A stretch of days, laid out from left to right."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; days outside stand at the edge."""
        length = max(1, (self.last - self.first).days)
        part = min(1.0, max(0.0, (day - self.first).days / length))
        return self.left + part * (self.right - self.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The first of a month on a scale, with what stands above it."""

    x: float
    month: str
    year: str  # empty where the mark before it says the same


def marks(days: Days, locale: Locale, room: float = 36) -> tuple[Mark, ...]:
    """The beginnings of months, as many as have `room` each."""
    starts = list(month_starts(days.first, days.last))
    width = (days.right - days.left) / max(1, len(starts))
    step = next((each for each in _STEPS if each * width >= room), _STEPS[-1])
    shown = [day for day in starts if (day.year * 12 + day.month - 1) % step == 0]
    years = [day.year for day in shown]
    return tuple(
        Mark(
            x=days.x(day),
            month=locale.months[day.month - 1] if step < 12 else "",
            year=str(day.year) if at == 0 or years[at - 1] != day.year else "",
        )
        for at, day in enumerate(shown)
        if days.right - days.x(day) >= _LETTERS
    )


def month_starts(first: date, last: date) -> Iterator[date]:
    """The first of each month between two days.

    >>> [str(day) for day in month_starts(date(2025, 11, 2), date(2026, 1, 1))]
    ['2025-12-01', '2026-01-01']
    """
    month = first.year * 12 + first.month - 1 + (first.day > 1)
    while (day := _month(month)) is not None and day <= last:
        yield day
        month += 1


def _month(month: int) -> date | None:
    year, before = divmod(month, 12)
    return date(year, before + 1, 1) if year <= date.max.year else None


def draw_marks(several: tuple[Mark, ...], top: float, bottom: float, y: float) -> Markup:
    """Lines from `top` to `bottom`, and months and years in letters from `y` on."""
    return join(
        join(
            (
                element("line", x1=each.x, x2=each.x, y1=top, y2=bottom, class_="grid"),
                _letters(each.month, each.x, y, "tick"),
                _letters(each.year, each.x, y + (12 if each.month else 0), "tick year"),
            )
        )
        for each in several
    )


def _letters(words: str, x: float, y: float, class_: str) -> Markup:
    return element("text", text(words), x=x + 3, y=y, class_=class_) if words else Markup("")


def ticks(top: int, wanted: int = 4) -> tuple[int, ...]:
    """Round figures from 0 to the first that is no less than `top`.

    >>> ticks(1900), ticks(3), ticks(0)
    ((0, 500, 1000, 1500, 2000), (0, 1, 2, 3), (0, 1))
    """
    step = _round_step(max(1, top) / wanted)
    return tuple(step * at for at in range(-(-max(1, top) // step) + 1))


def _round_step(least: float) -> int:
    """The first of 1, 2, 5, 10, 20, 50 … that is no less."""
    if least <= 1:
        return 1
    power: int = 10 ** int(math.log10(least))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= least)
