"""From the few statements that are picked, the reference tells the same as from all."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from bench.engine.generator import generate
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import thrown

from kept.archive.kernel.engine import engine
from kept.archive.reduction import Asking, reduced, speaking_of
from kept.assessment import Standing, assess, phase_standings
from kept.assessment.sweep.build import columns_of

LIBRARY = engine().library
pytestmark = pytest.mark.skipif(
    LIBRARY is None and os.environ.get("KEPT_REQUIRE_CC") != "1", reason="there is no compiler"
)

long_logs = thrown(lambda dice: strategies.log(dice, 25), 600)
register_logs = thrown(lambda dice: strategies.entered(dice, strategies.log(dice, 25)), 700)
days = st.integers(0, 90).map(ex.day)


def told(standing: Standing) -> Standing:
    """A standing without the statements it names."""
    breaches = tuple(replace(each, statements=()) for each in standing.breaches)
    return replace(standing, reasons=(), cited=(), breaches=breaches)


def assert_same(process, log, standpoints, on, known_at, basis):
    named = tuple(replace(each, id=f"s{at}") for at, each in enumerate(standpoints))
    asking = Asking(standpoints=named, on=on, known_at=known_at, basis=basis)
    numbers = reduced(process, columns_of(process, log), [asking], LIBRARY)
    few = [log[number] for number in numbers]
    for each in named:
        given = {"on": on, "standpoint": each, "known_at": known_at, "basis": basis}
        whole, part = (assess(process, several, **given) for several in (log, few))
        for name in process.commitments:
            assert told(part.standings[name]) == told(whole.standings[name])
        mine, theirs = (
            [replace(one, reasons=()) for one in phase_standings(it)] for it in (part, whole)
        )
        assert mine == theirs


several = st.lists(strategies.standpoints, min_size=1, max_size=3)


@given(strategies.processes, long_logs, several, days, days | st.just(ex.day(ex.LATE)))
def test_standings_by_publication_are_those_of_all(process, log, standpoints, on, known_at):
    assert_same(process, log, standpoints, on, known_at, "published")


@given(strategies.processes, register_logs, several, days, days | st.just(ex.day(ex.LATE)))
def test_standings_by_entry_are_those_of_all(process, log, standpoints, on, known_at):
    assert_same(process, log, standpoints, on, known_at, "entered")


def test_of_a_long_log_few_are_picked():
    long = generate(10_000)
    on = ex.day(0).fromordinal(long.known_at)
    standpoint = next(iter(long.process.standpoints.values()))
    asking = Asking(standpoints=(standpoint,), on=on, known_at=on)
    numbers = reduced(long.process, long.columns, [asking], LIBRARY)
    assert 0 < len(numbers) < 0.6 * long.size


def test_what_speaks_of_a_proposition_comes_with_what_takes_it_back():
    process = ex.process(ex.commitment("c", done=ex.happened("handover")))
    log = [
        ex.said("aruna", "handover", 1, id="one"),
        ex.said("belva", "meeting", 1, id="two"),
        ex.taken_back("aruna", "one", 2, id="back"),
        ex.taken_back("aruna", "back", 3, id="again"),
        ex.taken_back("belva", "two", 3, id="other"),
    ]
    found = speaking_of(columns_of(process, log), ["handover"])
    assert np.array_equal(found, [0, 2, 3])
