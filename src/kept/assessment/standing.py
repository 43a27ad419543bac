"""A standing: where one commitment stands on a day, from a standpoint, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from kept.assessment.evidence import EvidenceWord, Strength
from kept.dates import Span
from kept.ledger import MissingBody

DutyWord = Literal[
    "proposed",  # its instrument is not in force
    "dormant",  # in force, and what activates it has not happened
    "blocked",  # dormant, and waiting for another commitment
    "active",  # owed now
    "overdue",  # its deadline has passed without accepted fulfilment
    "breached",  # overdue with accepted evidence that it is not done, an incident, or so decided
    "discharged",
    "suspended",
    "released",
    "lapsed",
    "superseded",
]
TimeWord = Literal["no-deadline", "left", "over", "on-time", "late", "undetermined"]
ShownWord = Literal[
    "kept",
    "under-way",
    "late",
    "broken",
    "contested",
    "blocked",
    "not-yet-due",
    "cannot-be-judged",
    "no-longer-owed",
]
DUTIES: tuple[DutyWord, ...] = get_args(DutyWord)
SHOWN: tuple[ShownWord, ...] = get_args(ShownWord)

# How a duty may move while time passes and knowledge stays: what may follow each word, at once
# or through others on the same day. What has ended stays ended; what has begun is not unbegun.
_WAITING: frozenset[DutyWord] = frozenset({"dormant", "blocked"})
_OWED: frozenset[DutyWord] = frozenset({"active", "overdue", "breached", "suspended"})
_ENDS: frozenset[DutyWord] = frozenset({"discharged", "released", "lapsed", "superseded"})
LEGAL: Mapping[DutyWord, frozenset[DutyWord]] = {
    "proposed": _WAITING | _OWED | _ENDS,
    **{each: (_WAITING - {each}) | _OWED | _ENDS for each in _WAITING},
    **{each: (_OWED - {each}) | _ENDS for each in _OWED},
    **{each: frozenset() for each in _ENDS},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of why: a rule, what it found, whose words it rests on, and what it rests on in turn.

    `facts` are plain values by name; wording in each language is the report's.
    A rule that found nothing is a reason too: an absence is cited like a presence.
    """

    rule: str
    facts: Mapping[str, object] = field(default_factory=dict)
    statements: tuple[str, ...] = ()
    because: tuple[Reason, ...] = ()

    def walk(self) -> Iterator[Reason]:
        """Itself and all below it."""
        yield self
        for each in self.because:
            yield from each.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The time axis: days left or over, on time or late, with the deadline used."""

    word: TimeWord = "no-deadline"
    least: int | None = None  # days; equal to `most` where both dates are certain
    most: int | None = None
    due: Span | None = None
    first_due: Span | None = None  # before it was moved, if it was
    met: Span | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a commitment is carried out, between the least and the most that is reported.

    On the scale of the Peace Accords Matrix (0 not begun, 1 minimal, 2 intermediate,
    3 full), or as parts kept out of all parts.
    """

    low: int
    high: int
    out_of: int
    measure: Literal["scale", "parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """One accepted incident: dated, counted, and made good or not."""

    proposition: str
    on: Span
    strength: Strength
    statements: tuple[str, ...]
    ends_on: date | None = None  # first day it no longer weighs: grown old, or made good
    repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """One period of a recurring duty: `first` to `last`, both included."""

    first: date
    last: date
    evidence: EvidenceWord
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a commitment stands: four separate axes, the word shown, and the reasons."""

    commitment: str
    on: date
    word: ShownWord
    duty: DutyWord
    evidence: EvidenceWord
    strength: Strength  # of the side that prevails in `evidence`
    extent: Extent | None
    time: Timing
    reading: str | None  # the reading in effect; None: the plain text
    started: Span | None
    blocked_by: tuple[str, ...]
    breaches: tuple[Breach, ...]
    occasions: tuple[Occasion, ...]
    reasons: tuple[Reason, ...]
    cited: tuple[str, ...]  # statements that suffice to reproduce this standing
    missing: tuple[MissingBody, ...] = ()  # what it would take besides, and nobody can read

    @property
    def axes(self) -> tuple[str, str, str, TimeWord]:
        """The four axes without their reasons: what two standings are compared by."""
        return self.word, self.duty, self.evidence, self.time.word
