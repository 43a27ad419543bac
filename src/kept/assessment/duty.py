"""The duty axis: where a commitment is in its life on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.course import Course, span_of
from kept.assessment.endings import until_day
from kept.assessment.evidence import Evidence, Verdict, at_least
from kept.assessment.fulfilment import found_breaches
from kept.assessment.instruments import binding_day
from kept.assessment.occasions import evidence_in, occasions
from kept.assessment.restraint import restraint_on
from kept.assessment.standing import Breach, DutyWord, Occasion
from kept.assessment.waiting import blockers
from kept.dates import Span
from kept.process.model import AtLeast, Condition, Kept
from kept.process.model.conditions import leaves


def duty_on(course: Course, commitment: str, on: date) -> DutyWord:
    """Where `commitment` is in its life on a day."""
    discharged, ended = course.discharged(commitment, Pick.CERTAIN), course.ending(commitment)
    if discharged is not None and discharged <= on:
        return "discharged"
    if ended is not None and ended.on <= on:
        return ended.word
    start = course.start(commitment, Pick.CERTAIN)
    if start is None or start > on:
        return _before_start(course, commitment, on)
    if any(first <= on < end for first, end in course.suspensions(commitment)):
        return "suspended"
    return _owed(course, commitment, on)


def _before_start(course: Course, commitment: str, on: date) -> DutyWord:
    if not _agreed(course, commitment, on):
        return "proposed"
    return "blocked" if blockers(course, commitment, on) else "dormant"


def _agreed(course: Course, commitment: str, on: date) -> bool:
    """Whether the text binds yet."""
    terms = course.terms(commitment)
    instrument = terms.commitment.instrument
    day = binding_day(course.weighing, instrument, terms.binds_by, Pick.CERTAIN)
    return day is not None and day <= on


def _owed(course: Course, commitment: str, on: date) -> DutyWord:
    kind = course.terms(commitment).commitment.kind
    if found_broken(course, commitment, on):
        return "breached"
    if kind == "refrain":
        return "breached" if open_breaches(course, commitment, on) else "active"
    if kind == "recur":
        return _recurring(occasions(course, commitment, on), on)
    due = course.due(commitment, Pick.CERTAIN, on)
    if due is None or on <= due:
        return "active"
    against = evidence_on(course, commitment, on).verdict(course.weighing.accept)
    return "breached" if against is Verdict.FALSE else "overdue"


def _recurring(found: tuple[Occasion, ...], on: date) -> DutyWord:
    """The last period that has ended decides, until the duty is done again."""
    ended = [each for each in found if each.last < on]
    running = [each for each in found if each.last >= on]
    if not ended or ended[-1].kept or any(each.kept for each in running):
        return "active"
    return "breached" if ended[-1].evidence == "refuted" else "overdue"


def found_broken(course: Course, commitment: str, on: date) -> bool:
    """Whether a body has found a breach that was not made good since."""
    return any(
        found <= on and (repaired is None or on < repaired)
        for found, repaired in found_breaches(course, commitment)
    )


def breaches_by(course: Course, commitment: str, on: date) -> tuple[Breach, ...]:
    """The breaches of a duty to refrain by a day; once it has ended, nothing breaks it."""
    until, ended = until_day(course, commitment, Pick.CERTAIN), course.ending(commitment)
    end = min(until or date.max, ended.on if ended else date.max)
    return tuple(
        each for each in course.breaches(commitment) if each.on.last <= on and each.on.last < end
    )


def open_breaches(course: Course, commitment: str, on: date) -> tuple[Breach, ...]:
    """The breaches that still weigh: not made good, and not grown old.

    Once the duty is over no breach grows old any more; if all were made good, it is discharged.
    """
    until = until_day(course, commitment, Pick.CERTAIN)
    over = until is not None and until <= on
    return tuple(
        each
        for each in breaches_by(course, commitment, on)
        if each.ends_on is None or on < each.ends_on or over
    )


def evidence_on(course: Course, commitment: str, on: date) -> Evidence:
    """The evidence on a day that what is asked is done; empty where no test is stated."""
    terms = course.terms(commitment)
    if terms.done is None:
        return Evidence()
    if terms.commitment.kind == "recur":
        return _last_occasion(course, commitment, terms.done, on)
    if terms.commitment.kind == "refrain":
        return restraint_on(course, commitment, on)
    if terms.done == terms.commitment.parts:
        return _parts(course, terms.done, on)
    return course.weighing.evidence(terms.done, on, Pick.CERTAIN, terms.interest)


def _parts(course: Course, parts: Condition, on: date) -> Evidence:
    """Parts that are kept speak for the whole, parts that are breached against it."""
    return whole_of(parts, lambda each: part_evidence(course, each, on))


def whole_of(parts: Condition, evidence: Callable[[str], Evidence]) -> Evidence:
    """What the evidence for each part comes to for the whole."""
    several = [evidence(leaf.commitment) for leaf in leaves(parts) if isinstance(leaf, Kept)]
    return at_least(parts.n if isinstance(parts, AtLeast) else len(several), several)


def part_evidence(course: Course, commitment: str, on: date) -> Evidence:
    """What one part says of the whole."""
    if duty_on(course, commitment, on) == "breached":
        return Evidence(against=course.weighing.accept)
    return course.kept(commitment, on, Pick.CERTAIN)


def _last_occasion(course: Course, commitment: str, done: Condition, on: date) -> Evidence:
    found = occasions(course, commitment, on)
    if not found:
        return Evidence()
    ended = [each for each in found if each.last < on]
    it = found[-1] if found[-1].kept or not ended else ended[-1]
    return evidence_in(course, commitment, done, it.first, _after(it.last), on)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def due_span(course: Course, commitment: str, on: date) -> Span | None:
    """The deadline as it stands on a day; for a recurring duty the period that decides."""
    if course.terms(commitment).commitment.kind == "recur":
        return _due_occasion(course, commitment, on)
    return span_of(
        course.due(commitment, Pick.POSSIBLE, on), course.due(commitment, Pick.CERTAIN, on)
    )


def _due_occasion(course: Course, commitment: str, on: date) -> Span | None:
    found = occasions(course, commitment, on)
    missed = [each for each in found if each.last < on and not each.kept]
    if missed and _recurring(found, on) != "active":
        return Span.on(missed[-1].last)
    return Span.on(found[-1].last) if found else None


def first_due_span(course: Course, commitment: str) -> Span | None:
    """The deadline the text set, before anything moved it."""
    return span_of(
        course.first_due(commitment, Pick.POSSIBLE), course.first_due(commitment, Pick.CERTAIN)
    )


def met_span(course: Course, commitment: str, on: date) -> Span | None:
    """When it was discharged, if it was by `on`."""
    certain = course.discharged(commitment, Pick.CERTAIN)
    if certain is None or certain > on:
        return None
    return span_of(course.discharged(commitment, Pick.POSSIBLE), certain)
