"""What a plan holds once it is to be drawn: phases, tasks, gates, meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from kept.dates import Span

BarWord = Literal["elapsed", "planned", "past-gate", "not-authorised"]
GateWord = Literal["met", "missed", "open", "waived"]
BARS: tuple[BarWord, ...] = get_args(BarWord)
GATES: tuple[GateWord, ...] = get_args(GateWord)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of work, from some day to some day; each may be known only within bounds."""

    word: BarWord
    begins: Span
    ends: Span | None = None  # None: no end is written anywhere
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What has to be so before work goes on, on the day it is asked."""

    mark: str  # a few letters: "G2"
    word: GateWord
    on: Span
    title: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One line of a plan."""

    name: str
    bars: tuple[Bar, ...] = ()
    gates: tuple[Gate, ...] = ()
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of a plan with its tasks."""

    name: str
    tasks: tuple[Task, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A meeting, held or planned."""

    on: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that one picture of a plan shows."""

    phases: tuple[Phase, ...]
    sittings: tuple[Sitting, ...] = ()
    today: date
    today_name: str  # "today", or the day that was asked about

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of all phases, in order."""
        return tuple(task for phase in self.phases for task in phase.tasks)

    def linked(self) -> bool:
        """Whether anything in it leads somewhere."""
        gates = [gate.href for task in self.tasks for gate in task.gates]
        lines = [*(each.href for each in self.phases), *(each.href for each in self.tasks)]
        return any(href is not None for href in (*gates, *lines))

    def days(self) -> Iterator[date]:
        """Every day that is named: the first and the last of them bound the picture."""
        yield self.today
        yield from (each.on for each in self.sittings)
        for span in self._spans():
            yield from (span.first, span.last)

    def _spans(self) -> Iterator[Span]:
        for task in self.tasks:
            yield from (gate.on for gate in task.gates)
            for bar in task.bars:
                yield from (each for each in (bar.begins, bar.ends) if each is not None)
