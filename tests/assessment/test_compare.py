"""Between standpoints: agreed, one-sided, contested by facts or by reading."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment import answer_of, compare, seen_by

HANDOVER = ex.happened("handover")
LATE = ex.reading("late", "belva", due=ex.by(200))
TEXT = ex.process(
    ex.commitment("c", done=HANDOVER, due=ex.within(10), readings=(LATE,)),
    ex.commitment("d", done=ex.happened("meeting")),
)
DONE, NOT_DONE = ex.said("front", "handover", 5), ex.denied("observers", "handover", 20)


def compared(*statements, on=30, **standpoints):
    assessments = [
        ex.look(TEXT, statements, on, standpoint=ex.reader(name, **given))
        for name, given in standpoints.items()
    ]
    return {each.commitment: each for each in compare(assessments)}


FRONT, OBSERVERS = {"counts": ex.only("front")}, {"counts": ex.only("observers")}
BELVA = {"counts": ex.only("belva"), "readings": ("belva",)}


def told(*statements, **given):
    it = compared(*statements, **given)["c"]
    return it.word, it.by, {name: answer_of(each) for name, each in it.standings.items()}


def test_nobody_compared_is_nothing():
    assert compare([]) == ()


def test_every_commitment_is_compared_standpoints_in_alphabetical_order():
    found = compared(zeal={}, alpha={}, middle={})
    assert list(found) == ["c", "d"]
    assert list(found["c"].standings) == ["alpha", "middle", "zeal"]


def test_who_says_the_same_agrees():
    assert told(DONE, a={}, b={}) == ("agreed", (), {"a": "done", "b": "done"})
    assert told(a={}, b={}) == ("agreed", (), {"a": "open", "b": "open"})
    assert told(DONE, a={}) == ("agreed", (), {"a": "done"})


def test_where_only_some_answer_it_is_one_sided():
    assert told(DONE, a=FRONT, b=OBSERVERS) == ("one-sided", (), {"a": "done", "b": "open"})
    assert told(NOT_DONE, a=FRONT, b=OBSERVERS) == (
        "one-sided",
        (),
        {"a": "open", "b": "not-done"},
    )


def test_where_one_says_done_and_another_not_done_it_is_contested_by_facts():
    assert told(DONE, NOT_DONE, a=FRONT, b=OBSERVERS) == (
        "contested",
        ("facts",),
        {"a": "done", "b": "not-done"},
    )


def test_where_readings_lead_to_different_duties_it_is_contested_by_reading():
    assert told(a=FRONT, b=BELVA)[:2] == ("contested", ("reading",))
    assert told(a=FRONT, b=BELVA, on=9)[:2] == ("agreed", ())
    assert told(DONE, a={}, b={"readings": ("belva",)})[:2] == ("agreed", ())


def test_it_may_be_contested_by_both():
    found = told(DONE, NOT_DONE, a=FRONT, b=OBSERVERS, c=BELVA)
    assert found[:2] == ("contested", ("facts", "reading"))


@pytest.mark.parametrize(
    ("statements", "on", "accept", "answer"),
    [
        ([DONE], 30, "claimed", "done"),
        ([NOT_DONE], 30, "claimed", "not-done"),
        ([NOT_DONE], 30, "corroborated", "not-done"),  # refuted, if not strongly enough to breach
        ([NOT_DONE], 9, "claimed", "open"),  # there is time left
        ([DONE], 30, "corroborated", "open"),
        ([], 30, "claimed", "open"),
    ],
)
def test_an_open_question_is_no_answer(statements, on, accept, answer):
    assert answer_of(ex.stand(TEXT, statements, on, accept=accept)) == answer


def test_a_reader_is_shown_no_standpoint_that_rests_on_more_than_it_may_see():
    other = ex.reader("other", sees=("public", "parties"), counts=ex.only("front"))
    assert seen_by(ex.reader(sees=ex.ALL_RELEASES), other) == other
    assert seen_by(ex.reader(), other).sees == ("public",)
    assert seen_by(ex.reader(), other).counts == other.counts
    secret = ex.said("front", "handover", 5, release="parties")
    shown = ex.look(TEXT, [secret], 30, standpoint=seen_by(ex.reader(), other))
    assert answer_of(shown.standings["c"]) == "open"
    assert answer_of(ex.look(TEXT, [secret], 30, standpoint=other).standings["c"]) == "done"
