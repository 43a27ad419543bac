"""How bodies come to a finding: their rules, a member's vote, all votes on one finding."""

from __future__ import annotations

from collections.abc import Iterator

from kept.assessment import OutcomeWord
from kept.ledger import Votes, VoteWord
from kept.process.model import Process, Rules
from kept.report.wording import names
from kept.report.wording.language import Language, counted, say, typeset


def rules(given: Rules | None, language: Language) -> str:
    """How a body comes to a finding.

    >>> rules(Rules(decides="majority", quorum=3), "en")
    'by a majority of those for or against, at least 3 members taking part'
    """
    if given is None:
        return say("rules.not-stated", language)
    decides = say(f"rules.{given.decides}", language)
    return f"{decides}, {counted('quorum', given.quorum, language)}"


def vote_word(word: VoteWord, language: Language) -> str:
    """How one member voted."""
    return say(f"vote.{word}", language)


def outcome_word(word: OutcomeWord, language: Language) -> str:
    """What votes come to by the rules."""
    return say(f"outcome.{word}", language)


def votes(given: Votes, process: Process, language: Language) -> Iterator[str]:
    """How the members stood to a finding, a line for each way to vote, and each dissent."""
    several = (
        ("for", given.for_),
        ("against", given.against),
        ("abstained", given.abstained),
        ("absent", given.absent),
    )
    for word, members in several:
        if members:
            yield say(f"votes.{word}", language, who=_listed(members, process, language))
    for member, words in given.dissent:
        who = names.actor(member, process, language)
        text = typeset(words.in_language(language), language)
        yield say("votes.dissent", language, who=who, words=text)


def counted_votes(given: Votes, language: Language) -> str:
    """How many members stood how to a finding, in a few words.

    >>> counted_votes(Votes(for_=("aruna", "belva"), abstained=("corland",)), "en")
    'votes: for 2, abstained 1'
    """
    several = (
        ("for", given.for_),
        ("against", given.against),
        ("abstained", given.abstained),
        ("absent", given.absent),
    )
    told = (
        say(f"votes.count-{word}", language, n=len(members))
        for word, members in several
        if members
    )
    return say("votes.counted", language, votes=", ".join(told))


def _listed(members: tuple[str, ...], process: Process, language: Language) -> str:
    """Members by name, in the order of their names."""
    return names.join(sorted(names.actor(each, process, language) for each in members), language)
