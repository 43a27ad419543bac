"""A review by columns tells what a review of all statements tells."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import thrown

from kept.archive.kernel.engine import engine
from kept.archive.kernel.sweeping import Sweep
from kept.archive.reduction.quoted import UntoldError
from kept.archive.reduction.reviewing import TOLD, Reviewing, Source
from kept.archive.reduction.spoken import Spoken
from kept.archive.reduction.whole import Day
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.lanes import lanes_of
from kept.dates import Span
from kept.process.model import Due
from kept.report.accounts import both_sides
from kept.report.review import Question, review, review_of

LIBRARY = engine().library
pytestmark = pytest.mark.skipif(
    LIBRARY is None and os.environ.get("KEPT_REQUIRE_CC") != "1", reason="there is no compiler"
)

logs = thrown(lambda dice: strategies.log(dice, 25), 600)
entered_logs = thrown(lambda dice: strategies.entered(dice, strategies.log(dice, 25)), 700)
several = st.lists(strategies.standpoints, min_size=1, max_size=3)
days = st.integers(2, 90)


def by_columns(process, log, question, *, fully=False):
    """The review by columns, and how many statements were read for it."""
    source = Source(
        process=process,
        columns=columns_of(process, log),
        library=LIBRARY,
        read=lambda numbers: [log[each] for each in numbers],
        names=lambda numbers: [log[each].id for each in numbers],
    )
    with Reviewing(source, question, fully=fully) as reviewing:
        return review_of(reviewing), reviewing.quoted


def told(standing):
    """A standing without the statements it names."""
    breaches = tuple(replace(each, statements=()) for each in standing.breaches)
    reasons = [(one.rule, one.facts) for each in standing.reasons for one in each.walk()]
    return replace(standing, reasons=(), cited=(), breaches=breaches), reasons


def screen(it):
    """What a screen tells of a review besides what it tells at length."""
    now = it.assessment.standings
    return {
        "counts": it.counts,
        "changed": [(each.commitment, each.before.word, each.now.word) for each in it.changed],
        "news": it.news_count,
        "silent": it.silent,
        "due": [(each, now[each].time.due) for each in it.due_next],
        "phases": [replace(each, reasons=()) for each in it.phases],
        "between": [
            (
                each.commitment,
                each.word,
                each.by,
                [(s.word, s.reading) for s in each.standings.values()],
            )
            for each in it.comparisons
        ],
        "blocked": [each.blocked_by for each in it.with_word("blocked")],
    }


def sides(it, commitment):
    found = both_sides(it.assessment, commitment)
    return {side: one and one.statement.id for side, one in found.items()}


def assert_same(process, log, standpoints, day, known, basis, *, fully):
    others = {
        f"s{at}": replace(each, id=f"s{at}", compared=True) for at, each in enumerate(standpoints)
    }
    own = others["s0"]
    process = replace(process, standpoints={**process.standpoints, **others})
    question = Question(
        on=ex.day(day),
        known_at=ex.day(known),
        standpoint=own,
        since=ex.day(day // 2),
        basis=basis,
    )
    whole = review(process, log, question)
    part, _ = by_columns(process, log, question, fully=fully)
    assert screen(part) == screen(whole)
    for each in whole.with_word(*TOLD):
        assert sides(part, each.commitment) == sides(whole, each.commitment)
    for each in whole.assessment.standings.values():
        if fully or each.word in TOLD:
            assert told(part.assessment.standings[each.commitment]) == told(each)


@given(strategies.processes, logs, several, days, days | st.just(ex.LATE), st.booleans())
def test_by_publication_it_is_that_of_all(process, log, standpoints, day, known, fully):
    assert_same(process, log, standpoints, day, known, "published", fully=fully)


@given(strategies.processes, entered_logs, several, days, days | st.just(ex.LATE), st.booleans())
def test_by_entry_it_is_that_of_all(process, log, standpoints, day, known, fully):
    assert_same(process, log, standpoints, day, known, "entered", fully=fully)


def late(*log):
    """A promise that is told to be broken, the words about it, and the question."""
    process = ex.process(ex.commitment("c", done=ex.happened("handover"), due=Due(by=ex.span(10))))
    asked = Question(on=ex.day(30), known_at=ex.day(60), standpoint=ex.reader())
    return process, list(log), asked


def test_of_words_alike_the_last_is_kept_and_few_are_read():
    log = [ex.denied("belva", "handover", 20, id=f"s{n:03}") for n in range(200)]
    process, log, question = late(*log)
    part, read = by_columns(process, log, question)
    assert part.assessment.standings["c"].word == "broken"
    assert read < 5
    columns = columns_of(process, log)
    [lanes] = lanes_of(process, [question.standpoint], columns.vocabulary)
    day = Day(question.on, question.known_at, "published")
    about = Spoken(process, columns, lanes, day).about("handover")
    assert about.columns.statements == 1


def test_words_of_days_that_may_be_later_are_looked_up(monkeypatch):
    log = [
        replace(
            ex.denied("aruna", "handover", 20, id=name), said_on=Span(ex.day(first), ex.day(40))
        )
        for name, first in (("before", 29), ("after", 31))
    ]
    process, log, question = late(*log, ex.denied("aruna", "handover", 12))
    part, _ = by_columns(process, log, question)
    assert sides(part, "c") == sides(review(process, log, question), "c")
    assert "before" in sides(part, "c").values()
    monkeypatch.setattr("kept.archive.reduction.quoted._MOST", 0)
    with pytest.raises(UntoldError, match="uncertain"):
        by_columns(process, log, question)


def test_where_a_day_is_refused_or_two_differ_it_is_not_told(monkeypatch):
    process, log, question = late(ex.denied("belva", "handover", 20))
    monkeypatch.setattr("kept.archive.reduction.reviewing.code_of", lambda _: -1)
    with pytest.raises(UntoldError, match="differs"):
        by_columns(process, log, question)
    monkeypatch.setattr(Sweep, "failed", True)
    with pytest.raises(UntoldError, match="refused"):
        by_columns(process, log, question)


def test_rows_of_a_proposition_nobody_spoke_of_are_none():
    process, log, question = late(ex.denied("belva", "handover", 20))
    columns = columns_of(process, log)
    [lanes] = lanes_of(process, [question.standpoint], columns.vocabulary)
    spoken = Spoken(process, columns, lanes, Day(question.on, question.known_at, "published"))
    assert np.array_equal(spoken.rows("handover"), [0])
    assert not len(spoken.rows("meeting"))
