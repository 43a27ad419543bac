"""An indicator over time: every figure as it was given, with its range; nothing is averaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kept.assessment import Assessment, is_lead, known_on
from kept.dates import Span
from kept.ledger import CONTRADICTING, Statement
from kept.names import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure somebody gave."""

    statement: Statement
    as_of: Span
    says: Interval | None
    disputed: bool  # a denial: the figure is what the speaker rejects
    lead: bool
    known_on: date


def points(assessment: Assessment, indicator: str) -> tuple[Point, ...]:
    """The figures for `indicator` that were known, by the day they speak of."""
    process = assessment.process
    found = [
        Point(
            statement=each,
            as_of=each.when,
            says=each.says,
            disputed=each.kind in CONTRADICTING,
            lead=is_lead(each, process),
            known_on=known_on(each, process, assessment.basis),
        )
        for each in assessment.record.live
        if indicator in each.about
    ]
    return tuple(sorted(found, key=lambda each: (each.as_of, each.statement.id)))


def reach(several: tuple[Point, ...]) -> tuple[int, int]:
    """The least and the most that any bound names: the edges of a drawing."""
    bounds = [
        bound
        for each in several
        if each.says is not None
        for bound in (each.says.low, each.says.high)
        if bound is not None
    ]
    return min([0, *bounds]), max([1, *bounds])


def bar(says: Interval, edges: tuple[int, int], width: int) -> str:
    """A range drawn in `width` columns; an open end runs to the edge with an arrow.

    >>> bar(Interval(7000, 12000), (0, 12000), 12)
    '       █████'
    >>> bar(Interval(4000, None), (0, 8000), 8)
    '    ███▶'
    """
    low, high = edges
    scale = width / (high - low)
    first = 0 if says.low is None else int((says.low - low) * scale)
    last = width if says.high is None else max(first + 1, round((says.high - low) * scale))
    first = min(first, width - 1)
    drawn = " " * first + "█" * (last - first)
    if says.high is None:
        drawn = drawn[:-1] + "▶"
    if says.low is None:
        drawn = "◀" + drawn[1:]
    return drawn
