"""What waits for what across a process, and where it waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kept.process.check.circles import circles, path
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
from kept.texts import Place, Problem

# A turn that something takes: ("kept", "jscm-established"), ("entered", "phase-two").
Turn = tuple[str, str]


def circle_problems(process: Process) -> Iterator[Problem]:
    """Everything that goes round in a circle, with the whole circle."""
    waits_for = turns(process)
    for circle in circles(waits_for):
        yield _circle_of_turns(circle, process)
    yield from _late_never(process, waits_for)
    yield from _signed_never(process, waits_for)
    yield from _chains(process)


def turns(process: Process) -> dict[Turn, list[Turn]]:
    """For each turn, the turns it waits for, as the assessment does.

    Phases come first, so that a circle through one is told from there.
    """
    found: dict[Turn, list[Turn]] = {}
    for phase in process.phases.values():
        found["entered", phase.id] = [
            ("in-force", phase.instrument),
            *_asked_by(phase.gate),
            *(("entered", each) for each in phase.follows),
        ]
        found["completed", phase.id] = [
            ("entered", phase.id),
            *(("kept", each.id) for each in process.in_phase(phase.id)),
        ]
    for commitment in process.commitments.values():
        found["begun", commitment.id] = list(_to_begin(commitment, process))
        found["kept", commitment.id] = list(_to_be_kept(commitment))
    for instrument in process.instruments.values():
        for status in instrument.status:
            found.setdefault((status.word, instrument.id), []).extend(_asked_by(status.when))
    return found


def _to_begin(commitment: Commitment, process: Process) -> Iterator[Turn]:
    instrument = process.instruments.get(commitment.instrument)
    words = {each.word for each in instrument.status} if instrument else set()
    if commitment.from_ is None or "in-force" in words:
        yield "in-force", commitment.instrument
    if commitment.phase is not None:
        yield "entered", commitment.phase
    yield from _asked_by(commitment.from_)
    for reading in commitment.readings:
        yield from _asked_by(reading.from_)


def _to_be_kept(commitment: Commitment) -> Iterator[Turn]:
    yield "begun", commitment.id
    repair = commitment.repair.done if commitment.repair else None
    for condition in (commitment.done, commitment.parts, commitment.until, repair):
        yield from _asked_by(condition)
    for reading in commitment.readings:
        yield from _asked_by(reading.done)


def _asked_by(condition: Condition | None) -> Iterator[Turn]:
    for leaf in leaves(condition):
        match leaf:
            case Kept(name):
                yield "kept", name
            case PhaseIs(phase=name, status=status):
                yield status, name
            case InstrumentIs(instrument=name, status=word):
                yield word, name
            case _:
                pass


def _asked_by_due(due: Due | None) -> Iterator[Turn]:
    if due is not None:
        yield from _asked_by(due.after)
        yield from _asked_by(due.before)


# ── Telling ──────────────────────────────────────────────────────────────────


def _circle_of_turns(circle: tuple[Turn, ...], process: Process) -> Problem:
    order = list(process.phases)
    phases = [at for at, turn in enumerate(circle) if turn[0] == "entered"]
    if phases:
        first = min(phases, key=lambda at: order.index(circle[at][1]))
        circle = (*circle[first:], *circle[:first])
    what = f"Each waits for the next, in a circle: {_told((*circle, circle[0]))}."
    if phases:
        what = f"The phase cannot be entered. {what}"
    remedy = "Take one of these conditions away."
    return Problem(place=_place_of(circle[0], process), what=what, remedy=remedy)


def _told(several: Iterable[Turn]) -> str:
    """`a → phase two → a`: beginning and being kept are one step to a reader."""
    names: list[str] = []
    last: Turn | None = None
    for turn in several:
        if last is None or turn[1] != last[1] or turn == last or _word(turn) != _word(last):
            names.append(_word(turn) + turn[1])
        last = turn
    return " → ".join(names if len(names) > 1 else names * 2)


def _word(turn: Turn) -> str:
    if turn[0] in ("kept", "begun"):
        return ""
    if turn[0] == "completed":
        return "all of phase "
    return "phase " if turn[0] == "entered" else "instrument "


def _place_of(turn: Turn, process: Process) -> Place:
    records: dict[str, Mapping[str, Any]] = {
        "": process.commitments,
        "phase ": process.phases,
        "all of phase ": process.phases,
        "instrument ": process.instruments,
    }
    place: Place = records[_word(turn)][turn[1]].place
    return place


def _late_never(process: Process, waits_for: Mapping[Turn, list[Turn]]) -> Iterator[Problem]:
    """Deadlines that come only when the duty itself is kept."""
    for commitment in process.commitments.values():
        for first in _asked_by_due(commitment.due):
            kept: Turn = ("kept", commitment.id)
            way = (kept,) if first == kept else path(waits_for, first, kept)
            if way is not None:
                yield Problem(
                    place=commitment.place,
                    what=f"Its deadline waits for the commitment itself: {_told((kept, *way))}.",
                    remedy="It can never be late; count the deadline from something else.",
                    severity="warning",
                )
                break


def _signed_never(process: Process, waits_for: Mapping[Turn, list[Turn]]) -> Iterator[Problem]:
    """Preconditions of a signature that wait for that signature."""
    for instrument in process.instruments.values():
        for each in instrument.signing_requires:
            for first in _asked_by(each.when):
                for word in ("signed", "in-force"):
                    way = path(waits_for, first, (word, instrument.id))
                    if way is not None:
                        told = _told(((word, instrument.id), *way))
                        yield Problem(
                            place=instrument.place,
                            what=f"Its signature requires what waits for it: {told}.",
                            remedy="Say in “disputed” that the text contradicts itself, "
                            f"or correct {each.id}.",
                            severity="warning",
                        )


def _chains(process: Process) -> Iterator[Problem]:
    """Actors, areas, instruments and commitments that lead back to themselves."""
    several: tuple[tuple[str, Mapping[str, Any], dict[str, tuple[str, ...]]], ...] = (
        ("part_of", process.actors, _one(process.actors, "part_of")),
        ("within", process.areas, _one(process.areas, "within")),
        ("under", process.instruments, _one(process.instruments, "under")),
        (
            "supersedes",
            process.instruments,
            {each.id: each.supersedes for each in process.instruments.values()},
        ),
        ("superseded_by", process.commitments, _one(process.commitments, "superseded_by")),
    )
    for field, records, leads_to in several:
        for circle in circles(leads_to):
            told = " → ".join((*circle, circle[0]))
            yield Problem(
                place=records[circle[0]].place,
                what=f"“{field}” goes round in a circle: {told}.",
                remedy="Take one of these steps away.",
            )


def _one(records: Mapping[str, Any], field: str) -> dict[str, tuple[str, ...]]:
    return {
        each.id: (following,) if (following := getattr(each, field)) is not None else ()
        for each in records.values()
    }
