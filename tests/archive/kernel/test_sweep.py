"""That the compiled kernel says what the reference says, and what the NumPy path says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.archive.kernel.cases import DEEP, Case, assert_as_the_reference, case_of, named
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import thrown
from tests.assessment.sweep import harness

from kept.archive.kernel.engine import Engine
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.record import record
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.ordering import in_order
from kept.assessment.sweep.plain.counting import evidence_of
from kept.assessment.sweep.runs import axes_of
from kept.assessment.sweep.tables import tables
from kept.assessment.sweep.tables.asking import Asking

KNOWN = st.sampled_from([10, 30, 60, ex.LATE])
BASES = st.sampled_from(["published", "entered"])
STANDPOINTS = st.lists(strategies.standpoints, min_size=1, max_size=4).map(named)


@pytest.mark.parametrize("seed", range(10_000 if DEEP else 150))
def test_histories_are_the_reference_s(engine, seed):
    assert_as_the_reference(engine, case_of(seed))


@given(strategies.processes, strategies.logs, STANDPOINTS, KNOWN, BASES, st.data())
def test_drawn_histories_are_the_reference_s(
    engine, process, log, standpoints, known_at, basis, data
):
    log = data.draw(thrown(lambda dice: strategies.entered(dice, log), 120))
    assert_as_the_reference(engine, Case(process, log, standpoints, ex.day(known_at), basis))


def test_the_kernel_itself_has_answered(library):
    """Else all that is compared here would be the NumPy path."""
    several = [case_of(seed) for seed in range(20)]
    failed = [sweep.failed for each in several for _, _, sweep, _ in each.sweeps(library)]
    assert len(failed) > 20
    assert not any(failed)


def test_many_standpoints_take_several_passes_and_keep_their_order(engine):
    case = case_of(4)
    blocs = ((), (("front", "belva"),), (), (("aruna", "mediator"),))
    sees = (("public",), ex.ALL_RELEASES, ("public", "parties"))
    several = [
        ex.reader(
            accept=("claimed", "corroborated")[at % 2], sees=sees[at % 3], blocs=blocs[at % 4]
        )
        for at in range(23)
    ]
    case = replace(case, standpoints=named(several))
    assert [len(lanes.standpoints) for lanes, _ in case.passes()] == [8, 4, 6, 5]
    found = case.by(engine)
    assert found.standpoints == tuple(f"reader-{at}" for at in range(23))
    harness.assert_equal(found, case.reference())
    turned = replace(case, standpoints=case.standpoints[::-1])
    assert turned.by(engine).standpoints == found.standpoints[::-1]
    harness.assert_equal(turned.by(engine), turned.reference())


@pytest.mark.parametrize("seed", range(500 if DEEP else 12))
def test_long_logs_are_told_as_by_numpy(engine, seed):
    """The reference would take minutes."""
    case = case_of(1_000_000 + seed, most=300, standpoints=9)
    assert len(case.log) <= 300
    harness.assert_equal(case.by(engine), case.by(Engine(None)))


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_the_number_of_threads_changes_nothing(library, engine, threads):
    case = case_of(7, most=60)
    for lanes, text, _, found in case.sweeps(library):
        with Sweep(library, case.columns, lanes, text, threads=threads, **case.days) as sweep:
            harness.assert_equal(sweep.run(), found)


def test_nothing_is_told_after_the_last_day(engine):
    whole = [case_of(seed) for seed in range(30)]
    for until in (ex.day(-100), ex.day(0), ex.day(20), ex.day(41)):
        for each in whole:
            found = replace(each, until=until).by(engine)
            assert found.day.max() <= until.toordinal()
            harness.assert_equal(found, each.by(engine).up_to(until))


def test_every_code_comes_about(engine):
    """The cases are of use: they tell every duty, word, evidence and time there is."""
    several = [case_of(seed).by(engine) for seed in range(150)]
    codes = {code for each in several for code in each.code.tolist()}
    axes = [axes_of(code) for code in codes]
    assert {each.evidence for each in axes} == {
        "unreported",
        "stale",
        "unclear",
        "claimed",
        "corroborated",
        "verified",
        "conflicting",
        "refuted",
    }
    assert len({each.duty for each in axes}) == 11
    assert len({each.time for each in axes}) == 6
    assert any(each.extent for each in axes)


# ── Evidence ─────────────────────────────────────────────────────────────────


@pytest.fixture
def asked(monkeypatch):
    """What the tables of each pass were made from."""
    found = []

    def asking(*given):
        found.append(Asking(*given))
        return found[-1]

    monkeypatch.setattr(tables, "Asking", asking)
    return found


@pytest.mark.parametrize("seed", range(1000 if DEEP else 25))
def test_runs_of_evidence_are_the_reference_s(library, asked, seed):
    case = case_of(2_000_000 + seed)
    for lanes, _, sweep, _ in case.sweeps(library):
        for atom in swept_atoms(asked[-1]):
            assert_the_same_evidence(case, lanes, sweep, *atom)


@pytest.mark.parametrize("pick", [0, 1])
def test_several_atoms_are_told_as_each_alone(library, pick):
    for _, text, sweep, _ in case_of(7, most=60).sweeps(library):
        wanted = np.arange(int(text.questions["atoms"]), dtype=np.int32)[::-2].copy()
        start, days, codes = sweep.atoms(wanted, pick)
        assert start[-1] == len(days) == len(codes) > 0
        for at, atom in enumerate(wanted.tolist()):
            day, code = sweep.atom(atom, pick)
            where = slice(start[at], start[at + 1])
            assert (days[where].tolist(), codes[where].tolist()) == (day.tolist(), code.tolist())


def swept_atoms(asking):
    """Number, slot and interests of each atom that is asked for without a window."""
    slots, atoms, sides = list(asking.slots), list(asking.atoms), list(asking.sides)
    side_of = {number: side for side, number in asking.interests.items()}
    for number, atom in enumerate(asking.order()):
        slot, interest = atoms[atom]
        if atom in asking.swept:
            yield number, slots[slot], sides[side_of[interest]]


def assert_the_same_evidence(case, lanes, sweep, atom, slot, interests):
    for pick, which in ((Pick.CERTAIN, 0), (Pick.POSSIBLE, 1)):
        days, codes = sweep.atom(atom, which)
        assert days[0] == 1
        assert (days[1:] > days[:-1]).all()
        assert (codes[1:] != codes[:-1]).all()
        for lane, standpoint in enumerate(lanes.standpoints):
            known = record(case.process, case.log, standpoint, case.known_at, case.basis)
            weighing = Weighing(known, Course(known))
            for day in days_about(weighing, slot[0], days):
                code = int(codes[days.searchsorted(day.toordinal(), "right") - 1])
                told = evidence_of(code >> 8 * lane & 0xFF)
                assert told == weighing.slot(*slot, day, pick, interests[lane])


def days_about(weighing, name, runs):
    """Each day on which either changes, and the days beside it."""
    days = {date.fromordinal(each) for each in runs.tolist()}
    days.update(day for pick in Pick for day in weighing.slot_days(name, pick))
    near = {day + timedelta(days=by) for day in days - {date.min, date.max} for by in (-1, 0, 1)}
    return sorted(near | {date.min})


# ── Rows and accounts ────────────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(20))
def test_accounts_are_the_reference_s(library, seed):
    """The rows that a sweep names are those of the statements the reference hears."""
    case = case_of(3_000_000 + seed, standpoints=3)
    columns = case.columns
    for lanes in lanes_of(case.process, case.standpoints, columns.vocabulary):
        text = tables.tables_of(case.process, lanes, case.known_at)
        with Sweep(library, columns, lanes, text, **case.days) as sweep:
            sweep.run()
            for number, (name, test) in enumerate(text.slots):
                if test is None:
                    assert_the_same_rows(case, lanes, sweep, number, name)


def assert_the_same_rows(case, lanes, sweep, number, name):
    several = [
        record(case.process, case.log, each, case.known_at, case.basis)
        for each in lanes.standpoints
    ]
    heard = {one.statement.id for each in several for one in each.about(name)}
    assert {statement_of(case, row) for row in sweep.rows(number)} == heard
    for day in map(ex.day, range(-5, 70, 3)):
        speaking = {
            one.heard.statement.id
            for each in several
            for one in Weighing(each, Course(each)).accounts(name, None, day, Pick.CERTAIN)
        }
        assert {statement_of(case, row) for row in sweep.accounts(number, day)} == speaking


def statement_of(case, row):
    columns = in_order(case.columns, case.basis)
    statement = columns.words.statement[row]
    if case.basis == "entered":
        entered = columns.index[statement]
        return next(each.id for each in case.log if each.entered.index == entered)
    return case.log[statement].id
