"""Evidence as a pair: verdicts and words."""

from __future__ import annotations

import pytest

from kept.assessment import Evidence, Strength, Verdict
from kept.assessment.evidence import CERTAIN, EXCLUDED, at_least, crisp, word_of

NONE, CLAIMED, CORROBORATED, VERIFIED = Strength


def test_strengths_are_ordered():
    assert NONE < CLAIMED < CORROBORATED < VERIFIED
    assert [Strength.of(word) for word in ("claimed", "corroborated", "verified")] == [
        CLAIMED,
        CORROBORATED,
        VERIFIED,
    ]


@pytest.mark.parametrize(
    ("for_", "against", "accept", "verdict"),
    [
        (NONE, NONE, CLAIMED, "unknown"),
        (CLAIMED, NONE, CLAIMED, "true"),
        (CLAIMED, NONE, CORROBORATED, "unknown"),
        (CORROBORATED, CLAIMED, CORROBORATED, "true"),
        (CORROBORATED, CLAIMED, VERIFIED, "conflicting"),
        (CLAIMED, CLAIMED, CLAIMED, "conflicting"),
        (VERIFIED, VERIFIED, CLAIMED, "conflicting"),
        (NONE, CLAIMED, CLAIMED, "false"),
        (NONE, CLAIMED, VERIFIED, "unknown"),
        (CLAIMED, VERIFIED, VERIFIED, "false"),
    ],
)
def test_a_verdict_is_what_prevails_and_is_strong_enough(for_, against, accept, verdict):
    assert Evidence(for_, against).verdict(accept) is Verdict(verdict)


@pytest.mark.parametrize(
    ("evidence", "accept", "word"),
    [
        (Evidence(), CLAIMED, "unreported"),
        (Evidence(stale=True), CLAIMED, "stale"),
        (Evidence(unclear=True), CLAIMED, "unclear"),
        (Evidence(unclear=True, stale=True), CLAIMED, "unclear"),
        (Evidence(CLAIMED), CLAIMED, "claimed"),
        (Evidence(CLAIMED), VERIFIED, "claimed"),
        (Evidence(CORROBORATED, unclear=True), CLAIMED, "corroborated"),
        (Evidence(VERIFIED, CLAIMED), CLAIMED, "verified"),
        (Evidence(NONE, CLAIMED), CLAIMED, "refuted"),
        (Evidence(CLAIMED, CORROBORATED), CLAIMED, "refuted"),
        (Evidence(CLAIMED, CORROBORATED), VERIFIED, "conflicting"),
        (Evidence(CLAIMED, CLAIMED, unclear=True), CLAIMED, "conflicting"),
    ],
)
def test_the_word_says_who_prevails_or_why_nobody_does(evidence, accept, word):
    assert word_of(evidence, accept) == word


def test_what_the_text_settles_is_as_good_as_verified():
    assert crisp(True) == CERTAIN == Evidence(for_=VERIFIED)
    assert crisp(False) == EXCLUDED == Evidence(against=VERIFIED)


def test_what_is_unclear_or_stale_in_one_part_is_so_in_the_whole():
    parts = [Evidence(CLAIMED), Evidence(unclear=True), Evidence(stale=True)]
    assert at_least(1, parts) == Evidence(CLAIMED, NONE, unclear=True, stale=True)
    assert at_least(1, parts[:1]) == Evidence(CLAIMED)
