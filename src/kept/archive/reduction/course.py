"""The reference's own course of a process, over the runs that the kernel found in all statements.

Its rules are those of `kept.assessment`; only the evidence of a day is looked up, and what was
said is put together where somebody asks who has said it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kept.archive.kernel.sweeping import Sweep
from kept.archive.reduction.spoken import Spoken
from kept.assessment.accounts import Account, Interest, Pick
from kept.assessment.conditions import NOBODY, Weighing, Window, named
from kept.assessment.course import Course
from kept.assessment.evidence import Evidence
from kept.assessment.record import Heard, Record
from kept.assessment.sweep.lanes import Lanes
from kept.assessment.sweep.plain.counting import EVIDENCES
from kept.assessment.sweep.plain.course import course_of
from kept.assessment.sweep.tables import Tables
from kept.names import Test
from kept.process.model import AtLeast, Condition, Happened, Measured, Not

Days = NDArray[np.int64]
Codes = NDArray[np.uint8]
Strengths = NDArray[np.integer[Any]]
Question = tuple[str, Test | None, Pick, Interest, Window | None]
Told = tuple[
    Days, Strengths, Strengths
]  # from each day on: how strongly for, how strongly against
_CODE: Final = np.uint64(63)


class Found:
    """What a sweep found for the standpoints of one pass, by what is asked."""

    def __init__(self, sweep: Sweep, tables: Tables, lanes: Lanes, spoken: Spoken) -> None:
        self.sweep: Final = sweep
        self.lanes: Final = lanes
        self.spoken: Final = spoken
        self._slots: Final = {each: at for at, each in enumerate(tables.slots)}
        asked = tables.questions
        self._slot, self._swept = np.asarray(asked["slot"]), np.asarray(asked["swept"])
        self._interest = np.asarray(asked["interest"])
        self._classes = np.asarray(asked["classes"]).reshape(-1, 6, len(lanes.voices))
        self._atoms: Final = lru_cache(maxsize=None)(self._atom)

    def atom(self, lane: int, slot: tuple[str, str | None], interest: Interest) -> int | None:
        """The atom that asks about a slot under an interest; None where the text asks none."""
        return self._atoms(lane, slot, interest)

    def _atom(self, lane: int, slot: tuple[str, str | None], interest: Interest) -> int | None:
        wanted = self.lanes.classes((interest,) * len(self.lanes.standpoints)) >> lane & 1
        at = self._slots.get(slot)
        for atom in np.flatnonzero((self._slot == at) & (self._swept != 0)).tolist():
            if np.array_equal(self._classes[self._interest[atom]] >> lane & 1, wanted):
                return int(atom)
        return None


@dataclass(frozen=True, slots=True)
class Lane:
    """What one standpoint of a pass finds; asked once, then remembered."""

    found: Found
    number: int
    runs: dict[Question, tuple[Days, Codes]] = field(default_factory=dict)

    def asked(self, *question: *Question) -> tuple[Days, Codes]:
        """The days and codes of the evidence on a question."""
        if question not in self.runs:
            self.runs[question] = self._asked(*question)
        return self.runs[question]

    def _asked(
        self,
        proposition: str,
        test: Test | None,
        pick: Pick,
        interest: Interest,
        window: Window | None,
    ) -> tuple[Days, Codes]:
        atom = None
        if window is None:
            slot = proposition, str(test) if test else None
            atom = self.found.atom(self.number, slot, interest)
        if atom is None:
            slots = self.found.spoken.about(proposition)
            days, codes = slots.lane(self.number, (proposition, test, pick, window), interest)
            return days.astype(np.int64), codes[:, 0]
        if self.found.sweep.state is None:
            raise LookupError("The sweep is over, and this was not asked before.")
        days, all_ = self.found.sweep.atom(atom, int(pick is Pick.POSSIBLE))
        code = all_ >> np.uint64(8 * self.number) & _CODE
        return days.astype(np.int64), code.astype(np.uint8)


@dataclass(frozen=True, slots=True)
class Said(Mapping[str, tuple[Heard, ...]]):
    """By proposition what counts in one lane: see `Spoken.about`."""

    lane: Lane

    def __getitem__(self, proposition: str) -> tuple[Heard, ...]:
        slots = self.lane.found.spoken.about(proposition)
        return course_of(slots, self.lane.number).record.about(proposition)

    def __iter__(self) -> Iterator[str]:
        return iter(self.lane.found.spoken.columns.vocabulary.propositions)

    def __len__(self) -> int:
        return len(self.lane.found.spoken.columns.vocabulary.propositions)


@dataclass(frozen=True, slots=True)
class RunWeighing(Weighing):
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
        return EVIDENCES[int(codes[np.searchsorted(days, on.toordinal(), "right") - 1])]

    def accounts(
        self,
        proposition: str,
        test: Test | None,
        on: date,
        pick: Pick = Pick.CERTAIN,
        window: Window | None = None,
    ) -> tuple[Account, ...]:
        """Of each voice the account of one proposition on a day."""
        course = course_of(self.lane.found.spoken.about(proposition), self.lane.number)
        return course.weighing.accounts(proposition, test, on, pick, window)

    def first_day(
        self,
        condition: Condition,
        pick: Pick = Pick.CERTAIN,
        interest: Interest = NOBODY,
        since: date = date.min,
        window: Window | None = None,
    ) -> date | None:
        """The first day from `since` on which `condition` is true: over all days at once."""
        days, for_, against = self._told(condition, pick, interest, window)
        true = (for_ > against) & (for_ >= int(self.accept))
        now = int(np.searchsorted(days, since.toordinal(), "right")) - 1
        if true[now]:
            return since
        later = np.flatnonzero(true[now + 1 :])
        return date.fromordinal(int(days[now + 1 + later[0]])) if len(later) else None

    def _told(
        self, condition: Condition, pick: Pick, interest: Interest, window: Window | None
    ) -> Told:
        match condition:
            case Not(inner):
                days, for_, against = self._told(inner, pick, interest.swapped(), window)
                return days, against, for_
            case AtLeast(n=n, of=several):
                return _at_least(n, [self._told(each, pick, interest, window) for each in several])
            case Happened() | Measured():
                days, codes = self.lane.asked(*named(condition), pick, interest, window)
                return days, codes & 3, codes >> 2 & 3
            case leaf:
                turns = sorted({date.min, *self._leaf_days(leaf, pick)})
                found = [self.evidence(leaf, each, pick, interest, window) for each in turns]
                return (
                    np.array([each.toordinal() for each in turns], np.int64),
                    np.array([int(each.for_) for each in found], np.uint8),
                    np.array([int(each.against) for each in found], np.uint8),
                )


def _at_least(n: int, several: list[Told]) -> Told:
    """The n-th largest on either side, from each day on which one of them turns."""
    days = np.unique(np.concatenate([each for each, _, _ in several]))
    at = [np.searchsorted(each, days, "right") - 1 for each, _, _ in several]
    for_ = np.sort([each[1][where] for each, where in zip(several, at, strict=True)], axis=0)
    against = np.sort([each[2][where] for each, where in zip(several, at, strict=True)], axis=0)
    return days, for_[len(several) - n], against[n - 1]


@dataclass(slots=True)
class RunCourse(Course):
    """The course of a process for one standpoint of a pass.

    `record` holds the statements at hand; what is weighed is all that was said.
    """

    lane: Lane = field(kw_only=True)
    weighs: list[RunWeighing] = field(default_factory=list)

    @property
    def weighing(self) -> RunWeighing:
        """How conditions are weighed along this course; one for all that ask."""
        if not self.weighs:
            weighed: Record = replace(self.record, counted=Said(self.lane))
            self.weighs.append(RunWeighing(weighed, self, self.lane))
        return self.weighs[0]
