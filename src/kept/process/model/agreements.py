"""What was agreed: instruments, their clauses, and one commitment for each thing undertaken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kept.dates import Duration, Span
from kept.process.model.conditions import Condition
from kept.texts import Place, Words

StatusWord = Literal[
    "draft",
    "proposed",
    "adopted",
    "initialled",
    "signed",
    "in-force",
    "suspended",
    "resumed",
    "superseded",
    "terminated",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """By when something is owed: a day, a time after a trigger, or before something else.

    Exactly one of `within`, `by` and `before` is given.
    """

    within: Duration | None = None
    after: Condition | None = None  # with `within`: the trigger, if it is not the start
    by: Span | None = None
    before: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A step in the life of an instrument."""

    word: StatusWord
    on: Span | None = None
    known_on: Span | None = None  # when the world could know of it
    when: Condition | None = None  # instead of a date: it rests on what is said
    sources: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningCondition:
    """Something a draft wanted to see before its own signature: no duty, and gone with the draft."""

    id: str
    text: Words
    when: Condition
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A deadline moved by an instrument, from that instrument's own entry into force."""

    commitment: str
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A text or a plan: draft, declaration, agreement, protocol, operations order."""

    id: str
    place: Place
    title: Words
    track: str
    kind: str
    parties: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    under: str | None = None
    supersedes: tuple[str, ...] = ()
    powers: tuple[str, ...] = ()  # who may extend, suspend, release or find a breach
    text_is: Literal["paraphrase", "quotation"] = "paraphrase"
    numbering: Literal["ours", "text"] = "ours"
    summary: Words | None = None
    disputed: tuple[Words, ...] = ()
    status: tuple[Status, ...] = ()
    signing_requires: tuple[SigningCondition, ...] = ()
    amends: tuple[Amendment, ...] = ()
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered part of an instrument, in our words or in its own."""

    id: str  # "washington-agreement/3"
    place: Place
    instrument: str
    number: str
    title: Words
    text: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One interpretation of a commitment, held by somebody; may replace its from, due and done."""

    id: str
    label: Words
    holders: tuple[str, ...]
    from_: Condition | None = None
    due: Due | None = None
    done: Condition | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What makes good a breach, and by when after it."""

    done: Condition
    within: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One thing one side undertook.

    It is one of four kinds, told by what is given: something to achieve (`done`),
    to refrain from (`never`), to do again and again (`every` with `done`), or
    made of other commitments (`parts`). Where none is given, the text states no test.
    """

    id: str
    place: Place
    clause: str
    instrument: str
    text: Words
    of: tuple[str, ...]
    to: tuple[str, ...] = ()
    from_: Condition | None = None  # None: the instrument is in force
    due: Due | None = None
    done: Condition | None = None
    never: tuple[str, ...] = ()
    parts: Condition | None = None
    every: Duration | None = None
    until: Condition | None = None
    expires: Due | None = None
    repair: Repair | None = None
    phase: str | None = None
    verified_by: tuple[str, ...] = ()
    extent: str | None = None
    context: tuple[str, ...] = ()
    superseded_by: str | None = None
    readings: tuple[Reading, ...] = ()
    theme: tuple[str, ...] = ()
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None

    @property
    def kind(self) -> Literal["achieve", "refrain", "recur", "parts", "untested"]:
        """What sort of duty this is."""
        if self.never:
            return "refrain"
        if self.every:
            return "recur"
        if self.parts:
            return "parts"
        return "achieve" if self.done else "untested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two instruments that is no condition of a commitment."""

    id: str
    place: Place
    from_: str
    to: str
    text: Words
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of a plan; it is entered when its gate opens, complete when all in it is kept."""

    id: str
    place: Place
    instrument: str
    name: Words
    gate: Condition | None = None  # None: its instrument is in force
    follows: tuple[str, ...] = ()
    text: Words | None = None
    prepared_from: Condition | None = None
    ends: Span | None = None
    ref: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
    note: Words | None = None
