"""A process made ready for the kernel: all its columns and tables in one stretch of memory.

The stretch begins with what the kernel is handed, word by word as in `structures`: counts as they
are, and of each array how far from the beginning it lies. So many processes can be kept at rest
and swept without making an array object for each of their arrays.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kept.archive.kernel.structures import ARRAYS, COUNTS
from kept.assessment.sweep.columns import Columns, Int64, UInt8, arrays
from kept.assessment.sweep.ordering import goes_back
from kept.assessment.sweep.runs import Histories
from kept.assessment.sweep.tables import Tables
from kept.assessment.sweep.tables.table import Table

WORD: Final = 8  # bytes
ALIGNED: Final = 64
_NAMES: Final = {name: (*COUNTS[name], *ARRAYS[name].split()) for name in COUNTS}
_BEGINS: Final = np.cumsum([0, *map(len, _NAMES.values())])
_WORDS: Final = int(_BEGINS[-1])
_OFFSETS: Final = tuple(WORD * each for each in _BEGINS[:-1].tolist())
_IS_ARRAY: Final = np.array(
    [each not in COUNTS[name] for name, names in _NAMES.items() for each in names]
)
LAYOUT: Final = repr((COUNTS, ARRAYS))  # what is ready for one layout is of no use for another


def made_ready(columns: Columns, tables: Tables) -> UInt8 | None:
    """All that the kernel is handed, on the basis of publication.

    None where a retraction takes back what comes later: that the kernel has to be told besides.
    """
    if not goes_back(columns.retractions):
        return None
    head = np.zeros(_WORDS, np.int64)
    parts: list[NDArray[Any]] = []
    end = _aligned(_WORDS * WORD)
    for at, value in enumerate(_values(columns, tables)):
        if isinstance(value, int):
            head[at] = value
            continue
        head[at] = end
        parts.append(value)
        end += _aligned(value.nbytes)
    made = np.zeros(end, np.uint8)
    made[: head.nbytes] = head.view(np.uint8)
    for begin, part in zip(head[_IS_ARRAY].tolist(), parts, strict=True):
        made[begin : begin + part.nbytes] = np.ascontiguousarray(part).reshape(-1).view(np.uint8)
    return made


def _values(columns: Columns, tables: Tables) -> Iterator[int | NDArray[Any]]:
    for name, names in _NAMES.items():
        table = _table(name, columns, tables)
        yield from (table[each] for each in names)


def _table(name: str, columns: Columns, tables: Tables) -> Table:
    if name not in ("words", "retractions", "answers"):
        found: Table = getattr(tables, name)
        return found
    it = getattr(columns, name)
    known = {} if name == "answers" else {"known": it.published}
    return {"rows": len(it), **arrays(it), **known}


def _aligned(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED


def swept(
    library: ctypes.CDLL,
    ready: UInt8,
    commitments: Sequence[str],
    standpoints: Sequence[str],
    known_at: date,
    until: date,
) -> Histories | None:
    """All histories by what was made ready, on one thread; None where the calendar refused a day.

    The lock of the interpreter is not held meanwhile, so that several can be swept at once.
    """
    head = ready[: _WORDS * WORD].view(np.int64).copy()
    head[_IS_ARRAY] += ready.ctypes.data
    address = head.ctypes.data
    tables = (address + each for each in _OFFSETS)
    state = library.kept_new(*tables, known_at.toordinal(), until.toordinal())
    try:
        return _run(library, state, commitments, standpoints)
    finally:
        library.kept_free(state)


def _run(
    library: ctypes.CDLL,
    state: int,
    commitments: Sequence[str],
    standpoints: Sequence[str],
) -> Histories | None:
    if library.kept_run(state):
        return None
    start: Int64 = np.zeros(len(commitments) * len(standpoints) + 1, np.int64)
    count = library.kept_runs_count(state, start.ctypes.data)
    day, code = np.empty(count, np.int32), np.empty(count, np.uint64)
    library.kept_runs_copy(state, day.ctypes.data, code.ctypes.data)
    return Histories(
        commitments=tuple(commitments),
        standpoints=tuple(standpoints),
        start=start,
        day=day,
        code=code,
    )
