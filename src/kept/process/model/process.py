"""One peace process as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kept.dates import Calendar, Duration
from kept.process.model.actors import Actor, Area, Source, Track
from kept.process.model.agreements import Clause, Commitment, Instrument, Link, Phase
from kept.process.model.mechanisms import Decision, Gap, Mechanism, Meeting
from kept.process.model.propositions import Proposition
from kept.process.model.standpoints import Standpoint
from kept.texts import Place, Words

_CUSTOMARY = Place("process.toml", 1, "process")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a process is, who coded it, and what it shows when nothing else is asked."""

    id: str
    title: Words
    languages: tuple[str, ...]
    compiled_on: date
    coded_by: tuple[str, ...]
    reviewed_by: tuple[str, ...] = ()
    summary: Words | None = None
    standpoint: str = "public"
    mechanism: str | None = None
    fictional: bool = False
    place: Place = _CUSTOMARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """All that was agreed, and the words in which it can be spoken about.

    What was *said* is no part of it: statements live in the ledger.
    Every mapping is by id, in the order in which the text was written.
    """

    head: Head
    calendar: Calendar
    undated: Mapping[str, Duration] = field(default_factory=dict)  # by kind of source
    words: Mapping[str, Words] = field(default_factory=dict)  # by word: "broken"
    tracks: Mapping[str, Track] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)  # mechanisms included
    areas: Mapping[str, Area] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    propositions: Mapping[str, Proposition] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    phases: Mapping[str, Phase] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    mechanisms: Mapping[str, Mechanism] = field(default_factory=dict)
    meetings: Mapping[str, Meeting] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)
    standpoints: Mapping[str, Standpoint] = field(default_factory=dict)
    digest: str = ""  # "sha256:…" over the files it was read from

    def in_phase(self, phase: str) -> tuple[Commitment, ...]:
        """The commitments of a phase, in the order of the text."""
        return tuple(each for each in self.commitments.values() if each.phase == phase)

    def under(self, instrument: str) -> tuple[Commitment, ...]:
        """The commitments of an instrument, in the order of the text."""
        return tuple(each for each in self.commitments.values() if each.instrument == instrument)
