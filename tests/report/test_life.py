"""The life of a text, what a draft wanted before its signature, and what was moved."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from tests.assessment import exercise as ex

from kept.archive import open_process
from kept.assessment import assess
from kept.process.model.agreements import SigningCondition
from kept.report.life import clause_json, clauses, life, life_json, moved, preconditions

SHIPPED = Path(__file__).parents[2] / "processes"


@pytest.fixture(scope="module")
def lakes():
    return open_process(SHIPPED / "lakes-exercise")


def at(folder, on, known_at=None):
    process = folder.process
    return assess(
        process,
        folder.statements,
        on=on,
        known_at=known_at or on,
        standpoint=process.standpoints["public"],
    )


def steps(assessment, name):
    return [
        (each.word, each.reached, str(each.on) if each.on else None)
        for each in life(assessment, assessment.process.instruments[name])
    ]


def test_the_steps_come_in_their_order(lakes):
    assert steps(at(lakes, date(2025, 11, 21)), "lakes-agreement") == [
        ("initialled", True, "2025-04-02"),
        ("signed", True, "2025-04-10"),
        ("in-force", True, "2025-04-24"),
    ]


def test_a_step_nobody_could_know_of_is_not_there(lakes):
    on = date(2025, 4, 24)  # it entered into force on that day, which was known on the next
    assert [each[0] for each in steps(at(lakes, on), "lakes-agreement")] == [
        "initialled",
        "signed",
    ]
    later = at(lakes, on, date(2025, 4, 25))
    assert steps(later, "lakes-agreement")[-1] == ("in-force", True, "2025-04-24")


def test_a_step_that_rests_on_statements_comes_with_them(lakes):
    assert steps(at(lakes, date(2025, 8, 20)), "operations-order")[-1] == ("in-force", False, None)
    told = life(at(lakes, date(2025, 9, 20)), lakes.process.instruments["operations-order"])[-1]
    assert (told.reached, str(told.on), told.rests_on is not None) == (True, "2025-09-01", True)


def test_a_draft_ends_when_another_text_takes_its_place(lakes):
    before, after = at(lakes, date(2025, 4, 1)), at(lakes, date(2025, 11, 21))
    assert steps(before, "march-draft") == [
        ("draft", True, "2025-03-03"),
        ("signed", False, None),
    ]
    last = life(after, lakes.process.instruments["march-draft"])[-1]
    assert (last.word, last.by) == ("superseded", "lakes-agreement")


def test_what_a_draft_wanted_is_measured_and_gone_with_it(lakes):
    draft = lakes.process.instruments["march-draft"]
    [open_] = preconditions(at(lakes, date(2025, 4, 1)), draft)
    [gone] = preconditions(at(lakes, date(2025, 11, 21)), draft)
    assert (open_.gone, gone.gone) == (False, True)
    told = [(each.voice, str(each.says)) for each in gone.parts[0].voices]
    assert told == [("jvm", "1600..2100"), ("uls", "1800..2400")]
    assert not gone.parts[0].met


def test_a_deadline_that_was_moved_is_told_from_both_texts(lakes):
    after = at(lakes, date(2025, 11, 21))
    for name in ("lakes-agreement", "amendment-protocol"):
        [it] = moved(after, lakes.process.instruments[name])
        assert (it.commitment, it.by) == ("prisoners-exchanged", "amendment-protocol")
        assert (str(it.first), str(it.now)) == ("2025-07-31", "2025-09-30")
    before = at(lakes, date(2025, 8, 19))  # the protocol is signed, and not in force yet
    assert moved(before, lakes.process.instruments["lakes-agreement"]) == ()


def test_clauses_nobody_speaks_of_are_known(lakes):
    assessment = at(lakes, date(2025, 11, 21))
    silent = [
        each.clause.id
        for it in lakes.process.instruments.values()
        for each in clauses(assessment, it)
        if each.unaddressed
    ]
    assert silent == ["ceasefire-protocol/5", "march-draft/1", "tessany-declaration/1"]


def test_every_commitment_stands_under_one_clause(lakes):
    assessment = at(lakes, date(2025, 11, 21))
    found = [
        name
        for it in lakes.process.instruments.values()
        for each in clauses(assessment, it)
        for name in each.commitments
    ]
    assert sorted(found) == sorted(lakes.process.commitments)


def test_a_reading_nobody_had_voiced_is_not_told_before(lakes):
    it = lakes.process.instruments["lakes-agreement"]
    early = [each for each in clauses(at(lakes, date(2025, 4, 25)), it) if each.readings]
    now = [each for each in clauses(at(lakes, date(2025, 11, 21)), it) if each.readings]
    assert (len(early), len(now)) == (0, 1)
    assert {reading.holders for _, reading in now[0].readings} == {("aruna",), ("belva",)}


def test_a_precondition_of_a_signed_text_asks_for_nothing_more():
    wish = SigningCondition(id="w", text=ex.words("w"), when=ex.happened("handover"))
    signed = ex.instrument("treaty", ex.status("signed", 5), signing_requires=(wish,))
    text = ex.process(instruments=(signed,))
    assert not preconditions(ex.look(text, on=4), signed)[0].gone
    assert preconditions(ex.look(text, on=5), signed)[0].gone


def test_its_data_is_plain(lakes):
    assessment = at(lakes, date(2025, 11, 21))
    for it in lakes.process.instruments.values():
        told = [life_json(assessment, it), *map(clause_json, clauses(assessment, it))]
        assert json.loads(json.dumps(told)) == told
