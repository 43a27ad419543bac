"""The twelve months: their English names and their lengths."""

from typing import Final

MONTH_NAMES: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def month_length(year: int, month: int) -> int:
    """Days in a month (1 to 12) of the Gregorian calendar.

    >>> month_length(2025, 2), month_length(2024, 2), month_length(1900, 2)
    (28, 29, 28)
    """
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
