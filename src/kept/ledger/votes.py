"""How the members of a body stand to a finding: one member's vote, and all of them together.

A vote is cast on words that were proposed, named by the SHA-256 of their bytes, so that nobody
can be held to have voted on others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, TypeVar

from kept.texts import Choice, Field, Id, Ids, Refused, Schema, Table, Words
from kept.texts.fields import wrong_kind
from kept.texts.values import Pattern

VoteWord = Literal["for", "against", "abstains"]
VOTE_WORDS: Final[tuple[VoteWord, ...]] = VoteWord.__args__  # type: ignore[attr-defined]
PROPOSED: Final = Pattern(re.compile(r"^sha256:[0-9a-f]{64}$"), "sha256: and 64 hex digits")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One member's vote on words that were proposed."""

    on: str  # "sha256:…" of the proposed body
    word: VoteWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """How each member stood to a finding, as the finding records it.

    `dissent` are the words of members who were not for it. Who did not vote was absent.
    """

    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    dissent: tuple[tuple[str, Words], ...] = ()
    on: str | None = None  # "sha256:…" of the proposed body, if the votes are in a register

    @property
    def members(self) -> tuple[str, ...]:
        """Everybody it names, sorted."""
        return tuple(sorted({*self.for_, *self.against, *self.abstained, *self.absent}))


@dataclass(frozen=True, slots=True)
class _ByMember(Generic[T]):
    """The words of members, each under the member's id."""

    words: Field[T]

    def read(self, value: object) -> tuple[tuple[str, T], ...]:
        if not isinstance(value, dict):
            raise wrong_kind(value, "a table by member")
        return tuple((Id().read(each), self._of(each, value[each])) for each in sorted(value))

    def _of(self, member: str, words: object) -> T:
        try:
            return self.words.read(words)
        except Refused as refused:
            raise refused.under(member) from None

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": Id().schema(),
            "additionalProperties": self.words.schema(),
        }


def vote_table() -> Table[Vote]:
    """What may stand in `vote`."""
    fields: dict[str, Field[Any]] = {"on": PROPOSED, "is": Choice(VOTE_WORDS)}
    return Table(Vote, fields, ("on", "is"), "A vote.", {"is": "word"})


def votes_table(
    words: Field[Words], members: Field[tuple[str, ...]] | None = None
) -> Table[Votes]:
    """What may stand in `votes`; `members` reads a list of them."""
    several = members or Ids()
    fields: dict[str, Field[Any]] = {
        "on": PROPOSED,
        "for": several,
        "against": several,
        "abstained": several,
        "absent": several,
        "dissent": _ByMember(words),
    }
    return Table(_votes, fields, (), "How the members of a body voted.", {"for": "for_"})


def _votes(**read: Any) -> Votes:
    votes = Votes(**read)
    named = [*votes.for_, *votes.against, *votes.abstained, *votes.absent]
    if not named:
        raise Refused("Nobody has voted.", 'Add for = ["…"], or leave the votes out.')
    for each in votes.members:
        if named.count(each) > 1:
            raise Refused(f"{each} has voted twice.", "Name each member once.")
    for member, _ in votes.dissent:
        if member not in (*votes.against, *votes.abstained):
            raise Refused(
                f"{member} dissents, and is not among those against or abstaining.",
                "Correct the vote, or drop the dissent.",
                ("dissent", member),
            )
    return votes


def write_vote(vote: Vote | None) -> dict[str, Any] | None:
    """A vote as JSON values."""
    return None if vote is None else {"on": vote.on, "is": vote.word}


def write_votes(votes: Votes | None) -> dict[str, Any] | None:
    """Votes as JSON values, every list sorted, what is empty left out."""
    if votes is None:
        return None
    members: dict[str, Any] = {
        "on": votes.on,
        "for": sorted(votes.for_),
        "against": sorted(votes.against),
        "abstained": sorted(votes.abstained),
        "absent": sorted(votes.absent),
        "dissent": {member: dict(words.by_language) for member, words in votes.dissent},
    }
    return {name: each for name, each in members.items() if each}
