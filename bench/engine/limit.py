"""The limit: what no engine can do without, and how much memory moves while it is done.

Every column is read once, the rows are sorted once by what they are about, one byte is written
for each commitment, standpoint and day. It answers nothing. Of three versions in C the fastest
on the spot counts.
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import numpy as np
from bench.engine.cast import DAYS
from bench.engine.generator import Generated
from numpy.typing import NDArray

from kept.assessment.sweep.columns import Columns, arrays

Array = NDArray[Any]
NAME: Final = "the limit"
GRID: Final = 600 * 8 * DAYS
RECORD: Final = 16
VERSIONS: Final = ("row by row", "in blocks", "by cache lines")
_COMPILE: Final = ("-O3", "-march=native", "-shared", "-fPIC", "-pthread")


def missing() -> str | None:
    """Why the limit cannot be measured here; None: it can."""
    return None if shutil.which("cc") else "no C compiler was found"


class _Columns(ctypes.Structure):
    _fields_ = (("rows", ctypes.c_int64), *((f"c{n}", ctypes.c_void_p) for n in range(18)))


@dataclass(frozen=True, slots=True)
class State:
    """The columns, room for what is written, and which version is the fastest here."""

    library: ctypes.CDLL
    columns: Columns
    also: Array
    out: Array
    grid: Array
    version: int

    @property
    def read(self) -> int:
        """Bytes that are read, what is about which proposition twice."""
        return self.columns.nbytes + self.columns.words.proposition.nbytes

    @property
    def written(self) -> int:
        return self.out.nbytes + self.grid.nbytes


def prepare(generated: Generated) -> State:
    """Compile, make room, touch it, and try each version three times."""
    columns = generated.columns
    out = _aligned(len(columns.words) * RECORD)
    grid = np.zeros(GRID, np.uint8)
    also = _also(columns)
    library = _library()
    states = [State(library, columns, also, out, grid, each) for each in range(len(VERSIONS))]
    return min(states, key=lambda it: min(_seconds(partial(once, it)) for _ in range(4)))


def once(state: State) -> None:
    """The least there is to do."""
    words = arrays(state.columns.words).values()
    pointers = [each.ctypes.data for each in words]
    state.library.limit(
        ctypes.byref(_Columns(len(state.columns.words), *pointers)),
        ctypes.c_void_p(state.also.ctypes.data),
        ctypes.c_int64(len(state.also)),
        ctypes.c_void_p(state.out.ctypes.data),
        ctypes.c_void_p(state.grid.ctypes.data),
        ctypes.c_int64(len(state.grid)),
        ctypes.c_int(state.version),
    )


def bandwidth(state: State) -> tuple[float, float]:
    """Bytes a second that two threads read, and copy, in stretches as long as these columns."""
    words = state.columns.nbytes // 16 * 2
    one, other = np.ones(words, np.uint64), np.ones(words, np.uint64)

    def passed(to: int | None) -> Callable[[], None]:
        given = (ctypes.c_void_p(one.ctypes.data), ctypes.c_void_p(to), ctypes.c_int64(words))
        return lambda: state.library.passed(*given)

    read = min(_seconds(passed(None)) for _ in range(7))
    copied = min(_seconds(passed(other.ctypes.data)) for _ in range(7))
    return 8 * words / read, 8 * words / copied


def bound(state: State) -> float:
    """Seconds in which memory alone could do it: what is written copied, what is left read."""
    read, copied = bandwidth(state)
    return max(state.read - state.written, 0) / read + min(state.written, state.read) / copied


def _also(columns: Columns) -> Array:
    parts = [
        each.tobytes()
        for it in (columns.retractions, columns.answers)
        for each in arrays(it).values()
    ]
    data = b"".join((*parts, columns.index.tobytes()))
    return np.frombuffer(data + bytes(-len(data) % 16), np.uint64)


def _library() -> ctypes.CDLL:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "limit.so"
        source = Path(__file__).with_name("limit.c")
        subprocess.run(["cc", *_COMPILE, "-o", str(made), str(source)], check=True)
        return ctypes.CDLL(str(made))


def _aligned(size: int) -> Array:
    """Bytes that begin on a cache line, every page of them touched."""
    room = np.zeros(size + 64, np.uint8)
    start = -room.ctypes.data % 64
    found: Array = room[start : start + size]
    found[:] = 1
    return found


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
