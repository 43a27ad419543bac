"""That the histories of the NumPy path are those of the reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import Dice, thrown
from tests.assessment.sweep import harness
from tests.assessment.sweep.plain.test_slots import ABOUT, BASES, KNOWN, LOGS

from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.plain.histories import histories

STANDPOINTS = st.lists(strategies.standpoints, min_size=1, max_size=4).map(
    lambda several: [replace(each, id=f"p{at}") for at, each in enumerate(several)]
)


@given(strategies.processes, LOGS, STANDPOINTS, KNOWN, BASES, st.data())
def test_histories_are_the_reference_s(process, log, standpoints, known_at, basis, data):
    log = data.draw(thrown(lambda dice: strategies.entered(dice, log), 120))
    given = (standpoints, ex.day(known_at), basis)
    found = histories(process, columns_of(process, log), *given)
    harness.assert_equal(found, harness.reference_histories(process, log, *given))


@pytest.mark.parametrize("seed", range(40))
def test_histories_are_the_reference_s_where_much_is_said(seed):
    dice = Dice(Random(seed).randbytes(4000))  # noqa: S311 - a test, not a secret
    process = strategies.process(dice)
    names = dice.one(strategies.NAMES, ABOUT, ("progress", *strategies.INCIDENTS))
    log = strategies.entered(dice, strategies.log(dice, 20, names))
    standpoints = [replace(strategies.standpoint(dice), id=f"p{at}") for at in range(3)]
    given = (standpoints, ex.day(dice.one(30, 60, ex.LATE)), dice.one("published", "entered"))
    found = histories(process, columns_of(process, log), *given)
    harness.assert_equal(found, harness.reference_histories(process, log, *given))


def duties(process, *log, **given):
    """Day and duty of each run of the commitment `c` for one standpoint."""
    found = histories(process, columns_of(process, log), [ex.reader(**given)], ex.day(ex.LATE))
    return [(day, axes.duty) for day, axes in found.runs("c", "reader")]


def test_a_duty_is_blocked_until_what_it_waits_for_is_kept():
    process = ex.process(
        ex.commitment("c", from_=ex.every(ex.kept("d"), ex.happened("meeting"))),
        ex.commitment("d", of=("belva",), to=("aruna",), done=ex.happened("handover")),
    )
    assert duties(process, ex.said("observers", "handover", 20)) == [
        (date.min, "proposed"),
        (ex.day(0), "blocked"),
        (ex.day(20), "dormant"),
    ]


def test_who_gains_by_a_thing_loses_by_its_contrary():
    process = ex.process(ex.commitment("c", done=ex.nay(ex.happened("peace"))))
    log = (ex.denied("aruna", "peace", 3), ex.denied("belva", "peace", 20))
    found = duties(process, *log, accept="corroborated")
    assert found == [
        (date.min, "proposed"),
        (ex.day(0), "active"),
        (ex.day(3), "active"),  # the debtor alone says that it is done
        (ex.day(20), "discharged"),
    ]
