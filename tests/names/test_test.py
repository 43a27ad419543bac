"""Figures compared with a number."""

import operator
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.names import Interval, NamingError, Test, read_test
from kept.names.test import Operator

COMPARE = {
    "=": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
TESTS = st.builds(Test, st.sampled_from(get_args(Operator)), st.integers(-6, 6))
LOW = st.none() | st.integers(-6, 0)
HIGH = st.none() | st.integers(0, 6)
INTERVALS = st.builds(Interval, LOW, HIGH)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("= 0", Test("=", 0)),
        ("< 5", Test("<", 5)),
        ("<= 40", Test("<=", 40)),
        ("> -5", Test(">", -5)),
        (">= 7000", Test(">=", 7000)),
        ("<=40", Test("<=", 40)),
        ("=-1", Test("=", -1)),
    ],
)
def test_comparisons_are_read(text: str, expected: Test) -> None:
    assert read_test(text) == expected


@given(st.sampled_from(get_args(Operator)), st.integers(-(2**53) + 1, 2**53 - 1))
def test_the_text_of_a_test_reads_back(name: Any, value: int) -> None:
    test = Test(name, value)

    assert read_test(str(test)) == test


@pytest.mark.parametrize(
    "text", ["", "0", "-5", "== 0", "!= 0", "≤ 5", "=< 5", " = 0", "= 0\n", "is 0", "\n"]
)
def test_other_comparisons_are_refused(text: str) -> None:
    with pytest.raises(NamingError) as refusal:
        read_test(text)

    assert str(refusal.value) == (
        f'"{text}" does not compare a figure. '
        'Begin with =, <, <=, > or >= and add a whole number, such as "= 0".'
    )


@pytest.mark.parametrize("figure", ["", "none", "1.5", " 0", "0 "])
def test_other_figures_are_refused(figure: str) -> None:
    with pytest.raises(NamingError) as refusal:
        read_test(f"= {figure}")

    assert str(refusal.value) == f'"{figure}" is not a whole number. Write it as "= 0".'


def test_figures_with_separators_are_refused_with_the_figure_to_write() -> None:
    with pytest.raises(NamingError) as refusal:
        read_test("<= 7 000")

    assert (
        str(refusal.value)
        == '"7 000" is not a whole number. Write figures without separators: 7000.'
    )


def test_a_test_cannot_be_made_with_another_operator() -> None:
    wrong: Any = "!="
    with pytest.raises(NamingError, match=r'^"!= 0" does not compare a figure\.'):
        Test(wrong, 0)


@pytest.mark.parametrize(
    ("test", "interval", "expected"),
    [
        ("= 0", Interval(0, 0), True),
        ("= 0", Interval(7000, 12000), False),
        ("= 0", Interval(0, 40), None),
        ("= 0", Interval(None, 0), None),
        ("= 0", Interval(None, None), None),
        ("= 0", Interval(1, None), False),
        ("< 5", Interval(None, 4), True),
        ("< 5", Interval(4, 5), None),
        ("< 5", Interval(5, None), False),
        ("<= 5", Interval(0, 5), True),
        ("<= 5", Interval(5, 6), None),
        ("<= 5", Interval(6, 9), False),
        ("> 5", Interval(6, None), True),
        ("> 5", Interval(5, 6), None),
        ("> 5", Interval(None, 5), False),
        (">= 5", Interval(5, 9), True),
        (">= 5", Interval(4, 5), None),
        (">= 5", Interval(None, 4), False),
        (">= 5", Interval(4, None), None),
    ],
)
def test_an_interval_passes_fails_or_leaves_it_open(
    test: str, interval: Interval, expected: bool | None
) -> None:
    assert read_test(test).of(interval) is expected


@given(TESTS, INTERVALS)
def test_the_verdict_is_that_of_every_number_of_the_interval(
    test: Test, interval: Interval
) -> None:
    numbers = [n for n in range(-9, 10) if interval.contains(n)]
    verdicts = {COMPARE[test.operator](n, test.value) for n in numbers}

    assert (verdicts.pop() if len(verdicts) == 1 else None) is test.of(interval)


@given(TESTS, INTERVALS, INTERVALS)
def test_narrowing_an_interval_never_reverses_a_decided_test(
    test: Test, wide: Interval, narrow: Interval
) -> None:
    if narrow.narrower_than(wide) and test.of(wide) is not None:
        assert test.of(wide) is test.of(narrow)
