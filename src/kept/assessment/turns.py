"""What the parts of a process may ask its course: on which day something turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing
from kept.assessment.standing import Breach, DutyWord
from kept.assessment.terms import Terms
from kept.process.model import Decision, Process

Stretch = tuple[date, date]  # half open; to the end of the calendar where nothing was resumed


@dataclass(frozen=True, slots=True)
class Ending:
    """From this day on a duty is no longer owed."""

    on: date
    word: DutyWord
    by: str | None = None  # superseded: the instrument or the commitment in its place


class Turns(Protocol):
    """The days on which commitments turn, as one standpoint knows them on one day.

    Every day comes twice: by when it is certain, and when it is first possible.
    """

    @property
    def process(self) -> Process:
        """The text."""

    @property
    def weighing(self) -> Weighing:
        """How conditions are weighed."""

    def terms(self, commitment: str) -> Terms:
        """What a commitment asks under the reading in effect."""

    def start(self, commitment: str, pick: Pick) -> date | None:
        """When a commitment became owed."""

    def effects(self, commitment: str) -> tuple[Decision, ...]:
        """The decisions with an effect on a commitment, by day."""

    def suspensions(self, commitment: str) -> list[Stretch]:
        """When a duty lay suspended."""

    def decision_days(self, commitment: str, effect: str) -> list[date]:
        """The days on which a decision had `effect` on a commitment, in order."""

    def due(self, commitment: str, pick: Pick, on: date = date.max) -> date | None:
        """The deadline as it stood on a day."""

    def breaches(self, commitment: str) -> list[Breach]:
        """The accepted incidents against a duty while it was owed."""

    def ending(self, commitment: str) -> Ending | None:
        """How a duty ended without being discharged."""
