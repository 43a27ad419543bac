"""That the reference's histories hold on every day, and that a difference is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.sweep import harness

from kept.assessment.course import Course
from kept.assessment.record import record


@given(strategies.processes, strategies.logs, strategies.standpoints, st.data())
def test_the_runs_tell_every_day(process, log, standpoint, data):
    found = harness.reference_histories(process, log, [standpoint], ex.day(ex.LATE), "published")
    course = Course(record(process, log, standpoint, ex.day(ex.LATE)))
    days = st.integers(-5, 150) | st.sampled_from([300, 500])
    for commitment in process.commitments:
        day = ex.day(data.draw(days))
        told = dict(zip(process.commitments, found.on(day).tolist(), strict=True))
        assert told[commitment] == harness.code_on(course, commitment, day)


@given(strategies.processes, strategies.logs, strategies.standpoints)
def test_a_history_begins_on_day_1(process, log, standpoint):
    found = harness.reference_histories(process, log, [standpoint], ex.day(ex.LATE), "published")
    assert (found.day[found.start[:-1]] == date.min.toordinal()).all()


HANDED_OVER = ex.process(ex.commitment("c", done=ex.happened("handover"), due=ex.within(10)))


def histories(*log):
    return harness.reference_histories(
        HANDED_OVER, log, [ex.reader()], ex.day(ex.LATE), "published"
    )


def test_equal_histories_are_equal():
    harness.assert_equal(histories(), histories())


def test_a_difference_is_told_with_its_day():
    with pytest.raises(AssertionError, match="c from reader:\n  on 2025-01-21") as told:
        harness.assert_equal(histories(), histories(ex.said("observers", "handover", 20)))
    assert "duty='overdue'" in str(told.value)
    assert "duty='discharged'" in str(told.value)


def test_runs_that_are_not_canonical_are_told():
    plain = histories()
    split = replace(
        plain,
        start=np.add(plain.start, [0, 1]),
        day=np.append(plain.day, plain.day[-1] + 1),
        code=np.append(plain.code, plain.code[-1]),
    )
    with pytest.raises(AssertionError, match="not canonical"):
        harness.assert_equal(plain, split)


def test_a_recurring_duty_without_end_has_a_last_run():
    process = ex.process(ex.commitment("c", done=ex.happened("meeting"), every=ex.days(5)))
    log = [ex.said("observers", "meeting", 3)]
    found = harness.reference_histories(process, log, [ex.reader()], ex.day(ex.LATE), "published")
    duties = [(day, axes.duty) for day, axes in found.runs("c", "reader")]
    assert duties[-1] == (ex.day(0) + timedelta(days=10), "overdue")
