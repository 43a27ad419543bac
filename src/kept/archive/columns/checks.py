"""What columns must be like before a compiled kernel is let loose on them, which trusts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kept.assessment.sweep.build_facts import FULL
from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    NOT_ENTERED,
    OPEN,
    SIGNED,
    Answers,
    Columns,
    Retractions,
    Words,
    arrays,
)
from kept.assessment.sweep.lanes import GRADES
from kept.ledger.statement import KINDS, RELEASES
from kept.names.figure import LARGEST

Range = tuple[int, int]
_DAY: Final[Range] = (1, NEVER)


def faults(columns: Columns) -> Iterator[str]:
    """What is wrong with columns, in words; nothing if they can be trusted."""
    common = _common(columns)
    words: Mapping[str, Range] = common | {
        "proposition": (0, len(columns.vocabulary.propositions) - 1),
        "kind": (0, len(KINDS) - 1),
        "flags": (0, SIGNED | LEAD),
        "grade": (0, GRADES - 1),
        **dict.fromkeys(("said", "first", "last", "until"), _DAY),
        "low": (NO_LOW, NO_FIGURE),
        "high": (-LARGEST, NO_HIGH),
        "extent_low": (OPEN, FULL),
        "extent_high": (OPEN, FULL),
    }
    targets = {"target": common["statement"], "answered": common["statement"], "withdraws": (0, 1)}
    yield from _table("words", columns.words, words)
    yield from _table("retractions", columns.retractions, {**common, **targets})
    yield from _table("answers", columns.answers, {**common, **targets})
    yield from _within("index", columns.index, (NOT_ENTERED, 2**31 - 1))
    yield from _figures(columns.words)


def _common(columns: Columns) -> dict[str, Range]:
    return {
        "statement": (0, columns.statements - 1),
        "speaker": (0, len(columns.vocabulary.actors) - 1),
        "unnamed": (-1, len(columns.vocabulary.publishers) - 1),
        "release": (0, len(RELEASES) - 1),
        "published": _DAY,
        "entered": _DAY,
    }


def _table(
    name: str, table: Words | Retractions | Answers, ranges: Mapping[str, Range]
) -> Iterator[str]:
    for each, array in arrays(table).items():
        if len(array) != len(table):
            yield f"{name}.{each} has {len(array)} rows and not {len(table)}"
        yield from _within(f"{name}.{each}", array, ranges[each])
    if len(table) and np.any(table.statement[1:] < table.statement[:-1]):
        yield f"{name}.statement does not ascend"


def _within(name: str, array: NDArray[Any], within: Range) -> Iterator[str]:
    if len(array) and not within[0] <= int(array.min()) <= int(array.max()) <= within[1]:
        yield f"{name} reaches beyond {within[0]} to {within[1]}"


def _figures(words: Words) -> Iterator[str]:
    """Bounds are figures or say that there is none; a day is not after what it is before."""
    none = (words.low == NO_LOW) | (words.low == NO_FIGURE)
    if not np.all(none | ((words.low >= -LARGEST) & (words.low <= LARGEST))):
        yield "words.low holds what is no figure"
    if not np.all((words.high <= LARGEST) | (words.high == NO_HIGH)):
        yield "words.high holds what is no figure"
    if np.any(words.first > words.last):
        yield "words.first is later than words.last"
    if np.any((words.low > words.high) & (words.low != NO_FIGURE)):
        yield "words.low is above words.high"
    if np.any((words.extent_low == -1) != (words.extent_high == -1)):
        yield "words.extent_low and words.extent_high do not agree that there is none"
