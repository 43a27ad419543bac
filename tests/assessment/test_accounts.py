"""Of each voice the last thing it said that speaks for the day, and what that amounts to."""

from __future__ import annotations

from datetime import date

import pytest
from tests.assessment import exercise as ex

from kept.assessment import Strength
from kept.assessment.accounts import (
    Account,
    Interest,
    Pick,
    sign_of_event,
    sign_of_figure,
    speaks_for,
    weigh,
)
from kept.assessment.record import Heard
from kept.names import Test

CALENDAR = ex.process().calendar
NONE, CLAIMED, CORROBORATED, VERIFIED = Strength


def told(*statements, on=30, about="handover", test=None, pick=Pick.CERTAIN):
    """Sign and statement of each voice's account on a day."""
    found = ex.look(ex.process(), statements).course.weighing.accounts(
        about, test, ex.day(on), pick
    )
    return {each.voice: (each.sign, each.heard.statement.id) for each in found}


# ── Which words are a voice's account ────────────────────────────────────────


def claim(name, on, speaker="aruna", **given):
    return ex.said(speaker, given.pop("about", "handover"), on, id=name, **given)


def no(name, on, speaker="aruna", **given):
    return claim(name, on, speaker, kind="denies", **given)


def test_each_voice_has_one_account_in_the_order_of_names():
    log = claim("a", 5, "front"), claim("b", 5, "belva-army"), no("c", 6, "belva")
    assert list(told(*log).items()) == [("belva", ("against", "c")), ("front", ("for", "a"))]


def test_the_last_said_counts_whatever_was_entered_last():
    assert told(no("new", 9), claim("old", 5)) == {"aruna": ("against", "new")}


def test_an_uncertain_day_of_speaking_is_its_last():
    assert told(claim("span", (5, 9)), no("day", 8)) == {"aruna": ("for", "span")}


def test_of_one_day_the_last_entered_counts():
    assert told(claim("a", 5), no("b", 5)) == {"aruna": ("against", "b")}
    assert told(no("b", 5), claim("a", 5)) == {"aruna": ("for", "a")}


def test_signed_words_are_not_replaced_by_reported_speech():
    log = claim("signed", 5, signed=True), no("reported", 9)
    assert told(*log) == {"aruna": ("for", "signed")}
    assert told(*log, no("again", 12, signed=True)) == {"aruna": ("against", "again")}


def test_a_joint_statement_is_the_account_of_each_speaker():
    log = claim("both", 5, ("aruna", "belva")), no("own", 9, "belva")
    assert told(*log) == {"aruna": ("for", "both"), "belva": ("against", "own")}


def test_words_speak_from_the_day_they_speak_of():
    log = [claim("a", 5, when=20)]
    assert told(*log, on=19) == {}
    assert told(*log, on=20) == {"aruna": ("for", "a")}


def test_an_uncertain_day_counts_when_it_is_certain_or_when_it_is_possible():
    log = [claim("a", 30, when=(10, 20))]
    assert told(*log, on=19) == {}
    assert told(*log, on=20) == {"aruna": ("for", "a")}
    assert told(*log, on=9, pick=Pick.POSSIBLE) == {}
    assert told(*log, on=10, pick=Pick.POSSIBLE) == {"aruna": ("for", "a")}


def test_words_that_no_longer_speak_uncover_older_ones():
    log = claim("old", 1, about="peace"), no("short", 5, about="peace", until=10)
    found = [told(*log, on=on, about="peace")["aruna"] for on in (4, 5, 9, 10)]
    assert found == [("for", "old"), ("against", "short"), ("against", "short"), ("for", "old")]


# ── How long words speak ─────────────────────────────────────────────────────


