"""A body as a statement: what its author may say of itself, and what not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kept.ledger import Entered, Release, Statement
from kept.ledger.canonical import CanonicalError, decode
from kept.ledger.entries.body import read_statement
from kept.ledger.entries.entry import Entry
from kept.texts import Place, ProblemsError

_LARGEST = 1 << 24  # bytes of a body


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement in the register that is left out, and why."""

    index: int
    entry: str  # hash
    what: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A statement and the entry it was filed with; `index` is where its reader met it."""

    index: int
    entry: Entry
    statement: Statement


def as_filed(
    content: bytes,
    entry: Entry,
    entered: Entered,
    *,
    release: Release,
    about: tuple[str, ...],
    keeper: str | None,
    languages: tuple[str, ...] = (),
) -> Filed | Remark:
    """The statement in a body, or why it is none.

    `release` is the level under which its reader sees it: that of the entry, or of the one that
    disclosed it; `about` what the one or the other says in public that it is about. What the
    keeper's recorder enters is taken as coded; any other party has filed what it files, and can
    withdraw it.
    """
    place = Place(f"entry {entered.index}", 1, entry.hash[:12])
    try:
        statement = read_statement(decode(content, _LARGEST), place, languages)
    except (CanonicalError, ProblemsError) as error:
        return Remark(entered.index, entry.hash, f"Its body is no statement. {error}")
    header = entry.header
    if release == "public" and about != tuple(sorted({*statement.about})):
        what = "Its header says that it is about other things than its body."
        return Remark(entered.index, entry.hash, what)
    filed_by = statement.filed_by if header.party == keeper else (header.party,)
    statement = replace(statement, filed_by=filed_by, entered=entered, release=release)
    return Filed(entered.index, entry, statement)
