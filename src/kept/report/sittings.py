"""The bodies of a process and their sittings: held, planned, announced and moved.

Only meetings the world could know of on the day asked about are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from kept.assessment import Assessment
from kept.dates import Span
from kept.process import Decision, Gap, Meeting
from kept.report.plain import plain
from kept.report.review import OPEN

SittingWord = Literal["held", "planned", "not-known-held", "took-place"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """One meeting as it is known.

    *held*; *planned*: its day lies ahead; *not-known-held*: its day has passed, and nothing says
    that it was held; *took-place*: planned, and held as the meeting `held_as`.
    """

    meeting: Meeting
    word: SittingWord
    promised: Span | None  # the day given for it at the sitting before
    held_as: str | None = None

    @property
    def days_moved(self) -> int | None:
        """How many days later than first planned it was held; None where that is not certain."""
        first = self.planned
        if self.word != "held" or first is None:
            return None
        if not first.certain or first.overlaps(self.meeting.on):
            return None
        return (self.meeting.on.first - first.first).days

    @property
    def planned(self) -> Span | None:
        """The first day that was given for it."""
        announced = self.meeting.announced
        return announced[0].on if announced else self.promised


@dataclass(frozen=True, slots=True, kw_only=True)
class Sittings:
    """All known sittings of one body, in order, and what is known of the next."""

    body: str | None  # a mechanism; None: meetings of no standing body
    sittings: tuple[Sitting, ...]
    last: Sitting | None
    next_on: Span | None
    next_from: Meeting | None  # the meeting that says so


def sittings(assessment: Assessment, body: str | None) -> Sittings:
    """The sittings of a body as they are known."""
    known = sorted(
        (each for each in known_meetings(assessment) if each.mechanism == body),
        key=lambda each: (each.on, each.id),
    )
    several = tuple(_sittings(known, assessment.on))
    held = [each for each in several if each.word == "held"]
    last = held[-1] if held else None
    upcoming = next((each for each in several if each.word == "planned"), None)
    source = upcoming.meeting if upcoming else (last.meeting if last and body else None)
    return Sittings(
        body=body,
        sittings=several,
        last=last,
        next_on=_next_on(upcoming, last) if body else (source.on if source else None),
        next_from=source,
    )


def _next_on(upcoming: Sitting | None, last: Sitting | None) -> Span | None:
    if upcoming is not None:
        return upcoming.meeting.on
    return last.meeting.next.on if last is not None and last.meeting.next is not None else None


def known_meetings(assessment: Assessment) -> Iterator[Meeting]:
    """The meetings the world could know of, but for those held after the day asked about."""
    for each in assessment.process.meetings.values():
        if each.held and each.on.first > assessment.on:
            continue
        if (each.known_on or each.on).last <= assessment.known_at:
            yield each


def _sittings(known: list[Meeting], on: date) -> Iterator[Sitting]:
    before: Meeting | None = None
    for each in known:
        promised = before.next.on if before is not None and before.next is not None else None
        held_as = _held_as(each, known)
        word = _word(each, on, taken_place=held_as is not None)
        yield Sitting(meeting=each, word=word, promised=promised, held_as=held_as)
        if word == "held":
            before = each


def _held_as(meeting: Meeting, known: list[Meeting]) -> str | None:
    """The meeting as which a planned one was held: that of its day, or that says it was moved."""
    if meeting.held:
        return None
    for each in known:
        days = (each.on, *(one.on for one in each.announced))
        if each.held and any(one.overlaps(meeting.on) for one in days):
            return each.id
    return None


def _word(meeting: Meeting, on: date, *, taken_place: bool) -> SittingWord:
    if taken_place:
        return "took-place"
    if meeting.on.last > on:
        return "planned"
    return "held" if meeting.held else "not-known-held"


def before(assessment: Assessment, meeting: Meeting) -> Meeting | None:
    """The sitting of the same body before this one."""
    held = [
        each
        for each in known_meetings(assessment)
        if each.held and each.mechanism == meeting.mechanism and each.on.last < meeting.on.first
    ]
    return max(held, key=lambda each: each.on, default=None) if meeting.mechanism else None


def decisions_of(assessment: Assessment, meeting: str) -> tuple[Decision, ...]:
    """What was decided at a meeting, as known."""
    several = assessment.process.decisions.values()
    return tuple(
        each
        for each in several
        if each.meeting == meeting and each.known_on.last <= assessment.known_at
    )


def decisions_by(assessment: Assessment, body: str) -> tuple[Decision, ...]:
    """What a body decided up to the day asked about, as known."""
    several = assessment.process.decisions.values()
    return tuple(
        each
        for each in several
        if body in each.by
        and each.known_on.last <= assessment.known_at
        and each.on.first <= assessment.on
    )


def gaps_of(assessment: Assessment, meeting: str) -> tuple[Gap, ...]:
    """What a meeting found missing or in the way, as known."""
    return tuple(each for each in known_gaps(assessment) if each.meeting == meeting)


def known_gaps(assessment: Assessment) -> tuple[Gap, ...]:
    """Every gap and obstacle found up to the day asked about, in the order of the text."""
    several = assessment.process.gaps.values()
    return tuple(
        each
        for each in several
        if each.known_on.last <= assessment.known_at and each.on.first <= assessment.on
    )


def due_by(assessment: Assessment, horizon: date) -> tuple[str, ...]:
    """What is owed and falls due up to a day, soonest first."""
    found = []
    for name, each in assessment.standings.items():
        due = each.time.due if each.time.word in ("left", "undetermined") else None
        if due is not None and due.first <= horizon and each.duty in OPEN:
            found.append((due, name))
    return tuple(name for _, name in sorted(found))


def sitting_json(sitting: Sitting) -> dict[str, Any]:
    """A sitting as plain values."""
    it = sitting.meeting
    return {
        "id": it.id,
        "mechanism": it.mechanism,
        "number": it.number,
        "track": it.track,
        "on": plain(it.on),
        "is": sitting.word,
        "held_as": sitting.held_as,
        "promised": plain(sitting.promised),
        "announced": [plain(each.on) for each in it.announced],
        "days_moved": sitting.days_moved,
        "place": plain(it.venue),
        "attended": list(it.attended),
        "sources": list(it.sources),
    }


def sittings_json(found: Sittings) -> dict[str, Any]:
    """The sittings of a body as plain values."""
    return {
        "mechanism": found.body,
        "last": found.last.meeting.id if found.last else None,
        "next_on": plain(found.next_on),
        "next_from": found.next_from.id if found.next_from else None,
        "meetings": [sitting_json(each) for each in found.sittings],
    }
