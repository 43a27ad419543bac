"""The pictures beside the accounts: the plan in short, and the figure most have spoken of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from kept.dates import Span
from kept.report.charts import plan as chart
from kept.report.charts.gantt import gantt
from kept.report.charts.svg import Markup
from kept.report.gates import Gate, gates
from kept.report.review import Review
from kept.report.wording import dates, names
from kept.web.pages.answers import ANSWERS, large_of, name_of
from kept.web.pages.asked import Asked
from kept.web.screens import disarmament, situation
from kept.web.screens.figures import indicators, points_of
from kept.web.screens.figures_one import picture
from kept.web.screens.plan_chart import gate_line

_NOTHING: Final = {
    "plan": None,
    "figure": None,
    "figure_name": "",
    "figure_drawn": None,
    "flow_drawn": None,
    "areas_drawn": None,
    "left_out": False,
}
LEAST: Final = 2  # sources without which a figure is no picture


def pictures(asked: Asked, review: Review) -> Mapping[str, Any]:
    """What there is to draw, drawn once for a question in a language."""
    links = tuple(sorted(asked.given.items()))
    return ANSWERS.get(
        name_of(asked, "pictures", asked.language, links), lambda: _drawn(asked, review)
    )


def _drawn(asked: Asked, review: Review) -> Mapping[str, Any]:
    large = large_of(asked)
    if large is not None:  # the others would take every statement
        return {**_NOTHING, "plan": _plan(asked, large.gates), "left_out": True}
    figure = _most_spoken_of(asked)
    return {
        **_NOTHING,
        "plan": _plan(asked, gates(review.assessment)),
        "figure": figure,
        "figure_name": names.proposition(figure, asked.process, asked.language) if figure else "",
        "figure_drawn": picture(asked, figure) if figure else None,
        "flow_drawn": _flow(asked),
        "areas_drawn": situation.picture(asked, situation.counts_of(asked)),
    }


def _flow(asked: Asked) -> str | None:
    plan = disarmament.plan_of()
    if plan is None:
        return None
    return disarmament.flow_of(asked, disarmament.totals_of(asked, plan).of("people"))


def _plan(asked: Asked, found: Sequence[Gate]) -> Markup | None:
    if not found:
        return None
    tasks = tuple(_phase(asked, number, each) for number, each in enumerate(found, 1))
    return gantt(
        chart.Plan(
            phases=(chart.Phase(name=asked.t("overview.phases"), tasks=tasks),),
            today=asked.question.on,
            today_name=dates.day(asked.question.on, asked.language),
        ),
        label=asked.t("plan.chart"),
        locale=asked.locale,
    )


def _phase(asked: Asked, number: int, gate: Gate) -> chart.Task:
    """One phase: from its gate to its end, or not yet open."""
    phase, today = gate.phase.phase, Span.on(asked.question.on)
    ends = asked.process.phases[phase].ends
    title = gate_line(asked, gate)
    entered = gate.phase.entered
    if entered is None:
        bars: tuple[chart.Bar, ...] = (chart.Bar(word="not-authorised", begins=gate.due or today),)
    else:
        bars = (
            chart.Bar(word="elapsed", begins=entered, ends=today),
            chart.Bar(word="planned", begins=today, ends=_ahead(ends, today)),
        )
    return chart.Task(
        name=names.phase(phase, asked.process, asked.language),
        href=asked.link(f"/plan/{phase}/"),
        bars=bars,
        gates=(
            chart.Gate(
                mark=asked.t("plan.gate-mark", n=number),
                word=gate.word,
                on=entered or gate.due or today,
                title=title,
            ),
        ),
    )


def _ahead(ends: Span | None, today: Span) -> Span | None:
    return ends if ends is not None and ends.last > today.last else None


def _most_spoken_of(asked: Asked) -> str | None:
    """The count with figures from the most speakers; of several the first in the text."""
    best, most = None, LEAST - 1
    for each, it in indicators(asked).items():
        if it.scale != "count":
            continue
        points = [one for one in points_of(asked, each) if one.says is not None and not one.lead]
        speakers = {one.statement.speakers for one in points}
        if len(speakers) > most:
            best, most = each, len(speakers)
    return best
