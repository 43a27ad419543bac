"""When what was said could be known: by its sources, or by its entry in a register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from kept.dates import Duration, add
from kept.ledger import MissingBody, Statement
from kept.process.model import Process

Basis = Literal["published", "entered"]

_UNDATED = Duration(days=30)  # where a process declares nothing
NEVER = date.max


def known_on(statement: Statement, process: Process, basis: Basis = "published") -> date:
    """The day from which `statement` could be known, by one of two measures.

    *published*: the earliest day on which a source of it had surely appeared: the day it
    carries, or where it carries none the latest plausible one, its words' own day and as
    long again as the process grants that kind of source. What was coded was known on the
    day of coding at the latest. Never earlier than the words themselves.

    *entered*: the last day of the interval in which witnesses saw it enter a register; at
    `date.max`, which is never, where none did. Words dated ahead are not known before
    they can have been said.
    """
    if basis == "published":
        return max(statement.said_on.last, min(_appeared(statement, process))[0])
    if statement.entered is None or statement.entered.entered_on is None:
        return NEVER
    return max(statement.said_on.first, statement.entered.entered_on.last)


def known_by(statement: Statement, process: Process, basis: Basis, day: date) -> bool:
    """Whether `statement` could be known by the end of `day`."""
    known = known_on(statement, process, basis)
    return known != NEVER and known <= day


def dated(statement: Statement, process: Process) -> bool:
    """Whether the day it was published is one a source carries, and not an upper bound."""
    return not min(_appeared(statement, process))[1]


def _appeared(statement: Statement, process: Process) -> Iterator[tuple[date, bool]]:
    """By when each source had appeared, and whether that day is only plausible."""
    if not statement.sources and statement.entered is not None:
        yield known_on(statement, process, "entered"), False  # it appeared in the register alone
        return
    other = process.undated.get("other", _UNDATED)
    said, coded = statement.said_on.last, process.head.compiled_on
    yield max(said, coded), True
    for name in statement.sources:
        source = process.sources[name]
        if source.published_on is not None:
            yield source.published_on, False
        else:
            lag = process.undated.get(source.kind, other)
            yield add(said, lag, process.calendar), True


def in_order(statements: Iterable[Statement], basis: Basis) -> tuple[Statement, ...]:
    """The statements in the order of entry: as given, or by their place in the register."""
    if basis == "published":
        return tuple(statements)
    return tuple(sorted(statements, key=_index))


def _index(statement: Statement) -> int:
    return -1 if statement.entered is None else statement.entered.index


def missing_by(body: MissingBody, basis: Basis, day: date) -> bool:
    """Whether what a missing body said may have been known by `day`.

    Its own days went with it. By its entry that is settled; by publication it may have
    been known on any day, and must not read as silence on one.
    """
    if basis == "published":
        return True
    return body.entered_on is not None and body.entered_on.last <= day
