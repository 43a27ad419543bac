"""When duties lie suspended, by decision or with their text."""

from __future__ import annotations

from datetime import date

from tests.assessment import exercise as ex


def lay(*decisions, statuses=(), statements=()):
    """The stretches in which `c` lay suspended, in numbered days; None without end."""
    text = ex.process(
        ex.commitment("c", done=ex.happened("handover")),
        instruments=(ex.pact(*statuses),),
        decisions=decisions,
    )
    found = ex.look(text, statements).course.suspensions("c")
    return [
        ((first - ex.FIRST).days, None if end == date.max else (end - ex.FIRST).days)
        for first, end in found
    ]


def stop(on, name="s", **given):
    return ex.decision(name, "suspend", "c", on, **given)


def go_on(on, name="r", **given):
    return ex.decision(name, "resume", "c", on, **given)


def test_nothing_is_suspended_where_nobody_says_so():
    assert lay() == []
    assert lay(go_on(5)) == []


def test_a_decision_suspends_until_another_resumes():
    assert lay(stop(5)) == [(5, None)]
    assert lay(stop(5), go_on(9)) == [(5, 9)]
    assert lay(stop(5), go_on(9), stop(20, "s2")) == [(5, 9), (20, None)]


def test_a_second_word_for_the_same_changes_nothing():
    assert lay(stop(5), stop(7, "s2"), go_on(9), go_on(11, "r2")) == [(5, 9)]


def test_an_uncertain_day_counts_when_it_is_certain():
    assert lay(stop((5, 8)), go_on((9, 12))) == [(8, 12)]


def test_a_body_without_the_power_suspends_nothing():
    assert lay(stop(5, taken_by=("front",))) == []


def test_a_duty_lies_suspended_with_its_text():
    suspended, resumed = ex.status("suspended", 5), ex.status("resumed", 9)
    assert lay(statuses=[suspended]) == [(5, None)]
    assert lay(statuses=[suspended, resumed]) == [(5, 9)]


def test_a_text_may_be_suspended_by_what_happens():
    suspended = ex.status("suspended", when=ex.happened("meeting"))
    assert lay(statuses=[suspended]) == []
    assert lay(statuses=[suspended], statements=[ex.said("belva", "meeting", 7)]) == [(7, None)]


def test_what_is_suspended_for_two_reasons_needs_both_to_end():
    statuses = [ex.status("suspended", 12), ex.status("resumed", 15)]
    assert lay(stop(10), go_on(20), statuses=statuses) == [(10, 20)]
    assert lay(stop(10), go_on(13), statuses=statuses) == [(10, 15)]
    assert lay(stop(10), go_on(12), statuses=statuses) == [(10, 15)]
    assert lay(stop(1), go_on(3), statuses=statuses) == [(1, 3), (12, 15)]


def test_what_is_resumed_and_suspended_on_one_day_stays_suspended():
    assert lay(stop(5), go_on(9), stop(9, "s2")) == [(5, None)]


def test_the_duty_says_so():
    text = ex.process(
        ex.commitment("c", done=ex.happened("handover")), decisions=[stop(5), go_on(9)]
    )
    assert [ex.stand(text, on=on).duty for on in (4, 5, 8, 9)] == [
        "active",
        "suspended",
        "suspended",
        "active",
    ]


def test_what_else_a_body_decides_resumes_nothing():
    for word, given in (("extend", {"by": ex.days(3)}), ("find_breach", {}), ("resume", {})):
        other = ex.decision("x", word, "c", 7, **given)
        assert lay(stop(5), other) == ([(5, 7)] if word == "resume" else [(5, None)])
    assert lay(ex.decision("x", "extend", "c", 7, by=ex.days(3))) == []
