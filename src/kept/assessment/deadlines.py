"""By when something is owed: as the text set it, and as it was moved since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import Weighing
from kept.assessment.turns import Turns
from kept.dates import Duration, Span, add, deadline
from kept.process.model import Due


@dataclass(frozen=True, slots=True)
class Move:
    """From this day on a deadline is another: set anew, put off for a while, or to a day."""

    on: date
    by: str  # the amending instrument or the decision
    due: Due | None = None
    later: Duration | None = None
    to: Span | None = None


def due_on(turns: Turns, commitment: str, pick: Pick, on: date) -> date | None:
    """The deadline as it stood on a day, every move until then made in its turn."""
    start, terms = turns.start(commitment, pick), turns.terms(commitment)
    day = day_of(turns.weighing, terms.due, start, pick, terms.witnesses)
    for move in moves(turns, commitment, pick):
        if move.on <= on:
            day = _moved(turns, day, move, start, pick, terms.witnesses)
    return _put_off(turns, commitment, day, start, on)


def day_of(
    weighing: Weighing, due: Due | None, start: date | None, pick: Pick, witnesses: Interest
) -> date | None:
    """The day `due` names, for a duty that began on `start`; none while it is not known."""
    if due is None:
        return None
    if due.by is not None:
        return pick.of(due.by)
    asked = due.before or due.after
    trigger = start if asked is None else weighing.first_day(asked, pick, witnesses)
    if trigger == date.min:  # so from the beginning of days: then no day but the duty's own
        trigger = start
    if trigger is None or due.before is not None:
        return trigger
    return deadline(trigger, due.within, weighing.record.process.calendar) if due.within else None


def moves(turns: Turns, commitment: str, pick: Pick) -> list[Move]:
    """What has moved a deadline, in the order of days."""
    found = [*_amended(turns, commitment, pick), *_extended(turns, commitment)]
    return sorted(found, key=lambda each: (each.on, each.by))


def _amended(turns: Turns, commitment: str, pick: Pick) -> Iterator[Move]:
    for instrument in turns.process.instruments.values():
        for each in instrument.amends:
            if each.commitment != commitment:
                continue
            day = turns.weighing.milestones.instrument_day(instrument.id, "in-force", pick)
            if day is not None:
                yield Move(day, instrument.id, due=each.due)


def _extended(turns: Turns, commitment: str) -> Iterator[Move]:
    for each in turns.effects(commitment):
        if each.effect is not None and each.effect.word == "extend":
            yield Move(each.on.last, each.id, later=each.effect.by, to=each.effect.to)


def _moved(
    turns: Turns,
    day: date | None,
    move: Move,
    start: date | None,
    pick: Pick,
    witnesses: Interest,
) -> date | None:
    if move.due is not None:
        return day_of(turns.weighing, move.due, start, pick, witnesses)
    if move.to is not None:
        return pick.of(move.to)
    if day is None or move.later is None:
        return day
    return add(day, move.later, turns.process.calendar)


def _put_off(
    turns: Turns, commitment: str, day: date | None, start: date | None, on: date
) -> date | None:
    """A deadline moves by the days its duty lay suspended, until `on`."""
    if day is None or start is None:
        return day
    for first, end in turns.suspensions(commitment):
        begun = max(first, start)
        lay = (min(end, on) - begun).days
        if begun <= day and lay > 0:
            day = date.fromordinal(min(day.toordinal() + lay, date.max.toordinal()))
    return day
