"""What a meeting's record holds, before it is written into the text of the process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kept.dates import Span
from kept.process import Process
from kept.process.model.mechanisms import EffectWord
from kept.texts import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One decision, and what it does to a commitment if it does anything."""

    text: Words
    effect: EffectWord | None = None
    commitment: str = ""
    by: str = ""  # extend: "30 days"
    to: str = ""  # extend: a day

    @property
    def binds(self) -> bool:
        """Whether it changes what is owed."""
        return self.effect is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One gap or obstacle."""

    kind: str
    text: Words
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """One held meeting, as its secretariat records it on the day `known_on`."""

    body: str
    on: Span
    known_on: date
    number: int | None = None
    venue: Words | None = None
    attended: tuple[str, ...] = ()
    planned_as: str = ""  # the meeting that had been planned
    reviewed: tuple[Words, ...] = ()
    agreed: tuple[Words, ...] = ()
    concerns: tuple[str, ...] = ()
    next_on: str = ""
    next_text: Words | None = None
    dissent: Words | None = None
    decisions: tuple[Decided, ...] = ()
    found: tuple[Found, ...] = field(default=())

    @property
    def binds(self) -> bool:
        """Whether any decision changes what is owed."""
        return any(each.binds for each in self.decisions)


def id_of(minutes: Minutes, process: Process) -> str:
    """What the meeting is called: by its number if that is free, else by its day."""
    several = [f"{minutes.body}-{minutes.on.first}"]
    if minutes.number is not None:
        several.insert(0, f"{minutes.body}-{minutes.number}")
    free = (each for each in several if each not in process.meetings)
    return next(free, "") or next(
        f"{several[-1]}-{n}"
        for n in range(2, 1000)
        if f"{several[-1]}-{n}" not in process.meetings
    )


def day_before(process: Process, planned: str) -> Span | None:
    """The day for which a meeting had been planned."""
    it = process.meetings.get(planned)
    return it.on if it is not None else None


def powers_of(process: Process, body: str) -> tuple[str, ...]:
    """The commitments a body may decide upon: those of texts that give it the power."""
    return tuple(
        each.id
        for each in process.commitments.values()
        if body in process.instruments[each.instrument].powers
    )


def absent(process: Process, minutes: Minutes) -> tuple[str, ...]:
    """The members of the body that did not attend."""
    members = process.mechanisms[minutes.body].members
    return tuple(each for each in members if each not in minutes.attended)
