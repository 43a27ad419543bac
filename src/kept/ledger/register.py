"""What a register says beside its statements: how far it goes, and which bodies are missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kept.dates import Span
from kept.ledger.statement import Release

Grade = Literal["published", "witnessed", "mutual"]
Ground = Literal[
    "data-protection", "protection-of-persons", "court-order", "filed-by-mistake", "other-law"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingBody:
    """A statement was entered, and what it says cannot be read here any more.

    *erased*: the body was destroyed under a tombstone. *withheld*: the entry stands in
    the register and its body is not in this copy of it. Sealed entries, which nobody but
    their author can read yet, are no missing bodies.
    """

    index: int
    entry: str  # hash of the entry, in hexadecimal digits
    author: str  # the role that signed the entry, not the erasure
    reason: Literal["erased", "withheld"]
    release: Release  # who was cleared to see the body
    # The propositions it spoke of; of a retraction, those of the words it took back, for
    # else whoever erases a retraction brings them back unnoticed. Empty: nobody can tell.
    about: tuple[str, ...] = ()
    entered_on: Span | None = None  # as in `Entered`
    on: date | None = None  # the day it was erased: the last of the tombstone's interval
    erased_by: str | None = None  # the role that signed the tombstone
    ground: Ground | None = None  # in law, as the tombstone names it

    @property
    def untold(self) -> bool:
        """Whether nobody can tell what it spoke of: only public entries say."""
        return not self.about and self.release != "public"

    def may_bear_on(self, proposition: str) -> bool:
        """Whether it spoke of a proposition, or may have."""
        return self.untold or proposition in self.about


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerHead:
    """Which register, and how far it was read: what a standing cites."""

    origin: str  # "lakes.example/exercise"
    size: int  # entries
    root: str  # of the tree over them, in base64 as the checkpoint has it
    grade: Grade
    witnessed_at: datetime | None = None  # by the witnesses' clocks; aware; None where none signed
