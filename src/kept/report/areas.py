"""How much was said of each agreed area, and how many events others recorded there.

Nothing is placed finer than an agreed area, and an area counts what lies within it too.
What harmed people is counted by quarter and shown in steps of five, fewer than five as *few*.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from kept.assessment import Assessment
from kept.dates import Span
from kept.ledger import Statement
from kept.names import Interval
from kept.process.model import Area, Process
from kept.report.plain import plain
from kept.report.totals.bands import bands, reached
from kept.report.totals.periods import Period, PeriodKind, closed_periods, period_of
from kept.report.totals.said import FEWEST
from kept.report.totals.words import totals_label
from kept.report.totals.worlds import Bounds
from kept.report.wording import figures
from kept.report.wording.language import Language

SCHEMA: Final = "kept.areas/1"
HEADER: Final = ("area", "pcode", "within", "kind", "people", "period", "display", "low", "high")
STATEMENTS: Final = "statements"  # all that was said of an area
INCIDENTS: Final = "incidents"  # of it, what speaks of something that broke a duty

CountDisplay = Literal["count", "band", "few", "withheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEvent:
    """An event as a source recorded it, as far as it may be kept: kind, area, day."""

    kind: str
    area: str
    on: Span
    people: bool = True  # whether it tells of people who came to harm


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCount:
    """How many of one kind an area had in one period."""

    area: str
    kind: str
    people: bool
    period: Period
    display: CountDisplay
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaCounts:
    """The counts of all agreed areas; where a count is missing, nothing was recorded."""

    process: Process
    on: date
    known_at: date
    kind: PeriodKind
    periods: tuple[Period, ...]
    quarters: tuple[Period, ...]  # for what harmed people
    counts: tuple[AreaCount, ...]

    def of(self, area: str) -> tuple[AreaCount, ...]:
        """The counts of one area."""
        return tuple(each for each in self.counts if each.area == area)


def area_counts(
    assessment: Assessment,
    since: date,
    *,
    kind: PeriodKind = "month",
    events: Iterable[AreaEvent] = (),
) -> AreaCounts:
    """The counts by area for the periods that are over on the day of `assessment`.

    `events` are all that a source recorded, whatever their day: what is hidden does not depend
    on the day asked about. Events in no agreed area are not counted.
    """
    process, by = assessment.process, min(assessment.on, assessment.known_at)
    periods = closed_periods(kind, since, by)
    quarters = closed_periods("quarter", since, by)
    listed = [each for each in events if each.area in process.areas]
    found = (
        *_said(assessment, kind),
        *_plain_events(listed, process.areas, kind),
        *_people(listed, process.areas),
    )
    shown = (each for each in found if each.period in (quarters if each.people else periods))
    return AreaCounts(
        process=process,
        on=assessment.on,
        known_at=assessment.known_at,
        kind=kind,
        periods=periods,
        quarters=quarters,
        counts=tuple(sorted(shown, key=lambda each: _place(each, process))),
    )


def _place(each: AreaCount, process: Process) -> tuple[object, ...]:
    return (list(process.areas).index(each.area), each.kind, each.period)


# ── What counts no people ────────────────────────────────────────────────────


def _said(assessment: Assessment, kind: PeriodKind) -> Iterator[AreaCount]:
    """Each statement once in each area it names or lies within."""
    process = assessment.process
    numbers: Counter[tuple[str, str, Period]] = Counter()
    for each in assessment.record.live:
        for area in reached(each.area, process.areas):
            numbers[area, STATEMENTS, period_of(each.said_on.last, kind)] += 1
            if _of_incident(each, process):
                numbers[area, INCIDENTS, period_of(each.when.last, kind)] += 1
    return _counts(numbers)


def _of_incident(statement: Statement, process: Process) -> bool:
    return statement.evidence and any(
        process.propositions[each].kind == "incident" for each in statement.about
    )


def _plain_events(
    events: Iterable[AreaEvent], areas: Mapping[str, Area], kind: PeriodKind
) -> Iterator[AreaCount]:
    numbers: Counter[tuple[str, str, Period]] = Counter()
    for each in events:
        for area in reached((each.area,), areas) if not each.people else ():
            numbers[area, each.kind, period_of(each.on.last, kind)] += 1
    return _counts(numbers)


def _counts(numbers: Mapping[tuple[str, str, Period], int]) -> Iterator[AreaCount]:
    for (area, kind, period), n in numbers.items():
        yield AreaCount(
            area=area, kind=kind, people=False, period=period, display="count", low=n, high=n
        )


# ── What counts people ───────────────────────────────────────────────────────


def _people(events: Iterable[AreaEvent], areas: Mapping[str, Area]) -> Iterator[AreaCount]:
    tables: dict[tuple[str, Period], Counter[str]] = {}
    for each in events:
        if each.people:
            key = (each.kind, period_of(each.on.last, "quarter"))
            tables.setdefault(key, Counter())[each.area] += 1
    for (kind, quarter), own in tables.items():
        for area, bounds in bands(own, areas).items():
            yield _banded(area, kind, quarter, bounds)


def _banded(area: str, kind: str, quarter: Period, bounds: Bounds | None) -> AreaCount:
    display: CountDisplay = "withheld"
    if bounds is not None:
        display = "few" if bounds[1] < FEWEST else "band"
    shown = bounds if display == "band" and bounds is not None else (None, None)
    return AreaCount(
        area=area,
        kind=kind,
        people=True,
        period=quarter,
        display=display,
        low=shown[0],
        high=shown[1],
    )


# ── As words and data ────────────────────────────────────────────────────────


def count_words(count: AreaCount, language: Language) -> str:
    """What a count shows."""
    if count.display in ("count", "band"):
        return figures.interval(Interval(count.low, count.high), language)
    return totals_label(count.display, language)


def areas_json(counts: AreaCounts) -> dict[str, Any]:
    """All counts as plain values."""
    return {
        "schema": SCHEMA,
        "process": counts.process.head.id,
        "on": plain(counts.on),
        "known_at": plain(counts.known_at),
        "kind": counts.kind,
        "periods": [each.id for each in counts.periods],
        "quarters": [each.id for each in counts.quarters],
        "areas": [
            {
                "id": area.id,
                "name": plain(area.name),
                "pcode": area.pcode,
                "within": area.within,
                "counts": [_count_json(each) for each in counts.of(area.id)],
            }
            for area in counts.process.areas.values()
        ],
    }


def _count_json(each: AreaCount) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "people": each.people,
        "period": each.period.id,
        "display": each.display,
        "low": each.low,
        "high": each.high,
    }


def areas_rows(counts: AreaCounts) -> Iterator[tuple[str, ...]]:
    """Every count as a row under `HEADER`; what is not shown is an empty field."""
    yield HEADER
    for each in counts.counts:
        area = counts.process.areas[each.area]
        yield (
            area.id,
            area.pcode or "",
            area.within or "",
            each.kind,
            "true" if each.people else "false",
            each.period.id,
            each.display,
            "" if each.low is None else str(each.low),
            "" if each.high is None else str(each.high),
        )
