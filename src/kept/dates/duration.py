"""How long: a number of months and of days, as "within 30 days" says it."""

import re
from dataclasses import dataclass
from typing import Final

from kept.dates.error import DateError

_FORMS: Final = (
    'Write it as "30 days", "2 weeks", "3 months" or "1 year", '
    'or two of these joined, such as "1 month and 15 days".'
)
_PART: Final = re.compile(r"([0-9]{1,6}) (hour|day|week|month|year)s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of time on the calendar: whole months first, then days.

    Months and days are kept apart because a month has no fixed number of days.

    >>> str(Duration(months=3)), str(Duration(months=12, days=1))
    ('3 months', '1 year and 1 day')
    """

    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if self.months < 0 or self.days < 0 or self.months == self.days == 0:
            raise DateError(
                f"A duration of {self.months} months and {self.days} days is not a length of "
                "time. Give at least one day, and nothing below zero."
            )

    def __str__(self) -> str:
        """Return the one text that stands for this duration; `read_duration` reads it back."""
        years, rest = divmod(self.months, 12)
        months = _counted(self.months, "month") if rest else _counted(years, "year")
        return " and ".join(filter(None, (months, _counted(self.days, "day"))))


def read_duration(value: str) -> Duration:
    """Read a duration as a process writes it.

    Raises `DateError` for anything else, for zero, and for hours that are not whole days.

    >>> read_duration("72 hours")
    Duration(months=0, days=3)
    >>> read_duration("1 year and 6 months")
    Duration(months=18, days=0)
    """
    parts = [_read_part(part, value) for part in _text(value).split(" and ", maxsplit=1)]
    return Duration(
        months=sum(months for months, _ in parts),
        days=sum(days for _, days in parts),
    )


def _counted(number: int, unit: str) -> str:
    if number == 0:
        return ""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DateError(f"{value!r} has no unit of time. {_FORMS}")
    return value


def _read_part(part: str, whole: str) -> tuple[int, int]:
    """Return (months, days) of a part such as "2 weeks"."""
    match = _PART.fullmatch(part)
    if match is None:
        raise DateError(f'"{whole}" is not a duration that can be read. {_FORMS}')
    number, unit = int(match[1]), match[2]
    if unit == "hour":
        return 0, _days_of_hours(number)
    months, days = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}[unit]
    return number * months, number * days


def _days_of_hours(hours: int) -> int:
    days, rest = divmod(hours, 24)
    if rest:
        raise DateError(
            f'"{_counted(hours, "hour")}" is not a whole number of days, and deadlines are '
            f'counted in days. Write "{_counted(days + 1, "day")}", or the days that are meant.'
        )
    return days
