"""Who said what, about what, when, and through whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kept.dates import Span
from kept.ledger.votes import Vote, Votes
from kept.names import Interval
from kept.texts import Place, Words

Kind = Literal[
    "asserts",
    "reports",
    "verifies",
    "denies",
    "disputes",
    "retracts",
    "declines",
    "demands",
    "expects",
    "proposes",
    "promises",
    "comments",
]
Release = Literal["public", "parties", "mechanism", "confidential"]

AFFIRMING: frozenset[str] = frozenset({"asserts", "reports", "verifies"})
CONTRADICTING: frozenset[str] = frozenset({"denies", "disputes"})
EVIDENCE = AFFIRMING | CONTRADICTING
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
RELEASES: tuple[Release, ...] = Release.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The entry a statement was read from."""

    index: int  # counted from 0, in the order of the register
    entry: str  # its hash, in hexadecimal digits
    author: str  # the role that signed it: "aruna/delegation"
    # The days (UTC) between the witnessed checkpoints before and after it. Its last day alone
    # counts: what might have been entered later is not taken as known. None: not witnessed yet.
    entered_on: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody says something about an event, a state, an indicator or an incident.

    A statement is what was said, never what is true: how much a speaker's word
    weighs is decided in `kept.assessment`, from a standpoint the reader chooses.
    """

    id: str
    place: Place
    speakers: tuple[str, ...]  # a joint statement has several
    kind: Kind
    about: tuple[str, ...]  # ids of propositions; empty only for a retraction
    claim: Words  # in our words
    said_on: Span
    when: Span  # when it happened, or from when it holds, by the speaker's account
    until: Span | None = None  # the first day on which it no longer held, if said
    says: Interval | None = None  # about indicators: the figure
    extent: Interval | None = None  # about events: how far, 0 to 3; below 3 it is not done
    office: str | None = None  # the office-holder who spoke
    unnamed: bool = False  # unnamed sources through one publisher are one voice
    signed: bool = False  # the speaker's own text; reported speech never replaces it
    release: Release = "public"
    grade: str | None = None  # Admiralty: reliability A-F, credibility 1-6
    answers: tuple[str, ...] = ()
    retracts: str | None = None
    filed_by: tuple[str, ...] = ()  # who entered it, and may withdraw a mistaken entry
    area: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None
    vote: Vote | None = None  # with kind "comments": a member votes on a finding that is proposed
    votes: Votes | None = None  # how the members of the body that speaks stood to what it finds
    entered: Entered | None = None  # where it stands in a register; none: it was read from a file

    @property
    def party(self) -> str:
        """The party that entered it in a register; empty for what was read from a file."""
        return self.entered.author.partition("/")[0] if self.entered else ""

    @property
    def evidence(self) -> bool:
        """Whether it speaks for or against something; demands and silence do not."""
        return self.kind in EVIDENCE
