"""What a standing rests on where bodies are missing: on words that remain, or on silence.

A body that was erased leaves an account that nobody can read. What others have said stays
said, and is told with the mark that it cannot be reproduced; so nobody wipes out an accepted
breach by filing a statement and erasing it. But where nobody else has spoken, nobody was
silent either: what would follow from silence alone cannot be judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Literal, cast

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import NOBODY, named
from kept.assessment.course import Course
from kept.assessment.duty import duty_on, evidence_on, found_broken, part_evidence, whole_of
from kept.assessment.evidence import (
    CERTAIN,
    EXCLUDED,
    NOTHING_TO_GO_BY,
    Evidence,
    EvidenceWord,
    Verdict,
    at_least,
    word_of,
)
from kept.assessment.extent import extent_on
from kept.assessment.reach import of_due, reach
from kept.assessment.standing import DutyWord, Reason
from kept.ledger import MissingBody
from kept.process.model import (
    AtLeast,
    Commitment,
    Condition,
    Happened,
    InstrumentIs,
    Kept,
    Leaf,
    Measured,
    Not,
    PhaseIs,
    leaves,
)
from kept.process.model.conditions import propositions_in

TURNS = (InstrumentIs, PhaseIs, Kept)  # what others' days settle, and not words of its own


def missing_for(course: Course, commitment: str) -> tuple[MissingBody, ...]:
    """The missing bodies that spoke of something the standing of `commitment` can depend on.

    Or may have: of those that were not public nobody can tell what they spoke of.
    """
    if not course.record.missing:
        return ()
    asked = set(reach(course.process, commitment).propositions)
    return tuple(each for each in course.record.missing if each.untold or asked & set(each.about))


def missing_reasons(course: Course, commitment: str) -> Iterator[Reason]:
    """That a standing cannot be reproduced, once for each missing body."""
    for each in missing_for(course, commitment):
        facts = {name: getattr(each, name) for name in (one.name for one in fields(each))}
        yield Reason(rule="not-reproducible", facts=facts)


def evidence_word(course: Course, commitment: str, on: date, evidence: Evidence) -> EvidenceWord:
    """The evidence axis; *missing* where nobody prevails and a body that spoke of it is lost."""
    done = course.terms(commitment).done
    word = course.weighing.word(evidence, done)
    if not course.record.missing:
        return word
    if word not in NOTHING_TO_GO_BY:
        left = word_of(_voiced(course, commitment, on, evidence), course.weighing.accept)
        return "missing" if left in NOTHING_TO_GO_BY else word
    return "missing" if any(_lost(course, each, on) for each in leaves(done)) else word


def rests_on_silence(course: Course, commitment: str, on: date) -> bool:
    """Whether it stands as it does only because nobody else speaks of what is missing."""
    if not course.record.missing:
        return False
    duty = duty_on(course, commitment, on)
    match duty:
        case "discharged":
            silent = _kept_by_silence(course, commitment, on)
            return silent or _ended_untold(course, commitment, on)
        case "active" | "overdue":
            return _open_while_owed(course, commitment, on, duty)
        case "breached":
            found = evidence_on(course, commitment, on)
            missing = evidence_word(course, commitment, on, found) == "missing"
            untold = missing or _ended_untold(course, commitment, on)
            return untold and not found_broken(course, commitment, on)
        case "released" | "superseded":
            return False  # by a text, or by those with the power to decide it
        case "suspended":
            condition: Condition = _step(_instrument(course, commitment), "resumed")
        case _:
            condition = _begun(course, commitment)
    interest = _witnesses(course, commitment)
    return _open(course, condition, on, interest) or _may_have_ended(course, commitment, on)


def _open_while_owed(course: Course, commitment: str, on: date, duty: DutyWord) -> bool:
    """What is said to be done or not stays said; what follows from nobody’s words does not.

    Where the evidence itself is missing, the table of words says so.
    """
    word = evidence_word(course, commitment, on, evidence_on(course, commitment, on))
    denied = word == "refuted" and duty == "active"  # not late, and so told as not yet due
    if not denied and word not in NOTHING_TO_GO_BY:
        return False
    suspended = _step(_instrument(course, commitment), "suspended")
    if _open(course, suspended, on) or _may_have_ended(course, commitment, on):
        return True
    several = _deadline_untold, _progress_untold
    return denied and any(each(course, commitment, on) for each in several)


def _deadline_untold(course: Course, commitment: str, on: date) -> bool:
    """A denial alone makes nothing late: that no deadline runs may be all that prevents it."""
    if course.due(commitment, Pick.CERTAIN, on) is not None:
        return False
    several, interest = of_due(course.terms(commitment).due), _witnesses(course, commitment)
    return any(_open(course, each, on, interest) for each in several)


def _progress_untold(course: Course, commitment: str, on: date) -> bool:
    """What is not done may be under way: nobody else says how far it is."""
    terms = course.terms(commitment)
    if extent_on(course, commitment, on, "active") is not None:
        return False
    progress = terms.commitment.extent
    if progress is not None and course.record.lost(progress):
        return True
    events = (each for each in leaves(terms.done) if isinstance(each, Happened))
    return any(_lost(course, each, on) for each in events)


def _kept_by_silence(course: Course, commitment: str, on: date) -> bool:
    """Whether what counts as discharged would not, but for what is missing and nobody else tells.

    So it is with a duty to refrain that ended while nobody spoke of an incident, and with
    a whole of which such a duty is a part. What a body certified, it certified.
    """
    day, terms = course.discharged(commitment, Pick.CERTAIN) or on, course.terms(commitment)
    found = evidence_on(course, commitment, day)
    if terms.commitment.kind == "refrain":
        return evidence_word(course, commitment, day, found) == "missing"
    if terms.done is None:
        return False
    worst = _supposing(course, terms.done, day, terms.interest, EXCLUDED)
    return _true(course, found) and not _true(course, worst)


def _may_be_kept(course: Course, commitment: str, on: date) -> bool:
    """Whether it would be discharged if what is missing, and nobody else tells, were so."""
    terms = course.terms(commitment)
    ongoing = terms.commitment.kind in ("refrain", "recur")
    last = terms.commitment.until if ongoing else terms.done
    if last is None:
        return False
    both = (_begun(course, commitment), last)
    found = [_supposing(course, each, on, terms.interest, CERTAIN) for each in both]
    now = [course.weighing.evidence(each, on, Pick.CERTAIN, terms.interest) for each in both]
    return found != now and all(_true(course, each) for each in found)


def _may_have_ended(course: Course, commitment: str, on: date) -> bool:
    """Whether its text may have ended, or another taken its place, for all anybody can tell."""
    it, interest = course.process.commitments[commitment], _witnesses(course, commitment)
    return any(_open(course, each, on, interest) for each in _ends(course, it))


def _ended_untold(course: Course, commitment: str, on: date) -> bool:
    """The same of a duty that nobody’s words settle, but what its own text asks for."""
    terms = course.terms(commitment)
    if terms.commitment.kind == "refrain" or any(propositions_in(terms.done)):
        return False
    return _may_have_ended(course, commitment, on)


def _ends(course: Course, it: Commitment) -> Iterator[Condition]:
    yield from of_due(it.expires)
    yield _step(it.instrument, "terminated")
    yield _step(it.instrument, "superseded")
    for each in course.process.instruments.values():
        if it.instrument in each.supersedes:
            yield _step(each.id, "in-force")
            yield _step(each.id, "signed")
    if it.superseded_by is not None:
        yield _begun(course, it.superseded_by)


def _begun(course: Course, commitment: str) -> Condition:
    """That a duty has begun: its text binds, and what activates it has come about."""
    terms, instrument = course.terms(commitment), _instrument(course, commitment)
    binds = AtLeast(1, tuple(_step(instrument, each) for each in terms.binds_by))
    return AtLeast(2, (binds, terms.start))


def _open(course: Course, condition: Condition, on: date, interest: Interest = NOBODY) -> bool:
    """Whether a condition is not met, and would be if what is missing were so."""
    if _true(course, course.weighing.evidence(condition, on, Pick.CERTAIN, interest)):
        return False
    return _true(course, _supposing(course, condition, on, interest, CERTAIN))


def _voiced(course: Course, commitment: str, on: date, evidence: Evidence) -> Evidence:
    """The evidence without what speaks only because nobody tells of what is missing.

    A step of a text that is not known to be taken, a phase that is not known to be entered,
    a part that stands as it does for such a reason: they exclude it, as no silence may.
    """
    terms = course.terms(commitment)
    turns = [each for each in leaves(terms.done) if isinstance(each, TURNS)]
    if terms.done is None or not any(_lost(course, each, on) for each in turns):
        return evidence
    if terms.done != terms.commitment.parts:
        return _supposing(course, terms.done, on, terms.interest, Evidence())

    def part(name: str) -> Evidence:
        silent = rests_on_silence(course, name, on)
        return Evidence() if silent else part_evidence(course, name, on)

    return whole_of(terms.done, part)


def _supposing(
    course: Course, condition: Condition, on: date, interest: Interest, lost: Evidence
) -> Evidence:
    """The evidence for a condition if `lost` were that of all that is missing and untold."""
    match condition:
        case Not(inner):
            return _supposing(course, inner, on, interest.swapped(), lost.negated()).negated()
        case AtLeast(n=n, of=several):
            return at_least(n, [_supposing(course, each, on, interest, lost) for each in several])
        case leaf if _lost(course, leaf, on):
            return lost
        case leaf:
            return course.weighing.evidence(leaf, on, Pick.CERTAIN, interest)


def _lost(course: Course, leaf: Leaf, on: date) -> bool:
    """Whether a missing body may have told of it, and nobody else whose words decide it does."""
    match leaf:
        case Happened() | Measured():
            found = course.weighing.slot(*named(leaf), on)
            return course.weighing.word(found, leaf) == "missing"
        case Kept(commitment):
            return _unsettled(course, commitment, on)
        case PhaseIs(phase=phase, status="completed"):
            return any(_unsettled(course, each, on) for each in course.in_phase(phase))
        case PhaseIs(phase=phase):
            it = course.process.phases[phase]
            force = _step(it.instrument, "in-force")
            gate = AtLeast(2, (force, it.gate)) if it.gate else force
            entered = course.entered_day(phase, Pick.CERTAIN)
            return (entered is None or entered > on) and _open(course, gate, on)
        case InstrumentIs(instrument=instrument, status=status):
            day = course.instrument_day(instrument, status, Pick.CERTAIN)
            steps = course.process.instruments[instrument].status
            several = (each.when for each in steps if each.word == status and each.when)
            return (day is None or day > on) and any(_open(course, each, on) for each in several)
        case _:
            return False


def _unsettled(course: Course, commitment: str, on: date) -> bool:
    """Whether others that wait for a commitment cannot be told if it is kept."""
    key = ("unsettled", commitment, on)
    if key not in course.remembered:
        course.remembered[key] = False  # what waits in a circle must not go round for ever
        day = course.discharged(commitment, Pick.CERTAIN)
        ask = _may_be_kept if day is None or day > on else _kept_by_silence
        course.remembered[key] = ask(course, commitment, on)
    return cast(bool, course.remembered[key])


def _true(course: Course, evidence: Evidence) -> bool:
    return evidence.verdict(course.weighing.accept) is Verdict.TRUE


def _instrument(course: Course, commitment: str) -> str:
    return course.process.commitments[commitment].instrument


def _witnesses(course: Course, commitment: str) -> Interest:
    return course.terms(commitment).witnesses


def _step(instrument: str, word: str) -> InstrumentIs:
    """That a text has taken a step: any of its life, not only those that a text may ask for."""
    return InstrumentIs(instrument, cast(Literal["signed", "in-force"], word))
