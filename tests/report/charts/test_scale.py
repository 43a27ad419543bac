from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, FRENCH, day

from kept.report.charts.scale import Days, marks, month_starts, ticks

DATES = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(st.integers(0, 10**9))
def test_ticks_begin_at_nothing_and_reach_the_top(top):
    found = ticks(top)
    assert found[0] == 0
    assert found[-1] >= top
    assert found[-2] < max(1, top), "one tick more than needed"
    assert len(found) <= 5
    assert {b - a for a, b in pairwise(found)} == {found[1]}
    assert int(str(found[1]).rstrip("0")) in (1, 2, 5)


@given(DATES, DATES, DATES)
def test_days_keep_their_order(one, other, third):
    first, second, last = sorted((one, other, third))
    days = Days(first=first, last=last, left=10, right=110)
    assert 10 == days.x(first) <= days.x(second) <= days.x(last) <= 110
    assert days.x(date.min) == 10


@given(DATES, DATES)
def test_marks_have_their_room(one, other):
    first, last = sorted((one, other))
    found = marks(Days(first=first, last=last, left=0, right=400), ENGLISH, 40)
    assert len(found) <= 11
    assert all(b.x - a.x >= 35 for a, b in pairwise(found))
    assert all(each.month or each.year for each in found)


def test_a_year_is_told_once():
    days = Days(first=day("2025-11-01"), last=day("2026-03-31"), left=0, right=400)
    assert [(each.month, each.year) for each in marks(days, FRENCH)] == [
        ("nov.", "2025"),
        ("déc.", ""),
        ("janv.", "2026"),
        ("févr.", ""),
        ("mars", ""),
    ]


def test_long_stretches_are_marked_by_years():
    days = Days(first=day("2015-02-01"), last=day("2025-12-31"), left=0, right=500)
    assert [(each.month, each.year) for each in marks(days, ENGLISH)][:2] == [
        ("", "2016"),
        ("", "2017"),
    ]


def test_months_end_with_time_itself():
    assert [*month_starts(date(9999, 11, 2), date.max)] == [date(9999, 12, 1)]
