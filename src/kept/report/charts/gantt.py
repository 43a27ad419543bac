"""A plan over time: what has passed, what lies ahead, and what stands between."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Final

from kept.report.charts.bars import draw_bar, draw_gate
from kept.report.charts.lettering import lines, width, wrapped
from kept.report.charts.locale import Locale
from kept.report.charts.plan import Phase, Plan, Sitting, Task
from kept.report.charts.scale import Days, draw_marks, marks
from kept.report.charts.svg import Markup, drawing, element, join, linked, text, title

_WIDTH: Final = 680
_NAMES: Final = 178  # the column of names
_HEAD: Final = 34
_PHASE: Final = 28
_LANE: Final = 38
_FOOT: Final = 36
_LETTERS: Final = 12.5
_SMALL: Final = 11


def gantt(plan: Plan, *, label: str, locale: Locale) -> Markup:
    """The plan from its first to its last day, whole months, one line per task."""
    days = _scale(plan)
    floor = _HEAD + sum(_PHASE + _LANE * len(each.tasks) for each in plan.phases)
    return drawing(
        _WIDTH,
        floor + _FOOT,
        label,
        draw_marks(marks(days, locale, 40), _HEAD - 4, floor, 12),
        _today(plan, days, floor),
        _phases(plan.phases, days),
        _sittings(plan, days, floor),
        name="gantt",
        linked=plan.linked(),
    )


def _scale(plan: Plan) -> Days:
    first, last = min(plan.days()), max(plan.days())
    end = last.replace(day=monthrange(last.year, last.month)[1])
    return Days(first=first.replace(day=1), last=end, left=_NAMES, right=_WIDTH - 10)


def _phases(phases: Sequence[Phase], days: Days) -> Markup:
    drawn, y = [], float(_HEAD)
    for phase in phases:
        drawn.append(_phase(phase, y))
        y += _PHASE
        for task in phase.tasks:
            drawn.append(_task(task, days, y))
            y += _LANE
    return join(drawn)


def _phase(phase: Phase, y: float) -> Markup:
    [name, *_] = wrapped(phase.name, _WIDTH - 8, _LETTERS + 1, 1) or ("",)
    words = element("text", text(name), title(phase.name), x=0, y=y + 19, class_="phase")
    rule = element("line", x1=0, x2=_WIDTH, y1=y, y2=y, class_="axis")
    return join((rule, linked(phase.href, words, phase.name)))


def _task(task: Task, days: Days, y: float) -> Markup:
    bars = join(draw_bar(each, days, y + 20) for each in task.bars)
    gates = join(draw_gate(each, days, y + 20) for each in task.gates)
    return join((linked(task.href, _name(task.name, y), task.name), bars, gates))


def _name(name: str, y: float) -> Markup:
    several = wrapped(name, _NAMES - 18, _LETTERS, 2)
    top = y + (24 if len(several) == 1 else 17)
    return element("g", title(name), lines(several, 8, top, 15, "lane"))


def _today(plan: Plan, days: Days, floor: float) -> Markup:
    x = days.x(plan.today)
    line = element("line", x1=x, x2=x, y1=_HEAD - 6, y2=floor + 4, class_="today")
    at, anchor = _beside(x, plan.today_name)
    words = element(
        "text", text(plan.today_name), x=at, y=floor + 16, text_anchor=anchor, class_="today-name"
    )
    return join((line, words))


def _beside(x: float, words: str) -> tuple[float, str]:
    """Where words stand under a line: in its middle, unless they would leave the picture."""
    half = width(words, _LETTERS) / 2
    return (x, "middle") if x + half <= _WIDTH else (float(_WIDTH), "end")


def _sittings(plan: Plan, days: Days, floor: float) -> Markup:
    """Meetings as triangles; names only where there is room, the others when pointed at."""
    several = sorted(plan.sittings, key=lambda sitting: (sitting.on, sitting.name))
    places = [days.x(each.on) for each in several]
    ends = [x - 7 for x in places[1:]] + [float(_WIDTH)] * bool(places)
    return join(
        _sitting(each, x, floor + 20, named=x + 8 + width(each.name, _SMALL) <= end)
        for each, x, end in zip(several, places, ends, strict=True)
    )


def _sitting(each: Sitting, x: float, y: float, *, named: bool) -> Markup:
    triangle = element("path", d="M0 0l-5 9h10z", class_="sitting")
    name = element("text", text(each.name), x=8, y=9, class_="tick") if named else Markup("")
    return element("g", title(each.name), triangle, name, transform=f"translate({x:.1f} {y:.1f})")


def bounds(plan: Plan) -> tuple[date, date]:
    """The first and the last day a picture of the plan shows."""
    days = _scale(plan)
    return days.first, days.last
