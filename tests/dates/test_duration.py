"""How durations are read, written and refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import DateError, Duration, read_duration

FORMS = (
    'Write it as "30 days", "2 weeks", "3 months" or "1 year", '
    'or two of these joined, such as "1 month and 15 days".'
)


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("30 days", 0, 30),
        ("1 day", 0, 1),
        ("2 weeks", 0, 14),
        ("1 week", 0, 7),
        ("3 months", 3, 0),
        ("1 year", 12, 0),
        ("72 hours", 0, 3),
        ("1 month and 15 days", 1, 15),
        ("1 year and 6 months", 18, 0),
    ],
)
def test_a_duration_is_read_as_months_and_days(text: str, months: int, days: int) -> None:
    assert read_duration(text) == Duration(months=months, days=days)


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (Duration(days=1), "1 day"),
        (Duration(days=14), "14 days"),
        (Duration(months=1), "1 month"),
        (Duration(months=12), "1 year"),
        (Duration(months=18), "18 months"),
        (Duration(months=24, days=2), "2 years and 2 days"),
    ],
)
def test_a_duration_has_one_text(duration: Duration, text: str) -> None:
    assert str(duration) == text


@given(st.integers(0, 9999), st.integers(1, 9999))
def test_the_text_of_a_duration_reads_back(months: int, days: int) -> None:
    duration = Duration(months=months, days=days)

    assert read_duration(str(duration)) == duration


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30",
        "thirty days",
        "30  days",
        " 30 days",
        "30 days\n",
        "-3 days",
        "1.5 years",
        "٣ days",
        "1 Month",
        "9999999 days",
        "1 month and",
        "1 year and 1 month and 1 day",
    ],
)
def test_what_is_no_duration_is_refused_with_the_forms_to_use(text: str) -> None:
    with pytest.raises(DateError) as refusal:
        read_duration(text)

    assert str(refusal.value) == f'"{text}" is not a duration that can be read. {FORMS}'


def test_a_bare_number_is_refused_because_it_has_no_unit() -> None:
    with pytest.raises(DateError) as refusal:
        read_duration(30)  # type: ignore[arg-type]

    assert str(refusal.value) == f"30 has no unit of time. {FORMS}"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("36 hours", "2 days"), ("25 hours", "2 days"), ("1 hour", "1 day"), ("47 hours", "2 days")],
)
def test_hours_that_are_not_whole_days_are_refused(text: str, remedy: str) -> None:
    with pytest.raises(DateError) as refusal:
        read_duration(text)

    assert str(refusal.value) == (
        f'"{text}" is not a whole number of days, and deadlines are counted in days. '
        f'Write "{remedy}", or the days that are meant.'
    )


@pytest.mark.parametrize(("months", "days"), [(0, 0), (-1, 40), (1, -1), (0, -1), (-1, 0)])
def test_zero_and_negative_durations_are_refused(months: int, days: int) -> None:
    with pytest.raises(DateError) as refusal:
        Duration(months=months, days=days)

    assert str(refusal.value) == (
        f"A duration of {months} months and {days} days is not a length of time. "
        "Give at least one day, and nothing below zero."
    )


@pytest.mark.parametrize("text", ["0 days", "0 hours", "0 months and 0 days"])
def test_nothing_is_not_a_duration(text: str) -> None:
    with pytest.raises(DateError, match="not a length of time"):
        read_duration(text)
