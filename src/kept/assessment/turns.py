"""What the parts of a process may ask its course: on which day something turns."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from kept.assessment.accounts import Pick
from kept.assessment.conditions import Weighing
from kept.assessment.terms import Terms
from kept.process.model import Decision, Process

Stretch = tuple[date, date]  # half open; to the end of the calendar where nothing was resumed


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
