"""Why a standing is what it is: rules, what they found, and whose words they rest on.

| rule | facts | means |
|---|---|---|
| `reading` | reading, holders | the reading in effect, and who holds it |
| `owed` / `not-owed` | since | whether what activates the duty has come about |
| `deadline` / `no-deadline` | due, first_due | by when it is owed |
| `moved` | by, to | an amendment, an extension or a suspension moved the deadline |
| `test` / `no-test` | verdict, accept | the condition that discharges it, weighed |
| `all` `any` `at-least` `not` | n, verdict | a condition made of others |
| `slot` | proposition, kind, for, against, verdict, test | one proposition, weighed |
| `account` | voice, sign, statement | what one voice says of it |
| `silent` | proposition | nobody whose word counts here has spoken of it |
| `stale` | proposition | somebody has, and too long ago |
| `missing` | proposition, entries | an account of it was entered, and its body cannot be read |
| `not-reproducible` | index, entry, author, reason, release, about, entered_on, on, erased_by, ground | a body that bears on it is missing |
| `instrument` | instrument, status, on | an instrument was signed or entered into force, or not |
| `kept` / `not-kept` | commitment, on | another commitment |
| `phase` | phase, on, status | a phase was entered or completed, or not |
| `day` | on, reached | a day of the calendar |
| `decision` | decision, by, effect, on | a body decided |
| `breach` | proposition, on, strength, ends_on, repaired | one accepted incident |
| `occasion` | first, last, kept, evidence | one period of a recurring duty |
| `ended` | how, on, by | superseded, released, lapsed |
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import NOBODY, Crisp, named
from kept.assessment.course import Course
from kept.assessment.deadlines import moves
from kept.assessment.duty import breaches_by, due_span, duty_on, evidence_on, first_due_span
from kept.assessment.evidence import Evidence
from kept.assessment.missing import missing_reasons
from kept.assessment.occasions import occasions
from kept.assessment.standing import Breach, DutyWord, Occasion, Reason
from kept.process.model import (
    AtLeast,
    Condition,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Reached,
)
from kept.process.model.conditions import leaves


def reasons_of(course: Course, commitment: str, on: date, duty: DutyWord) -> tuple[Reason, ...]:
    """The reasons for the standing of `commitment` on a day, in the order a reader asks."""
    return (
        *missing_reasons(course, commitment),
        *_reading(course, commitment),
        *_ending(course, commitment, duty),
        *_effects(course, commitment, on),
        _start(course, commitment, on),
        *_deadline(course, commitment, on),
        *_test(course, commitment, on),
    )


def _reading(course: Course, commitment: str) -> Iterator[Reason]:
    reading = course.terms(commitment).reading
    if reading is not None:
        facts = {"reading": reading.id, "holders": reading.holders}
        yield Reason(rule="reading", facts=facts)


def _ending(course: Course, commitment: str, duty: DutyWord) -> Iterator[Reason]:
    ended = course.ending(commitment)
    if ended is not None and ended.word == duty:
        facts = {"how": duty, "on": ended.on, "by": ended.by}
        yield Reason(rule="ended", facts=facts)


def _effects(course: Course, commitment: str, on: date) -> Iterator[Reason]:
    for each in course.effects(commitment):
        if each.effect is not None and each.on.last <= on:
            facts = {
                "decision": each.id,
                "by": each.by,
                "effect": each.effect.word,
                "on": each.on,
            }
            yield Reason(rule="decision", facts=facts)


def _start(course: Course, commitment: str, on: date) -> Reason:
    terms, since = course.terms(commitment), course.start(commitment, Pick.CERTAIN)
    day = since if since is not None and since <= on else on
    because = tuple(condition_reasons(course, terms.start, day, terms.witnesses))
    if since is not None and since <= on:
        return Reason(rule="owed", facts={"since": since}, because=because)
    return Reason(rule="not-owed", because=because)


def _deadline(course: Course, commitment: str, on: date) -> Iterator[Reason]:
    due = due_span(course, commitment, on)
    if due is None:
        yield Reason(rule="no-deadline")
        return
    first = first_due_span(course, commitment)
    moved = first is not None and first != due
    facts = {"due": due, "first_due": first if moved else None}
    amended = tuple(
        Reason(rule="moved", facts={"by": (each.by,), "to": due})
        for each in moves(course, commitment, Pick.CERTAIN)
        if each.due is not None and each.on <= on
    )
    yield Reason(rule="deadline", facts=facts, because=amended)


def _test(course: Course, commitment: str, on: date) -> Iterator[Reason]:
    terms = course.terms(commitment)
    kind = terms.commitment.kind
    if kind == "refrain":
        yield from (_breach(each) for each in breaches_by(course, commitment, on))
    if kind == "recur":
        yield from (_occasion(each) for each in occasions(course, commitment, on))
    if terms.done is None:
        yield Reason(rule="no-test")
        return
    done = course.discharged(commitment, Pick.CERTAIN)
    day = done if done is not None and done <= on and kind != "recur" else on
    found = evidence_on(course, commitment, day)
    facts = {
        "verdict": _verdict(course, found),
        "accept": course.record.standpoint.accept,
        "on": day,
    }
    if terms.done == terms.commitment.parts:
        parts = (each for each in leaves(terms.done) if isinstance(each, Kept))
        because = tuple(_part(course, each, day) for each in parts)
    else:
        because = tuple(condition_reasons(course, terms.done, day, terms.interest))
    yield Reason(rule="test", facts=facts, because=because)


def _part(course: Course, part: Kept, on: date) -> Reason:
    """One part of a whole; of a part that is breached, what speaks against it."""
    reason = _crisp(course, part, on)
    if duty_on(course, part.commitment, on) != "breached":
        return reason
    return replace(reason, because=tuple(_test(course, part.commitment, on)))


def _breach(breach: Breach) -> Reason:
    facts = {
        "proposition": breach.proposition,
        "on": breach.on,
        "strength": breach.strength.name.lower(),
        "ends_on": breach.ends_on,
        "repaired": breach.repaired,
    }
    return Reason(rule="breach", facts=facts, statements=breach.statements)


def _occasion(occasion: Occasion) -> Reason:
    facts = {
        "first": occasion.first,
        "last": occasion.last,
        "kept": occasion.kept,
        "evidence": occasion.evidence,
    }
    return Reason(rule="occasion", facts=facts)


def condition_reasons(
    course: Course, condition: Condition, on: date, interest: Interest
) -> Iterator[Reason]:
    """How a condition was weighed on a day, down to the accounts."""
    match condition:
        case AtLeast(n=n, of=several, written=written):
            because = tuple(
                reason
                for each in several
                for reason in condition_reasons(course, each, on, interest)
            )
            if len(several) == 1:
                yield from because
                return
            verdict = _verdict(course, _weighed(course, condition, on, interest))
            rule = written.replace("_", "-")
            yield Reason(rule=rule, facts={"n": n, "verdict": verdict}, because=because)
        case Not(inner):
            verdict = _verdict(course, _weighed(course, condition, on, interest))
            because = tuple(condition_reasons(course, inner, on, interest.swapped()))
            yield Reason(rule="not", facts={"verdict": verdict}, because=because)
        case Happened() | Measured():
            yield _slot(course, condition, on, interest)
        case _:
            yield _crisp(course, condition, on)


def _weighed(course: Course, condition: Condition, on: date, interest: Interest) -> Evidence:
    return course.weighing.evidence(condition, on, Pick.CERTAIN, interest)


def _verdict(course: Course, evidence: Evidence) -> str:
    return evidence.verdict(course.weighing.accept).value


def _slot(course: Course, asked: Happened | Measured, on: date, interest: Interest) -> Reason:
    weighing, (name, test) = course.weighing, named(asked)
    found = weighing.slot(name, test, on, Pick.CERTAIN, interest)
    facts = {
        "proposition": name,
        "kind": course.process.propositions[name].kind,
        "test": str(test) if test else None,
        "for": found.for_.name.lower(),
        "against": found.against.name.lower(),
        "verdict": _verdict(course, found),
        "word": weighing.word(found, asked),
    }
    because = tuple(_said(course, asked, on, stale=found.stale))
    return Reason(rule="slot", facts=facts, because=because)


def _said(
    course: Course, asked: Happened | Measured, on: date, *, stale: bool
) -> Iterator[Reason]:
    """What each voice says, or that none does; and what was said and cannot be read."""
    name, test = named(asked)
    said = course.weighing.accounts(name, test, on)
    for each in said:
        facts = {"voice": each.voice, "sign": each.sign}
        yield Reason(rule="account", facts=facts, statements=(each.heard.statement.id,))
    lost = tuple(each.index for each in course.record.missing if name in each.about)
    if not said and (stale or not lost):
        yield Reason(rule="stale" if stale else "silent", facts={"proposition": name})
    if lost:
        yield Reason(rule="missing", facts={"proposition": name, "entries": lost})


def _crisp(course: Course, condition: Crisp | Kept, on: date) -> Reason:
    match condition:
        case InstrumentIs(instrument=instrument, status=status):
            day = course.instrument_day(instrument, status, Pick.CERTAIN)
            facts = {"instrument": instrument, "status": status, "on": _by(day, on)}
            return Reason(rule="instrument", facts=facts)
        case Kept(commitment):
            day = _kept_by(course, commitment, on)
            rule = "not-kept" if day is None else "kept"
            return Reason(rule=rule, facts={"commitment": commitment, "on": day})
        case PhaseIs(phase=phase, status=status):
            return _phase(course, phase, status, on)
        case Reached(span):
            return Reason(rule="day", facts={"on": span, "reached": span.last <= on})
        case decided:
            day = _by(course.decided_day(decided.decision, Pick.CERTAIN), on)
            it = course.process.decisions[decided.decision]
            known = {"decision": it.id, "by": it.by, "on": day, "effect": None}
            return Reason(rule="decision", facts=known)


def _phase(course: Course, phase: str, status: str, on: date) -> Reason:
    if status == "completed":
        several = course.in_phase(phase)
        kept = [_kept_by(course, each, on) for each in several]
        open_ = [each for each, day in zip(several, kept, strict=True) if day is None]
        because = tuple(Reason(rule="not-kept", facts={"commitment": each}) for each in open_)
        # An empty phase is never completed.
        last = None if open_ else max((day for day in kept if day is not None), default=None)
        facts = {"phase": phase, "status": status, "on": last}
        return Reason(rule="phase", facts=facts, because=because)
    day = _by(course.entered_day(phase, Pick.CERTAIN), on)
    gate = course.process.phases[phase].gate
    because = ()
    if day is None and gate is not None:
        because = tuple(condition_reasons(course, gate, on, NOBODY))
    facts = {"phase": phase, "status": status, "on": day}
    return Reason(rule="phase", facts=facts, because=because)


def _kept_by(course: Course, commitment: str, on: date) -> date | None:
    return _by(course.discharged(commitment, Pick.CERTAIN), on)


def _by(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None
