"""A day and a duration make a later day."""

from datetime import MAXYEAR, date, timedelta

from kept.dates.calendar import Calendar
from kept.dates.duration import Duration
from kept.dates.error import DateError
from kept.dates.month import month_length


def add(day: date, duration: Duration, calendar: Calendar) -> date:
    """Return the day that lies `duration` after `day`: months first, then days.

    Raises `DateError` where the month reached has no such day, unless the calendar
    says `month_end = "clip"`, and past the year 9999.

    >>> add(date(2025, 6, 27), Duration(days=30), Calendar())
    datetime.date(2025, 7, 27)
    >>> add(date(2025, 1, 31), Duration(months=1), Calendar(month_end="clip"))
    datetime.date(2025, 2, 28)
    """
    return later(add_months(day, duration.months, calendar), duration.days)


def add_months(day: date, months: int, calendar: Calendar) -> date:
    """Return the same day of the month, `months` later; errors as for `add`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > MAXYEAR:
        raise _too_far(day)
    length = month_length(year, month + 1)
    if day.day > length and calendar.month_end == "refuse":
        raise DateError(
            f"{day} and {Duration(months=months)} is ambiguous: {year}-{month + 1:02} has only "
            f'{length} days. Declare month_end = "clip" in the calendar to mean its last day, '
            "or write the day that is meant."
        )
    return date(year, month + 1, min(day.day, length))


def later(day: date, days: int) -> date:
    """Return the day `days` after `day` (before it, if negative)."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _too_far(day) from None


def _too_far(day: date) -> DateError:
    return DateError(
        f"The duration counted from {day} runs past the year {MAXYEAR}. Shorten the duration."
    )
