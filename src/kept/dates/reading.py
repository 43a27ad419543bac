"""From a date as somebody wrote it to the days it may mean."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from kept.dates.calendar import Calendar, MonthDay
from kept.dates.error import DateError
from kept.dates.month import MONTH_NAMES, month_length
from kept.dates.span import Span

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200

_T = TypeVar("_T")
_Form = tuple[re.Pattern[str], Callable[[re.Match[str], Calendar], Span]]


def read_span(value: date | str, calendar: Calendar) -> Span:
    """Read a day, month, quarter, year, season or span as the days it may mean.

    Words such as "mid-October 2025" or "spring 2026" mean what the calendar declares; a
    season bears the year in which it begins. Raises `DateError` for what it cannot read,
    for undeclared words, for days that do not exist, for times of day, and for years
    outside 1900..2200.

    >>> str(read_span("2025-06", Calendar()))
    '2025-06-01..2025-06-30'
    >>> str(read_span("2025-06-27..2025-07", Calendar()))
    '2025-06-27..2025-07-31'
    >>> str(read_span("mid-October 2025", Calendar(mid_month=(11, 20))))
    '2025-10-11..2025-10-20'
    """
    if isinstance(value, datetime):
        raise DateError(f"{value} has a time of day. Write the day alone, such as {value.date()}.")
    if isinstance(value, date):
        _check_year(value.year)
        return Span.on(value)
    first, dots, last = _text(value).partition("..")
    if not dots:
        return _read_one(first, calendar)
    if not first or not last:
        raise DateError(f'"{value}" has only one end. Write both, as {_EXAMPLE}.')
    return Span(_read_one(first, calendar).first, _read_one(last, calendar).last)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DateError(f'{value!r} is not a date. Put it in quotes, such as "2025" or "2025-06".')
    return value


def _read_one(text: str, calendar: Calendar) -> Span:
    plain = _NAMED_MONTH.sub(_numbered_month, text)
    for pattern, read in _FORMS:
        match = pattern.fullmatch(plain)
        if match is not None:
            _check_year(int(match["year"]))
            return read(match, calendar)
    raise DateError(
        f'"{text}" is not a date that can be read. Write a day (2025-06-27), a month (2025-06), '
        f"a quarter (2025-Q3), a year (2025) or a span ({_EXAMPLE})."
    )


def _numbered_month(match: re.Match[str]) -> str:
    """Return "2025-10" for "October 2025"."""
    return f"{match[2]}-{MONTH_NAMES.index(match[1].lower()) + 1:02}"


def _day(match: re.Match[str], _: Calendar) -> Span:
    year, month, day = int(match["year"]), _month_of(match), int(match["day"])
    length = month_length(year, month)
    if not 1 <= day <= length:
        raise DateError(
            f"{match[0]} does not exist: {year}-{month:02} has {length} days. Correct the day."
        )
    return Span.on(date(year, month, day))


def _month(match: re.Match[str], _: Calendar) -> Span:
    return _months(int(match["year"]), _month_of(match), _month_of(match))


def _quarter(match: re.Match[str], _: Calendar) -> Span:
    quarter = int(match["quarter"])
    return _months(int(match["year"]), 3 * quarter - 2, 3 * quarter)


def _year(match: re.Match[str], _: Calendar) -> Span:
    return _months(int(match["year"]), 1, 12)


def _part_of_month(match: re.Match[str], calendar: Calendar) -> Span:
    year, month, word = int(match["year"]), _month_of(match), match["word"].lower()
    bounds = _declared(calendar.month_part(word), word, f"{word}_month")
    return Span(*(_day_or_month_end(year, (month, day)) for day in bounds))


def _part_of_year(match: re.Match[str], calendar: Calendar) -> Span:
    year, word = int(match["year"]), match["word"].lower()
    first, last = _declared(calendar.year_part(word), word, f"{word}_year")
    return Span(_day_or_month_end(year, first), _day_or_month_end(year, last))


def _season(match: re.Match[str], calendar: Calendar) -> Span:
    year, word = int(match["year"]), match["word"].lower()
    first, last = _declared(calendar.seasons.get(word), word, f"seasons.{word}")
    ends_in = year if first <= last else year + 1
    return Span(_day_or_month_end(year, first), _day_or_month_end(ends_in, last))


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), _day_or_month_end(year, (last, 31)))


def _day_or_month_end(year: int, month_day: MonthDay) -> date:
    month, day = month_day
    return date(year, month, min(day, month_length(year, month)))


def _month_of(match: re.Match[str]) -> int:
    month = int(match["month"])
    if not 1 <= month <= 12:
        raise DateError(
            f"{match[0]} does not exist: there is no month {month}. Correct the month."
        )
    return month


def _declared(bounds: _T | None, word: str, setting: str) -> _T:
    if bounds is None:
        raise DateError(
            f'The calendar does not say which days "{word}" means. '
            f"Declare {setting} in the calendar, or write the days as {_EXAMPLE}."
        )
    return bounds


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(
            f"The year {year} lies outside {FIRST_YEAR}..{LAST_YEAR}. Correct the year."
        )


def _form(pattern: str, read: Callable[[re.Match[str], Calendar], Span]) -> _Form:
    return re.compile(pattern, re.ASCII | re.IGNORECASE), read


_EXAMPLE: Final = "first..last, such as 2025-06-27..2025-07-02"
_NAMED_MONTH: Final = re.compile(
    rf"\b({'|'.join(MONTH_NAMES)}) ([0-9]{{4}})\b", re.ASCII | re.IGNORECASE
)
_FORMS: Final = (
    _form(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", _day),
    _form(r"(?P<year>\d{4})-(?P<month>\d\d)", _month),
    _form(r"(?P<year>\d{4})-Q(?P<quarter>[1-4])", _quarter),
    _form(r"(?P<year>\d{4})", _year),
    _form(r"(?P<word>early|mid|late)[ -](?P<year>\d{4})-(?P<month>\d\d)", _part_of_month),
    _form(r"(?P<word>early|mid|late)[ -](?P<year>\d{4})", _part_of_year),
    _form(r"(?P<word>[a-z]+(?:-[a-z]+)*) (?P<year>\d{4})", _season),
)
