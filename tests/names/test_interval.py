"""Figures that may be known only within bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.names import Interval, NamingError, read_interval

FORMS = '7000, "7000..12000", "7000.." or "..40"'
LARGEST = 9_007_199_254_740_991

BOUNDS = st.none() | st.integers(-LARGEST, LARGEST)
SMALL = st.none() | st.integers(-6, 6)


def interval(a: int | None, b: int | None) -> Interval:
    return Interval(b, a) if a is not None and b is not None and a > b else Interval(a, b)


INTERVALS = st.builds(interval, BOUNDS, BOUNDS)
NARROW = st.builds(interval, SMALL, SMALL)


def refusal_of(value: object) -> str:
    with pytest.raises(NamingError) as refusal:
        read_interval(value)  # type: ignore[arg-type]
    return str(refusal.value)


@pytest.mark.parametrize(
    ("value", "low", "high", "text"),
    [
        (7000, 7000, 7000, "7000"),
        (0, 0, 0, "0"),
        (-5, -5, -5, "-5"),
        ("7000", 7000, 7000, "7000"),
        ("7000..12000", 7000, 12000, "7000..12000"),
        ("7000..7000", 7000, 7000, "7000"),
        ("-12..-5", -12, -5, "-12..-5"),
        ("7000..", 7000, None, "7000.."),
        ("..40", None, 40, "..40"),
        ("0..", 0, None, "0.."),
        ("..0", None, 0, "..0"),
        ("..", None, None, ".."),
        (LARGEST, LARGEST, LARGEST, str(LARGEST)),
        (f"-{LARGEST}", -LARGEST, -LARGEST, f"-{LARGEST}"),
    ],
)
def test_figures_are_read_as_bounds(
    value: int | str, low: int | None, high: int | None, text: str
) -> None:
    read = read_interval(value)

    assert read == Interval(low, high)
    assert str(read) == text


@given(INTERVALS)
def test_the_text_of_an_interval_reads_back(given_interval: Interval) -> None:
    assert read_interval(str(given_interval)) == given_interval


@pytest.mark.parametrize(
    ("text", "part", "plain"),
    [
        ("7 000..12 000", "7 000", "7000"),
        ("7000..12 000", "12 000", "12000"),
        ("7,000", "7,000", "7000"),
        ("1'250'000", "1'250'000", "1250000"),
        ("7_000", "7_000", "7000"),
        ("7\u00a0000", "7\u00a0000", "7000"),
        ("-7\u202f000", "-7\u202f000", "-7000"),
    ],
)
def test_separators_are_refused_with_the_figure_to_write(text: str, part: str, plain: str) -> None:
    assert (
        refusal_of(text)
        == f'"{part}" is not a whole number. Write figures without separators: {plain}.'
    )


@pytest.mark.parametrize(
    "text",
    ["", "7.5", "about 40", "7000-12000", "007", "-0", "+5", "1e3", "٤٠", "40\n", "7 00", "0,123"],
)
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    assert refusal_of(text) == f'"{text}" is not a whole number. Write it as {FORMS}.'


@pytest.mark.parametrize("value", [7.0, 0.5, True, None])
def test_fractions_and_truth_values_are_refused(value: object) -> None:
    assert refusal_of(value) == f"{value!r} is not a whole number. Write it as {FORMS}."


@pytest.mark.parametrize(
    "value",
    [LARGEST + 1, -LARGEST - 1, str(LARGEST + 1), f"..{LARGEST + 1}", "9" * 5000, "-" + "9" * 17],
)
def test_figures_too_large_to_be_exact_everywhere_are_refused(value: int | str) -> None:
    assert refusal_of(value) == (
        f"A figure lies beyond {LARGEST}, and not every program can keep it exactly. "
        "Use a larger unit."
    )


def test_bounds_in_the_wrong_order_are_refused() -> None:
    assert (
        refusal_of("12000..7000")
        == "12000..7000 is upside down. Put the lower figure first: 7000..12000."
    )


@given(NARROW, st.integers(-8, 8))
def test_an_interval_contains_what_lies_between_its_bounds(among: Interval, value: int) -> None:
    low = -9 if among.low is None else among.low
    high = 9 if among.high is None else among.high

    assert (value in range(low, high + 1)) is among.contains(value)


@given(NARROW, NARROW)
def test_narrower_means_fewer_numbers_and_none_besides(a: Interval, b: Interval) -> None:
    numbers_a = {n for n in range(-9, 10) if a.contains(n)}
    numbers_b = {n for n in range(-9, 10) if b.contains(n)}

    assert (numbers_a < numbers_b) is a.narrower_than(b)


def test_large_bounds_are_compared_exactly() -> None:
    assert Interval(0, LARGEST - 1).narrower_than(Interval(0, LARGEST))
    assert not Interval(0, LARGEST).narrower_than(Interval(0, LARGEST - 1))


@given(NARROW)
def test_an_interval_is_exact_when_it_holds_one_number(among: Interval) -> None:
    assert (len([n for n in range(-9, 10) if among.contains(n)]) == 1) is among.exact
