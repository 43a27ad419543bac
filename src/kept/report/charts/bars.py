"""The marks of a plan: bars with sure and unsure ends, gates with their state, and their key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from kept.assessment.standing import ShownWord
from kept.report.charts.icons import glyph
from kept.report.charts.plan import Bar, BarWord, Gate, GateWord
from kept.report.charts.scale import Days
from kept.report.charts.svg import Markup, element, join, linked, text, title

_HIGH: Final = 16
_GATE: Final = 10.5  # from the middle of a diamond to its tips
_LEAST: Final = 2.0
_ARROW: Final = 9
_STATES: Final[Mapping[GateWord, ShownWord]] = {
    "met": "kept",
    "missed": "late",
    "open": "not-yet-due",
    "waived": "no-longer-owed",
}


def draw_bar(bar: Bar, days: Days, middle: float) -> Markup:
    """A bar: solid for the days that are sure, striped for those that may belong to it."""
    end = bar.ends.first if bar.ends else days.last
    sure = _rect(days.x(_after(bar.begins.last, bar)), days.x(_next(end)), middle, bar.word)
    parts = (
        _unsure(bar.begins.first, bar.begins.last, days, middle, bar.word),
        sure if end >= bar.begins.last else Markup(""),
        _open_end(days, middle, bar.word) if bar.ends is None else Markup(""),
        _unsure(bar.ends.first, bar.ends.last, days, middle, bar.word) if bar.ends else Markup(""),
    )
    return element("g", title(bar.title), *parts) if bar.title else join(parts)


def _after(day: date, bar: Bar) -> date:
    return day if bar.begins.certain else _next(day)


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _rect(left: float, right: float, middle: float, word: BarWord) -> Markup:
    return element(
        "rect",
        x=left,
        y=middle - _HIGH / 2,
        width=max(_LEAST, right - left),
        height=_HIGH,
        rx=2,
        class_=f"b-{word}",
    )


def _unsure(first: date, last: date, days: Days, middle: float, word: BarWord) -> Markup:
    """Stripes: a broad line of dashes, which needs no pattern and so no id."""
    if first == last:
        return Markup("")
    return element(
        "line",
        x1=days.x(first),
        x2=max(days.x(first) + _LEAST, days.x(_next(last))),
        y1=middle,
        y2=middle,
        stroke_width=_HIGH - 1,
        class_=f"u-{word}",
    )


def _open_end(days: Days, middle: float, word: BarWord) -> Markup:
    half = _HIGH / 2
    return element(
        "path",
        d=f"M{days.right:.1f} {middle - half:.1f}l{_ARROW} {half:g}l-{_ARROW} {half:g}z",
        class_=f"b-{word}",
    )


def draw_gate(gate: Gate, days: Days, middle: float) -> Markup:
    """A diamond with the shape of its state in it and its mark above."""
    x = (days.x(gate.on.first) + days.x(gate.on.last)) / 2
    whisker = element(
        "line",
        x1=days.x(gate.on.first),
        x2=days.x(gate.on.last),
        y1=middle,
        y2=middle,
        class_="whisker",
    )
    mark = element(
        "text", text(gate.mark), x=x, y=middle - 11.5, text_anchor="middle", class_="gate-mark"
    )
    diamond = _diamond(gate.word, x, middle)
    drawn = element("g", title(gate.title), *_if(not gate.on.certain, whisker), diamond, mark)
    return linked(gate.href, drawn, gate.title)


def _if(so: bool, markup: Markup) -> tuple[Markup, ...]:
    return (markup,) if so else ()


def _diamond(word: GateWord, x: float, y: float) -> Markup:
    r = _GATE
    shape = element("path", d=f"M{x:.1f} {y - r:.1f}l{r} {r}l-{r} {r}l-{r} -{r}z")
    return element("g", shape, glyph(_STATES[word], x - 6, y - 6, 12), class_=f"gate g-{word}")


def plan_key(
    bars: Mapping[BarWord, str], gates: Mapping[GateWord, str], unsure: str, label: str
) -> Markup:
    """What bars and gates mean, in the order given.

    unsure  what stripes mean: days that may belong to it or not
    """
    swatches = (
        *((_swatch(_rect(1, 27, 9, word)), name) for word, name in bars.items()),
        (
            _swatch(element("line", x1=1, x2=27, y1=9, y2=9, stroke_width=15, class_=_SAMPLE)),
            unsure,
        ),
        *((_swatch(_diamond(word, 14, 12), 24), name) for word, name in gates.items()),
    )
    return element("ul", *_items(swatches), class_="chart-key", aria_label=label)


_SAMPLE: Final = "u-elapsed"


def _items(swatches: Iterable[tuple[Markup, str]]) -> tuple[Markup, ...]:
    return tuple(element("li", join((swatch, text(name)))) for swatch, name in swatches)


def _swatch(inside: Markup, height: int = 18) -> Markup:
    return element(
        "svg",
        inside,
        class_="swatch",
        viewBox=f"0 0 28 {height}",
        width=28,
        height=height,
        aria_hidden="true",
    )
