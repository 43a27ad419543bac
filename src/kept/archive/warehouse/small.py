"""Small tables, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa


def small_table(
    names: Sequence[str], rows: Iterable[tuple[Any, ...]], types: Mapping[str, Any] | None = None
) -> pa.Table:
    """A table with its rows in order; of 32-bit whole numbers where `types` gives no other."""
    given, listed = types or {}, sorted(rows)
    schema = pa.schema([(name, given.get(name, pa.int32())) for name in names])
    columns = {name: [row[at] for row in listed] for at, name in enumerate(names)}
    return pa.table(columns, schema=schema)


def named_table(what: str, names: Iterable[str]) -> pa.Table:
    """What the codes of something mean."""
    return small_table((what, "name"), enumerate(names), {"name": pa.string()})
