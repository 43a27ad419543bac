"""The course of a process: the days on which instruments, phases and commitments turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from kept.assessment.accounts import Pick
from kept.assessment.breaches import breaches_of
from kept.assessment.conditions import Weighing
from kept.assessment.deadlines import day_of, due_on
from kept.assessment.endings import ending_of, expires_on
from kept.assessment.evidence import Evidence
from kept.assessment.fulfilment import discharged_day, repaired_day
from kept.assessment.instruments import binding_day, status_days
from kept.assessment.record import Record
from kept.assessment.standing import Breach
from kept.assessment.suspensions import suspensions
from kept.assessment.terms import Terms, terms_of
from kept.assessment.turns import Ending, Stretch
from kept.dates import Span
from kept.process.model import Decision, Process

T = TypeVar("T")


@dataclass(slots=True)
class Course:
    """What happened when, for one standpoint as known on one day; asked once, then remembered.

    Every day comes twice: by when it is certain, and when it is first possible.
    """

    record: Record
    remembered: dict[tuple[object, ...], object] = field(default_factory=dict)
    # What is being worked out, and whether somebody has asked for it meanwhile.
    working: dict[tuple[object, ...], bool] = field(default_factory=dict)

    @property
    def process(self) -> Process:
        """The text."""
        return self.record.process

    @property
    def weighing(self) -> Weighing:
        """How conditions are weighed along this course."""
        return Weighing(self.record, self)

    def _once(self, key: tuple[object, ...], find: Callable[[], T]) -> T:
        """What `find` finds, asked for the first time only."""
        if key not in self.remembered:
            self.remembered[key] = find()
        return cast(T, self.remembered[key])

    # ── instruments ──────────────────────────────────────────────────────────────

    def instrument_day(self, instrument: str, status: str, pick: Pick) -> date | None:
        """When an instrument first had a status; none if it was not known to."""

        def find() -> date | None:
            return min(status_days(self.weighing, instrument, status, pick), default=None)

        return self._once(("instrument", instrument, status, pick), find)

    # ── phases and decisions ─────────────────────────────────────────────────────

    def entered_day(self, phase: str, pick: Pick) -> date | None:
        """When the gate of a phase first stood open while its instrument was in force."""
        return self._once(("phase", phase, pick), lambda: self._entered_day(phase, pick))

    def _entered_day(self, phase: str, pick: Pick) -> date | None:
        it = self.process.phases[phase]
        force = self.instrument_day(it.instrument, "in-force", pick)
        if force is None or it.gate is None:
            return force
        return self.weighing.first_day(it.gate, pick, since=force)

    def in_phase(self, phase: str) -> tuple[str, ...]:
        """The commitments of a phase."""
        return tuple(each.id for each in self.process.in_phase(phase))

    def decided_day(self, decision: str, pick: Pick) -> date | None:
        """When a decision was taken; none if it is not known."""
        it = self.process.decisions[decision]
        return pick.of(it.on) if self.record.knows_of(it.known_on) else None

    def effects(self, commitment: str) -> tuple[Decision, ...]:
        """The known decisions with an effect on `commitment`, by those with power, by day."""
        return self._once(("effects", commitment), lambda: self._effects(commitment))

    def _effects(self, commitment: str) -> tuple[Decision, ...]:
        powers = self.process.instruments[self.process.commitments[commitment].instrument].powers
        found = [
            each
            for each in self.process.decisions.values()
            if each.effect is not None
            and each.effect.commitment == commitment
            and self.record.knows_of(each.known_on)
            and set(each.by) & set(powers)
        ]
        return tuple(sorted(found, key=lambda each: (each.on.last, each.id)))

    def decision_days(self, commitment: str, effect: str) -> list[date]:
        """The days on which a decision had `effect` on `commitment`, in order."""
        return [
            each.on.last
            for each in self.effects(commitment)
            if each.effect is not None and each.effect.word == effect
        ]

    # ── commitments ──────────────────────────────────────────────────────────────

    def terms(self, commitment: str) -> Terms:
        """What a commitment asks under the reading in effect."""
        it, standpoint = self.process.commitments[commitment], self.record.standpoint
        known_at = self.record.known_at
        return self._once(
            ("terms", commitment), lambda: terms_of(it, self.process, standpoint, known_at)
        )

    def start(self, commitment: str, pick: Pick) -> date | None:
        """When a commitment became owed; never, if that came only after it had expired."""
        return self._once(("start", commitment, pick), lambda: self._start(commitment, pick))

    def _start(self, commitment: str, pick: Pick) -> date | None:
        terms = self.terms(commitment)
        bound = binding_day(self.weighing, terms.commitment.instrument, terms.binds_by, pick)
        if bound is None:
            return None
        day = self.weighing.first_day(terms.start, pick, terms.witnesses, since=bound)
        last = expires_on(self, commitment)
        return None if day is None or (last is not None and day > last) else day

    def due(self, commitment: str, pick: Pick, on: date = date.max) -> date | None:
        """The deadline as it stood on a day: moved by amendments, extensions and suspension."""
        return self._once(
            ("due", commitment, pick, on), lambda: due_on(self, commitment, pick, on)
        )

    def first_due(self, commitment: str, pick: Pick) -> date | None:
        """The deadline the text set, before anything moved it."""
        terms, start = self.terms(commitment), self.start(commitment, pick)
        return day_of(self.weighing, terms.due, start, pick, terms.witnesses)

    def suspensions(self, commitment: str) -> list[Stretch]:
        """When a duty lay suspended, by decision or with its instrument."""
        return self._once(("suspensions", commitment), lambda: suspensions(self, commitment))

    def discharged(self, commitment: str, pick: Pick) -> date | None:
        """When a commitment was discharged, unless it had ended otherwise before."""
        key = ("discharged", commitment, pick)
        if key in self.working:
            self.working[key] = True
        elif key not in self.remembered:
            self._work_out(key, commitment, pick)
        return cast("date | None", self.remembered[key])

    def _work_out(self, key: tuple[object, ...], commitment: str, pick: Pick) -> None:
        """What waits for a commitment may ask while it is being worked out.

        First it is told that it is not done, which holds of every day before it is; then on
        which day it would be, so that what ends on that day ends too late. Whatever was found
        on such an answer is forgotten again: it must not matter what is asked first.
        """
        before = len(self.remembered)
        self.remembered[key], self.working[key] = None, False
        day = discharged_day(self, commitment, pick)
        self._forget(before, key)
        self.remembered[key] = day
        ended = self.ending(commitment)
        if day is not None and ended is not None and ended.on < day:
            self._forget(before, key)
            self.remembered[key] = None
        del self.working[key]

    def _forget(self, before: int, key: tuple[object, ...]) -> None:
        """Forget what was remembered since, if it rests on what was told for a while."""
        if self.working[key]:
            for each in list(self.remembered)[before:]:
                del self.remembered[each]
            self.working[key] = False

    def breaches(self, commitment: str) -> list[Breach]:
        """The accepted incidents against a duty to refrain while it was owed, by day."""

        def find() -> list[Breach]:
            return breaches_of(self, commitment, lambda on: repaired_day(self, commitment, on))

        return self._once(("breaches", commitment), find)

    def kept(self, commitment: str, on: date, pick: Pick) -> Evidence:
        """That a commitment is discharged, for others that wait for it: never less than accepted."""
        day = self.discharged(commitment, pick)
        if day is None or day > on:
            return Evidence()
        terms, accept = self.terms(commitment), self.weighing.accept
        if terms.done is None or terms.commitment.kind in ("refrain", "recur"):
            return Evidence(for_=accept)
        found = self.weighing.evidence(terms.done, day, pick, terms.interest)
        return Evidence(for_=max(accept, found.for_))

    def kept_days(self, commitment: str, pick: Pick) -> Iterator[date]:
        """The days on which that may change."""
        day = self.discharged(commitment, pick)
        if day is not None:
            yield day

    def ending(self, commitment: str) -> Ending | None:
        """How a duty ended without being discharged, if it has."""
        return self._once(("ending", commitment), lambda: ending_of(self, commitment))


def span_of(possible: date | None, certain: date | None) -> Span | None:
    """An uncertain day from its two ends."""
    if certain is None:
        return None
    return Span(min(possible or certain, certain), certain)
