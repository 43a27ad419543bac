"""Gates: what is asked, how much of it is met, by when, and by whose word."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex

from kept.names import Interval
from kept.process.model import Decided
from kept.report.gates import gate_json, gates, parts_of

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")
A, B = ex.said("observers", "handover", 9), ex.said("observers", "meeting", 12)


def plan(gate=None, ends=20, **given):
    return ex.process(
        ex.commitment("a", done=HANDOVER, phase="one"),
        ex.commitment("b", done=MEETING, phase="one"),
        ex.commitment("c", done=ex.happened("report"), phase="two"),
        phases=[
            ex.phase("one", ends=None if ends is None else ex.span(ends)),
            ex.phase("two", gate or ex.completed("one"), follows=("one",)),
        ],
        **given,
    )


def second(text, *statements, on=50, **more):
    return gates(ex.look(text, statements, on, **more))[1]


@pytest.mark.parametrize(
    ("said", "on", "word", "met"),
    [
        ((), 10, "open", 0),
        ((A,), 10, "open", 1),
        ((A,), 20, "open", 1),
        ((A,), 21, "missed", 1),
        ((A, B), 12, "met", 2),
        ((A, B), 50, "met", 2),
    ],
)
def test_a_gate_is_open_then_met_or_missed(said, on, word, met):
    gate = second(plan(), *said, on=on)
    assert (gate.word, gate.kept, gate.out_of) == (word, met, 2)


def test_a_gate_without_a_day_is_never_missed():
    assert second(plan(ends=None), A, on=300).word == "open"


def test_it_is_missed_only_when_the_last_day_it_may_have_been_due_is_past():
    assert second(plan(ends=(15, 30)), on=30).word == "open"
    assert second(plan(ends=(15, 30)), on=31).word == "missed"


def test_what_was_met_on_its_day_is_told_beside_what_is_met_now():
    late = ex.said("observers", "meeting", 40)
    gate = second(plan(ex.every(ex.completed("one"), ex.happened("peace"))), A, late, on=45)
    assert (gate.word, gate.kept, gate.kept_then) == ("missed", 1, 0)
    assert [(each.kept, each.out_of) for each in gate.then] == [(1, 2), (0, 0)]


DECIDED = ex.either(ex.completed("one"), Decided("waiver"))


def test_what_only_a_decision_opened_is_waived_and_not_met():
    text = plan(DECIDED, decisions=[ex.decision("waiver", on=15)])
    assert second(text, A, on=14).word == "open"
    gate = second(text, A, on=15)
    assert (gate.word, gate.waived_by) == ("waived", ("waiver",))


def test_a_decision_that_was_not_needed_waives_nothing():
    text = plan(DECIDED, decisions=[ex.decision("waiver", on=15)])
    gate = second(text, A, B, on=15)
    assert (gate.word, gate.waived_by) == ("met", ())


def test_a_measured_value_stands_beside_what_is_asked_with_its_voice():
    asked = ex.measured("troops", "=", 0)
    low, high = (
        ex.said("observers", "troops", 5, says=(700, 900)),
        ex.said("aruna", "troops", 6, says=(1000, 2000)),
    )
    [part] = second(plan(asked), low, high, on=10).parts
    told = [(each.voice, each.says, each.sign) for each in part.voices]
    assert told == [
        ("aruna", Interval(1000, 2000), "against"),
        ("observers", Interval(700, 900), "against"),
    ]
    assert (part.verdict, part.met) == ("false", False)


def test_what_is_asked_not_to_be_so_is_met_when_it_is_not():
    text = plan(ex.nay(HANDOVER))
    [part] = second(text, ex.denied("observers", "handover", 5), on=10).parts
    assert (part.contrary, part.met) == (True, True)
    [part] = second(text, A, on=10).parts
    assert (part.contrary, part.met) == (True, False)


def test_parts_are_told_from_left_to_right():
    asked = ex.every(HANDOVER, ex.either(ex.in_force("pact"), ex.reached(40)), ex.kept("b"))
    found = parts_of(ex.look(plan(), (A,), 10), asked, ex.day(10))
    assert [type(each.asks).__name__ for each in found] == [
        "Happened",
        "InstrumentIs",
        "Reached",
        "Kept",
    ]
    assert [each.met for each in found] == [True, True, False, False]
    assert [each.on for each in found] == [None, ex.day(0), None, None]


def test_a_phase_whose_gate_is_its_text_opens_with_it():
    first = gates(ex.look(plan(), (), 10))[0]
    assert (first.word, first.kept, first.out_of, first.due) == ("met", 1, 1, None)


@given(st.lists(st.sampled_from([A, B]), unique_by=lambda each: each.id), st.integers(0, 60))
def test_a_gate_is_met_exactly_when_its_phase_is_entered(said, on):
    for gate in gates(ex.look(plan(), said, on)):
        assert (gate.word in ("met", "waived")) == (gate.phase.entered is not None)
        assert 0 <= gate.kept <= gate.out_of
        assert bool(gate.then) == (gate.due is not None and ex.day(on) > gate.due.last)


def test_words_that_are_not_seen_change_nothing():
    hidden = replace(A, release="confidential")
    text = plan()
    assert second(text, hidden) == second(text)


def test_its_data_is_plain():
    told = gate_json(second(plan(), A, on=30))
    assert json.loads(json.dumps(told)) == told
    assert (told["word"], told["met"], told["out_of"], told["met_when_due"]) == ("missed", 1, 2, 1)
    assert told["parts"][0]["asks"] == {"is": "phaseis", "phase": "one", "status": "completed"}