def stretch(statement, about, sign="for", pick=Pick.CERTAIN):
    text = ex.process(
        propositions=(*ex.PROPOSITIONS, ex.proposition("visit", "event", fresh=ex.days(7)))
    )
    first, end = speaks_for(statement, text.propositions[about], sign, pick, CALENDAR)
    return (
        None if first == date.min else (first - ex.FIRST).days,
        None if end == date.max else (end - ex.FIRST).days,
    )


@pytest.mark.parametrize(
    ("about", "sign", "expected"),
    [
        ("handover", "for", (5, None)),  # what happened stays happened
        ("visit", "for", (5, None)),
        ("handover", "against", (None, None)),  # not by then: nor on any day before
        ("handover", "unclear", (None, None)),
        ("visit", "against", (None, 12)),
        ("calm", "for", (5, 25)),
        ("calm", "against", (5, 25)),
        ("peace", "for", (5, None)),
        ("troops", "against", (5, 25)),
        ("shelling-by-aruna", "for", (5, 20)),
    ],
)
def test_words_speak_for_as_long_as_what_they_are_about_allows(about, sign, expected):
    assert stretch(ex.said("aruna", about, 5), about, sign) == expected


def test_an_uncertain_beginning_grows_old_from_its_last_day():
    it = ex.said("aruna", "calm", 5, when=(1, 5))
    assert stretch(it, "calm") == (5, 25)
    assert stretch(it, "calm", pick=Pick.POSSIBLE) == (1, 25)


@pytest.mark.parametrize("about", ["handover", "calm", "peace"])
def test_words_speak_no_longer_than_the_speaker_says(about):
    assert stretch(ex.said("aruna", about, 5, until=(8, 9)), about) == (5, 9)
    assert stretch(ex.said("aruna", "handover", 5, until=8), "handover", "against") == (None, 8)


# ── What they say ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "extent", "sign"),
    [
        ("asserts", None, "for"),
        ("reports", None, "for"),
        ("verifies", None, "for"),
        ("denies", None, "against"),
        ("disputes", None, "against"),
        ("reports", 3, "for"),
        ("reports", 2, "against"),
        ("reports", 0, "against"),
        ("reports", (1, 2), "against"),
        ("reports", (2, 3), "unclear"),
        ("reports", (3, None), "for"),
        ("reports", (2, None), "unclear"),
        ("reports", (None, 2), "against"),
        ("reports", (None, 3), "unclear"),
        ("reports", (None, None), "unclear"),
        ("denies", 3, "against"),
    ],
)
def test_an_event_is_said_to_be_so_or_not_and_partly_done_is_not_done(kind, extent, sign):
    assert sign_of_event(ex.said("aruna", "handover", 5, kind=kind, extent=extent)) == sign


@pytest.mark.parametrize(
    ("kind", "says", "test", "sign"),
    [
        ("reports", 0, "= 0", "for"),
        ("reports", (7000, 12000), "= 0", "against"),
        ("reports", (0, 40), "= 0", "unclear"),
        ("reports", None, "= 0", "unclear"),
        ("reports", (None, None), "= 0", "unclear"),
        ("denies", None, "= 0", "unclear"),
        ("denies", 0, "= 0", "against"),
        ("denies", 7000, "= 0", "unclear"),  # not so many is not none
        ("denies", (7000, 12000), "= 0", "unclear"),
        ("denies", (1, None), "= 0", "for"),  # not one or more: none
        ("denies", (0, 40), "= 0", "against"),
        ("denies", (0, 40), "> 40", "for"),
        ("denies", (None, 40), "> 40", "for"),
        ("denies", (7000, None), "< 7000", "for"),
        ("denies", (7000, None), ">= 7000", "against"),
        ("denies", (None, None), "= 0", "unclear"),
        ("denies", (0, None), "= 0", "unclear"),  # it denies every figure there can be
    ],
)
def test_a_figure_is_tested_as_the_interval_it_is(kind, says, test, sign):
    it = ex.said("aruna", "troops", 5, kind=kind, says=says)
    operator, value = test.split()
    troops = ex.process().propositions["troops"]
    assert sign_of_figure(it, Test(operator, int(value)), troops) == sign


