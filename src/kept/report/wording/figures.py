"""Figures as people write them: grouped, and as the interval they are."""

from __future__ import annotations

from typing import Final

from kept.names import Interval, Test
from kept.report.wording.language import Language, say, typeset
from kept.texts import Words

_NARROW_SPACE: Final = "\u202f"


def number(value: int, language: Language) -> str:
    """One whole number.

    >>> number(12000, "en"), number(-5, "en")
    ('12,000', '−5')
    """
    grouped = f"{abs(value):,}"
    if language == "fr":
        grouped = grouped.replace(",", _NARROW_SPACE)
    return f"−{grouped}" if value < 0 else grouped


def interval(figure: Interval, language: Language, unit: Words | None = None) -> str:
    """A figure with what it counts.

    >>> interval(Interval(7000, 12000), "en", Words.of(en="soldiers"))
    '7,000 to 12,000 soldiers'
    >>> interval(Interval(4000, None), "en"), interval(Interval(None, 40), "fr")
    ('at least 4,000', 'au plus 40')
    """
    return _with_unit(_bounds(figure, language), language, unit)


def comparison(test: Test, language: Language, unit: Words | None = None) -> str:
    """What a figure must be.

    >>> comparison(Test("=", 0), "en", Words.of(en="soldiers")), comparison(Test("<", 5), "fr")
    ('exactly 0 soldiers', 'moins de 5')
    """
    words = say(f"test.{test.operator}", language, value=number(test.value, language))
    return _with_unit(words, language, unit)


def _bounds(figure: Interval, language: Language) -> str:
    if figure.low is None and figure.high is None:
        return say("figure.unknown", language)
    if figure.low is None or figure.high is None:
        key = "figure.at-least" if figure.high is None else "figure.at-most"
        value = figure.low if figure.low is not None else figure.high
        return say(key, language, value=number(value or 0, language))
    if figure.exact:
        return number(figure.low, language)
    low, high = number(figure.low, language), number(figure.high, language)
    return say("range", language, least=low, most=high)


def _with_unit(words: str, language: Language, unit: Words | None) -> str:
    return f"{words} {typeset(unit.in_language(language), language)}" if unit else words
