"""Words before the members of a body, and how the members stand to them by the register."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Final

from kept.assessment import Cast, OutcomeWord, cast_on, outcome, votes_of
from kept.dates import Span
from kept.ledger import Statement, Vote, Votes, VoteWord
from kept.ledger.canonical import decode, encode
from kept.ledger.entries.body import read_statement, write_statement
from kept.ledger.entries.proposed import proposed_digest
from kept.process.model import Mechanism, Rules
from kept.texts import Place, Words
from kept.web.filing.models import Draft, Proposal, Sheet
from kept.web.filing.signing import paper_of
from kept.web.filing.statement.written import LARGEST, PLACE, Writing, checked
from kept.web.pages.asked import Asked
from kept.web.reading.clock import now, today
from kept.web.reading.viewer import Viewer

LISTED: Final = 20
FURTHEST: Final = 90  # days for which members can be asked to vote
SENTENCES: Final[Mapping[VoteWord, Words]] = {
    "for": Words.of(
        en="Votes for the finding that is proposed.",
        fr="Vote pour le constat proposé.",
    ),
    "against": Words.of(
        en="Votes against the finding that is proposed.",
        fr="Vote contre le constat proposé.",
    ),
    "abstains": Words.of(
        en="Abstains from the vote on the finding that is proposed.",
        fr="S’abstient lors du vote sur le constat proposé.",
    ),
}


@dataclass(frozen=True)
class Before:
    """One proposal as it stands now."""

    it: Proposal
    asked: Asked

    @property
    def body(self) -> Mechanism:
        """The body whose finding it would be."""
        return self.asked.process.mechanisms[str(self.it.party)]

    @property
    def rules(self) -> Rules | None:
        """How that body comes to a finding; None where the text no longer says it."""
        return self.body.rules

    @cached_property
    def statement(self) -> Statement:
        """The words."""
        value = decode(bytes(self.it.content), LARGEST)
        return read_statement(value, Place(PLACE, 1), self.asked.process.head.languages)

    @cached_property
    def cast(self) -> Mapping[str, Cast]:
        """The vote of each member that has voted, as far as whoever asks may see it."""
        return cast_on(str(self.it.digest), self.body, self.asked.snapshot.statements)

    @property
    def votes(self) -> Votes:
        """How each member stands to the words."""
        return votes_of(str(self.it.digest), self.body, self.cast)

    @property
    def over(self) -> bool:
        """Whether nobody votes any more: everybody has, or the last day has passed."""
        return not self.votes.absent or today() > self.it.closes_on

    @property
    def outcome(self) -> OutcomeWord | None:
        """What the votes come to by the rules, if nobody votes any more."""
        return outcome(self.rules, self.votes) if self.rules else None

    @cached_property
    def found(self) -> Statement | None:
        """The finding, once it is in the register."""
        digest, body = str(self.it.digest), self.body.id
        for each in self.asked.snapshot.statements:
            if each.votes and each.votes.on == digest and each.party == body:
                return each
        return None

    @property
    def open(self) -> bool:
        """Whether members can vote on it. They no longer can once the body signs it."""
        going = self.it.withdrawn_at is None and self.found is None
        return going and not self.closed and self.sheet_of(self.body.id) is None

    def sheet_of(self, party: str) -> Sheet | None:
        """The paper about these words that waits on the desk of a party."""
        states = (Sheet.State.OPEN, Sheet.State.WAITING)
        digest = str(self.it.digest).encode()
        for each in Sheet.objects.filter(party=party, state__in=states):
            body = paper_of(each).body
            if body is not None and digest in body.content:
                return each
        return None

    @property
    def word(self) -> str:
        """How far it is: found, withdrawn, open, adopted but not signed yet, or why it is not."""
        if self.found is not None:
            return "found"
        if self.it.withdrawn_at is not None:
            return "withdrawn"
        if not self.over:
            return "open"
        return self.outcome or "no-rules"

    @property
    def closed(self) -> bool:
        """Whether the last day has passed."""
        return today() > self.it.closes_on

    @property
    def can_be_found(self) -> bool:
        """Whether the body may sign it as its finding now."""
        standing = self.it.withdrawn_at is None and self.found is None
        return standing and self.over and self.outcome == "adopted"


def last_day(given: str) -> date | None:
    """The last day to vote on, out of a form; None for one that is no day, past, or too far off."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return None
    return day if today() <= day <= today() + timedelta(days=FURTHEST) else None


def put(statement: Statement, draft: Draft, author: Any, closes_on: date) -> Proposal:
    """Put words before the members; the same words that lie there already are not put twice."""
    digest = proposed_digest(statement)
    made, _ = Proposal.objects.get_or_create(
        digest=digest,
        party=draft.party,
        withdrawn_at=None,
        defaults={
            "author": author,
            "made_at": now(),
            "content": encode(write_statement(statement), LARGEST),
            "draft": draft,
            "corrects": draft.corrects,
            "closes_on": closes_on,
        },
    )
    proposal: Proposal = made
    return proposal


def vote_on(before: Before, word: VoteWord, reasons: Words | None, writing: Writing) -> Statement:
    """A member's vote as the statement it signs; raises `ProblemsError`.

    It speaks about a text, and says nothing of the world: it is no evidence.
    """
    languages = writing.process.head.languages
    made = Statement(
        id=f"{writing.party}-votes-{writing.today}-{secrets.token_hex(4)}",
        place=Place(PLACE, 1),
        speakers=(writing.party,),
        kind="comments",
        about=before.statement.about,
        claim=_in(SENTENCES[word], languages),
        said_on=Span.on(writing.today),
        when=Span.on(writing.today),
        signed=True,
        release="parties",
        note=reasons,
        vote=Vote(on=str(before.it.digest), word=word),
    )
    return checked(made, writing)


def finding_of(before: Before, writing: Writing) -> Statement:
    """What the body has found: the words that were proposed, with the votes on them.

    Raises `ProblemsError`.
    """
    made = replace(
        before.statement,
        id=f"{before.body.id}-finds-{writing.today}-{str(before.it.digest)[7:15]}",
        said_on=Span.on(writing.today),
        votes=before.votes,
    )
    return checked(made, writing)


def entries_of(before: Before) -> list[str]:
    """The entries a finding speaks of: the votes, and what it corrects."""
    cast = (each.statement.entered for each in before.cast.values())
    found = {each.entry for each in cast if each is not None}
    return sorted(found | ({str(before.it.corrects)} if before.it.corrects else set()))


def _in(words: Words, languages: tuple[str, ...]) -> Words:
    """The sentence in those languages of the process that it has; else in all it has."""
    known = dict(words.by_language)
    several = tuple((each, known[each]) for each in languages if each in known)
    return Words(several or words.by_language)


def before_members(viewer: Viewer, asked: Asked) -> list[Before]:
    """What lies before the members of the viewer's bodies, the newest first."""
    several = Proposal.objects.seen_by(viewer, asked.process)[:LISTED]
    return [Before(each, asked) for each in several if each.party in asked.process.mechanisms]
