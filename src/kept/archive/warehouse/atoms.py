"""What the text of a process asks of the evidence: every slot, with who gains if it is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import NOBODY, named
from kept.assessment.reach import amendments, conditions_of, of_due
from kept.assessment.terms import Terms, incident_interest, terms_of
from kept.names import Test
from kept.process.model import (
    AtLeast,
    Commitment,
    Condition,
    Happened,
    Measured,
    Not,
    Process,
    Standpoint,
)

Interests = tuple[Interest, ...]  # one for each standpoint


@dataclass(frozen=True, slots=True)
class Atom:
    """One question to the evidence, asked from several standpoints."""

    proposition: str
    test: Test | None
    pick: Pick
    interests: Interests

    @property
    def slot(self) -> tuple[str, Test | None]:
        """The proposition, with the test its figure is put to."""
        return self.proposition, self.test


def atoms_of(
    process: Process, standpoints: Sequence[Standpoint]
) -> Mapping[Atom, tuple[str, ...]]:
    """All that the text asks, each with the commitments that ask it; none: a phase or a status."""
    found: dict[Atom, dict[str, None]] = {}
    for condition, interests, commitment in _asked(process, standpoints):
        for leaf, those in _leaves(condition, interests):
            for pick in Pick:
                asking = found.setdefault(Atom(*named(leaf), pick, those), {})
                asking.update({commitment: None} if commitment else {})
    return {atom: tuple(asking) for atom, asking in found.items()}


def _leaves(
    condition: Condition, interests: Interests
) -> Iterator[tuple[Happened | Measured, Interests]]:
    """The slots a condition asks about; under a `not` the interests change sides."""
    match condition:
        case Not(inner):
            yield from _leaves(inner, tuple(each.swapped() for each in interests))
        case AtLeast(of=several):
            for each in several:
                yield from _leaves(each, interests)
        case Happened() | Measured():
            yield condition, interests
        case _:
            pass


def _asked(
    process: Process, standpoints: Sequence[Standpoint]
) -> Iterator[tuple[Condition, Interests, str | None]]:
    nobody = tuple(NOBODY for _ in standpoints)
    for instrument in process.instruments.values():
        for status in instrument.status:
            yield from ((each, nobody, None) for each in _given(status.when))
    for phase in process.phases.values():
        yield from ((each, nobody, None) for each in _given(phase.gate, phase.prepared_from))
    for commitment in process.commitments.values():
        for condition, interests in _by(commitment, process, standpoints):
            yield condition, interests, commitment.id


def _by(
    commitment: Commitment, process: Process, standpoints: Sequence[Standpoint]
) -> Iterator[tuple[Condition, Interests]]:
    """What a commitment asks, under every reading: what discharges it serves its debtor."""
    terms = [terms_of(commitment, process, each) for each in standpoints]
    theirs = tuple(each.interest for each in terms)
    for condition in _discharging(commitment):
        yield condition, theirs
    witnesses = tuple(each.witnesses for each in terms)
    for condition in _triggering(commitment, process):
        yield condition, witnesses
    for incident in commitment.never:
        yield Happened(incident), _incident(incident, terms, process, standpoints)


def _incident(
    incident: str, terms: Sequence[Terms], process: Process, standpoints: Sequence[Standpoint]
) -> Interests:
    return tuple(
        incident_interest(incident, those, process, standpoint)
        for those, standpoint in zip(terms, standpoints, strict=True)
    )


def _discharging(commitment: Commitment) -> Iterator[Condition]:
    repair = commitment.repair
    yield from _given(commitment.done, commitment.parts, repair.done if repair else None)
    yield from _given(*(each.done for each in commitment.readings))


def _triggering(commitment: Commitment, process: Process) -> Iterator[Condition]:
    """What begins a duty, what its deadline is counted from, what ends it."""
    readings = tuple(replace(each, done=None) for each in commitment.readings)
    yield from conditions_of(
        replace(commitment, done=None, parts=None, repair=None, readings=readings)
    )
    for _, due in amendments(process, commitment.id):
        yield from of_due(due)


def _given(*conditions: Condition | None) -> Iterator[Condition]:
    yield from (each for each in conditions if each is not None)
