"""Meetings as they are known: held, planned, announced and moved."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kept.archive import open_process
from kept.assessment import assess
from kept.dates import Span
from kept.report.sittings import (
    before,
    decisions_by,
    decisions_of,
    due_by,
    gaps_of,
    known_gaps,
    sittings,
    sittings_json,
)

SHIPPED = Path(__file__).parents[2] / "processes"


@pytest.fixture(scope="module")
def lakes():
    return open_process(SHIPPED / "lakes-exercise")


def at(folder, on, process=None):
    process = process or folder.process
    public = process.standpoints["public"]
    return assess(process, folder.statements, on=on, known_at=on, standpoint=public)


def told(assessment, body="jvm"):
    return {each.meeting.id: each for each in sittings(assessment, body).sittings}


def test_each_is_told_as_it_is_known(lakes):
    words = {name: each.word for name, each in told(at(lakes, date(2025, 11, 21))).items()}
    assert words == {
        "jvm-1": "held",
        "jvm-2": "held",
        "jvm-3": "held",
        "jvm-august": "not-known-held",
        "jvm-4": "held",
        "jvm-5": "held",
        "jvm-6": "held",
        "jvm-7": "planned",
    }


def test_what_was_planned_is_planned_until_its_day_is_past(lakes):
    assert told(at(lakes, date(2025, 8, 20)))["jvm-august"].word == "planned"
    assert told(at(lakes, date(2025, 8, 21)))["jvm-august"].word == "not-known-held"


def test_nobody_knows_of_a_meeting_before_it_is_told(lakes):
    assert "jvm-6" not in told(at(lakes, date(2025, 11, 19)))
    assert "jvm-7" not in told(at(lakes, date(2025, 11, 19)))


def test_planned_and_held_days_are_compared(lakes):
    found = told(at(lakes, date(2025, 11, 21)))
    assert (str(found["jvm-1"].planned), found["jvm-1"].days_moved) == ("2025-05-22", 7)
    assert (str(found["jvm-4"].planned), found["jvm-4"].days_moved) == ("2025-08-21", 28)
    assert found["jvm-5"].days_moved is None  # held on the day that was given for it


def test_the_last_and_the_next(lakes):
    found = sittings(at(lakes, date(2025, 11, 21)), "jvm")
    assert found.last is not None
    assert (found.last.meeting.id, str(found.next_on)) == ("jvm-6", "2025-12-18")
    none = sittings(at(lakes, date(2025, 11, 21)), "jsc")
    assert none.next_on is None


def test_the_next_day_is_the_one_the_last_meeting_gave(lakes):
    found = sittings(at(lakes, date(2025, 9, 20)), "jvm")
    assert str(found.next_on) == "2025-10-23"
    assert found.next_from is not None
    assert found.next_from.id == "jvm-4"


def test_a_planned_meeting_that_was_held_says_as_which(lakes):
    process = lakes.process
    day = Span.on(date(2025, 12, 18))
    held = replace(
        process.meetings["jvm-6"], id="jvm-8", number=8, on=day, known_on=day, next=None
    )
    more = replace(process, meetings={**process.meetings, "jvm-8": held})
    found = told(at(lakes, date(2025, 12, 20), more))
    assert (found["jvm-7"].word, found["jvm-7"].held_as) == ("took-place", "jvm-8")
    assert sittings(at(lakes, date(2025, 12, 20), more), "jvm").next_on is None


def test_the_sitting_before_is_of_the_same_body(lakes):
    assessment, meetings = at(lakes, date(2025, 11, 21)), lakes.process.meetings
    assert before(assessment, meetings["jvm-6"]) == meetings["jvm-5"]
    assert before(assessment, meetings["jsc-1"]) is None
    assert before(assessment, meetings["tessany-talks-1"]) is None


def test_decisions_and_findings_are_those_known(lakes):
    now, early = at(lakes, date(2025, 11, 21)), at(lakes, date(2025, 7, 16))
    assert [each.id for each in decisions_of(now, "jsc-1")] == ["patrols-suspended"]
    assert [each.id for each in decisions_by(early, "jsc")] == [
        "patrols-suspended",
        "order-start-set",
    ]
    assert [each.id for each in gaps_of(now, "jvm-6")] == [
        "campaigns-miss-the-hills",
        "sectors-not-listed",
    ]
    assert [each.id for each in known_gaps(early)] == ["no-common-radio"]


def test_what_falls_due_comes_soonest_first(lakes):
    assessment = at(lakes, date(2025, 11, 21))
    found = due_by(assessment, date(2025, 12, 18))
    days = [assessment.standings[each].time.due for each in found]
    assert days == sorted(days, key=lambda each: (each.first, each.last))
    assert found[0] == "front-leaves-towns"
    assert due_by(assessment, date(2025, 11, 20)) == ()


def test_its_data_is_plain(lakes):
    assessment = at(lakes, date(2025, 11, 21))
    for body in (*lakes.process.mechanisms, None):
        data = sittings_json(sittings(assessment, body))
        assert json.loads(json.dumps(data)) == data