@pytest.mark.parametrize(
    ("says", "test", "sign"),
    [
        (3, "<= 2", "for"),
        ((2, 3), "< 2", "for"),
        ((0, 1), ">= 2", "for"),
        ((1, 2), "= 0", "unclear"),
        ((0, 2), "= 3", "for"),
    ],
)
def test_a_denied_figure_lies_elsewhere_between_the_least_and_the_most_there_can_be(
    says, test, sign
):
    it = ex.denied("aruna", "progress", 5, says=says)
    operator, value = test.split()
    progress = ex.process().propositions["progress"]
    assert sign_of_figure(it, Test(operator, int(value)), progress) == sign


def test_where_nothing_bounds_an_indicator_a_denied_figure_may_lie_on_either_side():
    money = ex.proposition("money", "indicator")
    it = ex.denied("aruna", "money", 5, says=(5, 9))
    assert sign_of_figure(it, Test("=", 5), money) == "against"
    assert sign_of_figure(it, Test(">", 9), money) == "unclear"


# ── What they amount to ──────────────────────────────────────────────────────


def weighed(*signs, **interest):
    """The evidence of voices, each given as `name+`, `name-` or `name?`."""
    meaning = {"+": "for", "-": "against", "?": "unclear"}
    heard = Heard(ex.said("aruna", "handover", 1), 0, ())
    found = [Account(each[:-1], meaning[each[-1]], heard) for each in signs]
    given = {side: frozenset(names) for side, names in interest.items()}
    return weigh(found, Interest(**given))


def strengths(*signs, **interest):
    evidence = weighed(*signs, **interest)
    return evidence.for_, evidence.against


def test_silence_is_no_evidence():
    assert strengths() == (NONE, NONE)


def test_one_voice_is_a_claim_and_two_corroborate():
    assert strengths("a+") == (CLAIMED, NONE)
    assert strengths("a+", "b+") == (CORROBORATED, NONE)
    assert strengths("a-", "b-", "c+") == (CLAIMED, CORROBORATED)


def test_an_unclear_voice_is_marked_and_counts_on_neither_side():
    assert strengths("a?", "b?") == (NONE, NONE)
    assert weighed("a?").unclear
    assert weighed("a+", "b?").unclear
    assert not weighed("a+", "b-").unclear


def test_what_grows_old_is_marked_by_whoever_asks():
    assert weigh((), Interest(), stale=True).stale
    assert not weigh((), Interest()).stale


def test_a_verifier_verifies_on_either_side():
    assert strengths("v+", verifiers="v") == (VERIFIED, NONE)
    assert strengths("v-", "a+", verifiers="v") == (CLAIMED, VERIFIED)


def test_nobody_verifies_what_serves_its_own_side():
    assert strengths("v+", verifiers="v", performers="v") == (CLAIMED, NONE)
    assert strengths("v-", verifiers="v", performers="v") == (NONE, VERIFIED)
    assert strengths("v-", verifiers="v", doubters="v") == (NONE, CLAIMED)


def test_the_side_that_gains_does_not_corroborate_itself():
    assert strengths("a+", "b+", performers="ab") == (CLAIMED, NONE)
    assert strengths("a+", "c+", performers="ab") == (CORROBORATED, NONE)
    assert strengths("a-", "b-", doubters="ab") == (NONE, CLAIMED)


def test_who_speaks_against_its_own_interest_is_as_good_as_two():
    assert strengths("b+", doubters="b") == (CORROBORATED, NONE)
    assert strengths("a-", performers="a") == (NONE, CORROBORATED)


def test_who_owes_and_is_owed_neither_gains_nor_concedes():
    both = {"performers": "ab", "doubters": "ab"}
    assert strengths("a+", **both) == (CLAIMED, NONE)
    assert strengths("a+", "b+", **both) == (CORROBORATED, NONE)
