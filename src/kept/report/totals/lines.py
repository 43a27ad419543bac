"""A line of figures: one category, one area, one speaker, one cell for each period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kept.dates import Span
from kept.process.model import Process
from kept.report.totals.hiding import Display
from kept.report.totals.periods import Period, PeriodKind, period_of
from kept.report.totals.plan import Step
from kept.report.totals.said import Said
from kept.texts import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one speaker last said for one period, as far as it is shown.

    `low`, `best` and `high` hold nothing but what may be shown; `as_of` is the month spoken of
    where the figure itself is not shown, for a day would tell more than the period does.
    """

    period: Period
    display: Display
    low: int | None = None
    best: int | None = None
    high: int | None = None
    as_of: Span
    statement: str
    said_by: tuple[str, ...]  # all who said it together
    lead: bool
    known_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The figures of one speaker for one category in one area, by period, none carried forward."""

    indicator: str
    category: str
    unit: Words | None
    area: str | None
    speaker: str
    cells: tuple[Cell | None, ...]  # one for each period; None: nothing was said for it

    @property
    def latest(self) -> Cell | None:
        """The last figure there is."""
        return next((each for each in reversed(self.cells) if each is not None), None)


def lines(
    step: Step,
    figures: Iterable[Said],
    process: Process,
    shown: Mapping[str, Display],
    periods: Sequence[Period],
) -> tuple[Line, ...]:
    """The lines of `step`: categories as the plan orders them, then areas, then speakers by id."""
    found: dict[tuple[str, str | None, str], dict[Period, Said]] = {}
    kind: PeriodKind = periods[0].kind if periods else "month"
    for each in sorted((it for it in figures if it.step.id == step.id), key=_age):
        period = period_of(each.as_of.last, kind)
        for speaker in each.speakers if period in periods else ():
            found.setdefault((each.indicator, each.area, speaker), {})[period] = each
    places = [None, *process.areas]
    order = step.figures
    return tuple(
        _line(key, found[key], process, shown, periods)
        for key in sorted(found, key=lambda it: (order.index(it[0]), places.index(it[1]), it[2]))
    )


def _age(each: Said) -> tuple[object, ...]:
    """Of two figures for one period the later counts, and of one day's the one said later."""
    return (each.as_of.last, each.as_of.first, each.known_on, each.statement)


def _line(
    key: tuple[str, str | None, str],
    by_period: Mapping[Period, Said],
    process: Process,
    shown: Mapping[str, Display],
    periods: Sequence[Period],
) -> Line:
    indicator, area, speaker = key
    about = process.propositions[indicator]
    return Line(
        indicator=indicator,
        category=about.category or "",
        unit=about.unit,
        area=area,
        speaker=speaker,
        cells=tuple(
            _cell(each, by_period[each], shown) if each in by_period else None for each in periods
        ),
    )


def _cell(period: Period, figure: Said, shown: Mapping[str, Display]) -> Cell:
    display = shown[figure.statement]
    whole = display == "figure"
    return Cell(
        period=period,
        display=display,
        low=figure.low if whole else None,
        best=figure.best if whole else None,
        high=figure.high if display in ("figure", "most") else None,
        as_of=figure.as_of if whole else Span(figure.month.first, figure.month.last),
        statement=figure.statement,
        said_by=figure.speakers,
        lead=figure.lead,
        known_on=figure.known_on,
    )
