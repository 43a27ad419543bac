"""That a lane sees, keeps and counts the same words as the reference."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from tests.assessment import exercise as ex
from tests.assessment import strategies
from tests.assessment.dice import Dice, thrown
from tests.assessment.sweep.plain.test_slots import BASES, KNOWN, STANDPOINTS, TEXT

from kept.assessment.record import record
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.plain.masks import masks_of


def tangled(dice):
    """Retractions of anything, earlier or later, of one another and of themselves."""
    number = dice.between(1, 9)
    names = [f"s{each}" for each in range(number)]
    found = []
    for name in names:
        speakers = dice.some(("aruna", "belva", "front", "aruna-army"), 1, 2)
        given = {
            "id": name,
            "release": "parties" if dice.seldom(4) else "public",
            "filed_by": ("belva",) if dice.seldom(4) else (),
            "unnamed": dice.seldom(9),
        }
        if dice.seldom(3):
            found.append(ex.said(speakers, "handover", dice.below(60), **given))
        else:
            target = dice.one(*names, "nothing")
            found.append(ex.taken_back(speakers, target, dice.below(60), **given))
    return strategies.entered(dice, found) if dice.seldom(2) else tuple(found)


def in_a_circle(dice):
    """A circle of some length, with others that take back a part of it."""
    size = dice.between(1, 5)
    found = [ex.said("aruna", "handover", 0, id="claim")]
    for number in range(size):
        speakers = dice.some(("aruna", "belva"), 1, 2)
        release = "parties" if dice.seldom(5) else "public"
        target = f"s{(number + 1) % size}"
        found.append(ex.taken_back(speakers, target, 1, id=f"s{number}", release=release))
    for number in range(dice.below(4)):
        target = f"s{dice.below(size)}" if dice.seldom(2) else "claim"
        found.append(ex.taken_back(("aruna",), target, 1, id=f"t{number}"))
    order = dice.some(range(len(found)), len(found), len(found))
    return strategies.entered(dice, [found[each] for each in order])


@given(thrown(tangled, 160) | thrown(in_a_circle, 90) | strategies.logs, STANDPOINTS, KNOWN, BASES)
def test_masks_are_the_reference_s(log, standpoints, known_at, basis):
    assert_the_same_masks(log, standpoints, known_at, basis)


@pytest.mark.parametrize("seed", range(60))
def test_masks_are_the_reference_s_in_a_tangle(seed):
    dice = Dice(Random(seed).randbytes(2000))  # noqa: S311 - a test, not a secret
    standpoints = [strategies.standpoint(dice) for _ in range(5)]
    for _ in range(5):
        log = dice.one(tangled, in_a_circle)(dice)
        assert_the_same_masks(log, standpoints, ex.LATE, "published")


def assert_the_same_masks(log, standpoints, known_at, basis):
    columns = columns_of(TEXT, log)
    words, names = columns.words, columns.vocabulary.propositions
    at = {each.id: number for number, each in enumerate(log)}
    for lanes in lanes_of(TEXT, standpoints, columns.vocabulary):
        masks = masks_of(columns, lanes, ex.day(known_at), basis)
        for lane, standpoint in enumerate(lanes.standpoints):
            known = record(TEXT, log, standpoint, ex.day(known_at), basis)
            assert statements(words, masks.seen >> lane) == {
                at[each.id] for each in known.seen if each.about
            }
            assert counted(columns, lanes, masks, lane) == {
                (name, at[each.statement.id], voice)
                for name in names
                for each in known.about(name)
                for voice in each.voices
            }


def statements(words, mask):
    return set(words.statement[(mask & 1) != 0].tolist())


def counted(columns, lanes, masks, lane):
    words = columns.words
    return {
        (
            columns.vocabulary.propositions[words.proposition[row]],
            int(words.statement[row]),
            lanes.voices[masks.voice[row]],
        )
        for row in (masks.counted >> lane & 1).nonzero()[0].tolist()
    }


@given(thrown(tangled, 160), STANDPOINTS)
def test_what_counts_stands_and_what_stands_is_seen(log, standpoints):
    columns = columns_of(TEXT, log)
    for lanes in lanes_of(TEXT, standpoints, columns.vocabulary):
        masks = masks_of(columns, lanes, ex.day(ex.LATE), "published")
        assert not (masks.counted & ~masks.standing).any()
        assert not (masks.standing & ~masks.seen).any()
