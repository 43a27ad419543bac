"""How a standing came about: the runs of days on which it was the same."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Run, history
from kept.assessment.history import change_days
from kept.dates import Span
from kept.process import AtLeast, Due, Repair

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def runs(text, *statements, on=100, **given):
    """Numbered day and duty of each run."""
    found = history(ex.look(text, statements, on, **given), "c")
    return [((each.since - ex.FIRST).days, each.duty, each.evidence) for each in found]


def duties(*arguments, **given):
    return [each[:2] for each in runs(*arguments, **given)]


def test_a_history_begins_where_something_first_turns():
    text = ex.process(
        ex.commitment("c", done=HANDOVER, due=ex.within(10)),
        instruments=[ex.instrument("pact", ex.status("signed", 3), ex.status("in-force", 5))],
    )
    assert runs(text, ex.said("observers", "handover", 20)) == [
        (3, "proposed", "unreported"),
        (5, "active", "unreported"),
        (16, "overdue", "unreported"),
        (20, "discharged", "claimed"),
    ]


def test_a_run_holds_the_word_that_was_shown():
    text = ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(10)))
    first, *_ = history(ex.look(text), "c")
    assert first == Run(ex.day(0), "not-yet-due", "active", "unreported")


def test_a_history_ends_with_the_day_of_the_assessment():
    text = ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(10)))
    assert duties(text, on=10) == [(0, "active")]
    assert duties(text, on=11) == [(0, "active"), (11, "overdue")]


def test_days_on_which_nothing_changes_are_left_out():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    log = [ex.said("observers", "handover", 20), ex.said("observers", "handover", 25)]
    assert duties(text, *log) == [(0, "active"), (20, "discharged")]


def test_a_deadline_that_was_moved_too_late_had_passed_before():
    text = ex.process(
        ex.commitment("c", done=HANDOVER, due=ex.within(10)),
        decisions=[ex.decision("x", "extend", "c", 20, by=ex.days(15))],
    )
    assert duties(text) == [(0, "active"), (11, "overdue"), (20, "active"), (26, "overdue")]


def test_a_deadline_passes_between_two_suspensions():
    decisions = [
        ex.decision(f"{word}{on}", word, "c", on)
        for word, on in (("suspend", 5), ("resume", 8), ("suspend", 20), ("resume", 30))
    ]
    text = ex.process(ex.commitment("c", done=HANDOVER, due=ex.within(10)), decisions=decisions)
    assert duties(text) == [
        (0, "active"),
        (5, "suspended"),
        (8, "active"),
        (14, "overdue"),
        (20, "suspended"),
        (30, "overdue"),
    ]


def test_an_amendment_turns_it_on_the_day_it_enters_into_force():
    annex = ex.instrument("annex", ex.status("in-force", 20), amends=(ex.amends("c", ex.by(30)),))
    text = ex.process(
        ex.commitment("c", done=HANDOVER, due=ex.within(10)), instruments=[ex.pact(), annex]
    )
    assert duties(text) == [(0, "active"), (11, "overdue"), (20, "active"), (31, "overdue")]


def test_words_that_grow_old_turn_it():
    text = ex.process(ex.commitment("c", done=ex.measured("troops", "=", 0)))
    log = [ex.said("observers", "troops", 5, says=7)]
    assert runs(text, *log) == [
        (0, "active", "unreported"),
        (5, "active", "refuted"),
        (25, "active", "stale"),
    ]


def test_a_breach_turns_it_and_turns_it_back():
    text = ex.process(
        ex.commitment("c", never=("shelling-by-aruna",), repair=Repair(done=MEETING))
    )
    log = [ex.said("observers", "shelling-by-aruna", 5), ex.said("observers", "meeting", 9)]
    assert duties(text, log[0]) == [(0, "active"), (5, "breached"), (20, "active")]
    assert duties(text, *log)[:3] == [(0, "active"), (5, "breached"), (9, "active")]


def test_a_breach_that_a_body_found_turns_it_until_it_is_made_good():
    text = ex.process(
        ex.commitment("c", never=("ambush",), repair=Repair(done=MEETING)),
        decisions=[ex.decision("d", "find_breach", "c", 10)],
    )
    assert duties(text, ex.said("observers", "meeting", 15)) == [
        (0, "active"),
        (10, "breached"),
        (15, "active"),
    ]


def test_periods_turn_a_recurring_duty():
    text = ex.process(ex.commitment("c", done=ex.happened("report"), every=ex.days(10)))
    assert duties(text, ex.said("observers", "report", 14), on=25) == [
        (0, "active"),
        (10, "overdue"),
        (14, "active"),
    ]


def test_a_commitment_elsewhere_turns_it():
    text = ex.process(
        ex.commitment("a", done=HANDOVER, of=("belva",)),
        ex.commitment("c", from_=ex.every(ex.kept("a"), MEETING)),
    )
    log = [ex.said("observers", "handover", 9), ex.said("observers", "meeting", 20)]
    assert duties(text, *log) == [(0, "blocked"), (9, "dormant"), (20, "active")]


def test_a_gate_elsewhere_turns_it():
    text = ex.process(
        ex.commitment("a", done=HANDOVER, of=("belva",)),
        ex.commitment("c", phase="two"),
        phases=[ex.phase("one", ex.kept("a")), ex.phase("two", ex.entered("one"))],
    )
    assert duties(text, ex.said("observers", "handover", 9)) == [(0, "blocked"), (9, "active")]


def test_an_expiry_turns_it():
    text = ex.process(ex.commitment("c", from_=MEETING, expires=ex.by(20)))
    assert duties(text) == [(0, "dormant"), (21, "lapsed")]


@pytest.mark.parametrize(
    ("decision", "duty"), [("release", "released"), ("certify", "discharged")]
)
def test_a_decision_turns_it(decision, duty):
    text = ex.process(
        ex.commitment("c", done=HANDOVER), decisions=[ex.decision("d", decision, "c", 9)]
    )
    assert duties(text) == [(0, "active"), (9, duty)]


def test_a_text_in_its_place_turns_it():
    new = ex.instrument("new", ex.status("in-force", 9), supersedes=("pact",))
    text = ex.process(ex.commitment("c", done=HANDOVER), instruments=[ex.pact(), new])
    assert duties(text) == [(0, "active"), (9, "superseded")]


def test_a_deadline_beyond_the_calendar_never_passes():
    text = ex.process(
        ex.commitment("c", done=HANDOVER, due=ex.within(10)),
        decisions=[ex.decision("s", "suspend", "c", 5)],
    )
    assert duties(text) == [(0, "active"), (5, "suspended")]


def test_a_history_of_what_nothing_turns_is_empty():
    text = ex.process(
        ex.commitment("c", done=AtLeast(1, (HANDOVER,))), instruments=[ex.instrument("pact")]
    )
    assert runs(text) == []


def test_a_deadline_on_the_last_day_there_is_never_passes():
    last = ex.commitment("c", done=HANDOVER, due=Due(by=Span.on(date.max)))
    assert duties(ex.process(last)) == [(0, "active")]


def test_a_period_is_over_even_where_the_next_is_not_asked_for():
    pause = [ex.decision("s", "suspend", "c", 12), ex.decision("r", "resume", "c", 25)]
    recurring = ex.commitment("c", done=ex.happened("report"), every=ex.days(10))
    assert duties(ex.process(recurring, decisions=pause)) == [
        (0, "active"),
        (10, "overdue"),
        (12, "suspended"),
        (25, "overdue"),
    ]


def test_a_period_turns_it_even_if_later_words_take_it_back():
    """Nothing is asked for while the duty is suspended, but what is done counts while it is told."""
    text = ex.process(
        ex.commitment("c", done=ex.happened("report"), every=ex.days(18)),
        instruments=[ex.pact(ex.status("suspended", 5))],
    )
    told = ex.said("observers", "report", 3, until=ex.span(25))
    found = ex.look(text, [told], 40)
    assert ex.day(18) in change_days(found.course, "c", found.on)
    over = [ex.stand(text, [told], each).time.word for each in (17, 18)]
    assert over == ["left", "over"]
