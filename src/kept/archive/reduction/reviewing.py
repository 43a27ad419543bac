"""A review by columns: standings from the runs of all statements, words of the few it quotes.

What the kernel tells of a standing is taken from it. What it does not tell is worked out by the
reference's own rules over the kernel's runs, and then both are held against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from ctypes import CDLL
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from kept.archive.reduction.course import RunCourse
from kept.archive.reduction.passes import Pass, passes
from kept.archive.reduction.quoted import Names, Quoting, UntoldError, joined, news_count
from kept.archive.reduction.whole import Day
from kept.assessment import Assessment, seen_by, standing
from kept.assessment.duty import due_span
from kept.assessment.record import Record, record
from kept.assessment.standing import Standing, Timing
from kept.assessment.sweep.columns import Columns, Int64
from kept.assessment.sweep.runs import code_of
from kept.assessment.waiting import blockers
from kept.ledger import Statement
from kept.process.model import Process, Standpoint
from kept.report.review import OPEN, Question

TOLD: Final = ("broken", "late", "contested")  # with the accounts of both sides, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a review by columns takes from: columns, kernel, and the register itself."""

    process: Process
    columns: Columns  # in the order in which they are stored
    library: CDLL
    read: Callable[[Int64], Sequence[Statement]]  # statements by their numbers, ascending
    names: Names


class Reviewing:
    """What was said, as `kept.report.review.review_of` asks for it; a context, to be left.

    `fully`: every standing of the reader's own standpoint comes with its reasons, not only those
    that a screen tells at length. All of it may raise `UntoldError`.
    """

    def __init__(self, source: Source, question: Question, *, fully: bool = False) -> None:
        self._source: Final = source
        self.question: Final = question
        self._fully: Final = fully
        self._stack: Final = ExitStack()
        self._own: Pass | None = None  # from the reader's own standpoint
        self._compared: Final[dict[str, Assessment]] = {}
        self.quoted = 0  # statements that were read

    def __enter__(self) -> Reviewing:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def process(self) -> Process:
        """The text."""
        return self._source.process

    @property
    def own(self) -> Pass:
        """What was found from the reader's own standpoint, and at once from those compared."""
        if self._own is None:
            self._own = self._swept()
        return self._own

    def assess(
        self, standpoint: Standpoint, since: date | None = None, *, explained: bool = True
    ) -> Assessment:
        """Where everything stands, as far as a review tells it."""
        asked = self.question
        if since is not None:
            day = Day(since, min(since, asked.known_at), asked.basis)
            with ExitStack() as stack:
                return _thin(next(self._passes(stack, [standpoint], day)))
        return self._in_full(self.own) if explained else self._compared[standpoint.id]

    def news_count(self, _: Assessment, since: date) -> int:
        """How many statements that stand became known after a day, by the day asked about."""
        return news_count(self.own.spoken, self.own.lane.number, since)

    def _swept(self) -> Pass:
        asked = self.question
        compared = [each for each in self.process.standpoints.values() if each.compared]
        others = [seen_by(asked.standpoint, each) for each in compared]
        apart = [each for each in others if each.id != asked.standpoint.id]
        day = Day(asked.on, asked.known_at, asked.basis)
        several = list(self._passes(self._stack, [asked.standpoint, *apart], day))
        self._compared.update((each.standpoint.id, _thin(each)) for each in several)
        return several[0]

    def _passes(
        self, stack: ExitStack, standpoints: Sequence[Standpoint], day: Day
    ) -> Iterator[Pass]:
        source = self._source
        return passes(stack, source.library, source.process, source.columns, standpoints, day)

    def _in_full(self, own: Pass) -> Assessment:
        course = _course(own)
        standings = {name: self._standing(own, course, name) for name in self.process.commitments}
        numbers = joined(self._quoted(own, standings))
        self.quoted = len(numbers)
        statements = tuple(self._at_hand(own, numbers))
        day = own.day
        course.record = record(self.process, statements, own.standpoint, day.known_at, day.basis)
        return _assessment(own, standings, course, statements)

    def _standing(self, own: Pass, course: RunCourse, commitment: str) -> Standing:
        thin, on = own.thin(commitment), own.day.on
        if self._fully or thin.word in TOLD:
            found = standing(course, commitment, on)
            if code_of(found) != own.codes[commitment]:
                raise UntoldError("differs")
            return found
        if thin.duty not in OPEN:
            return thin
        blocked = thin.duty == "blocked"
        return replace(
            thin,
            blocked_by=blockers(course, commitment, on) if blocked else (),
            time=Timing(word=thin.time.word, due=due_span(course, commitment, on)),
        )

    def _quoted(self, own: Pass, standings: dict[str, Standing]) -> Iterator[Int64]:
        quoting = Quoting(
            self.process,
            own.spoken,
            own.lane.number,
            lambda numbers: self._source.names(self._stored(own, numbers)),
            lambda numbers: [each.said_on.first for each in self._at_hand(own, numbers)],
        )
        for name, each in standings.items():
            if each.duty in OPEN:
                yield quoting.heard_of(self.process.commitments[name])
            if each.word in TOLD:
                yield from quoting.last_words(each)

    def _at_hand(self, own: Pass, numbers: Int64) -> list[Statement]:
        """Some statements as the register has them, in the order in which they are named."""
        stored = self._stored(own, numbers)
        read = dict(
            zip(np.unique(stored).tolist(), self._source.read(np.unique(stored)), strict=True)
        )
        return [read[each] for each in stored.tolist()]

    def _stored(self, own: Pass, numbers: Int64) -> Int64:
        """The numbers of statements as they are stored; a pass counts in the order of entry."""
        stored = self._source.columns
        if own.spoken.columns is stored:
            return numbers
        return np.argsort(stored.index, kind="stable")[numbers]


def _course(own: Pass) -> RunCourse:
    """The course of the process, with no statement at hand yet."""
    day = own.day
    nothing = Record(own.process, own.standpoint, day.known_at, (), (), {}, day.basis)
    return RunCourse(nothing, lane=own.lane)


def _thin(found: Pass) -> Assessment:
    """The standings as far as the kernel tells them."""
    standings = {name: found.thin(name) for name in found.process.commitments}
    return _assessment(found, standings, _course(found), ())


def _assessment(
    found: Pass, standings: dict[str, Standing], course: RunCourse, at_hand: tuple[Statement, ...]
) -> Assessment:
    return Assessment(
        process=found.process,
        statements=at_hand,
        on=found.day.on,
        known_at=found.day.known_at,
        basis=found.day.basis,
        standpoint=found.standpoint,
        standings=standings,
        course=course,
    )
