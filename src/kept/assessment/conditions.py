"""Conditions, weighed on a day; and the first day on which one is true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kept.assessment.accounts import (
    Account,
    Interest,
    Pick,
    Sign,
    accounts,
    holds_from,
    sign_of_event,
    sign_of_figure,
    speaks_for,
    weigh,
)
from kept.assessment.evidence import (
    NOTHING_TO_GO_BY,
    Evidence,
    EvidenceWord,
    Strength,
    Verdict,
    at_least,
    crisp,
    word_of,
)
from kept.assessment.record import Record
from kept.ledger import Statement
from kept.names import Test
from kept.process.model import (
    AtLeast,
    Condition,
    Decided,
    Happened,
    InstrumentIs,
    Kept,
    Leaf,
    Measured,
    Not,
    PhaseIs,
    Reached,
    leaves,
)
from kept.process.model.conditions import propositions_in

NOBODY = Interest()
Crisp = Reached | InstrumentIs | PhaseIs | Decided  # what the text itself settles
Window = tuple[date, date]  # half open


class Milestones(Protocol):
    """The days other parts of a process turn on: what conditions ask of them."""

    def instrument_day(self, instrument: str, status: str, pick: Pick) -> date | None:
        """When an instrument was signed or entered into force."""

    def entered_day(self, phase: str, pick: Pick) -> date | None:
        """When a phase was entered."""

    def decided_day(self, decision: str, pick: Pick) -> date | None:
        """When a decision was taken by somebody with the power to take it."""

    def kept(self, commitment: str, on: date, pick: Pick) -> Evidence:
        """The evidence, on a day, that a commitment is discharged."""

    def kept_days(self, commitment: str, pick: Pick) -> Iterator[date]:
        """The days on which that evidence may change."""

    def in_phase(self, phase: str) -> tuple[str, ...]:
        """The commitments of a phase."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """How conditions are weighed: what is on record, and the days other parts turn on."""

    record: Record
    milestones: Milestones

    def evidence(
        self,
        condition: Condition,
        on: date,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        window: Window | None = None,
    ) -> Evidence:
        """The evidence for and against `condition` on a day.

        With a `window`, events count only if they happened within it.
        """
        match condition:
            case Not(inner):
                return self.evidence(inner, on, pick, interest.swapped(), window).negated()
            case AtLeast(n=n, of=several):
                return at_least(
                    n, [self.evidence(each, on, pick, interest, window) for each in several]
                )
            case Happened(proposition):
                return self.slot(proposition, None, on, pick, interest, window)
            case Measured(indicator=indicator, test=test):
                return self.slot(indicator, test, on, pick, interest, window)
            case Kept(commitment):
                return self.milestones.kept(commitment, on, pick)
            case PhaseIs(phase=phase, status="completed"):
                return self._completed(phase, on, pick)
            case _:
                day = self._crisp_day(condition, pick)
                return crisp(day is not None and day <= on)

    def slot(
        self,
        proposition: str,
        test: Test | None,
        on: date,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        window: Window | None = None,
    ) -> Evidence:
        """The evidence on one proposition, from the accounts that speak for the day."""
        found = self.accounts(proposition, test, on, pick, window)
        stale = not found and self._spoke_before(proposition, on, window)
        return weigh(found, interest, stale=stale)

    def accounts(
        self,
        proposition: str,
        test: Test | None,
        on: date,
        pick: Pick = Pick.CERTAIN,
        window: Window | None = None,
    ) -> tuple[Account, ...]:
        """Of each voice the account of one proposition on a day."""
        about = self.record.process.propositions[proposition]
        calendar = self.record.process.calendar

        def sign(statement: Statement) -> Sign:
            if test is None:
                return sign_of_event(statement)
            return sign_of_figure(statement, test, about)

        def valid(statement: Statement) -> bool:
            begins = holds_from(statement, pick)
            if not _within(window, begins):
                return False
            first, end = speaks_for(statement, about, sign(statement), pick, calendar)
            return first <= on < end

        return accounts(self.record.about(proposition), sign, valid)

    def first_day(
        self,
        condition: Condition,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        since: date = date.min,
        window: Window | None = None,
    ) -> date | None:
        """The first day from `since` on which `condition` is true for this standpoint."""
        for day in self.days(condition, pick, since):
            found = self.evidence(condition, day, pick, interest, window)
            if found.verdict(self.accept) is Verdict.TRUE:
                return day
        return None

    def word(self, evidence: Evidence, condition: Condition | None) -> EvidenceWord:
        """Who prevails in the evidence for `condition` and how strongly, or why nobody does.

        Where there is nothing to go by and a body that spoke of it is missing, nobody was silent.
        """
        word = word_of(evidence, self.accept)
        if not self.record.missing or word not in NOTHING_TO_GO_BY:
            return word
        return "missing" if any(map(self.record.lost, propositions_in(condition))) else word

    def days(self, condition: Condition, pick: Pick, since: date = date.min) -> list[date]:
        """The days from `since` on which the evidence for `condition` may change, in order."""
        found = {since}
        for leaf in leaves(condition):
            found.update(self._leaf_days(leaf, pick))
        return sorted(day for day in found if day >= since)

    def _leaf_days(self, leaf: Leaf, pick: Pick) -> Iterator[date]:
        match leaf:
            case Happened(proposition):
                yield from self.slot_days(proposition, pick)
            case Measured(indicator=indicator):
                yield from self.slot_days(indicator, pick)
            case Kept(commitment):
                yield from self.milestones.kept_days(commitment, pick)
            case PhaseIs(phase=phase, status="completed"):
                for commitment in self.milestones.in_phase(phase):
                    yield from self.milestones.kept_days(commitment, pick)
            case _:
                day = self._crisp_day(leaf, pick)
                if day is not None:
                    yield day

    def slot_days(self, proposition: str, pick: Pick) -> Iterator[date]:
        """The days on which somebody begins or ceases to speak for a proposition."""
        for heard in self.record.about(proposition):
            first, end = self._speaks_for(heard.statement, proposition, pick)
            yield holds_from(heard.statement, pick) if first == date.min else first
            yield end

    @property
    def accept(self) -> Strength:
        """The least strength the standpoint accepts."""
        return Strength.of(self.record.standpoint.accept)

    def _completed(self, phase: str, on: date, pick: Pick) -> Evidence:
        """A phase is complete when all in it is kept; an empty one never says so."""
        several = [
            self.milestones.kept(each, on, pick) for each in self.milestones.in_phase(phase)
        ]
        return at_least(len(several), several) if several else Evidence()

    def _crisp_day(self, leaf: Crisp, pick: Pick) -> date | None:
        match leaf:
            case Reached(span):
                return span.last  # a day has surely come only at its latest
            case InstrumentIs(instrument=instrument, status=status):
                return self.milestones.instrument_day(instrument, status, pick)
            case PhaseIs(phase=phase):
                return self.milestones.entered_day(phase, pick)
            case decided:
                return self.milestones.decided_day(decided.decision, pick)

    def _spoke_before(self, proposition: str, on: date, window: Window | None) -> bool:
        """Whether words that counted once have grown too old to speak for the day."""
        return any(
            heard.statement.until is None
            and self._speaks_for(heard.statement, proposition, Pick.CERTAIN)[1] <= on
            and _within(window, holds_from(heard.statement, Pick.CERTAIN))
            for heard in self.record.about(proposition)
        )

    def _speaks_for(self, statement: Statement, proposition: str, pick: Pick) -> tuple[date, date]:
        about, calendar = (
            self.record.process.propositions[proposition],
            self.record.process.calendar,
        )
        return speaks_for(statement, about, sign_of_event(statement), pick, calendar)


def named(asked: Happened | Measured) -> tuple[str, Test | None]:
    """The proposition something asks about, and what its figure must be."""
    if isinstance(asked, Happened):
        return asked.proposition, None
    return asked.indicator, asked.test


def _within(window: Window | None, day: date) -> bool:
    return window is None or window[0] <= day < window[1]
