"""That a line of a portfolio tells what the assessments of its process tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies

from kept.archive import open_process
from kept.assessment import assess, compare
from kept.assessment.known import known_on
from kept.assessment.sweep import plain
from kept.assessment.sweep.build import columns_of
from kept.process import Process
from kept.report import portfolio
from kept.report.portfolio import (
    Line,
    heard_by,
    last_said,
    line,
    outline_of,
    standpoints_of,
    totals,
)

SHIPPED = Path(__file__).parents[2] / "processes"
STANDPOINTS = st.lists(st.tuples(strategies.standpoints, st.booleans()), min_size=1, max_size=3)


def line_of(process: Process, log, on: date, known_at: date, named: str | None = None) -> Line:
    standpoints = standpoints_of(process, named)
    columns = columns_of(process, log)
    histories = plain.histories(process, columns, standpoints, known_at)
    outline = outline_of(process, standpoints, known_at)
    heard = last_said(heard_by(columns, standpoints[0]), on, known_at)
    return line(outline, histories.up_to(portfolio.until(on)), on, known_at, heard)


def check(found: Line, process: Process, log) -> None:
    given = {"on": found.on, "known_at": found.known_at}
    reader, *others = standpoints_of(process, found.standpoint)
    now = assess(process, log, standpoint=reader, **given)
    assert found.counts == Counter(each.word for each in now.standings.values())
    several = [each for each in (reader, *others) if each.compared]
    compared = compare([assess(process, log, standpoint=each, **given) for each in several])
    assert found.compared == tuple(sorted(each.id for each in several))
    assert found.contested == sum(each.word == "contested" for each in compared)
    heard = [
        each.said_on.last
        for each in log
        if each.about and each.release in reader.sees and each.said_on.last <= found.on
        if known_on(each, process) <= found.known_at
    ]
    assert found.last_said == max(heard, default=None)


@given(
    strategies.processes, strategies.logs, STANDPOINTS, st.integers(-5, 90), st.integers(-5, 90)
)
def test_a_line_tells_what_the_assessments_tell(process, log, standpoints, on, known_at):
    several = [
        replace(each, id=f"p{at}", compared=compared)
        for at, (each, compared) in enumerate(standpoints)
    ]
    head = replace(process.head, standpoint="p0")
    process = replace(process, head=head, standpoints=ex.by_id(several))
    check(line_of(process, log, ex.day(on), ex.day(known_at)), process, log)


@pytest.mark.parametrize("name", ["great-lakes", "lakes-exercise"])
@pytest.mark.parametrize("named", [None, "rwanda", "aruna"])
def test_a_line_tells_what_a_shipped_process_tells(name, named):
    folder = open_process(SHIPPED / name)
    process, day = folder.process, folder.process.head.compiled_on
    found = line_of(process, folder.statements, day, day, named)
    wanted = named if named in process.standpoints else process.head.standpoint
    assert found.standpoint == wanted
    check(found, process, folder.statements)


def deadline(process: Process, on: int, *log) -> date | None:
    reader = process.standpoints or {"reader": ex.reader()}
    head = replace(process.head, standpoint="reader")
    process = replace(process, head=head, standpoints=reader)
    return line_of(process, log, ex.day(on), ex.day(ex.LATE)).next_deadline


DUE = ex.process(
    ex.commitment("c", done=ex.happened("handover"), due=ex.within(10)),
    ex.commitment("d", done=ex.happened("meeting"), due=ex.by((20, 25))),
)


@pytest.mark.parametrize(
    ("on", "day"),
    [(-1, None), (0, 10), (10, 10), (11, 20), (20, 20), (21, 25), (25, 25), (26, None)],
)
def test_the_next_deadline_is_the_last_day_before_a_duty_is_over(on, day):
    assert deadline(DUE, on) == (None if day is None else ex.day(day))


def test_what_is_done_by_then_has_no_deadline_ahead():
    done = ex.said("observers", "handover", 5)
    assert deadline(DUE, 3, done) == ex.day(20)


def test_a_deadline_that_moves_is_told_as_it_will_have_moved():
    later = ex.decision("later", "extend", on=4, by=ex.days(3))
    assert deadline(replace(DUE, decisions=ex.by_id([later])), 1) == ex.day(13)


def test_deadlines_far_ahead_are_not_looked_for():
    far = portfolio.AHEAD.days
    process = ex.process(ex.commitment("c", done=ex.happened("handover"), due=ex.by(far)))
    assert deadline(process, 1) == ex.day(far)
    assert deadline(process, 0) is None


def test_a_text_that_asks_nothing_has_no_counts():
    found = line_of(ex.process(standpoints=[ex.reader("public")]), [], ex.day(1), ex.day(1))
    assert (found.counts, found.contested, found.next_deadline) == ({}, 0, None)


def test_until_the_end_of_the_calendar():
    assert portfolio.until(date.max - timedelta(1)) == date.max


@given(strategies.processes, strategies.logs)
def test_totals_are_sums_of_lines(process, log):
    head = replace(process.head, standpoint="reader")
    process = replace(process, head=head, standpoints={"reader": ex.reader()})
    found = line_of(process, log, ex.day(30), ex.day(30))
    assert totals([found, found]) == {word: 2 * n for word, n in found.counts.items()}
    assert sum(totals([found]).values()) == len(process.commitments)


def test_the_days_on_which_readings_become_known():
    read = [
        ex.reading("a", "aruna", sources=("wire-late",)),
        ex.reading("b", "belva"),
        ex.reading("c", "belva", sources=("wire-late",)),
    ]
    process = ex.process(ex.commitment("c", readings=tuple(read)))
    assert portfolio.reading_days(process) == (date.min, ex.day(60))
