"""The fixed periods for which totals are shown: nobody chooses where one begins or ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kept.dates.month import month_length

PeriodKind = Literal["month", "quarter"]
PERIOD_KINDS: Final[tuple[PeriodKind, ...]] = ("month", "quarter")

_MONTHS: Final = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar month or a calendar quarter.

    >>> Period("month", 2025, 2).id, Period("quarter", 2025, 4).id
    ('2025-02', '2025-Q4')
    """

    kind: PeriodKind
    year: int
    number: int  # 1 to 12, or 1 to 4

    @property
    def id(self) -> str:
        """How it is written in addresses and data."""
        quarter = self.kind == "quarter"
        return f"{self.year}-Q{self.number}" if quarter else f"{self.year}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.number - 1) * _MONTHS[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.number * _MONTHS[self.kind]
        return date(self.year, month, month_length(self.year, month))

    @property
    def after(self) -> Period:
        """The one that follows."""
        if self.last.month == 12:
            return Period(self.kind, self.year + 1, 1)
        return Period(self.kind, self.year, self.number + 1)


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period that holds `day`."""
    return Period(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)


def closed_periods(kind: PeriodKind, since: date, by: date) -> tuple[Period, ...]:
    """The periods from the one that holds `since` that are over by the end of `by`.

    >>> [each.id for each in closed_periods("month", date(2025, 9, 1), date(2025, 11, 29))]
    ['2025-09', '2025-10']
    """
    return tuple(_closed(period_of(since, kind), by))


def _closed(period: Period, by: date) -> Iterator[Period]:
    while period.last <= by:
        yield period
        period = period.after
