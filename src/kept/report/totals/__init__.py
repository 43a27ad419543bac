"""Totals only: who came forward, what was handed in, who went home, that sides have met.

Nothing here counts anything. Every figure is one that somebody gave; what kept adds is the
order of the steps, fixed periods, and care that no small number of people can be worked out.
"""

from kept.report.totals.data import (
    HEADER,
    OCCASION_HEADER,
    SCHEMA,
    occasion_rows,
    totals_json,
    totals_rows,
)
from kept.report.totals.hiding import Display, displays
from kept.report.totals.lines import Cell, Line
from kept.report.totals.occasions import Acknowledgement, Occasion
from kept.report.totals.periods import PERIOD_KINDS, Period, PeriodKind, closed_periods, period_of
from kept.report.totals.plan import GROUPS, MEASURES, Group, Measure, Plan, Step
from kept.report.totals.reading import FILE, read_plan
from kept.report.totals.totals import StepTotals, Totals, shown_figures, totals
from kept.report.totals.words import (
    acknowledgement,
    figure,
    group_title,
    measure_word,
    months,
    period_name,
    totals_label,
)

__all__ = [
    "FILE",
    "GROUPS",
    "HEADER",
    "MEASURES",
    "OCCASION_HEADER",
    "PERIOD_KINDS",
    "SCHEMA",
    "Acknowledgement",
    "Cell",
    "Display",
    "Group",
    "Line",
    "Measure",
    "Occasion",
    "Period",
    "PeriodKind",
    "Plan",
    "Step",
    "StepTotals",
    "Totals",
    "acknowledgement",
    "closed_periods",
    "displays",
    "figure",
    "group_title",
    "measure_word",
    "months",
    "occasion_rows",
    "period_name",
    "period_of",
    "read_plan",
    "shown_figures",
    "totals",
    "totals_json",
    "totals_label",
    "totals_rows",
]
