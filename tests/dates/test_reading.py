"""Dates as people write them."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import Calendar, DateError, Span, read_span

BARE = Calendar()
DECLARED = Calendar(
    early_month=(1, 10),
    mid_month=(11, 20),
    late_month=(21, 31),
    early_year=((1, 1), (4, 30)),
    mid_year=((5, 1), (8, 31)),
    late_year=((9, 1), (12, 31)),
    seasons={
        "spring": ((3, 1), (5, 31)),
        "winter": ((12, 1), (2, 29)),
        "new-year": ((12, 31), (12, 31)),
        "dry-season": ((6, 1), (9, 15)),
    },
)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def refusal_of(value: Any, calendar: Calendar = DECLARED) -> str:
    with pytest.raises(DateError) as refusal:
        read_span(value, calendar)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-06-27", "2025-06-27"),
        ("2025-06", "2025-06-01..2025-06-30"),
        ("2024-02", "2024-02-01..2024-02-29"),
        ("2025-12", "2025-12-01..2025-12-31"),
        ("2025", "2025-01-01..2025-12-31"),
        ("1900", "1900-01-01..1900-12-31"),
        ("2200", "2200-01-01..2200-12-31"),
        ("2025-Q1", "2025-01-01..2025-03-31"),
        ("2025-Q2", "2025-04-01..2025-06-30"),
        ("2025-Q3", "2025-07-01..2025-09-30"),
        ("2025-q4", "2025-10-01..2025-12-31"),
        ("October 2025", "2025-10-01..2025-10-31"),
        ("2025-06-27..2025-07-02", "2025-06-27..2025-07-02"),
        ("2025-06-27..2025-06-27", "2025-06-27"),
        ("2025-06..2025-07", "2025-06-01..2025-07-31"),
        ("2025-06-27..2025-07", "2025-06-27..2025-07-31"),
        ("2025-06..2025-06-10", "2025-06-01..2025-06-10"),
        ("2024..2025-Q1", "2024-01-01..2025-03-31"),
    ],
)
def test_plain_dates_need_no_declaration(text: str, expected: str) -> None:
    assert str(read_span(text, BARE)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early 2026", "2026-01-01..2026-04-30"),
        ("mid 2026", "2026-05-01..2026-08-31"),
        ("late 2026", "2026-09-01..2026-12-31"),
        ("mid-2026", "2026-05-01..2026-08-31"),
        ("early 2025-10", "2025-10-01..2025-10-10"),
        ("mid 2025-10", "2025-10-11..2025-10-20"),
        ("late 2025-10", "2025-10-21..2025-10-31"),
        ("late 2025-02", "2025-02-21..2025-02-28"),
        ("late 2024-02", "2024-02-21..2024-02-29"),
        ("mid-October 2025", "2025-10-11..2025-10-20"),
        ("Early January 2025", "2025-01-01..2025-01-10"),
        ("late december 2025", "2025-12-21..2025-12-31"),
        ("spring 2026", "2026-03-01..2026-05-31"),
        ("Spring 2026", "2026-03-01..2026-05-31"),
        ("winter 2025", "2025-12-01..2026-02-28"),
        ("winter 2023", "2023-12-01..2024-02-29"),
        ("winter 2200", "2200-12-01..2201-02-28"),
        ("new-year 2025", "2025-12-31"),
        ("dry-season 2025", "2025-06-01..2025-09-15"),
        ("mid-October 2025..November 2025", "2025-10-11..2025-11-30"),
        ("2025-06-27..early 2026", "2025-06-27..2026-04-30"),
    ],
)
def test_words_mean_what_the_calendar_declares(text: str, expected: str) -> None:
    assert str(read_span(text, DECLARED)) == expected


@pytest.mark.parametrize("month", range(1, 13))
def test_months_may_be_named_in_english(month: int) -> None:
    name = f"{date(2025, month, 1):%B}"

    assert read_span(f"2025-{month:02}", BARE) == read_span(f"{name} 2025", BARE)


@given(DAYS)
def test_a_day_is_read_as_itself(day: date) -> None:
    assert Span.on(day) == read_span(day, BARE) == read_span(day.isoformat(), BARE)


@given(DAYS, st.integers(0, 9999))
def test_the_text_of_a_span_reads_back(last: date, days: int) -> None:
    span = Span(max(last - timedelta(days), date(1900, 1, 1)), last)

    assert read_span(str(span), BARE) == span


@given(DAYS)
def test_a_coarser_text_holds_the_finer_one(day: date) -> None:
    texts = (f"{day.year}", f"{day.year}-Q{(day.month + 2) // 3}", f"{day:%Y-%m}", str(day))
    spans = [read_span(text, BARE) for text in texts]

    for coarse, fine in pairwise(spans):
        assert coarse == coarse.hull(fine)


@given(st.text(st.sampled_from("0123456789-. Qqearlymidtspn"), max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(read_span(text, DECLARED), Span)
    except DateError as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("text", "word", "setting"),
    [
        ("early 2026", "early", "early_year"),
        ("mid 2026", "mid", "mid_year"),
        ("late 2026", "late", "late_year"),
        ("early 2025-10", "early", "early_month"),
        ("Mid-October 2025", "mid", "mid_month"),
        ("late 2025-10", "late", "late_month"),
        ("spring 2026", "spring", "seasons.spring"),
        ("2025-06-27..Autumn 2026", "autumn", "seasons.autumn"),
    ],
)
def test_an_undeclared_word_is_refused_with_the_setting_to_declare(
    text: str, word: str, setting: str
) -> None:
    assert refusal_of(text, BARE) == (
        f'The calendar does not say which days "{word}" means. Declare {setting} in the calendar, '
        "or write the days as first..last, such as 2025-06-27..2025-07-02."
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2025-6-27",
        "27.06.2025",
        "27/06/2025",
        "2025-Q5",
        "2025-Q0",
        "5 October 2025",
        "October 5, 2025",
        " 2025-06-27",
        "2025-06-27\n",
        "2025-06-27T10:00",
        "２０２５",
        "late  2025",
        "20250627",
    ],
)
def test_what_is_no_date_is_refused_with_the_forms_to_use(text: str) -> None:
    assert refusal_of(text) == (
        f'"{text}" is not a date that can be read. Write a day (2025-06-27), a month (2025-06), '
        "a quarter (2025-Q3), a year (2025) or a span "
        "(first..last, such as 2025-06-27..2025-07-02)."
    )


@pytest.mark.parametrize("text", ["2025-06-27..", "..2025-06-27", ".."])
def test_a_span_with_one_end_is_refused(text: str) -> None:
    assert (
        refusal_of(text)
        == f'"{text}" has only one end. Write both, as first..last, such as 2025-06-27..2025-07-02.'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-02-30", "2025-02-30 does not exist: 2025-02 has 28 days. Correct the day."),
        ("2025-02-29", "2025-02-29 does not exist: 2025-02 has 28 days. Correct the day."),
        ("2025-06-31", "2025-06-31 does not exist: 2025-06 has 30 days. Correct the day."),
        ("2025-06-00", "2025-06-00 does not exist: 2025-06 has 30 days. Correct the day."),
        ("2025-13", "2025-13 does not exist: there is no month 13. Correct the month."),
        ("2025-00-10", "2025-00-10 does not exist: there is no month 0. Correct the month."),
        (
            "2025-07-02..2025-06-27",
            "2025-07-02..2025-06-27 ends before it begins. Put the earlier day first.",
        ),
        (
            "2025-01..2025-06..2025-07",
            '"2025-06..2025-07" is not a date that can be read. '
            "Write a day (2025-06-27), a month (2025-06), a quarter (2025-Q3), a year (2025) or a "
            "span (first..last, such as 2025-06-27..2025-07-02).",
        ),
    ],
)
def test_dates_that_cannot_be_are_refused(text: str, message: str) -> None:
    assert refusal_of(text) == message


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("1899-12-31", 1899),
        ("2201-01", 2201),
        ("0025", 25),
        ("spring 3025", 3025),
        ("2025-06-27..9999", 9999),
        (date(1899, 12, 31), 1899),
        (date(2201, 1, 1), 2201),
    ],
)
def test_years_outside_1900_to_2200_are_refused(value: date | str, year: int) -> None:
    assert refusal_of(value) == f"The year {year} lies outside 1900..2200. Correct the year."


def test_a_time_of_day_is_refused() -> None:
    assert (
        refusal_of(datetime(2025, 6, 27, 10, 30, tzinfo=UTC))
        == "2025-06-27 10:30:00+00:00 has a time of day. Write the day alone, such as 2025-06-27."
    )


@pytest.mark.parametrize("value", [2025, 2025.5, None, True])
def test_what_is_neither_date_nor_text_is_refused(value: object) -> None:
    assert (
        refusal_of(value)
        == f'{value!r} is not a date. Put it in quotes, such as "2025" or "2025-06".'
    )
