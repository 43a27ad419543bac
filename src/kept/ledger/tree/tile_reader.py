"""How tiles come in: a function that knows where they are kept."""

from __future__ import annotations

from typing import Protocol

from kept.ledger.tree.error import TreeError
from kept.ledger.tree.tile import Tile


class TileReader(Protocol):
    """Returns the bytes of a hash tile, `width` hashes of 32 bytes.

    `width` is 256 for a full tile; for a partial one it is the width in the tree that is read.
    Where only a wider version is left, its first `width` hashes are the same. For a tile that
    is missing a reader raises its own error; it passes through unchanged.
    """

    def __call__(self, level: int, index: int, width: int) -> bytes: ...


def read_tile(read: TileReader, level: int, index: int, width: int) -> bytes:
    """Read a tile; raises `TreeError` when its length is not that of `width` hashes."""
    data = read(level, index, width)
    tile = Tile(level, index, width)
    if len(data) != tile.length:
        raise TreeError(
            f"{tile.path} is {len(data)} bytes long instead of {tile.length}. "
            "Get the file from another copy of the ledger."
        )
    return bytes(data)
