"""Things that can be written and cannot work."""

from __future__ import annotations

from collections.abc import Iterator

from kept.process.model import (
    Commitment,
    Decision,
    Happened,
    Instrument,
    Mechanism,
    Process,
    leaves,
)
from kept.process.read.conditions import CONDITION_WORDS
from kept.texts import Place, Problem


def sense_problems(process: Process) -> Iterator[Problem]:
    """Every effect without power, phase without commitments, period without event."""
    for decision in process.decisions.values():
        yield from _effect(decision, process)
    for commitment in process.commitments.values():
        yield from _commitment(commitment)
    for phase in process.phases.values():
        if not process.in_phase(phase.id):
            yield _warning(
                phase.place,
                "No commitment is in this phase.",
                f'It can never be complete; add phase = "{phase.id}" to the commitments in it.',
            )
    for mechanism in process.mechanisms.values():
        yield from _quorum(mechanism)
    yield from _offices(process)
    yield from _reserved(process)


def _quorum(mechanism: Mechanism) -> Iterator[Problem]:
    """Whether as many members can take part as a finding needs."""
    members = len(mechanism.members)
    if mechanism.rules is not None and mechanism.rules.quorum > members:
        yield Problem(
            place=mechanism.place,
            what=f"A finding needs {mechanism.rules.quorum} members, and {mechanism.id} has "
            f"{members}.",
            remedy="Correct the quorum, or name the members.",
        )


def _effect(decision: Decision, process: Process) -> Iterator[Problem]:
    effect = decision.effect
    commitment = process.commitments.get(effect.commitment) if effect else None
    if effect is None or commitment is None:
        return
    instrument = process.instruments.get(commitment.instrument)
    if instrument is not None and not set(decision.by) & set(instrument.powers):
        yield Problem(
            place=decision.place,
            what=f"“effect” would {effect.word.replace('_', ' ')} {commitment.id}, and "
            f"{instrument.id} gives {_several(decision.by)} no power to.",
            remedy=f"Name who has it in “powers” of {instrument.id}, or drop the effect.",
        )
    if effect.word == "extend" and not _has_deadline(commitment, process):
        yield Problem(
            place=decision.place,
            what=f"“effect” extends the deadline of {commitment.id}, which has none.",
            remedy="Give the commitment its deadline, or drop the effect.",
        )


def _several(names: tuple[str, ...]) -> str:
    return " and ".join(names) if names else "nobody"


def _has_deadline(commitment: Commitment, process: Process) -> bool:
    amended: Iterator[Instrument] = (
        each
        for each in process.instruments.values()
        if any(amendment.commitment == commitment.id for amendment in each.amends)
    )
    readings = any(reading.due for reading in commitment.readings)
    return bool(commitment.due or readings or next(amended, None))


def _commitment(commitment: Commitment) -> Iterator[Problem]:
    unlike = [each for each in leaves(commitment.done) if not isinstance(each, Happened)]
    if commitment.every is not None and unlike:
        yield Problem(
            place=commitment.place,
            what="It recurs, and its “done” asks for more than events.",
            remedy='Write done = { event = "…" }: the event that must occur in each period.',
        )
    if commitment.until is not None and commitment.kind not in ("refrain", "recur"):
        yield _warning(
            commitment.place,
            "“until” ends a duty that ends by being done.",
            "Drop it; only a recurring duty or a duty to refrain needs an end.",
        )
    if commitment.repair is not None and commitment.kind == "recur":
        yield _warning(
            commitment.place,
            "“repair” makes good a breach, and a recurring duty is made good by being done again.",
            "Drop it.",
        )


def _offices(process: Process) -> Iterator[Problem]:
    """An office-holder is named by id alone, so that each id stands once."""
    seen: dict[str, Place] = {}
    for actor in process.actors.values():
        for office in actor.office:
            if office.id in seen:
                first = seen[office.id]
                yield Problem(
                    place=actor.place,
                    what=f"The office {office.id} stands twice; first in {first}.",
                    remedy="Rename one.",
                )
            seen.setdefault(office.id, actor.place)


def _reserved(process: Process) -> Iterator[Problem]:
    for each in process.propositions.values():
        if each.kind == "indicator" and each.id in CONDITION_WORDS:
            yield Problem(
                place=each.place,
                what=f"In a condition, “{each.id}” means something else.",
                remedy="Give the indicator another id.",
            )


def _warning(place: Place, what: str, remedy: str) -> Problem:
    return Problem(place=place, what=what, remedy=remedy, severity="warning")
