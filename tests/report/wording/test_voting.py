"""How bodies come to findings, in words."""

from __future__ import annotations

from typing import get_args

import pytest
from tests.conftest import ROOT

from kept.archive import open_process
from kept.assessment import OutcomeWord
from kept.ledger import Votes
from kept.ledger.votes import VOTE_WORDS
from kept.process.model import Rules, RuleWord
from kept.report.wording import voting
from kept.report.wording.language import LANGUAGES, Language
from kept.texts import Words

LAKES = open_process(ROOT / "processes" / "lakes-exercise").process


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_vote_and_outcome_has_its_own_words(language: Language) -> None:
    told = {voting.rules(Rules(decides=each, quorum=2), language) for each in get_args(RuleWord)}
    told |= {
        voting.rules(None, language),
        voting.rules(Rules(decides="majority", quorum=1), language),
    }
    told |= {voting.vote_word(each, language) for each in VOTE_WORDS}
    told |= {voting.outcome_word(each, language) for each in get_args(OutcomeWord)}
    assert len(told) == len(get_args(RuleWord)) + 2 + len(VOTE_WORDS) + len(get_args(OutcomeWord))


def test_who_voted_how_and_why_not() -> None:
    votes = Votes(
        for_=("belva", "aruna"),
        against=("sarro-front",),
        absent=("corland",),
        dissent=(("sarro-front", Words.of(en="Not so.", fr="Non.")),),
    )
    assert [*voting.votes(votes, LAKES, "en")] == [
        "For: Aruna and Belva",
        "Against: Sarro Front",
        "Took no part: Corland",
        "Dissent of Sarro Front: Not so.",
    ]
    assert (
        voting.counted_votes(votes, "fr") == "votes\u00a0: pour 2, contre 1, sans participation 1"
    )
