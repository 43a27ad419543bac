"""A day and a duration."""

import calendar as outside  # the standard library's, as an independent authority
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import Calendar, DateError, Duration, add
from kept.dates.month import month_length

CLIP = Calendar(month_end="clip")
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
DURATIONS = st.builds(Duration, months=st.integers(0, 600), days=st.integers(1, 9999))


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_are_as_long_as_the_standard_library_says(year: int, month: int) -> None:
    assert outside.monthrange(year, month)[1] == month_length(year, month)


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2025, 6, 27), Duration(days=30), date(2025, 7, 27)),
        (date(2025, 6, 27), Duration(months=3), date(2025, 9, 27)),
        (date(2025, 11, 30), Duration(months=1), date(2025, 12, 30)),
        (date(2025, 12, 31), Duration(months=1), date(2026, 1, 31)),
        (date(2025, 1, 31), Duration(months=12), date(2026, 1, 31)),
        (date(2025, 1, 28), Duration(months=1, days=3), date(2025, 3, 3)),
        (date(9999, 11, 30), Duration(months=1, days=1), date(9999, 12, 31)),
    ],
)
def test_months_come_first_and_then_days(day: date, duration: Duration, expected: date) -> None:
    assert add(day, duration, Calendar()) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 1, 31), date(2025, 2, 28)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2025, 3, 31), date(2025, 4, 30)),
        (date(2025, 1, 28), date(2025, 2, 28)),
    ],
)
def test_a_clipping_calendar_means_the_last_day_of_the_month(day: date, expected: date) -> None:
    assert add(day, Duration(months=1), CLIP) == expected


def test_a_month_after_31_january_is_refused_unless_declared() -> None:
    with pytest.raises(DateError) as refusal:
        add(date(2025, 1, 31), Duration(months=1, days=4), Calendar())

    assert str(refusal.value) == (
        "2025-01-31 and 1 month is ambiguous: 2025-02 has only 28 days. "
        'Declare month_end = "clip" in the calendar to mean its last day, '
        "or write the day that is meant."
    )


@pytest.mark.parametrize(
    "duration", [Duration(months=1), Duration(days=1), Duration(days=10**30), Duration(months=12)]
)
def test_nothing_runs_past_the_year_9999(duration: Duration) -> None:
    with pytest.raises(DateError) as refusal:
        add(date(9999, 12, 31), duration, Calendar())

    assert (
        str(refusal.value)
        == "The duration counted from 9999-12-31 runs past the year 9999. Shorten the duration."
    )


@given(DAYS, st.integers(1, 9999))
def test_days_are_added_as_the_standard_library_adds_them(day: date, days: int) -> None:
    assert day + timedelta(days) == add(day, Duration(days=days), Calendar())


@given(DAYS, DAYS, DURATIONS)
def test_a_later_day_never_leads_to_an_earlier_one(a: date, b: date, duration: Duration) -> None:
    assert (a <= b) <= (add(a, duration, CLIP) <= add(b, duration, CLIP))


@given(DAYS, st.integers(1, 600))
def test_both_calendars_agree_wherever_the_strict_one_answers(day: date, months: int) -> None:
    duration = Duration(months=months)
    clipped = add(day, duration, CLIP)
    try:
        assert clipped == add(day, duration, Calendar())
        assert clipped.day == day.day
    except DateError:
        assert clipped.day < day.day
        assert clipped.day == outside.monthrange(clipped.year, clipped.month)[1]
