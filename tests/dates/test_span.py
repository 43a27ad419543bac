"""Days that are known only to lie between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import Calendar, DateError, Duration, Span, add

CLIP = Calendar(month_end="clip")
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
SPANS = st.builds(
    lambda first, days: Span(first, first + timedelta(days)), DAYS, st.integers(0, 200)
)
DURATIONS = st.builds(Duration, months=st.integers(0, 24), days=st.integers(1, 400))


def june(first: int, last: int) -> Span:
    return Span(date(2025, 6, first), date(2025, 6, last))


def test_a_certain_day_is_written_as_a_day() -> None:
    span = Span.on(date(2025, 6, 27))

    assert str(span) == "2025-06-27"
    assert span.certain
    assert span.days == 0


def test_an_uncertain_day_is_written_with_both_bounds() -> None:
    span = june(1, 30)

    assert str(span) == "2025-06-01..2025-06-30"
    assert not span.certain
    assert span.days == 29


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DateError) as refusal:
        june(27, 26)

    assert (
        str(refusal.value)
        == "2025-06-27..2025-06-26 ends before it begins. Put the earlier day first."
    )


def test_spans_sort_by_first_day_and_then_by_last() -> None:
    assert sorted([june(2, 2), june(1, 9), june(1, 2)]) == [june(1, 2), june(1, 9), june(2, 2)]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (june(1, 5), june(5, 9), True),
        (june(1, 4), june(5, 9), False),
        (june(1, 9), june(3, 4), True),
        (june(6, 9), june(1, 5), False),
    ],
)
def test_spans_overlap_when_they_could_be_the_same_day(a: Span, b: Span, expected: bool) -> None:
    assert a.overlaps(b) is expected
    assert b.overlaps(a) is expected


@given(SPANS, SPANS)
def test_the_hull_holds_both_and_touches_their_bounds(a: Span, b: Span) -> None:
    hull = a.hull(b)

    assert hull == b.hull(a)
    assert hull.first in (a.first, b.first)
    assert hull.last in (a.last, b.last)
    assert hull.overlaps(a)
    assert hull == hull.hull(a)


@given(SPANS, DURATIONS, st.data())
def test_a_moved_span_holds_every_day_moved(
    span: Span, duration: Duration, data: st.DataObject
) -> None:
    day = data.draw(st.dates(span.first, span.last))
    moved = span.moved(duration, CLIP)

    assert moved.first <= add(day, duration, CLIP) <= moved.last
    assert moved == Span(add(span.first, duration, CLIP), add(span.last, duration, CLIP))


@given(SPANS, DURATIONS)
def test_a_span_is_refused_exactly_when_one_of_its_days_is(span: Span, duration: Duration) -> None:
    def refused(part: Span) -> bool:
        try:
            part.moved(duration, Calendar())
        except DateError:
            return True
        return False

    days = (span.first + timedelta(n) for n in range(span.days + 1))

    assert any(refused(Span.on(day)) for day in days) is refused(span)


def test_an_ambiguous_day_within_a_span_is_refused_though_both_bounds_are_not() -> None:
    with pytest.raises(DateError, match=r"2025-01-31 and 1 month is ambiguous"):
        Span(date(2025, 1, 28), date(2025, 2, 1)).moved(Duration(months=1), Calendar())
