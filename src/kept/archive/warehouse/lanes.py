"""What each lane may see and counts, and with which voice everybody speaks there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from kept.archive.warehouse.small import small_table
from kept.assessment.sweep.columns import Columns
from kept.assessment.sweep.lanes import Lanes
from kept.ledger import CONTRADICTING, EVIDENCE
from kept.ledger.statement import KINDS

SMALL: Final = {"release": pa.int16(), "grade": pa.int16(), "speaker": pa.int16()}
KIND: Final = {"kind": pa.int16(), "contradicts": pa.bool_(), "name": pa.string()}


def lane_tables(
    columns: Columns, passes: Sequence[Lanes], standpoints: Sequence[str]
) -> dict[str, pa.Table]:
    """`lanes` and the tables that say who sees and counts what in each.

    Lanes are numbered as `standpoints` stand, whichever pass they take.
    """
    bits = list(numbered(passes, standpoints))
    releases = ((lane, code) for lane, bit, it in bits for code in _having(it.sees, bit))
    grades = ((lane, code) for lane, bit, it in bits for code in _having(it.grades, bit))
    return {
        "lanes": small_table(
            ("lane", "standpoint"), enumerate(standpoints), {"standpoint": pa.string()}
        ),
        "releases": small_table(("lane", "release"), releases, SMALL),
        "grades": small_table(("lane", "grade"), grades, SMALL),
        "speakers": _speakers(bits),
        "kinds": _kinds(),
        "levels": _levels(columns, passes),
    }


def numbered(
    passes: Sequence[Lanes], standpoints: Sequence[str]
) -> Iterator[tuple[int, int, Lanes]]:
    """Every lane with its number, its bit, and its pass."""
    number = {name: at for at, name in enumerate(standpoints)}
    for it in passes:
        for bit, each in enumerate(it.standpoints):
            yield number[each.id], bit, it


def _having(masks: Any, bit: int) -> list[int]:
    return [code for code, mask in enumerate(masks.tolist()) if mask >> bit & 1]


def _speakers(bits: Sequence[tuple[int, int, Lanes]]) -> pa.Table:
    rows = (
        (lane, speaker, voice, bool(mask >> bit & 1))
        for lane, bit, it in bits
        for speaker, (voice, mask) in enumerate(
            zip(it.voice.tolist(), it.counts.tolist(), strict=True)
        )
    )
    return small_table(
        ("lane", "speaker", "voice", "counted"), rows, {**SMALL, "counted": pa.bool_()}
    )


def _kinds() -> pa.Table:
    """The kinds of statement that are evidence."""
    found = (
        (code, each in CONTRADICTING, each) for code, each in enumerate(KINDS) if each in EVIDENCE
    )
    return small_table(tuple(KIND), found, KIND)


def _levels(columns: Columns, passes: Sequence[Lanes]) -> pa.Table:
    """Blocks of 1, 2, 4 … stretches, up to as many as the words of one voice can make."""
    most = max((_most_of_a_voice(columns, it) for it in passes), default=0)
    levels = range(max(1, (2 * most).bit_length()))
    return small_table(
        ("level", "width"), ((each, 1 << each) for each in levels), {"width": pa.int64()}
    )


def _most_of_a_voice(columns: Columns, lanes: Lanes) -> int:
    """The rows of the voice that has said most about one proposition."""
    words = columns.words
    unnamed = len(lanes.voice) + words.unnamed.astype(np.int64)
    voice = np.where(words.unnamed < 0, lanes.voice[words.speaker].astype(np.int64), unnamed)
    _, rows = np.unique(words.proposition * len(lanes.voices) + voice, return_counts=True)
    return int(rows.max(initial=0))
