"""When something is due: once, or again and again."""

from collections.abc import Iterator
from datetime import date

from kept.dates.addition import add, add_months, later
from kept.dates.calendar import Calendar
from kept.dates.duration import Duration
from kept.dates.span import Span


def deadline(start: date, duration: Duration, calendar: Calendar) -> date:
    """Return the last day on which "within `duration` of `start`" is still met.

    Counted exclusively the trigger day is day 0; inclusively it is day 1, so that a month
    from 1 March ends on 31 March. Raises `DateError` as `add` does.

    >>> thirty = Duration(days=30)
    >>> deadline(date(2025, 6, 27), thirty, Calendar())
    datetime.date(2025, 7, 27)
    >>> deadline(date(2025, 6, 27), thirty, Calendar(count="inclusive"))
    datetime.date(2025, 7, 26)
    """
    if calendar.count == "exclusive":
        return add(start, duration, calendar)
    reached = add_months(start, duration.months, calendar)
    # The eve of the day reached; but the eve of a missing 31 February is the last of
    # February, where clipping has led already (so in the German Civil Code, section 188).
    clipped = reached.day < start.day
    return later(reached, duration.days - (0 if clipped else 1))


def deadline_span(start: Span, duration: Duration, calendar: Calendar) -> Span:
    """Return where the deadline lies when the trigger day is uncertain; errors as `Span.moved`.

    >>> june = Span(date(2025, 6, 1), date(2025, 6, 30))
    >>> str(deadline_span(june, Duration(months=3), Calendar()))
    '2025-09-01..2025-09-30'
    """
    return start.carried(lambda day: deadline(day, duration, calendar))


def periods(
    start: date, every: Duration, until: date, calendar: Calendar
) -> Iterator[tuple[date, date]]:
    """Yield the periods of a recurring duty that begin on or before `until`.

    Each is half-open: its second day is the first day of the next. All are counted from
    `start`, so that a monthly duty from the 31st returns to the 31st. Raises `DateError`
    as `add` does, when the period concerned is reached.

    >>> monthly = periods(
    ...     date(2025, 1, 31), Duration(months=1), date(2025, 2, 28), Calendar(month_end="clip")
    ... )
    >>> [f"{a}, before {b}" for a, b in monthly]
    ['2025-01-31, before 2025-02-28', '2025-02-28, before 2025-03-31']
    """
    begin, told = start, 0
    while begin <= until:
        told += 1
        end = add(start, Duration(months=told * every.months, days=told * every.days), calendar)
        yield begin, end
        begin = end
