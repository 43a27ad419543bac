"""Whether a body has found something: its members' votes under its rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex

from kept.assessment import OutcomeWord, belied, cast_on, needs_votes, outcome, votes_of
from kept.assessment.references import check_statements
from kept.ledger import Statement, Vote, Votes
from kept.process.model import Mechanism, Process, Rules, RuleWord
from kept.texts import Place, Words

WORDS = ("for", "against", "abstains", "")
DIGEST, OTHER = "sha256:" + 64 * "a", "sha256:" + 64 * "b"
PANEL = Mechanism(
    id="panel",
    place=Place("mechanisms.toml", 1),
    name=Words.of(en="Panel"),
    members=("aruna", "belva", "corland"),
    rules=Rules(decides="consensus", quorum=2),
)


def votes(*words: str) -> Votes:
    by_word: dict[str, list[str]] = {each: [] for each in WORDS}
    for number, word in enumerate(words):
        by_word[word].append(f"m{number}")
    yes, no, abstained, absent = (tuple(by_word[each]) for each in WORDS)
    return Votes(for_=yes, against=no, abstained=abstained, absent=absent)


@pytest.mark.parametrize(
    ("decides", "quorum", "words", "told"),
    [
        ("consensus", 2, ("for", "for", ""), "adopted"),
        ("consensus", 2, ("for", "abstains", ""), "adopted"),
        ("consensus", 2, ("for", "", ""), "no-quorum"),
        ("consensus", 2, ("for", "for", "against"), "objection"),
        ("consensus", 2, ("abstains", "abstains", "abstains"), "too-few"),
        ("unanimity", 2, ("for", "for", ""), "adopted"),
        ("unanimity", 2, ("for", "for", "abstains"), "not-all"),
        ("unanimity", 2, ("for", "for", "against"), "objection"),
        ("majority", 2, ("for", "for", "against"), "adopted"),
        ("majority", 2, ("for", "against", "abstains"), "too-few"),
        ("majority", 2, ("for", "abstains", "abstains"), "adopted"),
        ("majority", 4, ("for", "for", "for"), "no-quorum"),
        ("two-thirds", 2, ("for", "for", "against"), "adopted"),
        ("two-thirds", 2, ("for", "for", "for", "against", "against"), "too-few"),
        ("two-thirds", 2, ("abstains", "abstains"), "too-few"),
    ],
)
def test_what_votes_come_to(
    decides: RuleWord, quorum: int, words: tuple[str, ...], told: OutcomeWord
) -> None:
    assert outcome(Rules(decides=decides, quorum=quorum), votes(*words)) == told


@given(
    st.sampled_from(get_args(RuleWord)),
    st.integers(1, 5),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
    st.data(),
)
def test_whoever_turns_to_for_undoes_no_finding(
    decides: RuleWord, quorum: int, words: list[str], data: st.DataObject
) -> None:
    rules = Rules(decides=decides, quorum=quorum)
    at = data.draw(st.integers(0, len(words) - 1))
    turned = [*words[:at], "for", *words[at + 1 :]]
    if outcome(rules, votes(*words)) == "adopted":
        assert outcome(rules, votes(*turned)) == "adopted"
    assert outcome(rules, votes(*data.draw(st.permutations(words)))) == outcome(
        rules, votes(*words)
    )


def test_the_rules_are_ever_stricter() -> None:
    """What is found unanimously is found by consensus, by two thirds and by a majority too."""
    stricter: tuple[tuple[RuleWord, RuleWord], ...] = (
        ("unanimity", "consensus"), ("consensus", "two-thirds"), ("two-thirds", "majority"),
    )  # fmt: skip
    for words in product(WORDS, repeat=4):
        for one, other in stricter:
            if outcome(Rules(decides=one, quorum=1), votes(*words)) == "adopted":
                assert outcome(Rules(decides=other, quorum=1), votes(*words)) == "adopted"


# ── Whose votes count ────────────────────────────────────────────────────────


def cast(member: str, word: Any, index: int, **more: Any) -> Statement:
    author = more.pop("author", f"{member}/delegation")
    on = more.pop("on", DIGEST)
    return ex.said(
        member,
        "calm",
        3,
        id=f"{member}-{index}",
        kind="comments",
        entered=ex.entry(index, 3, author),
        vote=Vote(on=on, word=word),
        **more,
    )


def counted(*log: Statement) -> dict[str, str]:
    return {member: each.word for member, each in cast_on(DIGEST, PANEL, log).items()}


def test_of_each_member_the_last_vote_counts() -> None:
    log = (cast("belva", "for", 9), cast("aruna", "for", 7), cast("belva", "against", 8))
    assert counted(*log) == {"aruna": "for", "belva": "for"}
    assert list(counted(*log)) == ["aruna", "belva"]


@pytest.mark.parametrize(
    "not_a_vote",
    [
        cast("mediator", "for", 1),
        cast("aruna", "for", 1, on=OTHER),
        cast("aruna", "for", 1, author="belva/delegation"),
        replace(cast("aruna", "for", 1), entered=None),
        replace(cast("aruna", "for", 1), speakers=("aruna", "belva")),
        replace(cast("aruna", "for", 1), vote=None),
    ],
    ids=["no-member", "other-words", "another-s-key", "no-entry", "not-alone", "no-vote"],
)
def test_who_has_not_voted(not_a_vote: Statement) -> None:
    assert counted(not_a_vote) == {}


def test_what_a_member_takes_back_is_no_vote_and_nobody_takes_back_another_s() -> None:
    said = cast("aruna", "for", 1)
    back = ex.said("aruna", (), 4, id="back", kind="retracts", retracts="aruna-1")
    own = replace(back, entered=ex.entry(2, 4, "aruna/delegation"))
    other = replace(back, entered=ex.entry(2, 4, "belva/delegation"))
    assert counted(said, own) == {}
    assert counted(said, other) == {"aruna": "for"}


def test_reasons_of_those_not_for_it_are_recorded_as_dissent() -> None:
    why = Words.of(en="Because")
    log = (
        cast("aruna", "for", 1, note=why),
        cast("belva", "against", 2, note=why),
        cast("corland", "abstains", 3),
    )
    found = votes_of(DIGEST, PANEL, cast_on(DIGEST, PANEL, log))
    assert found == Votes(
        for_=("aruna",),
        against=("belva",),
        abstained=("corland",),
        dissent=(("belva", why),),
        on=DIGEST,
    )
    assert votes_of(DIGEST, PANEL, {}).absent == PANEL.members


def test_who_has_signed_another_vote_than_is_recorded() -> None:
    signed = cast_on(DIGEST, PANEL, [cast("aruna", "for", 1), cast("belva", "against", 2)])
    assert belied(finding(found=Votes(for_=("aruna",), against=("belva",))), signed) == ()
    assert belied(finding(found=Votes(for_=("aruna", "belva"))), signed) == ("belva",)
    assert belied(finding(found=Votes(absent=("aruna",), for_=("belva",))), signed) == (
        "aruna", "belva",
    )  # fmt: skip
    assert belied(finding(), signed) == ("aruna", "belva")


# ── Votes that a finding records ─────────────────────────────────────────────


def text(body: Mechanism = PANEL) -> Process:
    process = ex.process()
    panel = replace(process.actors["joint-team"], id=body.id)
    return replace(process, mechanisms={body.id: body}, actors={**process.actors, body.id: panel})


def told(finding: Statement, process: Process) -> list[str]:
    return [each.what for each in check_statements(process, [finding]) if "vot" in each.what]


def finding(speaker: str = "panel", found: Votes | None = None) -> Statement:
    return ex.said(speaker, "calm", 3, kind="verifies", votes=found)


@pytest.mark.parametrize(
    ("it", "problems"),
    [
        (finding(), []),
        (finding(found=Votes(for_=("aruna", "belva"))), []),
        (finding("aruna", Votes(for_=("belva",))), ["Members have voted, and aruna is no one body."]),
        (finding(found=Votes(for_=("aruna", "mediator"))), ["mediator has voted, and is no member of panel."]),
        (finding(found=Votes(for_=("aruna",), against=("belva",))), ["By the rules of panel its votes come to no finding (objection)."]),
    ],
)  # fmt: skip
def test_votes_that_do_not_fit_are_pointed_at(it: Statement, problems: list[str]) -> None:
    assert told(it, text()) == problems


def test_where_no_rules_are_known_votes_are_only_told() -> None:
    free = replace(PANEL, rules=None)
    assert told(finding(found=Votes(against=("belva",))), text(free)) == []


def test_only_findings_of_a_body_with_rules_need_votes() -> None:
    process = text()
    assert needs_votes(finding(), process)
    assert not needs_votes(finding("aruna"), process)
    assert not needs_votes(replace(finding(), kind="comments"), process)
    assert not needs_votes(replace(finding(), speakers=("panel", "aruna")), process)
    assert not needs_votes(finding(), text(replace(PANEL, rules=None)))
