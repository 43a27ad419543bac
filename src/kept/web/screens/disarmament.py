"""Disarmament and resettlement, weapons, outreach, withdrawal, exchanges: totals only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kept.archive import TOTALS, totals_text
from kept.report.charts.flow import Step as Bar
from kept.report.charts.flow import flow
from kept.report.totals import (
    GROUPS,
    HEADER,
    Cell,
    Group,
    Line,
    Occasion,
    PeriodKind,
    Plan,
    StepTotals,
    Totals,
    acknowledgement,
    figure,
    group_title,
    measure_word,
    months,
    period_name,
    read_plan,
    shown_figures,
    totals,
    totals_json,
    totals_label,
    totals_rows,
)
from kept.report.wording import names
from kept.web.pages.answers import ANSWERS, assessment_of
from kept.web.pages.asked import Asked, own
from kept.web.pages.screen import Parameter, Screen, Shown, Table
from kept.web.reading.current import site

KINDS: Final = ("month", "quarter")
RULES: Final = ("periods", "few", "withheld", "sources", "exchanges")
LATEST: Final = 6  # periods on the page; the data has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one speaker for one step."""

    who: str
    category: str
    area: str
    cells: tuple[tuple[str, str], ...]  # what is shown, and the statement it comes from


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step: who gave which figure, or what took place by whose account."""

    name: str
    measure: str
    apart: str
    note: str
    rows: tuple[Row, ...]
    occasions: tuple[Mapping[str, Any], ...]
    silent: str


def plan_of() -> Plan | None:
    """Which figure is which step; None where nothing says."""
    here = site()
    text = totals_text(here.path)
    if text is None:
        return None
    name = ("totals", here.process.digest, hash(text))
    return ANSWERS.get(name, lambda: read_plan(text, here.process, TOTALS))


def displays_of(plan: Plan) -> Mapping[str, Any]:
    """How each figure is shown: decided once for everybody, on all that was ever said."""
    here = site()
    every = here.every
    name = ("displays", here.process.digest, hash(every))
    return ANSWERS.get(name, lambda: shown_figures(plan, here.process, every))


def totals_of(asked: Asked, plan: Plan) -> Totals:
    """The totals asked for."""
    kind: PeriodKind = "quarter" if own(asked, "kind", KINDS) == "quarter" else "month"
    area = own(asked, "area", asked.process.areas)
    return totals(assessment_of(asked), plan, kind=kind, area=area, shown=displays_of(plan))


def show(asked: Asked) -> Shown:
    """All groups of steps, each figure under whoever gave it."""
    plan = plan_of()
    found = totals_of(asked, plan) if plan is not None else None
    return Shown(
        title=asked.t("disarmament.title"),
        context=lambda: _context(asked, found),
        data=lambda: totals_json(found) if found else {"schema": "kept.totals/1", "steps": []},
        table=lambda: Table(header=HEADER, rows=totals_rows(found) if found else ()),
    )


def _context(asked: Asked, found: Totals | None) -> Mapping[str, Any]:
    if found is None:
        return {"groups": [], "rules": [], "periods": [], "areas": [], "kind": "month"}
    language = asked.language
    periods = found.periods[-LATEST:]
    return {
        "groups": [_group(asked, found, each) for each in GROUPS if found.of(each)],
        "rules": [totals_label(f"rule.{each}", language) for each in RULES],
        "periods": [period_name(each, language) for each in periods],
        "areas": sorted(
            (each.name.in_language(language), each.id) for each in asked.process.areas.values()
        ),
        "kind": found.kind,
    }


def _group(asked: Asked, found: Totals, group: Group) -> Mapping[str, Any]:
    steps = found.of(group)
    return {
        "id": group,
        "title": group_title(group, asked.language),
        "drawn": flow_of(asked, steps) if group == "people" else None,
        "stages": [_stage(asked, each) for each in steps],
    }


def flow_of(asked: Asked, steps: tuple[StepTotals, ...]) -> str | None:
    """The latest figure of each step, drawn; those counted apart are not in it."""
    latest = [(each, _latest(each)) for each in steps if not each.step.apart]
    if not any(cells for _, cells in latest):
        return None
    bars = [_bar(asked, each, cells) for each, cells in latest]
    return flow(bars, label=asked.t("disarmament.flow"), locale=asked.locale)


def _latest(step: StepTotals) -> list[Cell]:
    """What is said of the newest period of a step that anybody gave a figure for; leads aside."""
    cells = [each.latest for each in step.lines if each.latest is not None and not each.area]
    spoken = [each for each in cells if not each.lead]
    newest = max((each.period for each in spoken), default=None)
    return [each for each in spoken if each.period == newest]


def _bar(asked: Asked, each: StepTotals, cells: list[Cell]) -> Bar:
    """A bar where there is one figure; where there are several, none of them is drawn."""
    name = each.step.name.in_language(asked.language)
    if len({(cell.display, cell.low, cell.best, cell.high) for cell in cells}) > 1:
        return Bar(name=name, count=None, instead=asked.t("disarmament.differ"))
    cell = cells[0] if cells else None
    if cell is None:
        nobody = totals_label("nobody", asked.language)
        instead = nobody if each.silent else asked.t("disarmament.by-area")
        return Bar(name=name, count=None, instead=instead)
    speakers = sorted({one for same in cells for one in same.said_by})
    who = names.actors(speakers, asked.process, asked.language)
    period = period_name(cell.period, asked.language)
    title = asked.t("disarmament.said", who=who, period=period)
    said = figure(cell, asked.language)
    if cell.display != "figure" or cell.low is None or cell.high is None:
        return Bar(name=name, count=None, instead=said, title=title)
    return Bar(name=name, count=cell.low, most=cell.high, instead=said, title=title)


def _stage(asked: Asked, each: StepTotals) -> Stage:
    step, language = each.step, asked.language
    silent = ("nobody-says" if step.events else "nobody") if each.silent else ""
    return Stage(
        name=step.name.in_language(language),
        measure=measure_word(step.measure, language) if step.indicators else "",
        apart=totals_label("apart", language) if step.apart else "",
        note=step.note.in_language(language) if step.note else "",
        rows=tuple(_row(asked, line) for line in each.lines),
        occasions=tuple(_occasion(asked, one) for one in each.occasions),
        silent=totals_label(silent, language) if silent else "",
    )


def _row(asked: Asked, line: Line) -> Row:
    process, language = asked.process, asked.language
    area = process.areas[line.area].name.in_language(language) if line.area else ""
    return Row(
        who=names.actor(line.speaker, process, language),
        category=names.proposition(line.indicator, process, language),
        area=area,
        cells=tuple(
            (figure(cell, language) if cell else "", cell.statement if cell else "")
            for cell in line.cells[-LATEST:]
        ),
    )


def _occasion(asked: Asked, it: Occasion) -> Mapping[str, Any]:
    process, language = asked.process, asked.language
    return {
        "what": names.proposition(it.event, process, language),
        "when": months(it.first, it.last, language),
        "said_by": names.actors(it.said_by, process, language),
        "sides": [
            (names.actor(each.party, process, language), acknowledgement(each.word, language))
            for each in it.acknowledged
        ],
        "statements": it.statements,
    }


DISARMAMENT: Final = Screen(
    name="disarmament",
    path="disarmament/",
    template="disarmament.html",
    show=show,
    about="People, weapons, outreach, withdrawal, exchanges: totals for fixed periods only.",
    parameters=(
        Parameter(name="kind", about="The length of a period.", choices=KINDS),
        Parameter(name="area", about="The id of an agreed area."),
    ),
)
