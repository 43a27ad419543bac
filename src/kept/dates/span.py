"""A day that may be known only to lie between two days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from kept.dates.addition import add
from kept.dates.calendar import Calendar
from kept.dates.duration import Duration
from kept.dates.error import DateError
from kept.dates.month import month_length


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One day, known to lie from `first` to `last`, both included.

    Not a stretch of time: something happened on a single day, and this is all that
    is known of which. Spans sort by first day, then by last.

    >>> str(Span(date(2025, 6, 1), date(2025, 6, 30)))
    '2025-06-01..2025-06-30'
    >>> str(Span.on(date(2025, 6, 27)))
    '2025-06-27'
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise DateError(
                f"{self.first}..{self.last} ends before it begins. Put the earlier day first."
            )

    @classmethod
    def on(cls, day: date) -> Self:
        """Return the span of a day that is known exactly."""
        return cls(day, day)

    @property
    def certain(self) -> bool:
        """Whether the day is known exactly."""
        return self.first == self.last

    @property
    def days(self) -> int:
        """Days from first to last: 0 when the day is certain, 29 for "2025-06"."""
        return (self.last - self.first).days

    def moved(self, duration: Duration, calendar: Calendar) -> "Span":
        """Return where the day lies `duration` later.

        Raises `DateError` as `add` does, for any day that the span holds: knowing a day
        better never turns an answer into a refusal.

        >>> str(Span.on(date(2025, 6, 27)).moved(Duration(days=90), Calendar()))
        '2025-09-25'
        """
        return self.carried(lambda day: add(day, duration, calendar))

    def carried(self, step: Callable[[date], date]) -> "Span":
        """Return where the day lies after `step`, which must keep days in their order.

        `step` is called for the first and last day and for each end of a month between
        them: the days that month arithmetic may refuse.
        """
        first = step(self.first)
        for day in self._month_ends():
            step(day)
        return Span(first, step(self.last))

    def hull(self, other: "Span") -> "Span":
        """Return the smallest span that holds both.

        >>> str(Span.on(date(2025, 6, 1)).hull(Span.on(date(2025, 6, 9))))
        '2025-06-01..2025-06-09'
        """
        return Span(min(self.first, other.first), max(self.last, other.last))

    def overlaps(self, other: "Span") -> bool:
        """Whether the two could be the same day.

        >>> Span.on(date(2025, 6, 1)).overlaps(Span.on(date(2025, 6, 2)))
        False
        """
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """Return "2025-06-27", or "2025-06-01..2025-06-30"; `read_span` reads both."""
        return str(self.first) if self.certain else f"{self.first}..{self.last}"

    def _month_ends(self) -> Iterator[date]:
        """The last days of the months that end within the span, its own last day apart."""
        for count in range(self.first.year * 12 + self.first.month - 1, self._last_month()):
            year, month = divmod(count, 12)
            yield date(year, month + 1, month_length(year, month + 1))

    def _last_month(self) -> int:
        return self.last.year * 12 + self.last.month - 1
