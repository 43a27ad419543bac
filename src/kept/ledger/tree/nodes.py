"""The nodes of a tree that is kept as tiles, each checked before it is used."""

from __future__ import annotations

from typing import TypeAlias

from kept.ledger.tree.error import TreeError
from kept.ledger.tree.hashing import HASH_LENGTH, parents_of
from kept.ledger.tree.tile import MAX_LEVEL, TILE_HEIGHT, TILE_WIDTH, tile_path, tile_width
from kept.ledger.tree.tile_reader import TileReader, read_tile

Rows: TypeAlias = list[bytes]  # the hashes of a tile, then the row of nodes above, and so on


class Nodes:
    """Every full node of a tree of `size` entries, by height and position.

    A full tile is checked against its parent when it comes in. The partial tiles, at most one
    for each level, have no parent: they are kept for good, and whoever reads them first
    computes the root from them.
    """

    def __init__(self, size: int, read: TileReader, keep: int) -> None:
        self._size = size
        self._read = read
        self._keep = max(keep, 1)
        self._partial: dict[int, Rows] = {}
        self._full: dict[int, Rows] = {}  # the least recently used comes first

    def node(self, height: int, position: int) -> bytes:
        """The hash above the leaves `position << height` to `((position + 1) << height) - 1`."""
        level, row = divmod(height, TILE_HEIGHT)
        index = position >> (TILE_HEIGHT - row)
        at = (position - (index << (TILE_HEIGHT - row))) * HASH_LENGTH
        return self._rows(level, index)[row][at : at + HASH_LENGTH]

    def siblings(self, leaf: int, low: int, high: int) -> list[bytes]:
        """The siblings of the nodes above a leaf, from height `low` up to below `high`."""
        found: list[bytes] = []
        for level in range(low // TILE_HEIGHT, (high + TILE_HEIGHT - 1) // TILE_HEIGHT):
            base = level * TILE_HEIGHT
            index, within = divmod(leaf >> base, TILE_WIDTH)
            rows = self._rows(level, index)
            for row in range(max(low - base, 0), min(high - base, TILE_HEIGHT)):
                at = (within >> row ^ 1) * HASH_LENGTH
                found.append(rows[row][at : at + HASH_LENGTH])
        return found

    def _rows(self, level: int, index: int) -> Rows:
        key = index * (MAX_LEVEL + 1) + level
        rows = self._full.pop(key, None) or self._partial.get(key)
        if rows is None:
            return self._load(level, index, key)
        if len(rows) > TILE_HEIGHT:
            self._full[key] = rows
        return rows

    def _load(self, level: int, index: int, key: int) -> Rows:
        width = tile_width(self._size, level, index)
        rows = [read_tile(self._read, level, index, width)]
        while len(rows[-1]) > HASH_LENGTH:
            rows.append(parents_of(rows[-1]))
        if width < TILE_WIDTH:
            self._partial[key] = rows
            return rows
        if rows[TILE_HEIGHT] != self.node((level + 1) * TILE_HEIGHT, index):
            raise TreeError(
                f"{tile_path(level, index, width)} is not what the tree was made of: it was "
                "altered, or the tile above it. Get the file from another copy of the ledger."
            )
        if len(self._full) >= self._keep:
            del self._full[next(iter(self._full))]
        self._full[key] = rows
        return rows
