"""Every condition of a process, with the field it stands in, and what it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kept.process.check.mentions import Kind, Mention
from kept.process.model import (
    Commitment,
    Condition,
    Decided,
    Due,
    Happened,
    Instrument,
    InstrumentIs,
    Kept,
    Measured,
    Phase,
    PhaseIs,
    Process,
    leaves,
)
from kept.texts import Place


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition and where it stands."""

    place: Place
    field: str  # as written: "reading.after-fdlr.from"
    condition: Condition


def conditions(process: Process) -> Iterator[Asked]:
    """Every condition of `process`, in the order of the text."""
    for instrument in process.instruments.values():
        yield from of_instrument(instrument)
    for commitment in process.commitments.values():
        yield from of_commitment(commitment)
    for phase in process.phases.values():
        yield from of_phase(phase)


def of_instrument(instrument: Instrument) -> Iterator[Asked]:
    """The conditions its life, its signature and its amendments rest on."""
    place = instrument.place
    for status in instrument.status:
        yield from _given(place, f"status.{status.word}", status.when)
    for each in instrument.signing_requires:
        yield Asked(place, f"signing_requires.{each.id}", each.when)
    for amendment in instrument.amends:
        yield from _of_due(place, f"amends.{amendment.commitment}", amendment.due)


def of_commitment(commitment: Commitment) -> Iterator[Asked]:
    """The conditions in a commitment, readings included."""
    place = commitment.place
    yield from _given(place, "from", commitment.from_)
    yield from _of_due(place, "due", commitment.due)
    yield from _given(place, "done", commitment.done)
    yield from _given(place, "parts", commitment.parts)
    yield from _given(place, "until", commitment.until)
    yield from _of_due(place, "expires", commitment.expires)
    if commitment.repair is not None:
        yield Asked(place, "repair.done", commitment.repair.done)
    for reading in commitment.readings:
        field = f"reading.{reading.id}"
        yield from _given(place, f"{field}.from", reading.from_)
        yield from _of_due(place, f"{field}.due", reading.due)
        yield from _given(place, f"{field}.done", reading.done)


def of_phase(phase: Phase) -> Iterator[Asked]:
    """The gate of a phase, and what opens its preparation."""
    yield from _given(phase.place, "gate", phase.gate)
    yield from _given(phase.place, "prepared_from", phase.prepared_from)


def _of_due(place: Place, field: str, due: Due | None) -> Iterator[Asked]:
    if due is not None:
        yield from _given(place, f"{field}.after", due.after)
        yield from _given(place, f"{field}.before", due.before)


def _given(place: Place, field: str, condition: Condition | None) -> Iterator[Asked]:
    if condition is not None:
        yield Asked(place, field, condition)


def mentions_in(asked: Asked) -> Iterator[Mention]:
    """What a condition names."""
    for leaf in leaves(asked.condition):
        named = _named(leaf)
        if named is not None:
            kind, name = named
            yield Mention(place=asked.place, field=asked.field, name=name, kind=kind)


def _named(leaf: Condition) -> tuple[Kind, str] | None:
    match leaf:
        case Happened(name, written):
            return written or "proposition", name
        case Measured(indicator=name):
            return "indicator", name
        case InstrumentIs(instrument=name):
            return "instrument", name
        case Kept(name):
            return "commitment", name
        case PhaseIs(phase=name):
            return "phase", name
        case Decided(name):
            return "decision", name
        case _:
            return None
