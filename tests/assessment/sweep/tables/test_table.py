"""That a table is a count or two, and arrays a kernel can read."""

from __future__ import annotations

import numpy as np
import pytest
from tests.assessment import exercise as ex

from kept.assessment.sweep.tables import table as tables
from kept.dates import Duration


def test_counts_stay_and_arrays_have_32_bits_but_for_those_with_a_type_of_their_own():
    made = tables.table(
        count=3,
        numbers=[1, 2],
        some=iter(range(2)),
        places=np.array([4], np.uint32),
        masks=np.array([5], np.uint8),
        voices=np.array([6], np.int16),
        values=np.arange(8, dtype=np.int64)[::2],
    )
    assert made["count"] == 3
    types = {name: made[name].dtype for name in made if name != "count"}
    assert types == {
        "numbers": np.int32,
        "some": np.int32,
        "places": np.int32,
        "masks": np.uint8,
        "voices": np.int16,
        "values": np.int64,
    }
    assert made["values"].tolist() == [0, 2, 4, 6]
    assert all(made[name].flags.c_contiguous for name in types)


def test_groups_begin_where_the_one_before_ends():
    assert tables.starts(["ab", "", "c"]) == [0, 2, 2, 3]
    assert tables.starts([]) == [0]


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (tables.months_of(Duration(months=2, days=3)), 2),
        (tables.days_of(Duration(months=2, days=3)), 3),
        (tables.months_of(None), 0),
        (tables.days_of(None), 0),
        (tables.first_of(ex.span((1, 2))), ex.day(1).toordinal()),
        (tables.last_of(ex.span((1, 2))), ex.day(2).toordinal()),
        (tables.first_of(None), tables.NONE),
        (tables.last_of(None), tables.NONE),
    ],
)
def test_what_is_not_there_is_no_time_and_no_day(told, value):
    assert told == value
