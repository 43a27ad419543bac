"""One table: a count or two, and arrays by name in the order in which a kernel expects them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kept.dates import Duration, Span

Table = Mapping[str, int | NDArray[Any]]

NONE: Final = 0x7FFFFFFF  # no day, later than every other


def table(**columns: int | NDArray[Any] | Iterable[int]) -> Table:
    """A table of 32-bit numbers; an array that has a type of its own keeps it."""
    return {name: _column(each) for name, each in columns.items()}


def _column(values: int | NDArray[Any] | Iterable[int]) -> int | NDArray[Any]:
    if isinstance(values, int):
        return values
    if isinstance(values, np.ndarray) and values.dtype in (np.uint8, np.int16, np.int64):
        # What a search of places returns is 64 bits wide too: only `value` is meant to stay so.
        return np.ascontiguousarray(values)
    return np.ascontiguousarray(np.array(list(values), np.int32))


def starts(groups: Sequence[Sequence[object]]) -> list[int]:
    """Where each group begins when all are written one after the other, and where the last ends."""
    found = [0]
    for each in groups:
        found.append(found[-1] + len(each))
    return found


def months_of(duration: Duration | None) -> int:
    """Its months; 0 where there is no duration."""
    return duration.months if duration else 0


def days_of(duration: Duration | None) -> int:
    """Its days; 0 where there is no duration."""
    return duration.days if duration else 0


def first_of(span: Span | None) -> int:
    """Its first day; NONE where there is none."""
    return span.first.toordinal() if span else NONE


def last_of(span: Span | None) -> int:
    """Its last day; NONE where there is none."""
    return span.last.toordinal() if span else NONE
