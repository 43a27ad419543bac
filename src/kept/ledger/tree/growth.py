"""Appending: from the right edge of a tree and new entries to the files of the larger tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kept.ledger.tree.entry_bundle import pieces, read_bundle
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

_FULL: Final = TILE_WIDTH * HASH_LENGTH


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

    `files` maps the path of each tile that the smaller tree did not have to its bytes, entry
    bundles first. None of them ever changes; those of the smaller tree stay as they are.
    """

    edge: Edge
    files: dict[str, bytes]


def grow(edge: Edge, entries: Sequence[bytes]) -> Growth:
    """Append entries in their order.

    Raises `TreeError` for an entry above 65,535 bytes; nothing is appended then.
    """
    if not entries:
        return Growth(edge, {})
    size = edge.size + len(entries)
    check_size(size)
    files: dict[str, bytes] = {}
    bundle = _bundles(edge, entries, files)
    tiles, peaks = _hash_tiles(edge, leaf_hashes(entries), files)
    root = _root(peaks)
    return Growth(Edge(size=size, root=root, peaks=peaks, tiles=tiles, bundle=bundle), files)


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


def _bundles(edge: Edge, entries: Sequence[bytes], files: dict[str, bytes]) -> bytes:
    """Add the entry bundles to `files` and return the last one if it is partial."""
    parts = pieces(entries)
    index, held = divmod(edge.size, TILE_WIDTH)
    data, start = edge.bundle, 0
    while start < len(entries):
        end = min(start + TILE_WIDTH - held, len(entries))
        data += b"".join(parts[2 * start : 2 * end])
        held += end - start
        files[tile_path(ENTRIES, index, held)] = data
        if held < TILE_WIDTH:
            return data
        index, held, data, start = index + 1, 0, b"", end
    return b""


def _hash_tiles(
    edge: Edge, nodes: list[bytes], files: dict[str, bytes]
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """Add the hash tiles above new leaves to `files`; return partial tiles and peaks."""
    tiles = list(edge.tiles)
    kept, lower = list(edge.peaks), []
    height = 0
    while nodes:
        if height % TILE_HEIGHT == 0:
            _tiles_of_level(edge.size >> height, height // TILE_HEIGHT, nodes, tiles, files)
        if edge.size >> height & 1:
            nodes.insert(0, kept.pop())
        if len(nodes) & 1:
            lower.append(nodes[-1])
        nodes = parents(nodes)
        height += 1
    return tuple(tiles), (*kept, *reversed(lower))


def _tiles_of_level(
    before: int, level: int, nodes: list[bytes], tiles: list[bytes], files: dict[str, bytes]
) -> None:
    """Add to `files` the tiles of a level that had `before` hashes and gains `nodes`."""
    if level == len(tiles):
        tiles.append(b"")
    data = tiles[level] + b"".join(nodes)
    index = before // TILE_WIDTH
    full = len(data) // _FULL * _FULL
    for at in range(0, full, _FULL):
        files[tile_path(level, index, TILE_WIDTH)] = data[at : at + _FULL]
        index += 1
    tiles[level] = data[full:]
    if tiles[level]:
        files[tile_path(level, index, len(tiles[level]) // HASH_LENGTH)] = tiles[level]


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
