"""That runs of evidence say on every day what the reference finds on that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import Dice, thrown

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.record import record
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.plain.counting import evidence_of
from kept.assessment.sweep.plain.slots import slots_of
from kept.dates import Calendar, DateError, Duration
from kept.names import Test

VOICES = (*strategies.SPEAKERS[:4], "front", "observers", "unnamed through Wire")
ABOUT = ("handover", "calm", "troops")
KNOWN = st.sampled_from([10, 30, 60, ex.LATE])
BASES = st.sampled_from(["published", "entered"])


def interest(dice):
    return Interest(*(frozenset(dice.some(VOICES, 0, 2)) for _ in range(3)))


def window(dice):
    first = dice.between(0, 60)
    last = ex.day(first + dice.between(1, 40)) if dice.seldom(2) else date.max
    return (ex.day(first), last) if dice.seldom(2) else None


def question(dice):
    """A slot, an interest and perhaps a window for each of eight lanes, and a pick."""
    name = dice.one(*ABOUT, *strategies.NAMES[:3])
    test = Test(dice.one("=", "<", "<=", ">", ">="), dice.below(9))
    return (
        name,
        test if name in strategies.FIGURES and not dice.seldom(4) else None,
        [interest(dice) for _ in range(8)],
        dice.one(Pick.CERTAIN, Pick.POSSIBLE),
        [window(dice) for _ in range(8)] if dice.seldom(2) else None,
    )


def crowded(dice):
    """Much about little."""
    return strategies.log(dice, 25, ABOUT)


LOGS = strategies.logs | thrown(crowded, 500)
FRESH = {"handover": ex.days(15), "meeting": Duration(months=1), "calm": Duration(months=2)}
TEXT = ex.process(
    ex.commitment("c"),
    propositions=[replace(each, fresh=FRESH.get(each.id, each.fresh)) for each in ex.PROPOSITIONS],
)
STANDPOINTS = st.lists(strategies.standpoints, min_size=1, max_size=9)


@given(LOGS, STANDPOINTS, thrown(question, 90), KNOWN, BASES, st.data())
def test_runs_of_evidence_are_the_reference_s(log, standpoints, asked, known_at, basis, data):
    log = data.draw(thrown(lambda dice: strategies.entered(dice, log), 120))
    assert_the_same_evidence(log, standpoints, asked, known_at, basis)


@pytest.mark.parametrize("seed", range(60))
def test_runs_of_evidence_are_the_reference_s_where_much_is_said(seed):
    dice = Dice(Random(seed).randbytes(4000))  # noqa: S311 - a test, not a secret
    log = strategies.entered(dice, crowded(dice))
    standpoints = [strategies.standpoint(dice) for _ in range(5)]
    known_at, basis = dice.one(30, 60, ex.LATE), dice.one("published", "entered")
    for _ in range(8):
        assert_the_same_evidence(log, standpoints, question(dice), known_at, basis)


def assert_the_same_evidence(log, standpoints, asked, known_at, basis):
    name, test, interests, pick, windows = asked
    columns = columns_of(TEXT, log)
    for lanes in lanes_of(TEXT, standpoints, columns.vocabulary):
        number = len(lanes.standpoints)
        each = windows[:number] if windows else None
        slots = slots_of(TEXT, columns, lanes, ex.day(known_at), basis)
        runs = slots.evidence(name, test, interests[:number], pick, each)
        assert runs.days[0] == 1
        assert not (runs.codes[1:] == runs.codes[:-1]).all(axis=1).any()
        for lane, standpoint in enumerate(lanes.standpoints):
            weighing = weighed(TEXT, log, standpoint, known_at, basis)
            for day in days_about(weighing, name, runs):
                told = runs.codes[runs.days.searchsorted(day.toordinal(), "right") - 1, lane]
                assert evidence_of(int(told)) == weighing.slot(
                    name, test, day, pick, interests[lane], each[lane] if each else None
                )


def weighed(text, log, standpoint, known_at, basis):
    known = record(text, log, standpoint, ex.day(known_at), basis)
    return Weighing(known, Course(known))


def days_about(weighing, name, runs):
    """Each day on which either changes, and the days beside it."""
    days = {date.fromordinal(each) for each in runs.days.tolist()}
    days.update(day for pick in Pick for day in weighing.slot_days(name, pick))
    near = {day + timedelta(days=by) for day in days - {date.min, date.max} for by in (-1, 0, 1)}
    return sorted(near | {date.min})


def found(*log, text=TEXT, name="handover", test=None, basis="published"):
    """Day and code of each run for one standpoint; days are numbers, None is day 1."""
    columns = columns_of(text, log)
    (lanes,) = lanes_of(text, [ex.reader()], columns.vocabulary)
    slots = slots_of(text, columns, lanes, ex.day(ex.LATE), basis)
    runs = slots.evidence(name, test, [Interest()])
    days = [None if day == 1 else (date.fromordinal(day) - ex.FIRST).days for day in runs.days]
    return list(zip(days, runs.codes[:, 0].tolist(), strict=True))


def test_of_what_nobody_spoke_there_is_one_run():
    assert found() == [(None, 0)]


def test_an_expired_correction_uncovers_the_older_account():
    log = (
        ex.said("aruna", "peace", 3),
        ex.denied("aruna", "peace", 5, until=9),
        ex.said("belva", "peace", 7),
    )
    assert found(*log, name="peace") == [(None, 0), (3, 1), (5, 1 << 2), (7, 1 | 1 << 2), (9, 2)]


def test_of_one_day_the_last_entered_counts():
    log = (
        ex.said("aruna", "peace", 3, entered=ex.entry(1, 5)),
        ex.denied("aruna", "peace", 3, entered=ex.entry(0, 5)),
    )
    assert found(*log, name="peace", basis="published") == [(None, 0), (3, 1 << 2)]
    assert found(*log, name="peace", basis="entered") == [(None, 0), (3, 1)]


def test_silence_after_words_that_grew_old_is_staleness():
    log = (ex.said("aruna", "troops", 3, says=5),)
    test = Test("=", 5)
    assert found(*log, name="troops", test=test) == [(None, 0), (3, 1), (23, 1 << 5)]


def test_days_far_apart_are_sorted_too():
    log = (
        ex.said("aruna", "peace", 3),
        ex.said("belva", "peace", 90_000),
        ex.denied("front", "peace", 50),
    )
    runs = found(*log, name="peace")
    assert runs == [(None, 0), (3, 1), (50, 1 | 1 << 2)]
    later = (log[0], replace(log[1], said_on=ex.span(4)), log[2])
    runs = found(*later, name="peace")
    assert runs == [(None, 0), (3, 1), (50, 1 | 1 << 2), (90_000, 2 | 1 << 2)]


def test_a_month_that_the_calendar_refuses_is_refused():
    text = replace(TEXT, calendar=Calendar())
    claim = ex.denied("aruna", "meeting", 30)  # 31 January, and fresh for a month
    with pytest.raises(DateError, match="ambiguous"):
        found(claim, text=text, name="meeting")
