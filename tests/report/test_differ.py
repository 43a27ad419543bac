"""What differs between two standpoints, and what would settle it."""

from pathlib import Path

import pytest

from kept.archive import open_process
from kept.assessment import assess, word_if
from kept.report.differ import differences, differs, settling
from kept.report.explain import again_from, explain, needed_by


@pytest.fixture(scope="module")
def sides(root: Path):
    folder = open_process(root / "processes" / "lakes-exercise")
    on = folder.process.head.compiled_on

    def side(name: str):
        standpoint = folder.process.standpoints[name]
        return assess(folder.process, folder.statements, on=on, standpoint=standpoint, known_at=on)

    return side("aruna"), side("belva"), folder


def test_what_differs_is_told_and_nothing_else(sides):
    left, right, _ = sides
    told = {each.comparison.commitment for each in differences(left, right)}
    assert {"belva-withdraws", "trade-posts", "list-of-positions"} <= told
    for name in left.standings:
        assert (name in told) or left.standings[name].axes == right.standings[name].axes


def test_what_settles_it_gives_both_the_same_word(sides):
    left, right, _ = sides
    tried = 0
    for each in differences(left, right):
        name = each.comparison.commitment
        for change in each.settled_by:
            tried += 1
            assert word_if(left, name, change.findings) == change.word
            assert word_if(right, name, change.findings) == change.word
    assert tried > 4


def test_a_reading_is_settled_by_no_finding(sides):
    left, right, _ = sides
    withdraws = next(
        each
        for each in differences(left, right)
        if each.comparison.commitment == "belva-withdraws"
    )
    assert withdraws.comparison.by == ("reading",)
    assert withdraws.settled_by == ()
    assert differs(withdraws.comparison)


def test_where_words_agree_there_is_nothing_to_settle(sides):
    left, _, _ = sides
    assert all(settling(left, left, each) == () for each in left.standings)


def test_asked_of_courses_that_remember_an_explanation_says_the_same(sides):
    left, _, folder = sides
    made = {}
    make = again_from(left, folder.statements)

    def again(standpoint):
        return made.setdefault((standpoint.id, standpoint.readings), make(standpoint))

    for name in ("belva-withdraws", "trade-posts", "front-disarmed"):
        plain = explain(left, name, folder.statements)
        kept = explain(left, name, folder.statements, again=again)
        assert plain.comparison == kept.comparison
        assert plain.readings == kept.readings
    assert made


def test_an_explanation_compares_as_whole_assessments_do(sides):
    left, right, folder = sides
    found = explain(left, "trade-posts", folder.statements).comparison
    assert found.standings["belva"].axes == right.standings["trade-posts"].axes
    assert found.word == "contested"


def test_what_a_text_names_is_what_it_needs(sides):
    process = sides[0].process
    needs = needed_by(process)
    assert set(needs) == set(process.commitments)
    assert any(needs.values())
    assert all(each in process.commitments for several in needs.values() for each in several)
