"""That the tables of instruments, phases, decisions and propositions say what the text says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.sweep.tables.reading import Told, asked
from tests.assessment.sweep.tables.test_commitments import KNOWN, STANDPOINTS, told_by, told_of

from kept.assessment.accounts import Interest
from kept.assessment.sweep.columns import NO_HIGH, NO_LOW
from kept.assessment.sweep.tables.asking import OPERATORS, WORDS
from kept.assessment.sweep.tables.table import NONE
from kept.dates import Calendar


def rows(table, start: str, at: int) -> range:
    return range(int(table[start][at]), int(table[start][at + 1]))


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_instruments_have_their_steps(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        table = it.tables.instruments
        assert table["count"] == len(process.instruments)
        for at, each in enumerate(process.instruments.values()):
            steps = [one for one in each.status if one.word in WORDS]
            places = rows(table, "status_start", at)
            assert [WORDS[table["status_word"][row]] for row in places] == [
                one.word for one in steps
            ]
            for row, step in zip(places, steps, strict=True):
                _check_step(it, row, step)
            in_force = any(one.word == "in-force" for one in each.status)
            assert WORDS[table["effective"][at]] == ("in-force" if in_force else "signed")
            taking = [table["superseding"][row] for row in rows(table, "superseding_start", at)]
            several = enumerate(process.instruments.values())
            assert taking == [n for n, other in several if each.id in other.supersedes]


def _check_step(it: Told, row: int, step) -> None:
    table, none = it.tables.instruments, Interest()
    days = [int(table[f"status_{name}"][row]) for name in ("first", "last", "known")]
    if step.on is None:
        assert days == [NONE] * 3
    else:
        known = step.known_on or step.on
        several = (step.on.first, step.on.last, known.last)
        assert days == [each.toordinal() for each in several]
    node = int(table["status_node"][row])
    assert (node < 0) == (step.when is None)
    for lane in range(len(it.lanes.standpoints) if step.when else 0):
        assert it.condition(node, lane) == asked(step.when, none, it.lanes)


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_phases_have_gates_and_members(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        table = it.tables.phases
        assert table["count"] == len(process.phases)
        for at, each in enumerate(process.phases.values()):
            assert it.names("instruments")[table["instrument"][at]] == each.instrument
            members = [table["member"][row] for row in rows(table, "member_start", at)]
            named = [one.id for one in process.in_phase(each.id)]
            assert [it.names("commitments")[one] for one in members] == named
            assert (table["gate"][at] < 0) == (each.gate is None)
            for lane in range(len(it.lanes.standpoints) if each.gate else 0):
                gate = it.condition(table["gate"][at], lane)
                assert gate == asked(each.gate, Interest(), it.lanes)


@given(strategies.processes, KNOWN)
def test_decisions_and_propositions_have_their_days_and_bounds(process, known_at):
    (it,) = told_of(process, [ex.reader()], known_at)
    decisions, propositions = it.tables.decisions, it.tables.propositions
    for at, each in enumerate(process.decisions.values()):
        days = (decisions[name][at] for name in ("first", "last", "known"))
        told = (each.on.first, each.on.last, each.known_on.last)
        assert tuple(days) == tuple(one.toordinal() for one in told)
    for at, each in enumerate(process.propositions.values()):
        assert (propositions["kind"][at] == 0) == (each.kind == "event")
        low, high = propositions["low"][at], propositions["high"][at]
        assert low == (NO_LOW if each.low is None else each.low)
        assert high == (NO_HIGH if each.high is None else each.high)
        told = propositions["fresh_months"][at], propositions["fresh_days"][at]
        assert told == ((each.fresh.months, each.fresh.days) if each.fresh else (0, 0))


@given(strategies.processes, STANDPOINTS, KNOWN)
def test_slots_are_found_by_number_and_by_proposition(process, standpoints, known_at):
    for it in told_of(process, standpoints, known_at):
        table = it.tables.questions
        assert table["slots"] == len(it.tables.slots) == len(set(it.tables.slots))
        for at, (name, test) in enumerate(it.tables.slots):
            assert it.proposition(at) == name
            operator = OPERATORS[table["operator"][at]]
            assert test == (f"{operator} {table['value'][at]}" if operator else None)
            by_name = rows(table, "of_proposition_start", it.names("propositions").index(name))
            assert at in {table["of_proposition"][row] for row in by_name}
        assert len(table["of_proposition"]) == table["slots"]
        order = [(slot, not swept) for slot, swept in zip(table["slot"], table["swept"])]  # noqa: B905 -- arrays
        assert order == sorted(order)
        assert len(order) == table["atoms"]


def test_slots_tell_incidents_and_what_is_done_again_and_again():
    again = ex.commitment("c", done=ex.happened("meeting"), every=ex.days(5))
    read = replace(again, readings=(ex.reading("other", "aruna", done=ex.happened("report")),))
    it = told_by(
        read,
        ex.commitment("d", never=("ambush",)),
        ex.commitment("e", done=ex.either(*map(ex.happened, ("report", "handover")))),
    )
    table = it.tables.questions
    told = {
        name: {it.proposition(at) for at in range(table["slots"]) if table[name][at]}
        for name in ("incidents", "in_periods")
    }
    assert told == {"incidents": {"ambush"}, "in_periods": {"meeting", "report"}}


def test_slots_tell_of_which_the_extent_is_asked_for():
    table = told_by(
        ex.commitment("c", done=ex.happened("meeting")),
        ex.commitment("d", never=("ambush",)),
        ex.commitment("e", done=ex.happened("calm")),
    )
    asked = table.tables.questions
    told = {table.proposition(at) for at in range(asked["slots"]) if asked["extents"][at]}
    assert told == {"meeting"}


@pytest.mark.parametrize("count", ["inclusive", "exclusive"])
@pytest.mark.parametrize("month_end", ["clip", "refuse"])
def test_how_days_are_counted(count, month_end):
    calendar = Calendar(month_end=month_end, count=count)
    told = told_by(ex.commitment("c"), calendar=calendar).tables.calendar
    assert told == {"inclusive": int(count == "inclusive"), "clip": int(month_end == "clip")}


def test_lanes_and_names():
    it = told_by(ex.commitment("b"), ex.commitment("a"))
    assert it.tables.names == ("b", "a")
    assert it.tables.standpoints == ("reader",)
    assert it.tables.lanes["lanes"] == 1
    assert it.tables.lanes["actors"] == len(ex.ACTORS)
    assert it.tables.lanes["voices"] == len(it.lanes.voices)
    for name in ("voice", "sees", "counts", "grades", "accept"):
        assert (it.tables.lanes[name] == getattr(it.lanes, name)).all()


def test_what_nobody_asks_leaves_empty_tables():
    it = told_by()
    assert it.tables.questions["slots"] == it.tables.questions["atoms"] == 0
    assert it.tables.conditions["nodes"] == it.tables.commitments["count"] == 0
    assert len(it.tables.conditions["type"]) == 0
