"""Whether a body has found something: its members' votes, judged by the rules it works under.

A member's vote is its own signed statement about the exact words that were proposed. What a
body finds is never typed in: it follows from these votes and from the rules in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from kept.ledger import Statement, Votes, VoteWord
from kept.process.model import Mechanism, Process, Rules
from kept.texts import Problem

OutcomeWord = Literal["adopted", "no-quorum", "objection", "not-all", "too-few"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The vote that counts for a member, and the statement that casts it."""

    word: VoteWord
    statement: Statement


def cast_on(proposed: str, body: Mechanism, statements: Iterable[Statement]) -> Mapping[str, Cast]:
    """Of each member of `body` its last vote on what was `proposed`, by member.

    Only what a member itself has entered in a register casts a vote; what it has taken back
    casts none.
    """
    several = [each for each in statements if each.vote or each.retracts]
    taken_back = {(each.party, each.retracts) for each in several if each.retracts}
    found: dict[str, Cast] = {}
    for each in sorted(several, key=_index):
        member = each.party
        if each.vote is None or each.vote.on != proposed or (member, each.id) in taken_back:
            continue
        if member in body.members and each.speakers == (member,):
            found[member] = Cast(each.vote.word, each)
    return {member: found[member] for member in sorted(found)}


def _index(statement: Statement) -> int:
    return statement.entered.index if statement.entered else -1


def votes_of(proposed: str, body: Mechanism, cast: Mapping[str, Cast]) -> Votes:
    """How each member stands to what was proposed, with the words of those who are not for it."""
    by_word: dict[str, list[str]] = {"for": [], "against": [], "abstains": [], "": []}
    for member in sorted(body.members):
        by_word[cast[member].word if member in cast else ""].append(member)
    return Votes(
        for_=tuple(by_word["for"]),
        against=tuple(by_word["against"]),
        abstained=tuple(by_word["abstains"]),
        absent=tuple(by_word[""]),
        dissent=tuple(
            (member, each.statement.note)
            for member, each in cast.items()
            if each.word != "for" and each.statement.note is not None
        ),
        on=proposed,
    )


def belied(finding: Statement, cast: Mapping[str, Cast]) -> tuple[str, ...]:
    """The members whose own signed vote is another than the finding records."""
    votes = finding.votes or Votes()
    recorded = {"for": votes.for_, "against": votes.against, "abstains": votes.abstained}
    return tuple(member for member, each in cast.items() if member not in recorded[each.word])


def outcome(rules: Rules, votes: Votes) -> OutcomeWord:
    """What the votes come to under the rules, if nobody votes any more."""
    said_yes, said_no, abstained = len(votes.for_), len(votes.against), len(votes.abstained)
    if said_yes + said_no + abstained < rules.quorum:
        return "no-quorum"
    if rules.decides in ("consensus", "unanimity") and said_no:
        return "objection"
    if rules.decides == "unanimity" and abstained:
        return "not-all"
    return "adopted" if _enough(rules, said_yes, said_no) else "too-few"


def _enough(rules: Rules, said_yes: int, said_no: int) -> bool:
    if rules.decides == "majority":
        return said_yes > said_no
    if rules.decides == "two-thirds":
        return said_yes > 0 and said_yes >= 2 * said_no
    return said_yes > 0


def needs_votes(statement: Statement, process: Process) -> bool:
    """Whether a statement is a finding of one body, and the text says how that body finds."""
    bodies = [process.mechanisms.get(each) for each in statement.speakers]
    return (
        statement.evidence
        and len(bodies) == 1
        and bodies[0] is not None
        and (bodies[0].rules is not None)
    )


def vote_problems(process: Process, statement: Statement) -> Iterator[Problem]:
    """What does not fit in the votes that a finding records."""
    votes = statement.votes
    if votes is None:
        return
    bodies = [
        process.mechanisms[each] for each in statement.speakers if each in process.mechanisms
    ]
    if len(bodies) != 1:
        yield _problem(
            statement,
            f"Members have voted, and {' and '.join(statement.speakers)} is no one body.",
            "Name the mechanism as its speaker, or drop the votes.",
        )
        return
    body = bodies[0]
    for each in votes.members:
        if each not in body.members:
            yield _problem(
                statement,
                f"{each} has voted, and is no member of {body.id}.",
                f"Correct the vote, or the members of {body.id}.",
            )
    if body.rules is not None and (word := outcome(body.rules, votes)) != "adopted":
        yield replace(
            _problem(
                statement,
                f"By the rules of {body.id} its votes come to no finding ({word}).",
                "Correct the votes or the rules; it is shown with this mark.",
            ),
            severity="warning",
        )


def _problem(statement: Statement, what: str, remedy: str) -> Problem:
    return Problem(place=statement.place, what=what, remedy=remedy)
