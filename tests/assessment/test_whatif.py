"""What would change a standing, and what is only supposed."""

from __future__ import annotations

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Change, Finding, suppose, what_would_change, word_if
from kept.assessment.whatif import findings_on
from kept.names import Interval, Test
from kept.process import Due, Repair

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def changes(commitment, *statements, on=5, **given):
    assessment = ex.look(ex.process(commitment, *given.pop("others", ())), statements, on, **given)
    return what_would_change(assessment, "c")


def single(proposition, saying, test=None):
    return (Finding(proposition, saying, test),)


def test_what_would_change_it_is_named_with_the_word_that_would_follow():
    late = ex.commitment("c", done=HANDOVER, due=ex.within(10))
    assert changes(late, on=20) == (
        Change(single("handover", "so"), "kept"),
        Change(single("handover", "not-so"), "broken"),
    )


def test_what_changes_nothing_is_not_named():
    done = ex.commitment("c", done=HANDOVER)
    assert changes(done, ex.said("joint-team", "handover", 3)) == (
        Change(single("handover", "not-so"), "contested"),
    )


def test_two_findings_are_named_only_where_no_single_one_changes_anything():
    both = ex.commitment("c", done=ex.every(HANDOVER, MEETING))
    assert changes(both, on=5) == (
        Change(single("handover", "not-so"), "not-yet-due"),
        Change(single("meeting", "not-so"), "not-yet-due"),
    )
    late = ex.commitment("c", from_=ex.every(HANDOVER, MEETING))
    assert changes(late) == (
        Change((Finding("handover", "so"), Finding("meeting", "so")), "cannot-be-judged"),
    )


def test_nobody_finds_a_thing_both_so_and_not_so():
    never = ex.commitment("c", from_=ex.every(HANDOVER, ex.reached(90)))
    assert changes(never) == ()


def test_where_nothing_found_today_would_change_it_nothing_is_named():
    assert changes(ex.commitment("c")) == ()
    three = ex.commitment("c", from_=ex.every(HANDOVER, MEETING, ex.happened("report")))
    assert changes(three) == ()


def test_everything_a_commitment_asks_may_be_found():
    asked = ex.commitment(
        "c",
        from_=HANDOVER,
        done=ex.measured("troops", "=", 0),
        due=Due(before=MEETING),
        expires=ex.within(5, after=ex.happened("report")),
        repair=Repair(done=ex.happened("calm")),
        until=ex.nay(ex.happened("peace")),
        readings=(
            ex.reading("r", "aruna", due=ex.within(3, after=ex.measured("progress", ">", 1))),
        ),
    )
    found = [(each.proposition, each.saying, each.test) for each in findings_on(asked)]
    names = ["handover", "troops", "peace", "meeting", "report", "calm", "progress"]
    tests = {"troops": Test("=", 0), "progress": Test(">", 1)}
    assert found == [
        (name, saying, tests.get(name)) for name in names for saying in ("so", "not-so")
    ]


def test_an_incident_may_be_found():
    never = ex.commitment("c", never=("ambush", "shelling-by-aruna"))
    assert changes(never) == (
        Change(single("ambush", "so"), "broken"),
        Change(single("shelling-by-aruna", "so"), "broken"),
    )


def test_what_is_asked_twice_is_found_once():
    twice = ex.commitment("c", from_=HANDOVER, done=HANDOVER)
    assert changes(twice) == (Change(single("handover", "so"), "kept"),)


def test_two_tests_of_one_measure_are_two_questions():
    several = ex.every(ex.measured("troops", "<", 9), ex.measured("troops", ">", 2))
    found = changes(ex.commitment("c", done=several))
    assert {each.findings[0].test for each in found} <= {Test("<", 9), Test(">", 2)}
    assert found


@pytest.mark.parametrize(
    ("test", "so", "not_so"),
    [
        (Test("=", 0), 0, 1),
        (Test("<", 5), 4, 5),
        (Test("<=", 5), 5, 6),
        (Test(">", 5), 6, 5),
        (Test(">=", 5), 5, 4),
    ],
)
def test_a_figure_is_supposed_next_to_the_limit(test, so, not_so):
    assessment = ex.look(ex.process(ex.commitment("c")), on=5)

    def supposed(saying):
        course = suppose(assessment, single("troops", saying, test))
        [heard] = course.record.about("troops")
        return heard.statement.says

    assert supposed("so") == Interval(so, so)
    assert supposed("not-so") == Interval(not_so, not_so)


def test_a_figure_that_fails_the_test_is_supposed_to_be_measured():
    late = ex.commitment("c", done=ex.measured("troops", "=", 0), due=ex.within(10))
    assert changes(late, on=20) == (
        Change(single("troops", "so", Test("=", 0)), "kept"),
        Change(single("troops", "not-so", Test("=", 0)), "broken"),
    )


def test_a_figure_may_be_supposed_itself():
    assessment = ex.look(ex.process(ex.commitment("c", done=ex.measured("troops", "=", 0))), on=5)
    for low, word in ((0, "kept"), (1, "not-yet-due")):
        finding = Finding("troops", "so", says=Interval(low, low))
        assert word_if(assessment, "c", [finding]) == word


def test_a_supposed_finding_is_verified_and_leaves_what_was_said():
    text = ex.process(ex.commitment("c", done=HANDOVER))
    careful = {"accept": "verified"}
    assessment = ex.look(text, [ex.said("aruna", "handover", 3)], 5, **careful)
    assert word_if(assessment, "c", single("handover", "so")) == "kept"
    course = suppose(assessment, single("handover", "so"))
    assert len(course.record.about("handover")) == 2
    assert len(assessment.record.about("handover")) == 1
    [own, supposed] = course.record.about("handover")
    assert supposed.order > own.order
    assert supposed.statement.id == "supposed-0"
    assert supposed.statement.signed
    assert supposed.statement.said_on == supposed.statement.when == ex.span(5)


def test_several_findings_are_told_apart():
    assessment = ex.look(ex.process(ex.commitment("c")), [ex.said("aruna", "calm", 1)], on=5)
    course = suppose(assessment, [Finding("handover", "so"), Finding("meeting", "not-so")])
    [one], [other] = course.record.about("handover"), course.record.about("meeting")
    assert (one.statement.id, other.statement.id) == ("supposed-0", "supposed-1")
    assert (one.statement.kind, other.statement.kind) == ("verifies", "denies")
    assert (one.order, other.order) == (1, 2)
