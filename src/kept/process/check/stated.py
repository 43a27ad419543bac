"""What a text leaves open, and what its coders left without a source or a second reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kept.process.check.asked import of_commitment
from kept.process.model import Commitment, Happened, Process
from kept.process.model.conditions import propositions_in
from kept.texts import Place, Problem

_MOST_PRIVATE = (1, 3)  # of all commitments may rest on an event nobody else would speak of
_SOURCED = (
    "instruments",
    "commitments",
    "phases",
    "links",
    "mechanisms",
    "meetings",
    "decisions",
    "gaps",
)


def stated_problems(process: Process) -> Iterator[Problem]:
    """What is not stated, and what is stated without saying by whom."""
    amended = {
        amendment.commitment
        for instrument in process.instruments.values()
        for amendment in instrument.amends
    }
    for commitment in process.commitments.values():
        yield from _open(commitment, amended=commitment.id in amended)
    yield from _unsourced(process)
    yield from _unreviewed(process)
    yield from _private(process)


def _open(commitment: Commitment, *, amended: bool) -> Iterator[Problem]:
    missing = list(_missing(commitment, amended=amended))
    if missing:
        yield Problem(
            place=commitment.place,
            what=f"Not stated: {', '.join(missing)}.",
            remedy="",
            severity="not-stated",
        )
    for reading in commitment.readings:
        if not reading.holders:
            yield Problem(
                place=commitment.place,
                what=f"Not stated: who holds the reading {reading.id}.",
                remedy="",
                severity="not-stated",
            )


def _missing(commitment: Commitment, *, amended: bool) -> Iterator[str]:
    """Holder, deadline, test and verifier, each only of kinds of duty that have one."""
    if not commitment.of:
        yield "who owes it"
    timeless = commitment.kind in ("refrain", "recur")
    if commitment.due is None and not timeless and not amended:
        yield "deadline"
    if commitment.kind == "untested":
        yield "test"
    if not commitment.verified_by and commitment.kind != "parts":
        yield "verifier"


def _unsourced(process: Process) -> Iterator[Problem]:
    for kind in _SOURCED:
        for each in getattr(process, kind).values():
            if not each.sources:
                yield _without_source(each.place, "It")
    for instrument in process.instruments.values():
        for status in instrument.status:
            if not status.sources and status.on is not None:
                yield _without_source(instrument.place, f"The status “{status.word}”")
    for commitment in process.commitments.values():
        for reading in commitment.readings:
            if not reading.sources:
                yield _without_source(commitment.place, f"The reading {reading.id}")


def _without_source(place: Place, what: str) -> Problem:
    return Problem(
        place=place,
        what=f"{what} names no source.",
        remedy='Add sources = ["…"].',
        severity="warning",
    )


def _unreviewed(process: Process) -> Iterator[Problem]:
    if not process.head.reviewed_by:
        yield Problem(
            place=process.head.place,
            what="Nobody has reviewed the coding.",
            remedy="Let somebody else read it beside its sources, and name them in “reviewed_by”.",
            severity="warning",
        )


def _private(process: Process) -> Iterator[Problem]:
    """Tests that only the coder would speak of: no statement will ever answer them."""
    named = Counter(name for each in process.commitments.values() for name in _named(each))
    private = [
        each.id
        for each in process.commitments.values()
        if _rests_on(each) == f"{each.id}-done" and named[f"{each.id}-done"] == 1
    ]
    part, whole = _MOST_PRIVATE
    if len(private) * whole > len(process.commitments) * part:
        yield Problem(
            place=process.head.place,
            what=f"{len(private)} of {len(process.commitments)} commitments rest on an event of "
            f"their own alone: {', '.join(private)}.",
            remedy="Test them by events, states and figures that others speak of too.",
            severity="warning",
        )


def _named(commitment: Commitment) -> set[str]:
    """The propositions a commitment names in any of its fields."""
    asked = {
        name for each in of_commitment(commitment) for name in propositions_in(each.condition)
    }
    return asked | {*commitment.never, *commitment.context}


def _rests_on(commitment: Commitment) -> str | None:
    """The one event a commitment is tested by, where it is tested by one alone."""
    match commitment.done:
        case Happened(name):
            return name
        case _:
            return None
