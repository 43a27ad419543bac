"""That masks say of each standpoint what the reference says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies

from kept.assessment.accounts import Interest
from kept.assessment.record import bloc_of, grade_reaches
from kept.assessment.sweep.build import vocabulary_of
from kept.assessment.sweep.lanes import LANES, Lanes, lanes_of, voice_names
from kept.assessment.terms import VERIFIER
from kept.assessment.whatif import SECOND_VOICE
from kept.ledger.statement import RELEASES

PROCESS = ex.process(ex.commitment("c"))
VOCABULARY = vocabulary_of(PROCESS)
NAMED = ("aruna", "belva", "joint-team", VERIFIER)
SIDES = st.frozensets(st.sampled_from(NAMED))
INTERESTS = st.lists(st.builds(Interest, SIDES, SIDES, SIDES), min_size=1, max_size=4)


def lanes(*standpoints) -> Lanes:
    (found,) = lanes_of(PROCESS, standpoints, VOCABULARY)
    return found


def lanes_in(mask) -> set[int]:
    return {lane for lane in range(LANES) if int(mask) >> lane & 1}


@given(st.lists(strategies.standpoints, min_size=1, max_size=20))
def test_each_standpoint_has_one_lane_among_those_who_join_the_same_blocs(standpoints):
    several = [replace(each, id=f"p{at}") for at, each in enumerate(standpoints)]
    found = list(lanes_of(PROCESS, several, VOCABULARY))
    swept = [each for one in found for each in one.standpoints]
    assert sorted(swept, key=lambda each: each.id) == sorted(several, key=lambda each: each.id)
    assert all(0 < len(each.standpoints) <= LANES for each in found)
    for each in found:
        (blocs,) = {one.blocs for one in each.standpoints}
        places = [several.index(one) for one in each.standpoints]
        assert places == sorted(places)
        for at, name in enumerate(VOCABULARY.actors):
            speaks = bloc_of(name, PROCESS, each.standpoints[0])
            assert each.voices[each.voice[at]] == speaks, blocs


@given(st.lists(strategies.standpoints, min_size=1, max_size=LANES))
def test_masks_say_who_sees_and_counts_what(standpoints):
    several = tuple(replace(each, blocs=(("belva", "front"),)) for each in standpoints)
    found = lanes(*several)
    for lane, each in enumerate(several):
        for at, release in enumerate(RELEASES):
            assert (lane in lanes_in(found.sees[at])) == (release in each.sees)
        for at, name in enumerate(VOCABULARY.actors):
            names = {name, bloc_of(name, PROCESS, each)}
            only, all_but = each.counts.only, each.counts.all_but
            counts = bool(names & set(only)) if only is not None else not names & set(all_but)
            assert (lane in lanes_in(found.counts[at])) == counts
        for reliability in range(1, 6):
            for credibility in range(1, 6):
                mask = found.grades[8 * reliability + credibility]
                text = f"{'-ABCDE'[reliability]}{credibility}"
                assert (lane in lanes_in(mask)) == grade_reaches(text, each.grade)
        assert lane in lanes_in(found.grades[0])
        assert found.accept[lane] == ["claimed", "corroborated", "verified"].index(each.accept) + 1


def test_nine_who_join_the_same_take_two_passes():
    several = [ex.reader(f"p{at}") for at in range(LANES + 1)]
    sizes = [len(each.standpoints) for each in lanes_of(PROCESS, several, VOCABULARY)]
    assert sizes == [LANES, 1]


@given(INTERESTS)
def test_classes_say_who_verifies_and_who_gains(interests):
    found = lanes(*(ex.reader(f"p{at}") for at in range(len(interests))))
    classes = found.classes(interests)
    assert classes.shape == (6, len(found.voices))
    for lane, interest in enumerate(interests):
        for side, it in ((0, interest), (3, interest.swapped())):
            for at, name in enumerate(found.voices):
                told = [lane in lanes_in(classes[side + row, at]) for row in range(3)]
                verifies = name in it.verifiers and name not in it.performers
                concedes = name in it.doubters and name not in it.performers
                served = name in it.performers and name not in it.doubters
                assert told == [verifies, concedes, not served]


def test_a_side_nobody_speaks_for_has_no_class():
    found = lanes(ex.reader())
    nobody = Interest(frozenset({"no-actor"}), frozenset({"none"}), frozenset({"neither"}))
    assert (found.classes([nobody]) == found.classes([Interest()])).all()


def test_a_mask_of_what_holds():
    several = (ex.reader("a", grade="B2"), ex.reader("b"), ex.reader("c", grade="B2"))
    assert lanes(*several).mask(lambda it: it.grade == "B2") == 0b101


@pytest.mark.parametrize("name", [VERIFIER, SECOND_VOICE, "unnamed through nobody", "aruna"])
def test_voices_are_actors_unnamed_sources_and_those_supposed(name):
    several = voice_names(VOCABULARY)
    assert several.count(name) == 1
    assert len(several) == len(VOCABULARY.actors) + len(VOCABULARY.publishers) + 2
    assert len(several) == len(np.unique(several))
