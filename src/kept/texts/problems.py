"""What is wrong with a text, where, and what to do about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_LONG_WORD = re.compile(r"\S{120,}")
_LONGEST = 4_000  # characters of one message

Severity = Literal["error", "warning", "not-stated"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file somebody wrote."""

    file: str  # as the reader names it, relative to the process
    line: int  # counted from 1
    within: str = ""  # the table, clause or record: "commitment.jscm-established"

    def __str__(self) -> str:
        return shown(f"{self.file}:{self.line}" + (f" ({self.within})" if self.within else ""))


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
        return shown(f"{self.place}: {self.what} {self.remedy}".rstrip())


class ProblemsError(ValueError):
    """A text cannot be used as it stands; every problem found is listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: (p.place, p.what)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refused(place: Place, what: str, remedy: str) -> ProblemsError:
    """The refusal of a text for one problem."""
    return ProblemsError([Problem(place=place, what=what, remedy=remedy)])


def shown(text: str) -> str:
    r"""`text` as a screen may show it: what it quotes can neither hide, act nor flood.

    >>> shown("a\x1b[2Jb\u200bc")
    'a\\u001b[2Jb\\u200bc'
    >>> len(shown("“" + 9000 * "a" + "” is no id."))
    52
    """
    short = _LONG_WORD.sub(lambda word: f"{word[0][:40]}…{word[0][-1]}", text)
    if len(short) > _LONGEST:
        short = short[:_LONGEST] + "…"
    return "".join(char if _harmless(char) else _escaped(char) for char in short)


def _escaped(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _harmless(char: str) -> bool:
    return unicodedata.category(char) not in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
