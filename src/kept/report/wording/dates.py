"""Days as people write them: no locale, no clock."""

from __future__ import annotations

from datetime import date

from kept.dates import Span
from kept.dates.month import month_length
from kept.report.wording.language import MONTHS, Language, say


def day(on: date, language: Language) -> str:
    """One certain day.

    >>> day(date(2025, 10, 1), "en"), day(date(2025, 10, 1), "fr")
    ('1 October 2025', '1er octobre 2025')
    """
    return f"{_day_of_month(on, language)} {month(on, language)}"


def month(on: date, language: Language) -> str:
    """The month of a day, with its year."""
    return f"{_month(on, language)} {on.year}"


def span(days: Span, language: Language) -> str:
    """A day that may be known only within bounds, as it stands after "due" or in brackets.

    >>> june = Span(date(2025, 6, 1), date(2025, 6, 30))
    >>> span(june, "en"), span(june, "fr")
    ('in June 2025', 'en juin 2025')
    >>> span(Span(date(2025, 10, 21), date(2025, 10, 31)), "fr")
    'entre le 21 et le 31 octobre 2025'
    """
    return day(days.first, language) if days.certain else _uncertain(days, language)


def on(days: Span | date, language: Language) -> str:
    """The same as part of a sentence.

    >>> on(date(2025, 8, 7), "en"), on(date(2025, 8, 7), "fr")
    ('on 7 August 2025', 'le 7 août 2025')
    """
    if isinstance(days, date):
        return say("date.on", language, day=day(days, language))
    return on(days.first, language) if days.certain else _uncertain(days, language)


def span_of_days(days: Span, language: Language) -> str:
    """All the days of a meeting.

    >>> two = Span(date(2025, 11, 19), date(2025, 11, 20))
    >>> span_of_days(two, "en"), span_of_days(two, "fr")
    ('19–20 November 2025', '19–20 novembre 2025')
    """
    if days.certain:
        return day(days.first, language)
    dash = "–" if _same_month(days) else " – "
    return f"{_first(days, language)}{dash}{day(days.last, language)}"


def _uncertain(days: Span, language: Language) -> str:
    if _whole_year(days):
        return say("date.year", language, year=days.first.year)
    if _whole_month(days):
        return say("date.month", language, month=month(days.first, language))
    first, last = _first(days, language), day(days.last, language)
    return say("date.between", language, first=first, last=last)


def _first(days: Span, language: Language) -> str:
    """The first day, with no more than the last day leaves open."""
    first = _day_of_month(days.first, language)
    if _same_month(days):
        return first
    if days.first.year == days.last.year:
        return f"{first} {_month(days.first, language)}"
    return day(days.first, language)


def _same_month(days: Span) -> bool:
    return (days.first.year, days.first.month) == (days.last.year, days.last.month)


def _whole_month(days: Span) -> bool:
    length = month_length(days.last.year, days.last.month)
    return _same_month(days) and days.first.day == 1 and days.last.day == length


def _whole_year(days: Span) -> bool:
    year = days.first.year
    return (days.first, days.last) == (date(year, 1, 1), date(year, 12, 31))


def _day_of_month(on: date, language: Language) -> str:
    return say("date.first" if on.day == 1 else "date.day", language, day=on.day)


def _month(on: date, language: Language) -> str:
    return MONTHS[language][on.month - 1]
