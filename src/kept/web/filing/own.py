"""Statements as the desk lists them: a party's own, those that answer them, one by its entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from kept.ledger import Statement
from kept.ledger.entries.entry import entry_code
from kept.report.wording.statements import short_line
from kept.web.pages.asked import Asked

MOST = 40  # of each list


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A statement in a list: its line, and what can be asked for with it."""

    id: str
    entry: str  # hash
    code: str
    line: str
    release: str
    index: int
    taken_back: bool


def filed_by(asked: Asked, party: str) -> Sequence[Listed]:
    """What a party has filed, the newest first."""
    found = [each for each in asked.snapshot.statements if each.party == party]
    return _listed(asked, found)


def answering(asked: Asked, party: str) -> Sequence[Listed]:
    """What others have filed or said in answer to a party's words, the newest first."""
    own = {
        each.id
        for each in asked.snapshot.statements
        if each.party == party or party in each.speakers
    }
    found = [
        each
        for each in asked.snapshot.statements
        if each.party != party and party not in each.speakers and not own.isdisjoint(each.answers)
    ]
    return _listed(asked, found)


def one(asked: Asked, entry: str, party: str | None = None) -> Statement:
    """The statement of an entry, if the viewer sees it and `party`, where given, filed it."""
    for each in asked.snapshot.statements:
        if each.entered and each.entered.entry == entry and party in (None, each.party):
            return each
    raise Http404


def answered(asked: Asked, name: str) -> Statement:
    """The statement with this id, if the viewer sees it."""
    for each in asked.snapshot.statements:
        if each.id == name:
            return each
    raise Http404


def _listed(asked: Asked, found: Sequence[Statement]) -> Sequence[Listed]:
    taken_back = {each.retracts for each in asked.snapshot.statements if each.retracts}
    newest = sorted(found, key=_index, reverse=True)[:MOST]
    return [
        Listed(
            id=each.id,
            entry=each.entered.entry if each.entered else "",
            code=entry_code(each.entered.entry) if each.entered else "",
            line=short_line(each, asked.process, asked.language),
            release=each.release,
            index=_index(each),
            taken_back=each.id in taken_back,
        )
        for each in newest
    ]


def _index(statement: Statement) -> int:
    return statement.entered.index if statement.entered else -1
