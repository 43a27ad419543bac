"""Columns and names as tables of Arrow, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from kept.assessment.sweep.build_names import Answering, Names, Retracting
from kept.assessment.sweep.build_types import types_of
from kept.assessment.sweep.columns import (
    Answers,
    Columns,
    Int32,
    Retractions,
    Vocabulary,
    Words,
    arrays,
)

_T = TypeVar("_T", Words, Retractions, Answers)
_TEXT: Final = pa.large_string()


def _schema(table: type[Words | Retractions | Answers]) -> pa.Schema:
    types = types_of(table).items()
    return pa.schema([_field(name, pa.from_numpy_dtype(kind)) for name, kind in types])


def _field(name: str, kind: pa.DataType) -> pa.Field:
    return pa.field(name, kind, nullable=False)


# Of a stretch of statements: written once, and never again.
PART: Final[Mapping[str, pa.Schema]] = {
    "words": _schema(Words),
    "index": pa.schema([_field("index", pa.int32())]),
    "names": pa.schema([_field("id", _TEXT)]),
    "filers": pa.schema([_field("filers", pa.list_(_TEXT))]),
}
# Of all statements together: written again each time, for what comes later may change them.
WHOLE: Final[Mapping[str, pa.Schema]] = {
    "retractions": _schema(Retractions),
    "answers": _schema(Answers),
    "retracting": pa.schema(
        [
            _field("statement", pa.int64()),
            _field("target", _TEXT),
            *(_field(each, pa.int64()) for each in Retracting._fields[2:]),
        ]
    ),
    "answering": pa.schema([_field("statement", pa.int64()), _field("answered", _TEXT)]),
}


class Part(NamedTuple):
    """The tables of a stretch of statements, by name as in `PART`."""

    statements: int
    tables: Mapping[str, pa.RecordBatch]


def part_of(columns: Columns, names: Names, begin: int, end: int) -> Part:
    """The tables of the statements from number `begin` to before `end`."""
    rows = slice(*np.searchsorted(columns.words.statement, [begin, end]).tolist())
    words = [array[rows] for array in arrays(columns.words).values()]
    filers = [list(each) for each in names.filed_by[begin:end]]
    content: Mapping[str, Sequence[Any]] = {
        "words": words,
        "index": [columns.index[begin:end]],
        "names": [list(names.ids[begin:end])],
        "filers": [filers],
    }
    return Part(end - begin, {each: _batch(PART[each], content[each]) for each in PART})


def whole_of(columns: Columns, names: Names) -> Mapping[str, pa.RecordBatch]:
    """The tables of all statements together, by name as in `WHOLE`."""
    content: Mapping[str, Sequence[Any]] = {
        "retractions": list(arrays(columns.retractions).values()),
        "answers": list(arrays(columns.answers).values()),
        "retracting": _turned(names.retracting, len(Retracting._fields)),
        "answering": _turned(names.answering, len(Answering._fields)),
    }
    return {each: _batch(WHOLE[each], content[each]) for each in WHOLE}


def columns_from(
    vocabulary: Vocabulary, parts: Sequence[Part], whole: Mapping[str, pa.RecordBatch]
) -> Columns:
    """The columns that were stored; of a single part they are views of what was mapped."""
    words = [_read(Words, each.tables["words"]) for each in parts]
    index = [_arrays(each.tables["index"])["index"] for each in parts]
    return Columns(
        vocabulary=vocabulary,
        words=words[0] if len(words) == 1 else _joined(words),
        index=index[0] if len(index) == 1 else _concatenated(index),
        retractions=_read(Retractions, whole["retractions"]),
        answers=_read(Answers, whole["answers"]),
    )


def names_from(parts: Sequence[Part], whole: Mapping[str, pa.RecordBatch]) -> Names:
    """The names that were stored."""
    ids: list[str] = []
    filed_by: list[tuple[str, ...]] = []
    for each in parts:
        ids += each.tables["names"]["id"].to_pylist()
        filed_by += map(tuple, each.tables["filers"]["filers"].to_pylist())
    return Names(
        tuple(ids),
        tuple(filed_by),
        _tuples(Retracting._make, whole["retracting"]),
        _tuples(Answering._make, whole["answering"]),
    )


def _batch(schema: pa.Schema, content: Sequence[Any]) -> pa.RecordBatch:
    several = [pa.array(each, field.type) for each, field in zip(content, schema, strict=True)]
    return pa.RecordBatch.from_arrays(several, schema=schema)


def _turned(rows: Sequence[Sequence[object]], width: int) -> list[list[object]]:
    return [[row[at] for row in rows] for at in range(width)]


def _tuples(make: Callable[[Iterable[Any]], Any], table: pa.RecordBatch) -> tuple[Any, ...]:
    several = (each.to_pylist() for each in table.columns)
    return tuple(make(row) for row in zip(*several, strict=True))


def _arrays(table: pa.RecordBatch) -> dict[str, Any]:
    return {name: numbers(table.column(at)) for at, name in enumerate(table.schema.names)}


def numbers(column: pa.Array) -> Any:
    """A column without nulls as a view; Arrow's own way loads pandas, where that is installed."""
    kind = np.dtype(column.type.to_pandas_dtype())
    if not len(column):
        return np.empty(0, kind)
    return np.frombuffer(column.buffers()[1], kind, len(column), column.offset * kind.itemsize)


def _read(kind: type[_T], table: pa.RecordBatch) -> _T:
    return kind(**_arrays(table))


def _joined(several: Sequence[Words]) -> Words:
    tables = [arrays(each) for each in several]
    types = types_of(Words).items()
    return Words(
        **{
            name: np.concatenate([np.empty(0, kind), *(each[name] for each in tables)])
            for name, kind in types
        }
    )


def _concatenated(several: Sequence[Int32]) -> Int32:
    return np.concatenate([np.empty(0, np.int32), *several])
