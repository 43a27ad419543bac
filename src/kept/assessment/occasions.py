"""Recurring duties, period by period."""

from __future__ import annotations

from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.endings import until_day
from kept.assessment.evidence import Evidence, Verdict
from kept.assessment.standing import Occasion
from kept.assessment.turns import Turns
from kept.dates import periods
from kept.process.model import Condition


def occasions(turns: Turns, commitment: str, on: date) -> tuple[Occasion, ...]:
    """The periods of a recurring duty that have begun by `on`, each judged by itself."""
    until, ended = until_day(turns, commitment, Pick.CERTAIN), turns.ending(commitment)
    ends = [until or date.max, ended.on if ended else date.max]
    return occasions_before(turns, commitment, on, min(ends))


def occasions_before(turns: Turns, commitment: str, on: date, end: date) -> tuple[Occasion, ...]:
    """The same for a duty that ends on `end`: the period it cuts short is not asked for."""
    terms, start = turns.terms(commitment), turns.start(commitment, Pick.CERTAIN)
    every, done = terms.commitment.every, terms.done
    if every is None or done is None or start is None:
        return ()
    found = (
        _occasion(turns, done, evidence_in(turns, commitment, done, first, stop, on), first, stop)
        for first, stop in periods(start, every, min(on, end), turns.process.calendar)
        if stop <= end or on < end
    )
    return tuple(each for each in found if each.kept or not _suspended(turns, commitment, each))


def _occasion(turns: Turns, done: Condition, found: Evidence, first: date, stop: date) -> Occasion:
    return Occasion(
        first=first,
        last=stop - timedelta(days=1),
        evidence=turns.weighing.word(found, done),
        kept=found.verdict(turns.weighing.accept) is Verdict.TRUE,
    )


def _suspended(turns: Turns, commitment: str, period: Occasion) -> bool:
    """Whether nothing could be asked for on some day of a period."""
    return any(
        first <= period.last and period.first < end for first, end in turns.suspensions(commitment)
    )


def evidence_in(
    turns: Turns, commitment: str, done: Condition, first: date, end: date, on: date
) -> Evidence:
    """The evidence that a recurring duty was done between `first` and the day before `end`."""
    interest = turns.terms(commitment).interest
    return turns.weighing.evidence(done, on, Pick.CERTAIN, interest, window=(first, end))
