"""An entry as a row of a database, the same in every one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, TypeAlias, TypeVar

from kept.archive.index.contract import IndexedEntry

Some = TypeVar("Some")
Value: TypeAlias = bytes | int | str
Row: TypeAlias = tuple[int, bytes, str, str, bytes, int, int, int, bytes]

COLUMNS: Final = "number, hash, type, party, author, seq, about, body, refs"
# Most entries are statements, and nobody asks for all of them: they are not indexed by type.
RARE: Final = "type NOT IN ('statement.filed', 'statement.sealed')"
_HASH: Final = 32  # bytes
_MOST: Final = 500  # values in one question


def to_row(entry: IndexedEntry) -> Row:
    """The values of `COLUMNS`."""
    return (
        entry.index,
        bytes.fromhex(entry.hash),
        entry.type,
        entry.party,
        bytes.fromhex(entry.author),
        entry.seq,
        int(entry.about),
        int(entry.body),
        bytes.fromhex("".join(entry.refs)),
    )


def from_row(row: Row) -> IndexedEntry:
    """The entry with these values."""
    number, hash_, kind, party, author, seq, about, body, refs = row
    return IndexedEntry(
        index=number,
        hash=hash_.hex(),
        type=kind,
        party=party,
        author=author.hex(),
        seq=seq,
        about=bool(about),
        body=bool(body),
        refs=tuple(refs[at : at + _HASH].hex() for at in range(0, len(refs), _HASH)),
    )


def grouped(values: Collection[Some]) -> Iterator[list[Some]]:
    """The values in groups small enough for one question."""
    rest = list(values)
    for start in range(0, len(rest), _MOST):
        yield rest[start : start + _MOST]
