"""Days that cannot be: lives of instruments that run backwards, knowledge before the fact."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kept.dates import Span
from kept.process.model import Instrument, Meeting, Process, Status
from kept.texts import Place, Problem

# How far along its life each word finds an instrument.
_STEP = {
    "draft": 0,
    "proposed": 0,
    "adopted": 1,
    "initialled": 1,
    "signed": 2,
    "in-force": 3,
    "suspended": 4,
    "resumed": 4,
    "superseded": 5,
    "terminated": 5,
}


def day_problems(process: Process) -> Iterator[Problem]:
    """Every contradiction between the days of a record."""
    for instrument in process.instruments.values():
        yield from _life(instrument)
    for meeting in process.meetings.values():
        yield from _sitting(meeting)
    for decision in process.decisions.values():
        yield from _foreknown(decision.place, "It", decision.on, decision.known_on)
    for gap in process.gaps.values():
        yield from _foreknown(gap.place, "It", gap.on, gap.known_on)


def _life(instrument: Instrument) -> Iterator[Problem]:
    for before, after in pairwise(instrument.status):
        yield from _out_of_order(instrument, before, after)
    dated = [each for each in instrument.status if each.on is not None]
    for before, after in pairwise(dated):
        yield from _backwards(instrument, before, after)
    for each in dated:
        yield from _foreknown(instrument.place, f"“{each.word}”", each.on, each.known_on)


def _out_of_order(instrument: Instrument, before: Status, after: Status) -> Iterator[Problem]:
    back = _STEP[after.word] < _STEP[before.word]
    unbroken = after.word == "resumed" and before.word != "suspended"
    if back or unbroken:
        remedy = "Put each step after the one that makes it possible."
        if before.word == "suspended" and after.word == "in-force":
            remedy = "Write “resumed”."
        yield Problem(
            place=instrument.place,
            what=f"The status “{after.word}” stands after “{before.word}”.",
            remedy=remedy,
        )


def _backwards(instrument: Instrument, before: Status, after: Status) -> Iterator[Problem]:
    if before.on is not None and after.on is not None and after.on.last < before.on.first:
        yield Problem(
            place=instrument.place,
            what=f"It is “{before.word}” on {before.on} and then “{after.word}” on {after.on}.",
            remedy="Correct one of the two days, or list the steps in their order.",
        )


def _sitting(meeting: Meeting) -> Iterator[Problem]:
    if meeting.held:
        yield from _foreknown(meeting.place, "It", meeting.on, meeting.known_on)
        return
    for field in ("attended", "reviewed", "agreed"):
        if getattr(meeting, field):
            yield Problem(
                place=meeting.place,
                what=f"The meeting was not held, and “{field}” says what happened there.",
                remedy=f"Drop “{field}”, or held = false.",
            )


def _foreknown(
    place: Place, what: str, on: Span | None, known_on: Span | None
) -> Iterator[Problem]:
    if on is not None and known_on is not None and known_on.last < on.first:
        yield Problem(
            place=place,
            what=f"{what} was known on {known_on}, before its day, {on}.",
            remedy="Correct “on” or “known_on”.",
        )
