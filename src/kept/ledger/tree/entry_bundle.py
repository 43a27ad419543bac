"""Entry bundles of C2SP tlog-tiles: up to 256 entries, each after its length."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from kept.ledger.tree.error import TreeError
from kept.ledger.tree.tile import TILE_WIDTH

MAX_ENTRY: Final = 65_535  # what a length of two bytes can say


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """Write entries one after another, each after its length as two bytes, high byte first.

    Raises `TreeError` for an entry above `MAX_ENTRY` bytes and for more than 256 entries.
    """
    _check_width(len(entries))
    return join_entries(entries)


def join_entries(entries: Sequence[bytes]) -> bytes:
    """As `write_bundle`, of a number of entries that is known to fit."""
    prefixes = _prefixes()
    pieces = [*entries, *entries]
    try:
        pieces[::2] = [prefixes[len(entry)] for entry in entries]
    except IndexError:
        raise _too_long(max(map(len, entries))) from None
    pieces[1::2] = entries
    return b"".join(pieces)


def read_bundle(data: bytes, width: int) -> tuple[bytes, ...]:
    """Read a bundle of exactly `width` entries.

    Raises `TreeError` when entries are missing or cut off, or bytes follow the last one.
    """
    _check_width(width)
    entries, at, size = [], 0, len(data)
    for number in range(width):
        start = at + 2
        at = start + (data[at] << 8 | data[at + 1]) if start <= size else size + 1
        if at > size:
            raise TreeError(
                f"The bundle ends within entry {number + 1} of {width}. Fetch it once more."
            )
        entries.append(data[start:at])
    if at != len(data):
        raise TreeError(
            f"{len(data) - at} bytes follow the last of {width} entries of a bundle. "
            "Fetch it once more."
        )
    return tuple(entries)


def _check_width(width: int) -> None:
    if not 0 <= width <= TILE_WIDTH:
        raise TreeError(f"A bundle holds up to {TILE_WIDTH} entries, not {width}. Take several.")


@cache
def _prefixes() -> list[bytes]:
    """Every length an entry can have, as two bytes: looking one up is half of the work."""
    return [length.to_bytes(2, "big") for length in range(MAX_ENTRY + 1)]


def _too_long(length: int) -> TreeError:
    return TreeError(
        f"An entry is {length:,} bytes long and a ledger takes {MAX_ENTRY:,}. "
        "Keep the body outside the entry, or shorten it."
    )
