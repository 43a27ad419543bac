"""The time axis: left or over, on time or late, undetermined."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Timing
from kept.assessment.timing import timing


def told(on, due, met=None, first=None):
    spans = (None if each is None else ex.span(each) for each in (due, first or due, met))
    found = timing(ex.day(on), *spans)
    return found.word, found.least, found.most


@pytest.mark.parametrize(
    ("on", "due", "expected"),
    [
        (5, 9, ("left", 4, 4)),
        (9, 9, ("left", 0, 0)),
        (10, 9, ("over", 1, 1)),
        (5, (9, 12), ("left", 4, 7)),
        (9, (9, 12), ("left", 0, 3)),
        (10, (9, 12), ("undetermined", None, None)),
        (12, (9, 12), ("undetermined", None, None)),
        (13, (9, 12), ("over", 1, 4)),
    ],
)
def test_what_is_not_done_has_days_left_or_over(on, due, expected):
    assert told(on, due) == expected


@pytest.mark.parametrize(
    ("met", "due", "expected"),
    [
        (5, 9, ("on-time", 4, 4)),
        (9, 9, ("on-time", 0, 0)),
        (10, 9, ("late", 1, 1)),
        ((5, 8), (9, 12), ("on-time", 1, 7)),
        ((5, 9), (9, 12), ("on-time", 0, 7)),
        ((5, 10), (9, 12), ("undetermined", None, None)),
        ((12, 15), (9, 12), ("undetermined", None, None)),
        ((13, 15), (9, 12), ("late", 1, 6)),
    ],
)
def test_what_is_done_was_on_time_or_late(met, due, expected):
    assert told(50, due, met) == expected


def test_without_a_deadline_there_is_only_the_day_it_was_done():
    assert timing(ex.day(5), None, None, None) == Timing()
    assert timing(ex.day(5), None, None, ex.span(3)) == Timing(met=ex.span(3))


@pytest.mark.parametrize(
    ("on", "met"), [(5, None), (30, None), (10, None), (30, 5), (30, 25), (30, 10)]
)
def test_the_deadline_and_what_it_was_first_are_told_with_every_word(on, met):
    due, first = ex.span((9, 12)), ex.span(4)
    found = timing(ex.day(on), due, first, None if met is None else ex.span(met))
    assert (found.due, found.first_due) == (due, first)
    assert found.met == (None if met is None else ex.span(met))
    assert timing(ex.day(on), due, due, found.met).first_due is None
