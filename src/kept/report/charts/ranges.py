"""Figures over time, each as it was given: a range stays a range, and none is merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kept.dates import Span
from kept.report.charts.given import Band, Given
from kept.report.charts.locale import Locale
from kept.report.charts.marking import Bounds, draw_figure
from kept.report.charts.scale import Days, draw_marks, marks, ticks
from kept.report.charts.svg import Markup, drawing, element, join, text, title

_WIDTH: Final = 440
_HEIGHT: Final = 230
_LEFT: Final = 50
_RIGHT: Final = _WIDTH - 14
_TOP: Final = 18
_FLOOR: Final = _HEIGHT - 36
_GAP: Final = 14.0  # between two figures of the same days


def ranges(
    figures: Sequence[Given], *, label: str, locale: Locale, band: Band | None = None
) -> Markup:
    """Every figure by its days, on a scale from nothing to a round figure above all of them."""
    days = _scale(figures, band)
    steps = ticks(max([1, *_highest(figures, band)]))
    bounds = Bounds(top=steps[-1], ceiling=_TOP, floor=_FLOOR)
    ordered = sorted(figures, key=_order)
    letters = sorted({each.mark for each in figures})
    places = _apart([_middle(each.on, days) for each in ordered])
    return drawing(
        _WIDTH,
        _HEIGHT,
        label,
        draw_marks(marks(days, locale, 40), _FLOOR, _FLOOR + 5, _FLOOR + 18),
        join(_rule(each, bounds, locale) for each in steps),
        _band(band, days, bounds) if band else Markup(""),
        *(
            draw_figure(each, x, days, bounds, letters.index(each.mark))
            for each, x in zip(ordered, places, strict=True)
        ),
        name="ranges",
        linked=any(each.href for each in figures),
    )


def _order(each: Given) -> tuple[object, ...]:
    """By day and letter; the rest only so that the order of entry makes no difference."""
    best = -1 if each.best is None else each.best
    return each.on, each.mark, each.title, str(each.says), best, each.denied, each.href or ""


def _scale(figures: Sequence[Given], band: Band | None) -> Days:
    named = [day for each in figures for day in (each.on.first, each.on.last)]
    if band is not None:
        named += [*(each.first for each in band.steps), band.last]
    if not named:
        raise ValueError("There is no figure to draw. Say so in words.")
    first = min(named).replace(day=1)
    return Days(first=first, last=max(named), left=_LEFT + 12, right=_RIGHT - 8)


def _highest(figures: Sequence[Given], band: Band | None) -> Iterator[int]:
    """The figures the scale has to reach; above one that is open upwards it leaves room."""
    for each in figures:
        low, high = each.says.low or 0, each.says.high
        yield max(high if high is not None else low + low // 4 + 1, each.best or 0)
    if band is not None:
        yield from (each.high for each in band.steps)


def _middle(on: Span, days: Days) -> float:
    return (days.x(on.first) + days.x(on.last)) / 2


def _apart(wanted: Sequence[float]) -> tuple[float, ...]:
    """Places in the same order, none nearer to the next than the gap, all within the picture.

    >>> _apart([100.0, 100.0, 426.0])
    (100.0, 114.0, 420.0)
    """
    left, right = _LEFT + 8.0, _RIGHT - 6.0
    gap = min(_GAP, (right - left) / max(1, len(wanted)))
    places: list[float] = []
    for each in wanted:
        places.append(max(each, places[-1] + gap if places else left))
    for at in range(len(places) - 1, -1, -1):
        places[at] = min(places[at], places[at + 1] - gap if at + 1 < len(places) else right)
    return tuple(places)


def _rule(value: int, bounds: Bounds, locale: Locale) -> Markup:
    y = bounds.y(value)
    line = element("line", x1=_LEFT, x2=_RIGHT, y1=y, y2=y, class_="grid" if value else "axis")
    words = element(
        "text", text(locale.number(value)), x=_LEFT - 8, y=y + 4, text_anchor="end", class_="tick"
    )
    return join((line, words))


def _band(band: Band, days: Days, bounds: Bounds) -> Markup:
    ends = [*(each.first for each in band.steps[1:]), band.last]
    steps = [
        (days.x(each.first), days.x(end), each) for each, end in zip(band.steps, ends, strict=True)
    ]
    above = [(x, bounds.y(each.high)) for left, right, each in steps for x in (left, right)]
    below = [(x, bounds.y(each.low)) for left, right, each in steps for x in (left, right)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*above, *reversed(below)])
    return element("polygon", title(band.title), points=points, class_="band")
