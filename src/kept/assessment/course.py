"""The course of a process: the days on which instruments, phases and commitments turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kept.assessment import breaches as incidents
from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing
from kept.assessment.evidence import Evidence, Strength
from kept.assessment.instruments import replaced_day, status_days
from kept.assessment.record import Record
from kept.assessment.standing import Breach
from kept.assessment.terms import Terms, incident_interest, terms_of
from kept.dates import Span, add, deadline
from kept.process.model import Decision, Due, Process

Stretch = tuple[date, date]  # half open


@dataclass(slots=True)
class Course:
    """What happened when, for one standpoint as known on one day; asked once, then remembered.

    Every day comes twice: by when it is certain, and when it is first possible.
    """

    record: Record
    remembered: dict[tuple[object, ...], object] = field(default_factory=dict)

    @property
    def process(self) -> Process:
        """The text."""
        return self.record.process

    @property
    def weighing(self) -> Weighing:
        """How conditions are weighed along this course."""
        return Weighing(self.record, self)

    # ── instruments ──────────────────────────────────────────────────────────────

    def instrument_day(self, instrument: str, status: str, pick: Pick) -> date | None:
        """When an instrument first had a status; none if it was not known to."""
        key = ("instrument", instrument, status, pick)
        if key not in self.remembered:
            days = status_days(self.weighing, instrument, status, pick)
            self.remembered[key] = min(days, default=None)
        return self.remembered[key]  # type: ignore[return-value]

    # ── phases and decisions ─────────────────────────────────────────────────────

    def entered_day(self, phase: str, pick: Pick) -> date | None:
        """When the gate of a phase first stood open while its instrument was in force."""
        key = ("phase", phase, pick)
        if key not in self.remembered:
            it = self.process.phases[phase]
            force = self.instrument_day(it.instrument, "in-force", pick)
            if force is None or it.gate is None:
                self.remembered[key] = force
            else:
                self.remembered[key] = self.weighing.first_day(it.gate, pick, since=force)
        return self.remembered[key]  # type: ignore[return-value]

    def in_phase(self, phase: str) -> tuple[str, ...]:
        """The commitments of a phase."""
        return tuple(each.id for each in self.process.in_phase(phase))

    def decided_day(self, decision: str, pick: Pick) -> date | None:
        """When a decision was taken; none if it is not known."""
        it = self.process.decisions[decision]
        return pick.of(it.on) if self.record.knows_of(it.known_on) else None

    def effects(self, commitment: str) -> list[Decision]:
        """The known decisions with an effect on `commitment`, by those with power, by day."""
        powers = self.process.instruments[self.process.commitments[commitment].instrument].powers
        found = [
            each
            for each in self.process.decisions.values()
            if each.effect is not None
            and each.effect.commitment == commitment
            and self.record.knows_of(each.known_on)
            and set(each.by) & set(powers)
        ]
        return sorted(found, key=lambda each: (each.on.last, each.id))

    def decision_day(self, commitment: str, effect: str) -> date | None:
        """The first day a decision had `effect` on `commitment`."""
        for each in self.effects(commitment):
            if each.effect is not None and each.effect.word == effect:
                return each.on.last
        return None

    # ── commitments ──────────────────────────────────────────────────────────────

    def terms(self, commitment: str) -> Terms:
        """What a commitment asks under the reading in effect."""
        key = ("terms", commitment)
        if key not in self.remembered:
            it = self.process.commitments[commitment]
            self.remembered[key] = terms_of(it, self.process, self.record.standpoint)
        return self.remembered[key]  # type: ignore[return-value]

    def start(self, commitment: str, pick: Pick) -> date | None:
        """When a commitment became owed."""
        key = ("start", commitment, pick)
        if key not in self.remembered:
            self.remembered[key] = self.weighing.first_day(self.terms(commitment).start, pick)
        return self.remembered[key]  # type: ignore[return-value]

    def due(self, commitment: str, pick: Pick, on: date = date.max) -> date | None:
        """The deadline as it stood on a day: moved by amendments, extensions and suspension."""
        due = self.terms(commitment).due
        for amending, amended in self._amendments(commitment):
            day = self.instrument_day(amending, "in-force", pick)
            if day is not None and day <= on:
                due = amended
        day = self.first_due(commitment, due, pick)
        for each in self.effects(commitment):
            effect = each.effect
            if day is None or effect is None or effect.word != "extend" or each.on.last > on:
                continue
            moved = add(day, effect.by, self.process.calendar) if effect.by else None
            day = moved or (pick.of(effect.to) if effect.to else day)
        return self._paused(commitment, day, pick, on)

    def first_due(self, commitment: str, due: Due | None, pick: Pick) -> date | None:
        """The deadline `due` sets, before anything moved it."""
        if due is None:
            return None
        if due.by is not None:
            return pick.of(due.by)
        if due.before is not None:
            return self.weighing.first_day(due.before, pick)
        trigger = (
            self.weighing.first_day(due.after, pick)
            if due.after is not None
            else self.start(commitment, pick)
        )
        if trigger is None or due.within is None:
            return None
        return deadline(trigger, due.within, self.process.calendar)

    def _amendments(self, commitment: str) -> Iterator[tuple[str, Due]]:
        for instrument in self.process.instruments.values():
            for each in instrument.amends:
                if each.commitment == commitment:
                    yield instrument.id, each.due

    def _paused(self, commitment: str, day: date | None, pick: Pick, on: date) -> date | None:
        """A deadline moves by the days its duty lay suspended."""
        start = self.start(commitment, pick)
        if day is None or start is None:
            return day
        for first, end in self.suspensions(commitment):
            if start <= first <= day and first <= on:
                pause = min(end, on) - first
                # Asked for good, a suspension without an end moves the deadline beyond all days.
                day = day + pause if pause < date.max - day else date.max
        return day

    def suspensions(self, commitment: str) -> list[Stretch]:
        """When a duty lay suspended, by decision or with its instrument."""
        turns = [
            (each.on.last, each.effect.word == "suspend")
            for each in self.effects(commitment)
            if each.effect is not None and each.effect.word in ("suspend", "resume")
        ]
        instrument = self.process.commitments[commitment].instrument
        for word in ("suspended", "resumed"):
            days = status_days(self.weighing, instrument, word, Pick.CERTAIN)
            turns += [(day, word == "suspended") for day in days]
        return list(_stretches(sorted(turns)))

    def met(self, commitment: str, pick: Pick) -> date | None:
        """When what a commitment asks was first done, once it was owed."""
        key = ("met", commitment, pick)
        if key not in self.remembered:
            self.remembered[key] = self._met(commitment, pick)
        return self.remembered[key]  # type: ignore[return-value]

    def _met(self, commitment: str, pick: Pick) -> date | None:
        terms, start = self.terms(commitment), self.start(commitment, pick)
        if start is None:
            return None
        certified = self.decision_day(commitment, "certify")
        if terms.commitment.kind in ("refrain", "recur"):
            return self._ended(commitment, pick, start)
        if terms.done is None:
            return certified
        day = self.weighing.first_day(terms.done, pick, terms.interest, since=start)
        return min((each for each in (day, certified) if each is not None), default=None)

    def _ended(self, commitment: str, pick: Pick, start: date) -> date | None:
        """A duty without an end of its own is discharged when it ends unbroken."""
        until = self.terms(commitment).commitment.until
        if until is None:
            return None
        day = self.weighing.first_day(until, pick, since=start)
        broken = any(day is not None and each.on.last < day for each in self.breaches(commitment))
        return None if broken else day

    def breaches(self, commitment: str) -> list[Breach]:
        """The accepted incidents against a duty to refrain since it was owed, by day."""
        key = ("breaches", commitment)
        if key not in self.remembered:
            start = self.start(commitment, Pick.CERTAIN)
            found = [] if start is None else list(self._breaches(commitment, start))
            found.sort(key=lambda each: (each.on, each.proposition))
            self.remembered[key] = found
        return self.remembered[key]  # type: ignore[return-value]

    def _breaches(self, commitment: str, start: date) -> Iterator[Breach]:
        terms, standpoint = self.terms(commitment), self.record.standpoint
        for proposition in terms.commitment.never:
            found = incidents.breaches_of(
                self.process.propositions[proposition],
                self.record.about(proposition),
                incident_interest(proposition, terms, self.process, standpoint),
                Strength.of(standpoint.accept),
                self.process.calendar,
                lambda since: self.repaired_day(commitment, since),
            )
            yield from (each for each in found if each.on.last >= start)

    def repaired_day(self, commitment: str, since: date) -> date | None:
        """When a breach of `since` was made good."""
        repair = self.terms(commitment).commitment.repair
        if repair is None:
            return None
        return self.weighing.first_day(repair.done, Pick.CERTAIN, since=since)

    def kept(self, commitment: str, on: date, pick: Pick) -> Evidence:
        """That a commitment is discharged, for others that wait for it: never less than accepted."""
        day = self.met(commitment, pick)
        if day is None or day > on:
            return Evidence()
        terms = self.terms(commitment)
        accept = Strength.of(self.record.standpoint.accept)
        if terms.done is None or terms.commitment.kind in ("refrain", "recur"):
            return Evidence(for_=max(accept, Strength.CLAIMED))
        found = self.weighing.evidence(terms.done, day, pick, terms.interest)
        return Evidence(for_=max(accept, found.for_))

    def kept_days(self, commitment: str, pick: Pick) -> Iterator[date]:
        """The days on which that may change."""
        day = self.met(commitment, pick)
        if day is not None:
            yield day

    def lapses_on(self, commitment: str) -> date | None:
        """The day after which a commitment can no longer begin."""
        expires = self.terms(commitment).commitment.expires
        return self.first_due(commitment, expires, Pick.CERTAIN) if expires else None

    def succeeded_day(self, commitment: str, pick: Pick) -> date | None:
        """When a commitment gave way, to another or with its instrument."""
        it = self.process.commitments[commitment]
        days = [replaced_day(self.weighing, it.instrument, pick)]
        if it.superseded_by is not None:
            days.append(self.start(it.superseded_by, pick))
        return min((day for day in days if day is not None), default=None)


def span_of(possible: date | None, certain: date | None) -> Span | None:
    """An uncertain day from its two ends."""
    if certain is None:
        return None
    return Span(min(possible or certain, certain), certain)


def _stretches(turns: list[tuple[date, bool]]) -> Iterator[Stretch]:
    """From days of suspending and resuming, the stretches between."""
    since: date | None = None
    for day, suspended in turns:
        if suspended and since is None:
            since = day
        elif not suspended and since is not None:
            yield since, day
            since = None
    if since is not None:
        yield since, date.max - timedelta(days=1)
