"""Which propositions and statements bear on a commitment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kept.assessment.course import Course
from kept.process.model import Commitment, Condition, Due, Kept, PhaseIs, Process
from kept.process.model.conditions import leaves, propositions_in


def conditions_of(commitment: Commitment) -> Iterator[Condition]:
    """Every condition in a commitment, readings included."""
    yield from _given(commitment.from_, commitment.done, commitment.parts, commitment.until)
    yield from _of_due(commitment.due)
    yield from _of_due(commitment.expires)
    if commitment.repair is not None:
        yield commitment.repair.done
    for reading in commitment.readings:
        yield from _given(reading.from_, reading.done)
        yield from _of_due(reading.due)


def _given(*conditions: Condition | None) -> Iterator[Condition]:
    yield from (each for each in conditions if each is not None)


def _of_due(due: Due | None) -> Iterator[Condition]:
    if due is not None:
        yield from _given(due.after, due.before)


def decisive(commitment: Commitment) -> tuple[str, ...]:
    """The propositions that decide whether a commitment is done or broken."""
    found = [*propositions_in(commitment.done), *commitment.never]
    for reading in commitment.readings:
        found.extend(propositions_in(reading.done))
    return tuple(dict.fromkeys(found))


def bears_on(commitment: Commitment) -> tuple[str, ...]:
    """The propositions whose statements are shown with a commitment."""
    found = [*decisive(commitment), *commitment.context]
    for condition in conditions_of(commitment):
        found.extend(propositions_in(condition))
    if commitment.extent is not None:
        found.append(commitment.extent)
    return tuple(dict.fromkeys(found))


def cited(course: Course, commitment: str) -> tuple[str, ...]:
    """The statements that suffice to reproduce a standing: all that count on what it asks."""
    found: dict[str, None] = {}
    for each in sorted(_reached(course.process, commitment)):
        it = course.process.commitments[each]
        gate = _gates(course.process, it)
        for proposition in (*bears_on(it), *gate, *_statuses(course.process)):
            found.update({heard.statement.id: None for heard in course.record.about(proposition)})
    return tuple(sorted(found))


def _reached(process: Process, commitment: str) -> set[str]:
    """The commitment and all whose standing its own depends on."""
    reached, waiting = set(), [commitment]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(depends_on(process, process.commitments[name]))
    return reached


def depends_on(process: Process, commitment: Commitment) -> Iterator[str]:
    """The commitments whose standing the standing of `commitment` depends on."""
    yield from _in(process, conditions_of(commitment))
    if commitment.superseded_by is not None:
        yield commitment.superseded_by
    if commitment.phase is not None:
        yield from _through(process, commitment.phase)


def _in(process: Process, conditions: Iterable[Condition]) -> Iterator[str]:
    for condition in conditions:
        for leaf in leaves(condition):
            match leaf:
                case Kept(name):
                    yield name
                case PhaseIs(phase=phase):
                    yield from _through(process, phase)
                    if leaf.status == "completed":
                        yield from (each.id for each in process.in_phase(phase))
                case _:
                    pass


def _through(process: Process, phase: str) -> Iterator[str]:
    """The commitments on which the entry into a phase depends."""
    gate = process.phases[phase].gate
    if gate is not None:
        yield from _in(process, [gate])


def _gates(process: Process, commitment: Commitment) -> Iterator[str]:
    if commitment.phase is not None:
        yield from propositions_in(process.phases[commitment.phase].gate)


def _statuses(process: Process) -> Iterator[str]:
    """Propositions on which the life of some instrument rests."""
    for instrument in process.instruments.values():
        for status in instrument.status:
            yield from propositions_in(status.when)
