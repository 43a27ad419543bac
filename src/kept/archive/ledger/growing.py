"""From admitted entries to stored tiles, read again before anybody signs their root."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from kept.archive.error import FolderError, HistoryError
from kept.archive.ledger.durable import write_files
from kept.archive.ledger.folder import LedgerFolder
from kept.ledger.tree import (
    EMPTY,
    ENTRIES,
    HASH_LENGTH,
    TILE_WIDTH,
    Edge,
    Growth,
    Tile,
    TreeError,
    leaf_hash,
    open_edge,
    read_bundle,
    read_tile_path,
    root_of,
    write_bundle,
)


def stored_edge(folder: LedgerFolder, size: int, root: bytes) -> Edge:
    """The right edge as the stored bytes give it; raises `HistoryError` if not with this root."""
    index, width = divmod(size, TILE_WIDTH)
    try:
        bundle = write_bundle(folder.read_entries(index, width)) if width else b""
        edge = open_edge(size, folder.read_tile, bundle) if size else EMPTY
    except (TreeError, FolderError) as error:
        raise _altered(folder, size, str(error)) from None
    if edge.root != root:
        raise _altered(folder, size, f"They lead to {edge.root.hex()}, signed was {root.hex()}.")
    return edge


def store(folder: LedgerFolder, growth: Growth, hashes: Sequence[bytes]) -> None:
    """Store the files of a larger tree, durably, and hash the stored bytes up to its root.

    `hashes` are the leaf hashes of the new entries as they were when their signatures were
    verified. Whatever was altered since, in memory or on the way to the disk, raises
    `HistoryError`: a log once signed a root that its entries did not give, for one flipped bit.
    """
    write_files({folder.path / path: data for path, data in growth.files.items()})
    tiles = [read_tile_path(path) for path in growth.files]
    stored = {tile: folder.read(tile.path) or b"" for tile in tiles}
    size = growth.edge.size
    try:
        leaves = _leaves(stored)
    except TreeError as error:
        raise _altered(folder, size, str(error)) from None
    if list(islice(reversed(leaves), len(hashes))) != [*reversed(hashes)]:
        raise _altered(folder, size, "The last entries are not those that were admitted.")
    _check_tiles(folder, stored, size)
    stored_edge(folder, size, growth.edge.root)


def _leaves(stored: dict[Tile, bytes]) -> list[bytes]:
    """The leaf hashes of the stored entries, each bundle held against its tile."""
    leaves: list[bytes] = []
    for tile, data in stored.items():
        if tile.level == ENTRIES:
            hashes = [leaf_hash(entry) for entry in read_bundle(data, tile.width)]
            if b"".join(hashes) != stored[Tile(0, tile.index, tile.width)]:
                raise TreeError(f"{tile.path} does not hash to the tile above it.")
            leaves += hashes
    return leaves


def _check_tiles(folder: LedgerFolder, stored: dict[Tile, bytes], size: int) -> None:
    """Hold each full tile against its hash in the tile above it."""
    above = {(tile.level, tile.index): data for tile, data in stored.items()}
    for tile, data in stored.items():
        if tile.level != ENTRIES and tile.width == TILE_WIDTH:
            index, at = divmod(tile.index, TILE_WIDTH)
            parent = above[tile.level + 1, index]
            hashes = [data[n : n + HASH_LENGTH] for n in range(0, len(data), HASH_LENGTH)]
            if root_of(hashes) != parent[at * HASH_LENGTH : (at + 1) * HASH_LENGTH]:
                raise _altered(folder, size, f"{tile.path} does not hash to the tile above it.")


def _altered(folder: LedgerFolder, size: int, what: str) -> HistoryError:
    return HistoryError(
        f"The bytes stored in {folder.path} are not those of the log of {size} entries. {what} "
        "Nothing was signed. Mend the disk, and get the files from another copy of the ledger."
    )
