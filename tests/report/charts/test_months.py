import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import by_class, parsed

from kept.assessment import SHOWN
from kept.report.charts.months import Month, months

COUNTS = st.dictionaries(st.sampled_from(SHOWN), st.integers(0, 9))


@given(st.lists(COUNTS, min_size=1, max_size=24))
def test_heights_are_counts_on_one_scale(several):
    columns = [Month(title="m", counts=each) for each in several]
    drawn = parsed(months(columns, top=81, label="m", height=164))
    high = [float(each.get("height")) for each in drawn.iter("rect")]
    assert high == pytest.approx([each[w] * 2 for each in several for w in SHOWN if each.get(w)])
    assert all(0 <= float(each.get("y")) <= 163 for each in drawn.iter("rect"))


def test_words_are_stacked_from_the_axis_in_one_order():
    drawn = months([Month(title="May", counts={"late": 1, "kept": 2})], top=4, label="m")
    [kept], [late] = by_class(drawn, "f-kept"), by_class(drawn, "f-late")
    assert float(kept.get("y")) == float(late.get("y")) + float(late.get("height"))


def test_a_month_without_commitments_keeps_its_place():
    empty, full = Month(title="m", counts={}), Month(title="m", counts={"kept": 1})
    [kept] = by_class(months([empty, full], top=1, label="m"), "f-kept")
    assert float(kept.get("x")) == 11


def test_no_column_leaves_its_scale():
    with pytest.raises(ValueError, match="higher than its scale"):
        months([Month(title="", counts={"kept": 3})], top=2, label="m")


@given(st.lists(COUNTS, min_size=1, max_size=24))
def test_what_tells_no_figures_is_drawn_the_same_in_fewer_strokes(several):
    told = parsed(months([Month(title="m", counts=each) for each in several], top=81, label="m"))
    bare = parsed(months([Month(counts=each) for each in several], top=81, label="m"))
    strokes = {
        (each.get("class"), *stroke)
        for each in bare.iter("path")
        for stroke in re.findall(r"M(\S+) (\S+)h9v(\S+?)h-9z", each.get("d"))
    }
    assert strokes == {
        tuple(each.get(name) for name in ("class", "x", "y", "height"))
        for each in told.iter("rect")
    }
