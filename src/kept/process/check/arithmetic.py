"""Deadlines that can be counted today, counted: an ambiguous month is found before it matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kept.dates import DateError, Duration, Span, deadline_span, periods
from kept.process.model import (
    Commitment,
    Condition,
    Decided,
    Due,
    Effect,
    InstrumentIs,
    PhaseIs,
    Process,
    Reached,
)
from kept.texts import Place, Problem

_LEAP_CYCLE = 8  # years after which every end of February has been met, 1900 and 2100 apart


def arithmetic_problems(process: Process) -> Iterator[Problem]:
    """Every length of time that the calendar refuses to add to its known day."""
    for commitment in process.commitments.values():
        yield from _of_commitment(commitment, process)
    for instrument in process.instruments.values():
        for amendment in instrument.amends:
            amended = process.commitments.get(amendment.commitment)
            start = _start(amended, process) if amended else None
            yield from _of_due(instrument.place, "amends", amendment.due, start, process)
    for decision in process.decisions.values():
        if decision.effect is not None:
            yield from _of_effect(decision.place, decision.effect, process)
    for proposition in process.propositions.values():
        yield from _of_any_day(proposition.place, "fresh", proposition.fresh, process)
    for kind, lag in process.undated.items():
        yield from _of_any_day(process.head.place, f"undated.{kind}", lag, process)


def _of_commitment(commitment: Commitment, process: Process) -> Iterator[Problem]:
    place, start = commitment.place, _start(commitment, process)
    yield from _of_due(place, "due", commitment.due, start, process)
    yield from _of_due(place, "expires", commitment.expires, start, process)
    for reading in commitment.readings:
        from_ = start if reading.from_ is None else _day(reading.from_, process)
        yield from _of_due(place, f"reading.{reading.id}.due", reading.due, from_, process)
    if commitment.every is not None:
        yield from _of_periods(place, commitment.every, start, process)
    if commitment.repair is not None:
        yield from _of_any_day(place, "repair.within", commitment.repair.within, process)


def _of_due(
    place: Place, field: str, due: Due | None, start: Span | None, process: Process
) -> Iterator[Problem]:
    if due is None or due.within is None:
        return
    trigger = _day(due.after, process) if due.after is not None else start
    if trigger is None:
        yield from _of_any_day(place, field, due.within, process)
        return
    try:
        deadline_span(trigger, due.within, process.calendar)
    except DateError as error:
        yield Problem(place=place, what=f"“{field}” cannot be counted.", remedy=str(error))


def _of_any_day(
    place: Place, field: str, length: Duration | None, process: Process
) -> Iterator[Problem]:
    """Months counted from a day that only events will tell must be countable from any day."""
    if length is not None and length.months and process.calendar.month_end == "refuse":
        yield Problem(
            place=place,
            what=f"“{field}” counts months from a day that is not known yet: a month after the "
            "31st there may be no such day.",
            remedy='Declare month_end = "clip" in [calendar], or count in days.',
        )


def _of_periods(
    place: Place, every: Duration, start: Span | None, process: Process
) -> Iterator[Problem]:
    if start is None:
        yield from _of_any_day(place, "every", every, process)
        return
    if not every.months:
        return
    until = date(start.last.year + _LEAP_CYCLE, 12, 31)
    try:
        for _ in periods(start.last, every, until, process.calendar):
            pass
    except DateError as error:
        yield Problem(place=place, what="“every” cannot be counted.", remedy=str(error))


def _of_effect(place: Place, effect: Effect, process: Process) -> Iterator[Problem]:
    commitment = process.commitments.get(effect.commitment)
    day = _deadline(commitment, process) if commitment else None
    if effect.by is None:
        return
    if day is None:
        yield from _of_any_day(place, "effect", effect.by, process)
        return
    try:
        day.moved(effect.by, process.calendar)
    except DateError as error:
        yield Problem(place=place, what="“effect” cannot be counted.", remedy=str(error))


def _deadline(commitment: Commitment, process: Process) -> Span | None:
    due = commitment.due
    if due is None or due.within is None:
        return due.by if due is not None else None
    trigger = _day(due.after, process) if due.after else _start(commitment, process)
    try:
        return deadline_span(trigger, due.within, process.calendar) if trigger else None
    except DateError:
        return None  # told with the commitment itself


def _start(commitment: Commitment, process: Process) -> Span | None:
    """The day from which a commitment is owed, where the text alone gives it."""
    if commitment.phase is not None:
        return None
    if commitment.from_ is not None:
        return _day(commitment.from_, process)
    return _day(InstrumentIs(commitment.instrument, "in-force"), process)


def _day(condition: Condition, process: Process) -> Span | None:
    """The day a condition comes true, where the text alone gives it."""
    match condition:
        case Reached(on):
            return on
        case InstrumentIs(name, word):
            instrument = process.instruments.get(name)
            several = instrument.status if instrument else ()
            return next((each.on for each in several if each.word == word), None)
        case Decided(name):
            decision = process.decisions.get(name)
            return decision.on if decision else None
        case PhaseIs(name, "entered"):
            phase = process.phases.get(name)
            # One phase back and no further: phases that wait in a circle are told elsewhere.
            if phase is None or isinstance(phase.gate, PhaseIs):
                return None
            return _day(phase.gate or InstrumentIs(phase.instrument, "in-force"), process)
        case _:
            return None
