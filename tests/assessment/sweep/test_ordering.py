"""That columns in the order of entry are the columns of the statements in that order."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import thrown

from kept.assessment import known
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import Columns, arrays
from kept.assessment.sweep.ordering import goes_back, in_order

LOGS = thrown(lambda dice: strategies.entered(dice, strategies.log(dice, 8)), 300)
PROCESS = ex.process(ex.commitment("c"))


def same(one: Columns, other: Columns) -> bool:
    pairs = [
        (one.words, other.words),
        (one.retractions, other.retractions),
        (one.answers, other.answers),
    ]
    tables = all(
        np.array_equal(mine, arrays(theirs)[name])
        for table, theirs in pairs
        for name, mine in arrays(table).items()
    )
    return tables and np.array_equal(one.index, other.index)


@given(strategies.processes, LOGS, st.sampled_from(["published", "entered"]))
def test_statements_in_the_order_of_entry(process, log, basis):
    ordered = columns_of(process, known.in_order(log, basis))
    assert same(in_order(columns_of(process, log), basis), ordered)


def test_what_is_in_order_is_not_copied():
    log = [ex.said("aruna", "handover", at, entered=ex.entry(at, at)) for at in range(3)]
    columns = columns_of(PROCESS, log)
    assert in_order(columns, "entered") is columns
    turned = columns_of(PROCESS, log[::-1])
    assert in_order(turned, "published") is turned
    assert in_order(turned, "entered").index.tolist() == [0, 1, 2]


def test_whether_every_retraction_goes_back():
    word = ex.said("aruna", "handover", 1, id="word")
    back = ex.taken_back("aruna", "word", 2)
    assert goes_back(columns_of(PROCESS, [word, back]).retractions)
    assert not goes_back(columns_of(PROCESS, [back, word]).retractions)
    assert goes_back(columns_of(PROCESS, [word]).retractions)
