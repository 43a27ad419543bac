"""The question that is put to all, and the sum that is compared."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from bench.engine.generator import generate
from bench.engine.question import Runs, ask, months_later, on_days
from hypothesis import given
from hypothesis import strategies as st

from kept.dates import Calendar, Duration, add


def some() -> Runs:
    columns = ([0, 0, 1, 1], [3, 3, 0, 0], [0, 40, 0, 9], [0, 5, 1, 32])
    return Runs(*(np.array(each) for each in columns))


def test_a_sum_does_not_depend_on_the_order_and_on_all_else() -> None:
    runs = some()
    turned = Runs(*(getattr(runs, each)[::-1] for each in Runs.__slots__))
    assert turned.checksum() == runs.checksum()
    for name in Runs.__slots__:
        changed = {each: getattr(runs, each).copy() for each in Runs.__slots__}
        changed[name][2] += 1
        assert Runs(**changed).checksum() != runs.checksum()


def test_a_sum_exchanged_between_two_runs_is_another_sum() -> None:
    runs = some()
    code = runs.code[[1, 0, 2, 3]]
    assert Runs(runs.atom, runs.lane, runs.day, code).checksum() != runs.checksum()


def test_runs_are_told_on_days() -> None:
    found = on_days(some(), [0, 9, 39, 40])
    assert found.code.tolist() == [0, 1, 0, 32, 0, 32, 5, 32]
    assert found.day.tolist() == [0, 0, 9, 9, 39, 39, 40, 40]


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.sampled_from([0, 1, 3, 6, 12]))
def test_months_later_is_what_the_calendar_says(day: date, months: int) -> None:
    found = months_later(np.array([day.toordinal()]), months)
    if months:
        expected = add(day, Duration(months=months), Calendar(month_end="clip"))
        assert date.fromordinal(int(found[0])) == expected
    else:
        assert found[0] == day.toordinal()


def test_one_atom_is_asked_of_each_commitment() -> None:
    question = ask(generate(1_000))
    assert [each.commitment for each in question.atoms] == list(
        question.generated.process.commitments
    )
    assert len(question.slots) < len(question.atoms)
    assert {each.comparison[0] for each in question.slots} == {-1, 0, 1, 2}
    assert len(question.lanes.standpoints) == 8


@pytest.mark.parametrize("which", ["pro", "con"])
def test_few_voices_weigh_more_than_one_of_several(which: str) -> None:
    weights = ask(generate(1_000)).weight_table()
    assert 0 < len(weights[which]) < 40_000
    assert set((weights[which] & 4095).tolist()) == {1}
