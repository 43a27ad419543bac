"""What is asked of the words: slots, atoms, and who gains if something is believed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from kept.archive.warehouse.atoms import Atom, Interests
from kept.archive.warehouse.small import small_table
from kept.assessment.accounts import Pick
from kept.assessment.sweep.columns import NO_HIGH, NO_LOW, Int32, Int64, UInt8, Vocabulary
from kept.assessment.sweep.lanes import Lanes
from kept.names import Test
from kept.process.model import Process, Standpoint

CLASSES: Final = tuple(
    f"{side}_{each}" for side in ("for", "against") for each in ("verifies", "concedes", "apart")
)
APART: Final = (0, 0, 1) * 2  # whom an interest does not name: apart from both sides
SLOT: Final = {
    "slot": pa.int32(),
    "proposition": pa.int32(),
    "event": pa.bool_(),
    "tested": pa.bool_(),
    "passes_low": pa.int64(),  # the figures that pass the test
    "passes_high": pa.int64(),
    "least": pa.int64(),  # what the indicator can be
    "most": pa.int64(),
    "test": pa.string(),
}


def asking_tables(
    atoms: Mapping[Atom, tuple[str, ...]],
    process: Process,
    vocabulary: Vocabulary,
    standpoints: Sequence[Standpoint],
    passes: Sequence[Lanes],
) -> dict[str, pa.Table]:
    """`slots`, `atoms`, `asks` and `interests`. Atoms are numbered as they are given."""
    slots = {slot: at for at, slot in enumerate(dict.fromkeys(each.slot for each in atoms))}
    several = dict.fromkeys(each.interests for each in atoms)
    interests = {those: at for at, those in enumerate(several)}
    found = (
        (at, slots[each.slot], each.pick is Pick.CERTAIN, interests[each.interests])
        for at, each in enumerate(atoms)
    )
    asks = ((name, at) for at, names in enumerate(atoms.values()) for name in names)
    speaking = len(vocabulary.actors) + len(vocabulary.publishers)
    return {
        "slots": small_table(tuple(SLOT), _slots(slots, process, vocabulary), SLOT),
        "atoms": small_table(
            ("atom", "slot", "certain", "interest"), found, {"certain": pa.bool_()}
        ),
        "asks": small_table(("commitment", "atom"), asks, {"commitment": pa.string()}),
        "interests": _interests(interests, standpoints, passes, speaking),
    }


def _slots(
    slots: Mapping[tuple[str, Test | None], int], process: Process, vocabulary: Vocabulary
) -> Iterator[tuple[object, ...]]:
    code = {name: at for at, name in enumerate(vocabulary.propositions)}
    for (name, test), slot in slots.items():
        about = process.propositions[name]
        least = NO_LOW if about.low is None else about.low
        most = NO_HIGH if about.high is None else about.high
        asked = (test is not None, *_passing(test), least, most, str(test or ""))
        yield slot, code[name], about.kind == "event", *asked


def _passing(test: Test | None) -> tuple[int, int]:
    """The least and the greatest figure that pass: whole numbers, so below 6 is at most 5."""
    match test:
        case None:
            return NO_LOW, NO_HIGH
        case Test("=", value):
            return value, value
        case Test("<" | "<=" as operator, value):
            return NO_LOW, value - (operator == "<")
        case Test(operator, value):
            return value + (operator == ">"), NO_HIGH


def _interests(
    interests: Mapping[Interests, int],
    standpoints: Sequence[Standpoint],
    passes: Sequence[Lanes],
    speaking: int,
) -> pa.Table:
    """Whom an interest names, by lane and voice; those it does not name are APART."""
    number = {each.id: at for at, each in enumerate(standpoints)}
    parts = [np.empty((3 + len(CLASSES), 0), np.int32)]
    for those, code in interests.items():
        for it in passes:
            lanes = np.array([number[each.id] for each in it.standpoints])
            parts.append(
                _named(code, it.classes([those[each] for each in lanes]), lanes, speaking)
            )
    rows = np.concatenate(parts, axis=1)
    rows = rows[:, np.lexsort(rows[2::-1])]
    return pa.table(dict(zip(("interest", "lane", "voice", *CLASSES), rows, strict=True)))


def _named(interest: int, masks: UInt8, lanes: Int64, speaking: int) -> Int32:
    """The columns of one interest in the lanes of a pass; `masks` are as `Lanes.classes` has them."""
    bits = masks[:, :speaking, None] >> np.arange(len(lanes)) & 1  # classes × voices × lanes
    unlike = (bits != np.array(APART)[:, None, None]).any(axis=0)
    voice, lane = np.nonzero(unlike)
    keys = (np.full(len(lane), interest), lanes[lane], voice)
    return np.vstack([*keys, bits[:, voice, lane]]).astype(np.int32)
