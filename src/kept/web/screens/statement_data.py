"""A statement as data: the same for programs and for spreadsheets."""

from __future__ import annotations

from typing import Any, Final

from kept.ledger.votes import write_vote, write_votes
from kept.report.plain import plain
from kept.web.pages.asked import Asked
from kept.web.screens.statements_index import Index, Indexed

HEADER: Final = (
    "statement",
    "speakers",
    "office",
    "kind",
    "about",
    "said_on",
    "when",
    "until",
    "says",
    "extent",
    "signed",
    "release",
    "area",
    "answers",
    "retracts",
    "sources",
    "known_on",
    "entry",
    "claim",
)
_COPIED: Final = ("office", "kind", "unnamed", "signed", "release", "grade")
_PLAIN: Final = (
    "speakers",
    "about",
    "claim",
    "said_on",
    "when",
    "until",
    "says",
    "extent",
    "area",
    "sources",
    "note",
)


def statement_json(index: Index, indexed: Indexed) -> dict[str, Any]:
    """A statement as plain values; what it answers is named only if it may be seen."""
    it = indexed.statement
    return {
        "statement": it.id,
        **{name: getattr(it, name) for name in _COPIED},
        **{name: plain(getattr(it, name)) for name in _PLAIN},
        "answers": [each for each in it.answers if each in index.by_id],
        "retracts": it.retracts if it.retracts in index.by_id else None,
        "vote": write_vote(it.vote),
        "votes": write_votes(it.votes),
        "known_on": plain(indexed.known_on),
        "entry": plain(it.entered),
    }


def statement_row(asked: Asked, index: Index, indexed: Indexed) -> tuple[object, ...]:
    """The same as a row, lists joined by spaces, the claim in the language of the page."""
    told = statement_json(index, indexed)
    told["claim"] = indexed.statement.claim.in_language(asked.language)
    told["entry"] = told["entry"]["entry"] if told["entry"] else None
    return tuple(
        " ".join(value) if isinstance(value, list) else value
        for value in (told[name] for name in HEADER)
    )
