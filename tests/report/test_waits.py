"""What waits for what: along the text, in circles, across tracks, and what could move first."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex

from kept.process import Track
from kept.report.waits import (
    circles,
    first_steps,
    reached_from,
    unblocking,
    wait_json,
    waiting_circles,
    waits,
)

HANDOVER, MEETING = ex.happened("handover"), ex.happened("meeting")


def chain(**given):
    """Belva owes a; Aruna owes b once a is kept; the front owes c once b is."""
    return ex.process(
        ex.commitment("a", of=("belva",), done=HANDOVER, **given),
        ex.commitment("b", of=("aruna",), done=MEETING, from_=ex.kept("a")),
        ex.commitment("c", of=("front",), done=ex.happened("report"), from_=ex.kept("b")),
    )


def told(text, *statements, on=50):
    found = waits(ex.look(text, statements, on))
    return [(each.waiting, each.awaited, each.word) for each in found]


def test_each_waits_for_the_one_before():
    assert told(chain()) == [("b", "a", "neither"), ("c", "b", "neither")]


def test_what_is_kept_is_waited_for_no_more():
    assert told(chain(), ex.said("observers", "handover", 5)) == [("c", "b", "neither")]


def test_a_deadline_that_has_passed_is_told_with_the_wait():
    assert told(chain(due=ex.by(20)), on=21)[0] == ("b", "a", "passed")
    denied = ex.denied("observers", "handover", 22)
    assert told(chain(due=ex.by(20)), denied, on=25)[0] == ("b", "a", "breached")


def test_two_that_wait_for_each_other_are_in_breach_of_nothing():
    text = ex.process(
        ex.commitment("a", of=("belva",), done=HANDOVER, from_=ex.kept("b")),
        ex.commitment("b", of=("aruna",), done=MEETING, from_=ex.kept("a")),
    )
    assert told(text) == [("a", "b", "each-waits"), ("b", "a", "each-waits")]
    assert waiting_circles(ex.look(text)) == (("a", "b"),)
    assert first_steps(ex.look(text)) == ()


def test_what_could_move_first_waits_for_nobody():
    [step] = first_steps(ex.look(chain()))
    assert (step.commitment, step.frees, step.after) == ("a", ("b",), ("c",))


def test_the_smallest_finding_frees_what_waits_for_it():
    [change] = unblocking(ex.look(chain()), "b")
    [finding] = change.findings
    assert (finding.proposition, finding.saying) == ("handover", "so")
    assert change.word != "blocked"


def test_a_wait_across_tracks_is_marked():
    text = chain()
    other = ex.instrument("treaty", ex.status("in-force", 0))
    text = replace(
        text,
        tracks={**text.tracks, "hills": Track(id="hills", place=ex.PLACE, name=ex.words("Hills"))},
        instruments={**text.instruments, "treaty": replace(other, track="hills")},
        commitments={
            **text.commitments,
            "b": replace(text.commitments["b"], instrument="treaty"),
        },
    )
    assessment = ex.look(text)
    assert [each.across for each in waits(assessment)] == [True, True]
    assert first_steps(assessment)[0].tracks == ("valley", "hills")
    assert wait_json(waits(assessment)[0], text)["tracks"] == ["hills", "valley"]


graphs = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), unique=True, max_size=3)
)


@given(graphs)
def test_in_a_circle_everybody_reaches_everybody(graph):
    found = circles(graph)
    for circle in found:
        assert all(set(circle) <= reached_from(graph, each) for each in circle)
    within = {each for circle in found for each in circle}
    assert within == {each for each in graph if each in reached_from(graph, each)}
    assert len(within) == sum(len(each) for each in found)


@given(graphs)
def test_whatever_is_reached_is_reached_through_somebody_waited_for(graph):
    for start in graph:
        steps = {one for each in graph[start] for one in (each, *reached_from(graph, each))}
        assert reached_from(graph, start) == steps
