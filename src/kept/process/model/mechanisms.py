"""The bodies that carry a process, their sittings, and what they agreed or found missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kept.dates import Duration, Span
from kept.texts import Place, Words

EffectWord = Literal["extend", "suspend", "resume", "release", "find_breach", "certify"]


RuleWord = Literal["consensus", "unanimity", "two-thirds", "majority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a body comes to a finding, where its text says so.

    *consensus*: nobody is against it. *unanimity*: everybody who takes part is for it.
    *two-thirds*, *majority*: of those who are for or against it. `quorum`: how many members
    have to take part; those who abstain do.
    """

    decides: RuleWord
    quorum: int
    sources: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mechanism:
    """A body that meets; it is also an actor, for it may speak, verify and decide."""

    id: str
    place: Place
    name: Words
    short: Words | None = None
    instrument: str | None = None
    track: str | None = None
    role: Words | None = None
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    rules: Rules | None = None
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """When a body said it would meet again."""

    on: Span | None = None
    text: Words | None = None
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A day and place once given for a meeting and later moved."""

    on: Span
    place: Words | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One sitting, planned or held, of a mechanism or of a body that has no standing."""

    id: str
    place: Place
    on: Span
    track: str
    mechanism: str | None = None
    name: Words | None = None
    number: int | None = None
    several: bool = False  # the meeting took all the days of `on`
    held: bool = True
    venue: Words | None = None
    known_on: Span | None = None
    attended: tuple[str, ...] = ()
    reviewed: tuple[Words, ...] = ()
    agreed: tuple[Words, ...] = ()
    next: NextMeeting | None = None
    announced: tuple[Announced, ...] = ()
    concerns: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a decision does to one commitment."""

    word: EffectWord
    commitment: str
    by: Duration | None = None  # extend: by how much
    to: Span | None = None  # extend: to which day


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a mechanism, or the parties together, agreed."""

    id: str
    place: Place
    by: tuple[str, ...]
    on: Span
    known_on: Span
    text: Words
    meeting: str | None = None
    effect: Effect | None = None
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a body found missing (a gap) or in the way (an obstacle), tied to commitments."""

    id: str
    place: Place
    kind: Literal["gap", "obstacle"]
    text: Words
    found_by: tuple[str, ...]
    on: Span
    known_on: Span
    meeting: str | None = None
    concerns: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
