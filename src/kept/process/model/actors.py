"""Who takes part, where it happens, and who published what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kept.texts import Place, Words

LEADS = frozenset(
    {"aggregator", "blog", "low-quality-copy", "secondary-listing", "unknown-publisher"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Somebody who spoke in public in an official capacity."""

    id: str
    name: str
    office: Words
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A state, force, group, organisation or mechanism; whoever may owe, be owed or speak."""

    id: str
    place: Place
    kind: str
    name: Words
    short: Words | None = None
    role: Words | None = None
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    called: Mapping[str, Words] = field(default_factory=dict)  # by standpoint
    office: tuple[Office, ...] = ()
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A place no finer than what was agreed to be shown."""

    id: str
    place: Place
    name: Words
    pcode: str | None = None
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who published something, and when."""

    id: str
    place: Place
    publisher: str
    kind: str
    published_on: date | None = None  # None: the page carries no date
    url: str | None = None
    note: str | None = None

    @property
    def lead(self) -> bool:
        """Whether it may point the way but never counts."""
        return self.kind in LEADS


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One of the parallel negotiations of a process."""

    id: str
    place: Place
    name: Words
