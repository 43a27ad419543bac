"""What the list of statements is asked, as the columns of a large register can be asked it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from kept.assessment import bears_on
from kept.dates import Calendar, DateError, read_span
from kept.ledger import Statement
from kept.ledger.statement import KINDS
from kept.process import Process
from kept.web.pages.asked import Asked, own
from kept.web.pages.errors import BadQuestionError
from kept.web.reading.size import TooLargeError
from kept.web.screens.statements_index import Index, concerned, index_in_order, track_names

if TYPE_CHECKING:
    from kept.archive.reduction.listing import Wanted


def wanted_of(asked: Asked) -> Wanted:
    """What is listed; words and areas are found in every single statement, and in no column."""
    from kept.archive.reduction.listing import Wanted

    if asked.given.get("q") or asked.given.get("area"):
        raise TooLargeError
    process, q = asked.process, asked.question
    last = day_of(asked, "to")
    return Wanted(
        by=q.on if last is None else min(q.on, last),
        known_at=q.known_at,
        basis=q.basis,
        since=day_of(asked, "from"),
        speaker=own(asked, "speaker", process.actors),
        kind=own(asked, "kind", KINDS),
        release=own(asked, "release", asked.snapshot.viewer.sees),
        about=tuple(_about(asked)),
    )


def _about(asked: Asked) -> Iterator[frozenset[str]]:
    process = asked.process
    about = own(asked, "about", {*process.commitments, *process.propositions})
    track = own(asked, "track", process.tracks)
    if about is not None:
        yield propositions(process, about)
    if track is not None:
        several = concerned(process).items()
        yield frozenset(name for name, by in several if track in track_names(process, by))


def propositions(process: Process, about: str) -> frozenset[str]:
    """A proposition, or all that bear on a commitment."""
    if about in process.commitments:
        return frozenset(bears_on(process.commitments[about]))
    return frozenset((about,))


def day_of(asked: Asked, name: str) -> date | None:
    """A day of the screen's own query."""
    value = asked.given.get(name)
    if value is None:
        return None
    try:
        span = read_span(value, Calendar())
    except DateError:
        raise BadQuestionError("no-day", name=name, value=value) from None
    return span.first if name == "from" else span.last


def index_of_some(asked: Asked, statements: Sequence[Statement]) -> Index:
    """The index of a page alone, in the order given; what they answer is in the register."""
    return index_in_order(asked.process, statements, asked.question.basis)
