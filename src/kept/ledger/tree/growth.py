"""Appending: from the right edge of a tree and new entries to the files of the larger tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kept.ledger.tree.entry_bundle import join_entries, read_bundle
from kept.ledger.tree.error import TreeError
from kept.ledger.tree.hashing import (
    EMPTY_ROOT,
    HASH_LENGTH,
    check_size,
    leaf_hashes,
    parents,
    root_of,
)
from kept.ledger.tree.tile import ENTRIES, TILE_HEIGHT, TILE_WIDTH, tile_path
from kept.ledger.tree.tile_reader import TileReader, read_tile

_RUN: Final = 16 * TILE_WIDTH  # entries handled together: enough to be fast, and fit a cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The right edge of a tree: all that must be known to append to it and to know its root.

    Its length does not grow with the tree: at most 255 hashes for each level of tiles and 255
    entries. Made by `grow` and `open_edge`; `EMPTY` is the edge of a tree without entries.
    """

    size: int
    root: bytes
    peaks: tuple[bytes, ...]  # roots of the largest full subtrees, from left to right
    tiles: tuple[bytes, ...]  # the partial hash tile of each level, empty where it has none
    bundle: bytes  # the partial entry bundle


EMPTY: Final = Edge(size=0, root=EMPTY_ROOT, peaks=(), tiles=(), bundle=b"")


@dataclass(frozen=True, slots=True)
class Growth:
    """What an append leads to: the new `edge`, and the `files` to write before it is signed.

    `files` maps the path of each tile and entry bundle that the smaller tree did not have to
    its bytes. None of them ever changes; those of the smaller tree stay as they are.
    """

    edge: Edge
    files: dict[str, bytes]


def grow(edge: Edge, entries: Sequence[bytes]) -> Growth:
    """Append entries in their order.

    Raises `TreeError` for an entry above 65,535 bytes; nothing is appended then.
    """
    if not entries:
        return Growth(edge, {})
    check_size(edge.size + len(entries))
    growing = _Growing(edge)
    end = 0
    while (start := end) < len(entries):
        end = start + _RUN - growing.size % _RUN
        growing.append(entries[start:end])
    return growing.done(edge.size)


def open_edge(size: int, read: TileReader, bundle: bytes) -> Edge:
    """Return the edge of a tree that is kept as tiles, of `size` entries.

    `bundle` is its partial entry bundle, empty when `size` is a multiple of 256. Raises
    `TreeError` when a tile has the wrong length or the entries do not hash to the leaves.
    Whether this is the tree that was signed shows in the `root`, which the caller compares.
    """
    check_size(size)
    tiles = tuple(_partial_tiles(size, read))
    leaves = leaf_hashes(read_bundle(bundle, size % TILE_WIDTH))
    if b"".join(leaves) != b"".join(tiles[:1]):
        raise TreeError(
            f"The last {len(leaves)} entries are not those that the tree of {size} entries was "
            "made of. Get the file from another copy of the ledger."
        )
    peaks = tuple(peak for tile in reversed(tiles) for peak in _peaks_of(tile))
    return Edge(size=size, root=_root(peaks), peaks=peaks, tiles=tiles, bundle=bundle)


class _Growing:
    """An edge on its way to a larger tree, and the files that became full."""

    def __init__(self, edge: Edge) -> None:
        self.size = edge.size
        self.peaks = list(edge.peaks)
        self.tiles = list(edge.tiles)
        self.bundle = edge.bundle
        self.files: dict[str, bytes] = {}

    def append(self, entries: Sequence[bytes]) -> None:
        leaves: list[bytes] = []
        end = 0
        while (start := end) < len(entries):
            end = start + TILE_WIDTH - (self.size + start) % TILE_WIDTH
            part = entries[start:end]
            leaves += leaf_hashes(part)
            self._add_to_bundle(self.size + start, part)
        self._add_to_tiles(leaves)
        self.size += len(entries)

    def done(self, before: int) -> Growth:
        """What came of a tree that had `before` entries."""
        if self.bundle:
            index, width = divmod(self.size, TILE_WIDTH)
            self.files[tile_path(ENTRIES, index, width)] = self.bundle
        for level, tile in enumerate(self.tiles):
            height = level * TILE_HEIGHT
            if tile and self.size >> height > before >> height:
                index, width = divmod(self.size >> height, TILE_WIDTH)
                self.files[tile_path(level, index, width)] = tile
        edge = Edge(
            size=self.size,
            root=_root(self.peaks),
            peaks=tuple(self.peaks),
            tiles=tuple(self.tiles),
            bundle=self.bundle,
        )
        return Growth(edge, self.files)

    def _add_to_bundle(self, size: int, entries: Sequence[bytes]) -> None:
        self.bundle += join_entries(entries)
        index, width = divmod(size + len(entries), TILE_WIDTH)
        if width == 0:
            self.files[tile_path(ENTRIES, index - 1, TILE_WIDTH)] = self.bundle
            self.bundle = b""

    def _add_to_tiles(self, nodes: list[bytes]) -> None:
        """Add new leaf hashes, then what they lead to at each height above."""
        ends: list[bytes] = []  # of each height, the node that has no right neighbour yet
        count, height = self.size, 0
        while nodes:
            if height % TILE_HEIGHT == 0:
                self._add_to_level(height // TILE_HEIGHT, count // TILE_WIDTH, nodes)
            if count & 1:
                nodes.insert(0, self.peaks.pop())
            if len(nodes) & 1:
                ends.append(nodes[-1])
            nodes = parents(nodes)
            count >>= 1
            height += 1
        ends.reverse()
        self.peaks += ends

    def _add_to_level(self, level: int, index: int, nodes: list[bytes]) -> None:
        if level == len(self.tiles):
            self.tiles.append(b"")
        tile, end = self.tiles[level], TILE_WIDTH - len(self.tiles[level]) // HASH_LENGTH
        start = 0
        while end <= len(nodes):
            self.files[tile_path(level, index, TILE_WIDTH)] = tile + b"".join(nodes[start:end])
            tile, index, start, end = b"", index + 1, end, end + TILE_WIDTH
        self.tiles[level] = tile + b"".join(nodes[start:])


def _partial_tiles(size: int, read: TileReader) -> Iterator[bytes]:
    level = 0
    while hashes := size >> (TILE_HEIGHT * level):
        index, width = divmod(hashes, TILE_WIDTH)
        yield read_tile(read, level, index, width) if width else b""
        level += 1


def _peaks_of(tile: bytes) -> Iterator[bytes]:
    """Yield the roots of the largest full subtrees above the hashes of a partial tile."""
    hashes = [tile[at : at + HASH_LENGTH] for at in range(0, len(tile), HASH_LENGTH)]
    while hashes:
        width = 1 << (len(hashes).bit_length() - 1)
        yield root_of(hashes[:width])
        hashes = hashes[width:]


def _root(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    digest = sha256
    root = peaks[-1]
    for peak in peaks[-2::-1]:
        root = digest(b"\x01" + peak + root).digest()
    return root
