"""The life of a text: from draft to signature to entry into force, and what came of it.

Only what the world could know on the day asked about: a signature that became known later is
not in it yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kept.assessment import Assessment, reading_known_on
from kept.assessment.accounts import Pick
from kept.assessment.instruments import effective_day
from kept.dates import Span
from kept.process import Clause, Instrument, Link, Reading, Status
from kept.process.model import Condition
from kept.process.model.agreements import SigningCondition, StatusWord
from kept.report.accounts import addressed
from kept.report.gates import Part, part_json, parts_of
from kept.report.plain import plain
from kept.texts import Words

_BINDING: Final[tuple[StatusWord, ...]] = ("adopted", "signed", "in-force")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step in the life of a text; not reached: written or to be expected, and not come."""

    word: StatusWord
    reached: bool
    on: Span | None = None
    known_on: Span | None = None
    rests_on: Condition | None = None  # it comes about by what is said, not by a day
    by: str | None = None  # the text that takes its place
    sources: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Precondition:
    """Something a draft wanted to see before its signature, and how that stands."""

    asked: SigningCondition
    parts: tuple[Part, ...]
    gone: bool  # with the draft: another text took its place, or it was signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A deadline that a text moved."""

    commitment: str
    by: str
    since: date  # when that text took effect
    first: Span | None
    now: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSheet:
    """A clause with what it asks; `silent` are its commitments nobody has said a word about."""

    clause: Clause
    commitments: tuple[str, ...]
    silent: tuple[str, ...]
    readings: tuple[tuple[str, Reading], ...]  # competing ones, each with its commitment

    @property
    def unaddressed(self) -> bool:
        """Whether no statement speaks of anything the clause asks."""
        return bool(self.commitments) and self.silent == self.commitments


def life(assessment: Assessment, instrument: Instrument) -> tuple[Step, ...]:
    """The steps known on the day, in order; then what has been written or must come, and has not."""
    steps = [*_written(assessment, instrument), *_superseded(assessment, instrument)]
    reached = sorted((each for each in steps if each.reached), key=_day)
    ahead = [each for each in steps if not each.reached]
    words = {each.word for each in steps}
    if not words & {*_BINDING, "superseded", "terminated"}:
        ahead.insert(0, Step(word="signed", reached=False))
    return (*reached, *ahead)


def _day(step: Step) -> date:
    return step.on.last if step.on else date.max


def _written(assessment: Assessment, instrument: Instrument) -> Iterator[Step]:
    for each in instrument.status:
        if each.when is not None:
            yield _resting(assessment, instrument, each)
        elif _known(assessment, each):
            yield Step(
                word=each.word,
                reached=each.on is not None and each.on.first <= assessment.on,
                on=each.on,
                known_on=each.known_on,
                sources=each.sources,
                note=each.note,
            )


def _known(assessment: Assessment, status: Status) -> bool:
    known = status.known_on or status.on
    return known is not None and known.last <= assessment.known_at


def _resting(assessment: Assessment, instrument: Instrument, status: Status) -> Step:
    """A step that comes about by what is said: on the first day on which that suffices."""
    day = assessment.course.instrument_day(instrument.id, status.word, Pick.CERTAIN)
    reached = day is not None and day <= assessment.on
    return Step(
        word=status.word,
        reached=reached,
        on=Span.on(day) if day is not None and reached else None,
        rests_on=status.when,
        sources=status.sources,
        note=status.note,
    )


def _superseded(assessment: Assessment, instrument: Instrument) -> Iterator[Step]:
    for each in assessment.process.instruments.values():
        if instrument.id not in each.supersedes:
            continue
        day = effective_day(assessment.course.weighing, each.id, Pick.CERTAIN)
        if day is not None and day <= assessment.on:
            yield Step(word="superseded", reached=True, on=Span.on(day), by=each.id)


