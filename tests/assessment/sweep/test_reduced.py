"""Columns of a few statements are those that would be built from these alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import strategies
from tests.assessment.dice import thrown

from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import arrays
from kept.assessment.sweep.reduced import chosen, with_retractions

logs = thrown(lambda dice: strategies.log(dice, 20), 450)


@given(strategies.processes, logs, st.sets(st.integers(0, 19)))
def test_a_few_statements_make_the_columns_of_these_alone(process, log, numbers):
    wanted = np.array(sorted(numbers), np.int64)
    found = chosen(columns_of(process, log), wanted)
    alone = columns_of(process, [log[number] for number in wanted])
    assert found.vocabulary == alone.vocabulary
    assert found.index.tolist() == alone.index.tolist()
    for mine, theirs in (
        (found.words, alone.words),
        (found.retractions, alone.retractions),
        (found.answers, alone.answers),
    ):
        for name, array in arrays(theirs).items():
            assert arrays(mine)[name].tolist() == array.tolist()
            assert arrays(mine)[name].dtype == array.dtype


@given(strategies.processes, logs, st.sets(st.integers(0, 19)))
def test_with_statements_come_all_that_take_them_back(process, log, numbers):
    place = {each.id: at for at, each in enumerate(log)}
    wanted = set(numbers)
    while (
        more := {
            at for at, each in enumerate(log) if each.retracts and place[each.retracts] in wanted
        }
        - wanted
    ):
        wanted |= more
    assert with_retractions(columns_of(process, log), numbers).tolist() == sorted(wanted)
