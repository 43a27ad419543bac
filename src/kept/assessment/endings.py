"""How a duty ends without being discharged: the first end counts, and nothing comes after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kept.assessment.accounts import Pick
from kept.assessment.deadlines import day_of
from kept.assessment.instruments import effective_day
from kept.assessment.standing import DutyWord
from kept.assessment.turns import Ending, Turns


def ending_of(turns: Turns, commitment: str) -> Ending | None:
    """The first end of a duty; none while none is known."""
    found = [
        *_released(turns, commitment),
        *_superseded(turns, commitment),
        *_lapsed(turns, commitment),
    ]
    return min(found, key=lambda each: (each.on, each.word, each.by or ""), default=None)


def expires_on(turns: Turns, commitment: str) -> date | None:
    """The last day on which a duty can still begin."""
    terms = turns.terms(commitment)
    return day_of(turns.weighing, terms.commitment.expires, None, Pick.CERTAIN, terms.witnesses)


def until_day(turns: Turns, commitment: str, pick: Pick) -> date | None:
    """When a duty to refrain, or to do again and again, came to the end its text sets."""
    terms, start = turns.terms(commitment), turns.start(commitment, pick)
    if terms.commitment.until is None or start is None:
        return None
    return turns.weighing.first_day(terms.commitment.until, pick, terms.witnesses, since=start)


def _released(turns: Turns, commitment: str) -> Iterator[Ending]:
    for each in turns.effects(commitment):
        if each.effect is not None and each.effect.word == "release":
            yield Ending(each.on.last, "released")


def _superseded(turns: Turns, commitment: str) -> Iterator[Ending]:
    """By the status of its text, by a text in its place, or by another commitment."""
    it, process = turns.process.commitments[commitment], turns.process
    yield from _status(turns, it.instrument, "superseded", "superseded")
    for each in process.instruments.values():
        if it.instrument in each.supersedes:
            day = effective_day(turns.weighing, each.id, Pick.CERTAIN)
            yield from _on(day, "superseded", each.id)
    if it.superseded_by is not None:
        day = turns.start(it.superseded_by, Pick.CERTAIN)
        yield from _on(day, "superseded", it.superseded_by)


def _lapsed(turns: Turns, commitment: str) -> Iterator[Ending]:
    """With its text, or because it has not begun in time."""
    it = turns.process.commitments[commitment]
    yield from _status(turns, it.instrument, "terminated", "lapsed")
    last = expires_on(turns, commitment)
    if last is not None and turns.start(commitment, Pick.CERTAIN) is None:
        yield Ending(last + timedelta(days=1), "lapsed")


def _status(turns: Turns, instrument: str, status: str, word: DutyWord) -> Iterator[Ending]:
    day = turns.weighing.milestones.instrument_day(instrument, status, Pick.CERTAIN)
    yield from _on(day, word, None)


def _on(day: date | None, word: DutyWord, by: str | None) -> Iterator[Ending]:
    if day is not None:
        yield Ending(day, word, by)
