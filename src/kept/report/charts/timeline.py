"""How one commitment stood over time: a bar of shown words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from kept.assessment.standing import ShownWord
from kept.report.charts.icons import glyph
from kept.report.charts.locale import Locale
from kept.report.charts.scale import Days, draw_marks, marks
from kept.report.charts.svg import Markup, drawing, element, title

_WIDTH: Final = 680
_TOP: Final = 4
_HIGH: Final = 26
_FOOT: Final = 30
_ROOM: Final = 20  # a narrower stretch carries no shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """From this day on it stood so, until the next one begins."""

    first: date
    word: ShownWord
    title: str  # the word and its days, told when one points at it


def timeline(runs: Sequence[Run], *, last: date, label: str, locale: Locale) -> Markup:
    """Runs in order of their days, up to `last`, both bounds shown."""
    days = _scale(runs, last)
    floor = _TOP + _HIGH
    ends = [*(each.first for each in runs[1:]), last]
    drawn = (_run(each, days, end) for each, end in zip(runs, ends, strict=True))
    below = draw_marks(marks(days, locale, 40), floor, floor + 6, floor + 16)
    return drawing(_WIDTH, floor + _FOOT, label, below, *drawn, name="history")


def _scale(runs: Sequence[Run], last: date) -> Days:
    starts = [each.first for each in runs]
    if not starts or any(one >= next_ for one, next_ in pairwise(starts)) or starts[-1] > last:
        raise ValueError("Runs follow one another in the order of their days, up to the last.")
    return Days(first=starts[0], last=last, left=1, right=_WIDTH - 1)


def _run(run: Run, days: Days, end: date) -> Markup:
    left, right = days.x(run.first), days.x(end)
    return element("g", title(run.title), *_parts(run.word, left, right), class_=f"s-{run.word}")


def _parts(word: ShownWord, left: float, right: float) -> Iterator[Markup]:
    width = max(1.0, right - left)
    yield element("rect", x=left, y=_TOP, width=width, height=_HIGH, class_=f"f-{word}")
    if width >= _ROOM:
        yield glyph(word, left + min(width / 2 - 8, 7), _TOP + (_HIGH - 16) / 2)
