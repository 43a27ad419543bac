"""Where a commitment stands, in one line: the reason a reader would ask for first.

A line has no capital and no full stop, so that it fits a table, a list or the end of
a sentence. It never says more than the evidence: what happened is "reported", "accepted"
or "claimed", and what nobody has spoken of is said to be so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kept.assessment import DutyWord, Standing
from kept.process.model import Process
from kept.report.wording import deadline, ending, evidence, refraining, register, waiting
from kept.report.wording.language import Language, say, series
from kept.report.wording.summary import first_sentence

__all__ = ["first_sentence", "line"]

_Line = Callable[[Standing, Process, Language], str]


def line(standing: Standing, process: Process, language: Language) -> str:
    """The most useful single line about a standing; where bodies are missing, it says so."""
    told = _LINES[standing.duty](standing, process, language)
    if not standing.missing:
        return told
    return register.standing_line(told, standing, process, language)


def _open(standing: Standing, process: Process, language: Language) -> str:
    it = process.commitments[standing.commitment]
    if it.kind == "refrain":
        return refraining.line(standing, process, language)
    if it.kind == "recur":
        return _recurring(standing, process, language)
    time = deadline.clause(standing.time, language)
    said = _evidence(standing, process, language)
    return series((said, time) if standing.time.due is None else (time, said), language)


def _evidence(standing: Standing, process: Process, language: Language) -> str:
    if process.commitments[standing.commitment].kind == "untested":
        return say("said.untested", language)
    return evidence.clause(standing, process, language)


def _breached(standing: Standing, process: Process, language: Language) -> str:
    return ending.found_breached(standing, process, language) or _open(standing, process, language)


def _recurring(standing: Standing, _: Process, language: Language) -> str:
    return deadline.periods(standing, language)


_LINES: Final[dict[DutyWord, _Line]] = {
    "proposed": waiting.proposed,
    "dormant": waiting.dormant,
    "blocked": waiting.blocked,
    "suspended": waiting.suspended,
    "active": _open,
    "overdue": _open,
    "breached": _breached,
    "discharged": ending.discharged,
    "superseded": ending.ended,
    "released": ending.ended,
    "lapsed": ending.ended,
}