def preconditions(assessment: Assessment, instrument: Instrument) -> tuple[Precondition, ...]:
    """What had to be so before signature, as it stands on the day asked about."""
    ends = {"signed", "in-force", "superseded", "terminated"}
    gone = any(each.reached and each.word in ends for each in life(assessment, instrument))
    return tuple(
        Precondition(asked=each, parts=parts_of(assessment, each.when, assessment.on), gone=gone)
        for each in instrument.signing_requires
    )


def moved(assessment: Assessment, instrument: Instrument) -> tuple[Moved, ...]:
    """The deadlines this text moved, and those of its own that another text moved."""
    return tuple(
        each
        for each in _all_moved(assessment)
        if instrument.id in (each.by, assessment.process.commitments[each.commitment].instrument)
    )


def _all_moved(assessment: Assessment) -> Iterator[Moved]:
    for each in assessment.process.instruments.values():
        since = effective_day(assessment.course.weighing, each.id, Pick.CERTAIN)
        if since is None or since > assessment.on:
            continue
        for amendment in each.amends:
            time = assessment.standings[amendment.commitment].time
            yield Moved(
                commitment=amendment.commitment,
                by=each.id,
                since=since,
                first=time.first_due,
                now=time.due,
            )


def links(assessment: Assessment, instrument: Instrument) -> tuple[Link, ...]:
    """What ties this text to others."""
    several = assessment.process.links.values()
    return tuple(each for each in several if instrument.id in (each.from_, each.to))


def clauses(assessment: Assessment, instrument: Instrument) -> tuple[ClauseSheet, ...]:
    """The clauses of a text in their order."""
    own = (
        each for each in assessment.process.clauses.values() if each.instrument == instrument.id
    )
    return tuple(_clause(assessment, each) for each in own)


def _clause(assessment: Assessment, clause: Clause) -> ClauseSheet:
    process = assessment.process
    several = [each for each in process.commitments.values() if each.clause == clause.id]
    return ClauseSheet(
        clause=clause,
        commitments=tuple(each.id for each in several),
        silent=tuple(each.id for each in several if not addressed(assessment, each.id)),
        readings=tuple(
            (each.id, reading)
            for each in several
            for reading in each.readings
            if reading_known_on(reading, process) <= assessment.known_at
        ),
    )


def life_json(assessment: Assessment, instrument: Instrument) -> dict[str, Any]:
    """A text, its life and what came of it, as plain values."""
    return {
        "id": instrument.id,
        "title": plain(instrument.title),
        "track": instrument.track,
        "kind": instrument.kind,
        "parties": list(instrument.parties),
        "mediators": list(instrument.mediators),
        "observers": list(instrument.observers),
        "under": instrument.under,
        "supersedes": list(instrument.supersedes),
        "powers": list(instrument.powers),
        "life": [_step_json(each) for each in life(assessment, instrument)],
        "signing_requires": [
            {
                "id": each.asked.id,
                "text": plain(each.asked.text),
                "gone": each.gone,
                "parts": [part_json(part) for part in each.parts],
            }
            for each in preconditions(assessment, instrument)
        ],
        "disputed": plain(instrument.disputed),
        "moved": plain(moved(assessment, instrument)),
        "links": [each.id for each in links(assessment, instrument)],
        "sources": list(instrument.sources),
    }


def _step_json(step: Step) -> dict[str, Any]:
    return {
        "is": step.word,
        "reached": step.reached,
        "on": plain(step.on),
        "known_on": plain(step.known_on),
        "rests_on_statements": step.rests_on is not None,
        "by": step.by,
        "sources": list(step.sources),
        "note": plain(step.note),
    }


def clause_json(sheet: ClauseSheet) -> dict[str, Any]:
    """A clause as plain values."""
    return {
        "id": sheet.clause.id,
        "number": sheet.clause.number,
        "title": plain(sheet.clause.title),
        "text": plain(sheet.clause.text),
        "commitments": list(sheet.commitments),
        "silent": list(sheet.silent),
        "unaddressed": sheet.unaddressed,
        "readings": [
            {"commitment": commitment, "id": each.id, "holders": list(each.holders)}
            for commitment, each in sheet.readings
        ],
    }
