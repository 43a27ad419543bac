"""How far a standing reaches into the text: all that it can depend on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kept.process.model import (
    Commitment,
    Condition,
    Due,
    InstrumentIs,
    Kept,
    PhaseIs,
    Process,
    leaves,
)
from kept.process.model.conditions import propositions_in


def conditions_of(commitment: Commitment) -> Iterator[Condition]:
    """Every condition in a commitment, readings included."""
    yield from _given(commitment.from_, commitment.done, commitment.parts, commitment.until)
    yield from of_due(commitment.due)
    yield from of_due(commitment.expires)
    if commitment.repair is not None:
        yield commitment.repair.done
    for reading in commitment.readings:
        yield from _given(reading.from_, reading.done)
        yield from of_due(reading.due)


def _given(*conditions: Condition | None) -> Iterator[Condition]:
    yield from (each for each in conditions if each is not None)


def of_due(due: Due | None) -> Iterator[Condition]:
    """The conditions a deadline is counted from or lies before."""
    if due is not None:
        yield from _given(due.after, due.before)


@dataclass(frozen=True, slots=True)
class Reach:
    """What a standing can depend on, itself included; each once, in the order it is met."""

    process: Process
    commitments: dict[str, None] = field(default_factory=dict)
    instruments: dict[str, None] = field(default_factory=dict)
    phases: dict[str, None] = field(default_factory=dict)
    conditions: list[Condition] = field(default_factory=list)

    @property
    def propositions(self) -> tuple[str, ...]:
        """The events, states, indicators and incidents it asks about."""
        found = [name for each in self.conditions for name in propositions_in(each)]
        for name in self.commitments:
            it = self.process.commitments[name]
            found += [*it.never, *it.context, *([it.extent] if it.extent else ())]
        return tuple(dict.fromkeys(found))

    def commitment(self, name: str) -> None:
        """Add a commitment, and all that it depends on."""
        if name in self.commitments:
            return
        self.commitments[name] = None
        it = self.process.commitments[name]
        self.instrument(it.instrument)
        for condition in conditions_of(it):
            self.condition(condition)
        if it.phase is not None:
            self.phase(it.phase)
        if it.superseded_by is not None:
            self.commitment(it.superseded_by)
        for amending, due in amendments(self.process, name):
            self.instrument(amending)
            for condition in of_due(due):
                self.condition(condition)

    def condition(self, condition: Condition) -> None:
        """Add a condition, and all that it asks for."""
        self.conditions.append(condition)
        for leaf in leaves(condition):
            match leaf:
                case Kept(name):
                    self.commitment(name)
                case InstrumentIs(instrument=name):
                    self.instrument(name)
                case PhaseIs(phase=name):
                    self.phase(name)
                    for each in self.process.in_phase(name) if leaf.status == "completed" else ():
                        self.commitment(each.id)
                case _:
                    pass

    def phase(self, name: str) -> None:
        """Add a phase, and what its gate waits for."""
        if name not in self.phases:
            self.phases[name] = None
            it = self.process.phases[name]
            self.instrument(it.instrument)
            for condition in _given(it.gate):
                self.condition(condition)

    def instrument(self, name: str) -> None:
        """Add an instrument, what its life rests on, and those that take its place."""
        if name in self.instruments:
            return
        self.instruments[name] = None
        for status in self.process.instruments[name].status:
            for condition in _given(status.when):
                self.condition(condition)
        for each in self.process.instruments.values():
            if name in each.supersedes:
                self.instrument(each.id)


def reach(process: Process, commitment: str) -> Reach:
    """All that the standing of `commitment` can depend on."""
    found = Reach(process)
    found.commitment(commitment)
    return found


def amendments(process: Process, commitment: str) -> Iterator[tuple[str, Due]]:
    """The deadlines that later texts set for a commitment, each with its text."""
    for instrument in process.instruments.values():
        for each in instrument.amends:
            if each.commitment == commitment:
                yield instrument.id, each.due
