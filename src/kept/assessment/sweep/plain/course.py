"""The reference's own course of a process, with the evidence looked up in runs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kept.assessment.accounts import Account, Interest, Pick, Sign
from kept.assessment.conditions import NOBODY, Weighing, Window, named
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence, Verdict
from kept.assessment.record import Heard, Record
from kept.assessment.sweep.plain.counting import EVIDENCES
from kept.assessment.sweep.plain.slots import Slots
from kept.assessment.sweep.plain.testimony import Testimony, statement_of
from kept.names import Test
from kept.process.model import AtLeast, Condition, Happened, Measured, Not

_SIGNS: dict[int, Sign] = {1: "for", -1: "against", 0: "unclear"}
Question = tuple[str, Test | None, Pick, Interest, Window | None]


@dataclass(frozen=True, slots=True)
class Lane:
    """What one standpoint finds in the runs of all; asked once, then remembered."""

    slots: Slots
    number: int
    runs: dict[Question, tuple[list[int], list[int]]] = field(default_factory=dict)
    begun: dict[tuple[str, Pick], tuple[date, ...]] = field(default_factory=dict)
    told: dict[tuple[str, bool], tuple[date, ...]] = field(default_factory=dict)
    heard: dict[int, Heard] = field(default_factory=dict)

    def asked(self, *question: *Question) -> tuple[list[int], list[int]]:
        """The days and codes of the evidence on a question."""
        if question not in self.runs:
            proposition, test, pick, interest, window = question
            atom = (proposition, test, pick, window)
            days, codes = self.slots.lane(self.number, atom, interest)
            self.runs[question] = days.tolist(), codes[:, 0].tolist()
        return self.runs[question]

    def days(self, proposition: str, pick: Pick) -> tuple[date, ...]:
        """The days on which somebody begins or ceases to speak for a proposition."""
        if (proposition, pick) not in self.begun:
            days = self.slots.days(proposition, pick, self.number).tolist()
            self.begun[proposition, pick] = tuple(map(date.fromordinal, days))
        return self.begun[proposition, pick]

    def extent_days(self, proposition: str, *, figures: bool) -> tuple[date, ...]:
        """The days on which it may turn how far accounts say that something is carried out."""
        key = (proposition, figures)
        if key not in self.told:
            days = self.slots.extent_days(proposition, self.number, figures=figures).tolist()
            self.told[key] = tuple(map(date.fromordinal, days))
        return self.told[key]

    def account(self, row: int, sign: int) -> Account:
        """The account that a row of words is."""
        voice = self.slots.lanes.voices[self.slots.masks.voice[row]]
        if row not in self.heard:
            statement = statement_of(self.slots, row)
            order = int(self.slots.order[self.slots.columns.words.statement[row]])
            self.heard[row] = Heard(statement, order, (voice,))
        return Account(voice, _SIGNS[sign], self.heard[row])


@dataclass(frozen=True, slots=True)
class SweptWeighing(Weighing):
    """How conditions are weighed where the evidence of every day is at hand."""

    lane: Lane

    def slot(
        self,
        proposition: str,
        test: Test | None,
        on: date,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        window: Window | None = None,
    ) -> Evidence:
        """The evidence on one proposition, looked up."""
        days, codes = self.lane.asked(proposition, test, pick, interest, window)
        return EVIDENCES[codes[bisect_right(days, on.toordinal()) - 1]]

    def accounts(
        self,
        proposition: str,
        test: Test | None,
        on: date,
        pick: Pick = Pick.CERTAIN,
        window: Window | None = None,
    ) -> tuple[Account, ...]:
        """Of each voice the account of one proposition on a day; each heard as this voice alone."""
        spoken = self.lane.slots.accounts(proposition, test, pick, window)
        found = [
            self.lane.account(int(spoken.row[each]), int(spoken.sign[each]))
            for each in spoken.turns.on(on.toordinal(), self.lane.number).tolist()
        ]
        return tuple(sorted(found, key=lambda each: each.voice))

    def first_day(
        self,
        condition: Condition,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        since: date = date.min,
        window: Window | None = None,
    ) -> date | None:
        """The first day from `since` on which `condition` is true: from turn to turn of its runs."""
        turning = {day for day in self.turns(condition, pick, interest, window) if day > since}
        for day in (since, *sorted(turning)):
            found = self.evidence(condition, day, pick, interest, window)
            if found.verdict(self.accept) is Verdict.TRUE:
                return day
        return None

    def slot_days(self, proposition: str, pick: Pick) -> Iterator[date]:
        """The days on which somebody begins or ceases to speak for a proposition."""
        yield from self.lane.days(proposition, pick)

    def turns(
        self, condition: Condition, pick: Pick, interest: Interest, window: Window | None
    ) -> Iterator[date]:
        """The days on which the evidence for a condition turns."""
        match condition:
            case Not(inner):
                yield from self.turns(inner, pick, interest.swapped(), window)
            case AtLeast(of=several):
                for each in several:
                    yield from self.turns(each, pick, interest, window)
            case Happened() | Measured():
                yield from self.slot_turns(*named(condition), pick, interest, window)
            case leaf:
                yield from self._leaf_days(leaf, pick)

    def slot_turns(
        self,
        proposition: str,
        test: Test | None,
        pick: Pick,
        interest: Interest,
        window: Window | None,
    ) -> Iterator[date]:
        """The days on which the evidence on a slot turns."""
        days, _ = self.lane.asked(proposition, test, pick, interest, window)
        yield from map(date.fromordinal, days)


@dataclass(slots=True)
class SweptCourse(Course):
    """The course of a process for one lane of a sweep."""

    lane: Lane = field(kw_only=True)
    weighs: list[SweptWeighing] = field(default_factory=list)

    @property
    def weighing(self) -> SweptWeighing:
        """How conditions are weighed along this course; one for all that ask."""
        if not self.weighs:
            self.weighs.append(SweptWeighing(self.record, self, self.lane))
        return self.weighs[0]


def course_of(slots: Slots, number: int) -> SweptCourse:
    """The course of a process for one standpoint of a pass."""
    standpoint = slots.lanes.standpoints[number]
    counted = Testimony(slots, number)
    record = Record(slots.process, standpoint, slots.known_at, (), (), counted, slots.basis)
    return SweptCourse(record, lane=Lane(slots, number))
