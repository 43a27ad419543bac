"""Conditions: what must hold for a duty to begin, to be done, or for a gate to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kept.dates import Span
from kept.names import Test


@dataclass(frozen=True, slots=True)
class Happened:
    """An event has happened, or a state holds."""

    proposition: str
    # How the text says it: an “event” that is a state is a slip worth pointing at.
    written: Literal["event", "state"] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator, compared with a value."""

    indicator: str
    test: Test


@dataclass(frozen=True, slots=True)
class InstrumentIs:
    """An instrument has been signed, or is in force."""

    instrument: str
    status: Literal["signed", "in-force"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Another commitment has been discharged."""

    commitment: str


@dataclass(frozen=True, slots=True)
class PhaseIs:
    """A phase has been entered, or every commitment in it is kept."""

    phase: str
    status: Literal["entered", "completed"]


@dataclass(frozen=True, slots=True)
class Reached:
    """A day has come. An uncertain day comes at its latest."""

    on: Span


@dataclass(frozen=True, slots=True)
class Decided:
    """A mechanism has taken a decision."""

    decision: str


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition: evidence for and against change places."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `n` of several conditions: all of them when n is their number, any when it is 1."""

    n: int
    of: tuple[Condition, ...]
    written: Literal["all", "any", "at_least"] = "at_least"  # how the text says it


Leaf = Happened | Measured | InstrumentIs | Kept | PhaseIs | Reached | Decided
Condition = Leaf | Not | AtLeast


def leaves(condition: Condition | None) -> Iterator[Leaf]:
    """The conditions that stand for themselves, from left to right."""
    match condition:
        case None:
            return
        case Not(inner):
            yield from leaves(inner)
        case AtLeast(of=several):
            for each in several:
                yield from leaves(each)
        case leaf:
            yield leaf


def propositions_in(condition: Condition | None) -> Iterator[str]:
    """The events, states and indicators a condition asks about, from left to right."""
    for leaf in leaves(condition):
        match leaf:
            case Happened(proposition):
                yield proposition
            case Measured(indicator=indicator):
                yield indicator
            case _:
                pass
