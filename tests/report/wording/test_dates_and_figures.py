"""Days and figures as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import Calendar, Span, read_span
from kept.names import Interval, Test
from kept.report.wording import LANGUAGES, Language, dates, figures
from kept.report.wording.language import MONTHS
from kept.texts import Words

SOLDIERS = Words.of(en="soldiers", fr="soldats")


@pytest.mark.parametrize(
    ("written", "en", "fr"),
    [
        ("2025-11-21", "21 November 2025", "21 novembre 2025"),
        ("2025-10-01", "1 October 2025", "1er octobre 2025"),
        ("2025-06", "in June 2025", "en juin 2025"),
        ("2024-02", "in February 2024", "en février 2024"),
        ("2025", "in 2025", "en 2025"),
        (
            "2025-10-21..2025-10-31",
            "between 21 and 31 October 2025",
            "entre le 21 et le 31 octobre 2025",
        ),
        (
            "2025-10-01..2025-10-30",
            "between 1 and 30 October 2025",
            "entre le 1er et le 30 octobre 2025",
        ),
        (
            "2025-06-27..2025-07-02",
            "between 27 June and 2 July 2025",
            "entre le 27 juin et le 2 juillet 2025",
        ),
        (
            "2024-12-30..2025-01-01",
            "between 30 December 2024 and 1 January 2025",
            "entre le 30 décembre 2024 et le 1er janvier 2025",
        ),
    ],
)
def test_a_day_is_told_as_exactly_as_it_is_known(written: str, en: str, fr: str) -> None:
    span = read_span(written, Calendar())

    assert (dates.span(span, "en"), dates.span(span, "fr")) == (en, fr)


@pytest.mark.parametrize(
    ("written", "en", "fr"),
    [
        ("2025-08-07", "on 7 August 2025", "le 7 août 2025"),
        ("2025-06", "in June 2025", "en juin 2025"),
    ],
)
def test_a_day_stands_in_a_sentence(written: str, en: str, fr: str) -> None:
    span = read_span(written, Calendar())

    assert (dates.on(span, "en"), dates.on(span, "fr")) == (en, fr)
    assert dates.on(date(2025, 10, 1), "fr") == "le 1er octobre 2025"


@pytest.mark.parametrize(
    ("written", "en", "fr"),
    [
        ("2025-11-19", "19 November 2025", "19 novembre 2025"),
        ("2025-11-19..2025-11-20", "19–20 November 2025", "19–20 novembre 2025"),
        ("2025-10-01..2025-10-02", "1–2 October 2025", "1er–2 octobre 2025"),
        ("2025-06-30..2025-07-02", "30 June – 2 July 2025", "30 juin – 2 juillet 2025"),
        (
            "2024-12-31..2025-01-01",
            "31 December 2024 – 1 January 2025",
            "31 décembre 2024 – 1er janvier 2025",
        ),
    ],
)
def test_a_meeting_takes_all_its_days(written: str, en: str, fr: str) -> None:
    span = read_span(written, Calendar())

    assert (dates.span_of_days(span, "en"), dates.span_of_days(span, "fr")) == (en, fr)


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_every_day_has_words_of_its_own(day: date, language: Language) -> None:
    number, month, year = dates.day(day, language).split()

    read = date(int(year), MONTHS[language].index(month) + 1, int(number.removesuffix("er")))
    assert read == day


@given(st.dates(), st.dates(), st.sampled_from(LANGUAGES))
def test_no_two_spans_are_told_alike(one: date, other: date, language: Language) -> None:
    span = Span(min(one, other), max(one, other))
    shorter = Span(span.first, span.first)

    told = dates.span(span, language)

    assert (told == dates.span(shorter, language)) == span.certain


@pytest.mark.parametrize(
    ("figure", "en", "fr"),
    [
        (Interval(7000, 12000), "7,000 to 12,000", "7\u202f000 à 12\u202f000"),
        (Interval(4000, None), "at least 4,000", "au moins 4\u202f000"),
        (Interval(None, 40), "at most 40", "au plus 40"),
        (Interval(0, 0), "0", "0"),
        (Interval(0, None), "at least 0", "au moins 0"),
        (Interval(None, None), "an unknown number", "nombre inconnu"),
        (Interval(-1200, -5), "−1,200 to −5", "−1\u202f200 à −5"),
        (Interval(1234567, 1234567), "1,234,567", "1\u202f234\u202f567"),
    ],
)
def test_a_figure_is_told_as_the_interval_it_is(figure: Interval, en: str, fr: str) -> None:
    assert (figures.interval(figure, "en"), figures.interval(figure, "fr")) == (en, fr)


def test_a_figure_has_its_unit() -> None:
    assert figures.interval(Interval(None, 40), "fr", SOLDIERS) == "au plus 40 soldats"


@pytest.mark.parametrize(
    ("test", "en", "fr"),
    [
        (Test("=", 0), "exactly 0 soldiers", "exactement 0 soldats"),
        (Test("<", 1000), "fewer than 1,000 soldiers", "moins de 1\u202f000 soldats"),
        (Test("<=", 40), "at most 40 soldiers", "au plus 40 soldats"),
        (Test(">", 40), "more than 40 soldiers", "plus de 40 soldats"),
        (Test(">=", 40), "at least 40 soldiers", "au moins 40 soldats"),
    ],
)
def test_a_comparison_has_words(test: Test, en: str, fr: str) -> None:
    told = (figures.comparison(test, "en", SOLDIERS), figures.comparison(test, "fr", SOLDIERS))

    assert told == (en, fr)
