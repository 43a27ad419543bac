"""Where everything stands: the one place where the text meets the testimony."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.course import Course, span_of
from kept.assessment.duty import (
    breaches_by,
    due_span,
    duty_on,
    evidence_on,
    first_due_span,
    met_span,
)
from kept.assessment.evidence import Evidence, Verdict
from kept.assessment.extent import extent_on
from kept.assessment.known import Basis
from kept.assessment.missing import evidence_word, missing_for, rests_on_silence
from kept.assessment.occasions import occasions
from kept.assessment.reasons import reasons_of
from kept.assessment.record import Record, record
from kept.assessment.slots import cited
from kept.assessment.standing import DutyWord, Standing, Timing
from kept.assessment.timing import timing
from kept.assessment.waiting import blockers
from kept.assessment.words import shown
from kept.dates import Span
from kept.ledger import MissingBody, Statement
from kept.process.model import Process, Standpoint

NO_CLOCK: tuple[DutyWord, ...] = ("proposed", "released", "lapsed", "superseded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Every standing of a process on a day, from a standpoint, as known on a day."""

    process: Process
    statements: tuple[Statement, ...]
    on: date
    known_at: date
    basis: Basis
    standpoint: Standpoint
    standings: Mapping[str, Standing]  # by commitment, in the order of the text
    missing: tuple[
        MissingBody, ...
    ] = ()  # as given; the record has those the standpoint is told of
    course: Course = field(compare=False, repr=False)

    @property
    def record(self) -> Record:
        """What the standpoint has before it."""
        return self.course.record


def assess(
    process: Process,
    statements: Iterable[Statement],
    *,
    on: date,
    standpoint: Standpoint,
    known_at: date,
    basis: Basis = "published",
    explained: bool = True,
    missing: Iterable[MissingBody] = (),
) -> Assessment:
    """Where every commitment of `process` stands on `on`, from `standpoint`.

    `known_at` is the day whose knowledge is used: whatever became known later,
    statements, signatures, meetings and decisions alike, is as if it had not been. On the
    basis `entered` a statement is known by its entry in a register, and one without any is
    not known. `missing` are entries whose body cannot be read: what would stand as it does
    only for want of their words cannot be judged.
    With `explained=False` standings come without reasons, to be compared and not shown.
    """
    statements = tuple(statements)
    missing = tuple(missing)
    course = Course(record(process, statements, standpoint, known_at, basis, missing))
    standings = {
        each: standing(course, each, on, explained=explained) for each in process.commitments
    }
    return Assessment(
        process=process,
        statements=statements,
        on=on,
        known_at=known_at,
        basis=basis,
        standpoint=standpoint,
        standings=standings,
        missing=missing,
        course=course,
    )


def standing(course: Course, commitment: str, on: date, *, explained: bool = True) -> Standing:
    """Where one commitment stands on a day."""
    it = course.terms(commitment)
    duty = duty_on(course, commitment, on)
    evidence = _evidence(course, commitment, on, duty)
    word = evidence_word(course, commitment, on, evidence)
    due = due_span(course, commitment, on)
    restraint = it.commitment.kind == "refrain"
    extent = extent_on(course, commitment, on, duty)
    progress = extent is not None and extent.high > 0
    silent = rests_on_silence(course, commitment, on)
    return Standing(
        commitment=commitment,
        on=on,
        word="cannot-be-judged"
        if silent
        else shown(duty, word, restraint=restraint, deadline=due is not None, progress=progress),
        duty=duty,
        evidence=word,
        strength=max(evidence.for_, evidence.against),
        extent=extent,
        time=_timing(course, commitment, on, duty, due),
        reading=it.reading.id if it.reading else None,
        started=_started(course, commitment, on),
        blocked_by=blockers(course, commitment, on) if duty == "blocked" else (),
        breaches=breaches_by(course, commitment, on),
        occasions=occasions(course, commitment, on),
        reasons=reasons_of(course, commitment, on, duty) if explained else (),
        cited=cited(course, commitment) if explained else (),
        missing=missing_for(course, commitment),
    )


def _timing(course: Course, commitment: str, on: date, duty: DutyWord, due: Span | None) -> Timing:
    """The time axis; a duty that does not bind, or no longer does, has no clock running."""
    met = met_span(course, commitment, on)
    if duty in NO_CLOCK:
        return Timing(due=due)
    if duty == "discharged" and course.terms(commitment).commitment.kind in ("refrain", "recur"):
        return Timing(met=met)  # it ended, and no deadline was met by that
    return timing(on, due, first_due_span(course, commitment), met)


def _evidence(course: Course, commitment: str, on: date, duty: DutyWord) -> Evidence:
    """The evidence on a day; what was once done is weighed as on the day it was done.

    Later words may make that stronger, but a later measure is of a later day: it does
    not undo what was done.
    """
    today = evidence_on(course, commitment, on)
    done = course.discharged(commitment, Pick.CERTAIN)
    if duty != "discharged" or done is None:
        return today
    if today.verdict(course.weighing.accept) is Verdict.TRUE:
        return today
    return evidence_on(course, commitment, done)


def _started(course: Course, commitment: str, on: date) -> Span | None:
    certain = course.start(commitment, Pick.CERTAIN)
    if certain is None or certain > on:
        return None
    return span_of(course.start(commitment, Pick.POSSIBLE), certain)
