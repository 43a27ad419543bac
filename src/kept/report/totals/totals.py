"""All totals of a process for fixed periods: each figure as its speaker gave it, none merged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kept.assessment import Assessment
from kept.ledger import Statement
from kept.process.model import Process
from kept.report.totals.hiding import Display, displays
from kept.report.totals.lines import Line, lines
from kept.report.totals.occasions import Occasion, occasions
from kept.report.totals.periods import Period, PeriodKind, closed_periods
from kept.report.totals.plan import Group, Plan, Step
from kept.report.totals.said import said


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTotals:
    """One step with all that was said of it; where nobody has said anything, that is shown."""

    step: Step
    lines: tuple[Line, ...] = ()
    occasions: tuple[Occasion, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nobody has given a figure, or said that it took place."""
        return not self.lines and not self.occasions


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The steps of a process for the fixed periods that are over."""

    process: Process
    plan: Plan
    on: date
    known_at: date
    kind: PeriodKind
    periods: tuple[Period, ...]
    steps: tuple[StepTotals, ...]

    def of(self, group: Group) -> tuple[StepTotals, ...]:
        """The steps of one group, in the order of the text."""
        return tuple(each for each in self.steps if each.step.group == group)

    @property
    def hides(self) -> bool:
        """Whether any figure here is not shown as it was given."""
        return any(
            cell is not None and cell.display != "figure"
            for step in self.steps
            for line in step.lines
            for cell in line.cells
        )


def shown_figures(
    plan: Plan, process: Process, statements: tuple[Statement, ...]
) -> Mapping[str, Display]:
    """How each figure of a register is shown, in every view: worked out once for a register.

    `statements` are all that the register holds, whatever their release, day or standpoint.
    """
    return displays(said(plan, process, statements), process.areas)


def totals(
    assessment: Assessment,
    plan: Plan,
    *,
    kind: PeriodKind = "month",
    area: str | None = None,
    shown: Mapping[str, Display] | None = None,
) -> Totals:
    """The totals on the day of `assessment`, as known then.

    Only periods that are over are shown: of a running total, what was said by the end of one.
    `area` leaves only that area; `shown` is what `shown_figures` gave for the whole register,
    and is worked out from the statements of the assessment where it is not given.
    """
    process = assessment.process
    decided = shown_figures(plan, process, assessment.statements) if shown is None else shown
    periods = closed_periods(kind, plan.since, min(assessment.on, assessment.known_at))
    figures = said(plan, process, assessment.record.live)
    steps = (
        StepTotals(
            step=each,
            lines=lines(each, figures, process, decided, periods),
            occasions=occasions(each, assessment.record, plan.since, assessment.on),
        )
        for each in plan.steps
    )
    return Totals(
        process=process,
        plan=plan,
        on=assessment.on,
        known_at=assessment.known_at,
        kind=kind,
        periods=periods,
        steps=tuple(each if area is None else _only(each, area) for each in steps),
    )


def _only(step: StepTotals, area: str) -> StepTotals:
    return replace(step, lines=tuple(each for each in step.lines if each.area == area))
