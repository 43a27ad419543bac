"""Missing bodies as a table of Arrow, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import pyarrow as pa

from kept.dates import Span
from kept.ledger import MissingBody

_TEXT: Final = pa.large_string()
SCHEMA: Final = pa.schema(
    [
        pa.field("index", pa.int64(), nullable=False),
        *(
            pa.field(name, _TEXT, nullable=False)
            for name in ("entry", "author", "reason", "release")
        ),
        pa.field("about", pa.list_(_TEXT), nullable=False),
        *(pa.field(name, pa.int32()) for name in ("entered_first", "entered_last", "on")),
        *(pa.field(name, _TEXT) for name in ("erased_by", "ground")),
    ]
)
_SAME: Final = ("index", "entry", "author", "reason", "release", "erased_by", "ground")


def table_of(bodies: Iterable[MissingBody]) -> pa.RecordBatch:
    """The table of missing bodies, one row each."""
    return pa.RecordBatch.from_pylist([_row(each) for each in bodies], schema=SCHEMA)


def bodies_from(table: pa.RecordBatch) -> tuple[MissingBody, ...]:
    """The missing bodies of a table."""
    return tuple(map(_body, table.to_pylist()))


def _row(body: MissingBody) -> dict[str, Any]:
    span = body.entered_on
    return {
        **{name: getattr(body, name) for name in _SAME},
        "about": list(body.about),
        "entered_first": None if span is None else span.first.toordinal(),
        "entered_last": None if span is None else span.last.toordinal(),
        "on": None if body.on is None else body.on.toordinal(),
    }


def _body(row: Mapping[str, Any]) -> MissingBody:
    first, last, on = row["entered_first"], row["entered_last"], row["on"]
    return MissingBody(
        **{name: row[name] for name in _SAME},
        about=tuple(row["about"]),
        entered_on=None if first is None else Span(*map(date.fromordinal, (first, last))),
        on=None if on is None else date.fromordinal(on),
    )
