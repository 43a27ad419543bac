"""Every figure that somebody gave for a step, with who, where and for which month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kept.assessment import is_lead, known_on
from kept.dates import Span
from kept.ledger import AFFIRMING, Statement
from kept.ledger.statement import RELEASES
from kept.process.model import Area, Process
from kept.report.totals.periods import Period, period_of
from kept.report.totals.plan import Plan, Step

FEWEST: Final = 5  # people: a smaller number is not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One figure of one statement, as its speakers gave it."""

    statement: str
    step: Step
    indicator: str
    speakers: tuple[str, ...]
    area: str | None  # None: of no one area
    as_of: Span
    low: int | None
    high: int | None
    best: int | None  # the figure itself, where it is exact
    lead: bool
    known_on: date
    release: int  # 0: public; the higher, the fewer may see it

    @property
    def month(self) -> Period:
        """The month it speaks for: that of the last day it may mean."""
        return period_of(self.as_of.last, "month")

    @property
    def small(self) -> bool:
        """Whether it says of people that they are some, and surely fewer than may be shown."""
        return self.high is not None and 0 < self.high < FEWEST


def said(plan: Plan, process: Process, statements: Iterable[Statement]) -> tuple[Said, ...]:
    """The figures that `statements` give for the steps of `plan`, in the order given.

    A denied figure says what a speaker rejects and no total, and so stands on its own page alone.
    """
    steps = {name: step for step in plan.steps for name in step.figures}
    return tuple(
        found
        for each in statements
        if each.says is not None and each.kind in AFFIRMING
        for found in _figures(each, steps, process)
    )


def _figures(statement: Statement, steps: Mapping[str, Step], process: Process) -> Iterator[Said]:
    figure = statement.says
    for name in statement.about if figure else ():
        if name in steps and figure is not None:
            yield Said(
                statement=statement.id,
                step=steps[name],
                indicator=name,
                speakers=statement.speakers,
                area=statement.area[0] if len(statement.area) == 1 else None,
                as_of=statement.when,
                low=figure.low,
                high=figure.high,
                best=figure.low if figure.exact else None,
                lead=is_lead(statement, process),
                known_on=known_on(statement, process),
                release=RELEASES.index(statement.release),
            )


def around(area: str | None, areas: Mapping[str, Area]) -> tuple[str | None, ...]:
    """The areas that hold `area`, the nearest first, and last the whole, which is None."""
    found: list[str | None] = []
    while area is not None:
        area = areas[area].within if area in areas else None
        if area in found:
            break
        found.append(area)
    return tuple(found)
