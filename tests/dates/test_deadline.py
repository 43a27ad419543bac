"""When something is due."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import (
    Calendar,
    DateError,
    Duration,
    Span,
    add,
    deadline,
    deadline_span,
    periods,
)

CLIP = Calendar(month_end="clip")
INCLUSIVE = Calendar(count="inclusive", month_end="clip")
CALENDARS = st.sampled_from([CLIP, INCLUSIVE])
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
DURATIONS = st.builds(Duration, months=st.integers(0, 24), days=st.integers(1, 400))


@pytest.mark.parametrize(
    ("start", "duration", "exclusive", "inclusive"),
    [
        (date(2025, 6, 27), Duration(days=30), date(2025, 7, 27), date(2025, 7, 26)),
        (date(2025, 6, 27), Duration(days=1), date(2025, 6, 28), date(2025, 6, 27)),
        (date(2025, 3, 1), Duration(months=1), date(2025, 4, 1), date(2025, 3, 31)),
        (date(2025, 1, 15), Duration(months=12), date(2026, 1, 15), date(2026, 1, 14)),
        (date(2025, 1, 28), Duration(months=1), date(2025, 2, 28), date(2025, 2, 27)),
        # The eve of a missing day is the last of February (German Civil Code, section 188).
        (date(2025, 1, 29), Duration(months=1), date(2025, 2, 28), date(2025, 2, 28)),
        (date(2025, 1, 31), Duration(months=1), date(2025, 2, 28), date(2025, 2, 28)),
        (date(2025, 2, 1), Duration(months=1), date(2025, 3, 1), date(2025, 2, 28)),
        (date(2025, 1, 31), Duration(months=1, days=2), date(2025, 3, 2), date(2025, 3, 2)),
        (date(2025, 1, 1), Duration(months=1, days=2), date(2025, 2, 3), date(2025, 2, 2)),
    ],
)
def test_the_trigger_day_is_day_zero_or_day_one(
    start: date, duration: Duration, exclusive: date, inclusive: date
) -> None:
    assert exclusive == deadline(start, duration, CLIP)
    assert inclusive == deadline(start, duration, INCLUSIVE)


def test_the_first_day_of_all_can_be_counted_inclusively() -> None:
    assert deadline(date.min, Duration(days=1), INCLUSIVE) == date.min


@pytest.mark.parametrize("count", ["exclusive", "inclusive"])
def test_an_ambiguous_deadline_is_refused(count: str) -> None:
    calendar = Calendar(count="inclusive") if count == "inclusive" else Calendar()
    with pytest.raises(DateError, match=r"2025-01-31 and 1 month is ambiguous"):
        deadline(date(2025, 1, 31), Duration(months=1), calendar)


@given(DAYS, st.integers(1, 9999))
def test_counting_days_inclusively_ends_one_day_earlier(start: date, days: int) -> None:
    duration = Duration(days=days)
    eve = deadline(start, duration, CLIP) - timedelta(1)

    assert deadline(start, duration, INCLUSIVE) == eve


@given(DAYS, DAYS, DURATIONS, CALENDARS)
def test_a_later_trigger_never_means_an_earlier_deadline(
    a: date, b: date, duration: Duration, calendar: Calendar
) -> None:
    earlier, later = sorted((a, b))

    assert deadline(earlier, duration, calendar) <= deadline(later, duration, calendar)


@given(DAYS, st.integers(0, 200), DURATIONS, CALENDARS, st.data())
def test_an_uncertain_trigger_means_a_deadline_between_those_of_its_days(
    first: date, days: int, duration: Duration, calendar: Calendar, data: st.DataObject
) -> None:
    start = Span(first, first + timedelta(days))
    day = data.draw(st.dates(start.first, start.last))
    due = deadline_span(start, duration, calendar)

    assert due.first == deadline(start.first, duration, calendar)
    assert due.last == deadline(start.last, duration, calendar)
    assert due.first <= deadline(day, duration, calendar) <= due.last


def test_monthly_periods_from_the_31st_return_to_the_31st() -> None:
    monthly = periods(date(2025, 1, 31), Duration(months=1), date(2025, 3, 31), CLIP)

    assert list(monthly) == (
        [
            (date(2025, 1, 31), date(2025, 2, 28)),
            (date(2025, 2, 28), date(2025, 3, 31)),
            (date(2025, 3, 31), date(2025, 4, 30)),
        ]
    )


def test_a_period_that_begins_on_the_last_day_asked_is_told() -> None:
    weekly = list(periods(date(2025, 6, 1), Duration(days=7), date(2025, 6, 8), Calendar()))

    assert weekly[-1] == (date(2025, 6, 8), date(2025, 6, 15))
    assert len(weekly) == 2


def test_no_period_begins_before_the_start() -> None:
    assert list(periods(date(2025, 6, 2), Duration(days=1), date(2025, 6, 1), Calendar())) == []


def test_periods_are_told_up_to_the_one_that_is_ambiguous() -> None:
    monthly = periods(date(2025, 5, 31), Duration(months=2), date(2026, 5, 31), Calendar())

    assert next(monthly) == (date(2025, 5, 31), date(2025, 7, 31))
    with pytest.raises(DateError, match=r"2025-05-31 and 4 months is ambiguous"):
        next(monthly)


@given(DAYS, DURATIONS, st.integers(0, 900))
def test_periods_join_without_gap_or_drift(start: date, every: Duration, days: int) -> None:
    until = start + timedelta(days)
    told = list(islice(periods(start, every, until, CLIP), 1000))

    assert start == told[0][0]
    assert told[-1][0] <= until < told[-1][1]
    assert all(end == begin for (_, end), (begin, _) in pairwise(told))
    assert all(
        end == add(start, Duration(months=k * every.months, days=k * every.days), CLIP)
        for k, (_, end) in enumerate(told, start=1)
    )
