"""Nobody signs, takes back or renames what is not its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as some
from tests.assessment.dice import Dice

from kept.assessment import own_words, told_apart
from kept.ledger import Statement

TEXT = ex.process(ex.commitment("c", done=ex.happened("handover")))
SAID = ex.said(
    "aruna", "handover", 3, id="said", signed=True, entered=ex.entry(0, 3, "aruna/delegation")
)


def by(author: str, statement: Statement, index: int = 5) -> Statement:
    return replace(statement, entered=ex.entry(index, 9, author))


def heard(*log: Statement) -> str:
    return ex.stand(TEXT, told_apart(own_words(log, TEXT))).evidence


# ── Whose words ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("author", "speakers", "signed"),
    [
        ("aruna/delegation", ("aruna",), True),
        ("aruna/delegation", ("aruna-army",), True),
        ("aruna-army/staff", ("aruna",), True),
        ("belva/delegation", ("aruna",), False),
        ("belva/delegation", ("aruna", "belva"), False),
        ("keeper/recorder", ("aruna",), True),
    ],
)
def test_a_party_signs_for_itself_and_its_forces(
    author: str, speakers: tuple[str, ...], signed: bool
) -> None:
    [it] = own_words([by(author, replace(SAID, speakers=speakers))], TEXT)
    assert it.signed is signed
    assert it.speakers == speakers


def test_a_recorder_enters_what_anybody_published() -> None:
    entered = by("mediator/recorder", SAID)
    assert own_words([entered], TEXT, {"mediator/recorder"}) == (entered,)
    assert not own_words([entered], TEXT)[0].signed


def test_what_comes_from_files_stays_as_it_is() -> None:
    assert own_words([replace(SAID, entered=None)], TEXT) == (replace(SAID, entered=None),)


def test_words_put_into_a_mouth_do_not_replace_what_was_signed() -> None:
    denied = replace(ex.denied("aruna", "handover", 8, signed=True), id="forged")
    assert heard(SAID, by("belva/delegation", denied)) == "claimed"
    assert heard(SAID, by("aruna/delegation", denied)) == "refuted"


def test_nobody_takes_back_the_words_of_others() -> None:
    back = ex.taken_back("aruna", "said", 8)
    assert heard(SAID, by("belva/delegation", back)) == "claimed"
    assert heard(SAID, by("aruna/delegation", back)) == "unreported"
    both = ex.taken_back(("aruna", "belva"), "said", 8)
    [_, it] = own_words([SAID, by("belva/delegation", both)], TEXT)
    assert (it.speakers, it.retracts) == (("belva",), "said")
    assert heard(SAID, by("belva/delegation", both)) == "claimed"


def test_a_force_within_itself_is_a_side_of_its_own() -> None:
    actors = [ex.actor("aruna", part_of="belva"), ex.actor("belva", part_of="aruna")]
    text = ex.process(actors=actors)
    found = own_words([by("aruna/x", SAID), by("mediator/x", SAID)], text)
    assert [each.signed for each in found] == [True, True]


# ── Whose id ─────────────────────────────────────────────────────────────────


def test_the_first_keeps_its_id_and_later_ones_are_called_by_their_entry() -> None:
    again = by("belva/delegation", ex.denied("belva", "handover", 4, id="said"), 7)
    third = by("belva/delegation", ex.denied("belva", "handover", 5, id="said.7"), 2)
    last = by("aruna/delegation", SAID, 7)
    found = told_apart([last, again, third, SAID])
    assert [each.id for each in found] == ["said", "said.7", "said.7.7", "said.7.7.7"]


def test_whoever_takes_the_id_of_others_takes_back_its_own_alone() -> None:
    squat = by("belva/delegation", ex.denied("belva", "meeting", 4, id="said"), 7)
    back = by("belva/delegation", ex.taken_back("belva", "said", 8), 8)
    assert heard(SAID, squat, back) == "claimed"
    [_, its, taken] = told_apart([SAID, squat, back])
    assert its.id == taken.retracts == "said.7"
    answer = by("belva/delegation", ex.denied("belva", "ambush", 8, answers=("said", "x")), 9)
    assert told_apart([SAID, squat, answer])[2].answers == ("said.7", "x")
    assert told_apart([SAID, answer])[1].answers == ("said", "x")


@given(some.logs, st.binary(min_size=80, max_size=80))
def test_where_ids_are_distinct_nothing_is_renamed(
    log: tuple[Statement, ...], thrown: Any
) -> None:
    found = told_apart(some.entered(Dice(thrown), log))
    assert sorted(each.id for each in found) == sorted(each.id for each in log)
    assert all(each in found for each in some.entered(Dice(thrown), log))
