"""The many small agreements: that they are what they say, and that they are told as assessed."""

from __future__ import annotations

from collections import Counter

import numpy as np
from bench.engine.cast import LAST
from bench.engine.portfolio import agreed, agreements, generate, said

from bench.engine import rows
from kept.archive.kernel.engine import Engine
from kept.archive.portfolio.reading import _by_engine
from kept.assessment import assess
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import arrays


def test_an_agreement_has_a_hundred_commitments_of_every_kind():
    process = agreed(1)
    kinds = Counter(each.kind for each in process.commitments.values())
    assert sum(kinds.values()) == 100
    assert set(kinds) >= {"achieve", "refrain", "recur"}
    assert len(process.propositions) == 200
    assert agreed(1) == process != agreed(2)


def test_standpoints_are_compared_where_there_are_several():
    for compared, wanted in ((8, 8), (1, 0)):
        several = agreed(1, compared).standpoints.values()
        assert sum(each.compared for each in several) == wanted


def test_there_are_as_many_agreements_as_asked_for_and_all_differ():
    found = list(agreements(3, 50))
    assert [each.size for each in found] == [50] * 3
    assert len({each.process.digest for each in found}) == 3


def test_columns_and_counts_are_those_of_the_statements():
    it = generate(200, 4)
    statements = rows.statements(it.process, said(it.process, 200, 4))
    columns = columns_of(it.process, statements)
    for name, array in arrays(it.columns.words).items():
        assert np.array_equal(array, arrays(columns.words)[name]), name
    found = _by_engine(Engine(None), agreed(4, 1), columns, None, LAST, LAST)
    reader = it.process.standpoints["public"]
    now = assess(
        it.process, statements, on=LAST, known_at=LAST, standpoint=reader, explained=False
    )
    assert found.counts == Counter(each.word for each in now.standings.values())
