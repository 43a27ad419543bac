"""What is wrong with a text, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "not-stated"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file somebody wrote."""

    file: str  # as the reader names it, relative to the process
    line: int  # counted from 1
    within: str = ""  # the table, clause or record: "commitment.jscm-established"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" + (f" ({self.within})" if self.within else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing a careful editor would point at.

    An *error* makes the text unusable, a *warning* is worth a second look, and
    *not-stated* records that the text leaves something open: no fault of its coder.
    """

    place: Place
    what: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}".rstrip()


class ProblemsError(ValueError):
    """A text cannot be used as it stands; every problem found is listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place, p.what)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
