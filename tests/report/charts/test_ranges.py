import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, band, by_class, day, on, parsed, texts

from kept.dates import Span
from kept.names import Interval
from kept.report.charts.given import Given
from kept.report.charts.ranges import ranges


def one(low, high, *, mark="A", when="2025-07-01", **more) -> Given:
    return Given(on=on(when), says=Interval(low, high), mark=mark, title=mark, **more)


def drawn(*figures: Given, **more) -> str:
    return ranges(figures, label="Figures", locale=ENGLISH, **more)


def ends(each) -> tuple[float, float]:
    return float(each.get("y1")), float(each.get("y2"))


BOUNDS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(sorted)
FIGURES = st.lists(
    st.builds(
        lambda bounds, mark, when: Given(
            on=Span.on(when), says=Interval(*bounds), mark=mark, title=mark
        ),
        BOUNDS,
        st.sampled_from("ABC"),
        st.dates(day("2025-01-01"), day("2025-12-31")),
    ),
    min_size=1,
    max_size=30,
)


@given(FIGURES)
def test_every_figure_is_drawn_and_none_is_joined_to_another(figures):
    chart = drawn(*figures)
    assert len(by_class(chart, "given")) == len(figures)
    assert sorted(each.text for each in by_class(chart, "letter")) == sorted(
        each.mark for each in figures
    )


@given(FIGURES)
def test_order_of_entry_does_not_matter(figures):
    assert drawn(*figures) == drawn(*reversed(figures))


@given(FIGURES)
def test_marks_keep_the_order_of_their_days_within_the_picture(figures):
    places = [float(each.get("x")) for each in by_class(drawn(*figures), "letter")]
    assert places == sorted(places)
    assert all(50 <= each <= 440 for each in places)


def test_a_range_reaches_from_low_to_high():
    wide, narrow = by_class(drawn(one(0, 1000), one(400, 600)), "range")
    (high, low), (upper, lower) = ends(wide), ends(narrow)
    assert low - high == pytest.approx(5 * (lower - upper), abs=0.5)
    assert high < upper < lower < low


def test_open_ends_have_arrows_and_closed_ones_caps():
    chart = drawn(one(100, None, mark="A"), one(None, 100, mark="B"), one(20, 80, mark="C"))
    assert (len(by_class(chart, "arrow")), len(by_class(chart, "cap"))) == (2, 4)


def test_no_middle_is_made_up():
    assert not by_class(drawn(one(10, 90)), "best")
    assert len(by_class(drawn(one(10, 90, best=20)), "best")) == 1
    assert len(by_class(drawn(one(50, 50)), "best")) == 1


def test_a_letter_has_one_shape_throughout():
    chart = drawn(one(1, 1, mark="A"), one(2, 2, mark="B"), one(3, 3, mark="A"))
    shapes = {}
    for group in by_class(chart, "given"):
        [best] = [each for each in group if each.get("class") == "best"]
        shapes.setdefault(group.find("text").text, set()).add(best.get("d").split("m", 1)[1])
    assert [len(each) for each in shapes.values()] == [1, 1]
    assert shapes["A"] != shapes["B"]


def test_what_is_denied_is_marked_as_denied():
    chart = drawn(one(10, 90, denied=True), one(10, 90, mark="B"))
    assert [each.get("class") for each in by_class(chart, "given")] == ["given denied", "given"]


def test_the_scale_begins_at_nothing_and_is_written_for_its_reader():
    written = texts(drawn(one(7000, 12000)))
    assert {"0", "5,000", "10,000", "15,000"} <= {*written}


def test_the_band_of_one_source_lies_behind_the_figures():
    chart = parsed(drawn(one(10, 20), band=band("Series of A")))
    order = [each.get("class") for each in chart.iter() if each.get("class") in ("band", "given")]
    assert order == ["band", "given"]
    assert chart.find(".//polygon/title").text == "Series of A"


def test_without_figures_there_is_no_picture():
    with pytest.raises(ValueError, match="no figure to draw"):
        drawn()
