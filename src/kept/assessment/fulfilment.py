"""When a duty was discharged: done, certified, ended unbroken, or its breach made good."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.endings import until_day
from kept.assessment.occasions import occasions_before
from kept.assessment.turns import Turns
from kept.dates import deadline


def discharged_day(turns: Turns, commitment: str, pick: Pick) -> date | None:
    """When a duty was first discharged, whatever ended it otherwise."""
    start = turns.start(commitment, pick)
    if start is None:
        return None
    days = (*_met(turns, commitment, pick, start), *_made_good(turns, commitment))
    return min(days, default=None)


def repaired_day(turns: Turns, commitment: str, broken_on: date) -> date | None:
    """When a breach was made good: by what happened since, and in time."""
    terms = turns.terms(commitment)
    repair = terms.commitment.repair
    if repair is None:
        return None
    window = (broken_on, date.max)
    day = turns.weighing.first_day(repair.done, Pick.CERTAIN, terms.interest, broken_on, window)
    if day is None or repair.within is None:
        return day
    return day if day <= deadline(broken_on, repair.within, turns.process.calendar) else None


def found_breaches(turns: Turns, commitment: str) -> Iterator[tuple[date, date | None]]:
    """The days on which a body found a breach, and when each was made good."""
    for found in turns.decision_days(commitment, "find_breach"):
        yield found, repaired_day(turns, commitment, found)


def _met(turns: Turns, commitment: str, pick: Pick, start: date) -> Iterator[date]:
    terms = turns.terms(commitment)
    match terms.commitment.kind:
        case "refrain":
            yield from _unbroken(turns, commitment, pick)
        case "recur":
            yield from _done_to_the_end(turns, commitment, pick)
        case _:
            yield from (max(day, start) for day in turns.decision_days(commitment, "certify"))
            if terms.done is not None:
                yield from _given(
                    turns.weighing.first_day(terms.done, pick, terms.interest, since=start)
                )


def _unbroken(turns: Turns, commitment: str, pick: Pick) -> Iterator[date]:
    """A duty to refrain is discharged when it ends, and all that broke it was made good."""
    end = until_day(turns, commitment, pick)
    if end is None:
        return
    repaired = [
        each.ends_on if each.repaired else None
        for each in turns.breaches(commitment)
        if each.on.last < end
    ]
    repaired += [good for day, good in found_breaches(turns, commitment) if day < end]
    made_good = [day for day in repaired if day is not None]
    if len(made_good) == len(repaired):
        yield max((end, *made_good))


def _done_to_the_end(turns: Turns, commitment: str, pick: Pick) -> Iterator[date]:
    """A recurring duty is discharged when it ends, and its last full period was kept."""
    end = until_day(turns, commitment, pick)
    if end is not None:
        found = occasions_before(turns, commitment, end, end)
        if not found or found[-1].kept:
            yield end


def _made_good(turns: Turns, commitment: str) -> Iterator[date]:
    """A deed that was not done in time, or found not to be done, may be made good otherwise."""
    if turns.terms(commitment).commitment.kind in ("refrain", "recur"):
        return
    due = turns.due(commitment, Pick.CERTAIN)
    broken = turns.decision_days(commitment, "find_breach")[:1]
    broken += [due + timedelta(days=1)] if due is not None and due < date.max else []
    if broken:
        yield from _given(repaired_day(turns, commitment, min(broken)))


def _given(*days: date | None) -> Iterator[date]:
    yield from (day for day in days if day is not None)
