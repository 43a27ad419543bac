"""A statement as the answers that would make it again: where a correction begins."""

from __future__ import annotations

from typing import Any

from kept.ledger import Statement
from kept.names import Interval
from kept.process import Process
from kept.web.filing.statement.sayings import EXTENTS, SAYINGS


def from_statement(statement: Statement, process: Process) -> dict[str, Any]:
    """The answers behind a statement, as far as the form can ask for them."""
    about = statement.about[0] if statement.about else ""
    extent = str(statement.extent) if statement.extent else ""
    low, high = _bounds(statement.says)
    return {
        "about": about,
        "saying": _saying(statement, process, extent),
        "extent": extent if extent in EXTENTS else "",
        "low": low,
        "high": high,
        "when": str(statement.when),
        "until": str(statement.until) if statement.until else "",
        "area": [*statement.area],
        "claim_en": _in(statement, "en"),
        "claim_fr": _in(statement, "fr"),
        "release": statement.release,
    }


def _saying(statement: Statement, process: Process, extent: str) -> str:
    kind = "asserts" if statement.kind == "verifies" else statement.kind  # as a body says it
    kinds = {process.propositions[each].kind for each in statement.about}
    for name, saying in SAYINGS.items():
        if saying.kind == kind and kinds <= saying.of and saying.extent == bool(extent):
            return name
    return ""


def _bounds(figure: Interval | None) -> tuple[str, str]:
    if figure is None:
        return "", ""
    low, high = ("" if each is None else str(each) for each in (figure.low, figure.high))
    return (low, "") if figure.exact else (low, high)


def _in(statement: Statement, language: str) -> str:
    known = dict(statement.claim.by_language)
    return known.get(language, "")
