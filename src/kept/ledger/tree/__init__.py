"""The tree over all entries: its hashes, the tiles it is kept as, and proofs over both.

RFC 6962, section 2.1 (the same tree as RFC 9162's) with SHA-256, kept as C2SP tlog-tiles.
A party that holds one root of 32 bytes can check with a few hashes that an entry is in the
tree, and that a later, larger tree begins with everything that was there.

Writing is `grow`: entries in, the files of the larger tree out. Reading is `Tree`: tiles in,
proofs out, no altered tile believed. Checking is `verify_inclusion` and `verify_consistency`;
they need no tree. Nothing here touches a disk: tiles come through a `TileReader`.
"""

from kept.ledger.tree.entry_bundle import MAX_ENTRY, read_bundle, write_bundle
from kept.ledger.tree.error import ProofError, TreeError
from kept.ledger.tree.growth import EMPTY, Edge, Growth, grow, open_edge
from kept.ledger.tree.hashing import (
    EMPTY_ROOT,
    HASH_LENGTH,
    MAX_SIZE,
    leaf_hash,
    node_hash,
    root_of,
)
from kept.ledger.tree.tile import (
    ENTRIES,
    TILE_WIDTH,
    Tile,
    read_tile_path,
    tile_path,
    tile_width,
)
from kept.ledger.tree.tile_reader import TileReader
from kept.ledger.tree.tree import Tree
from kept.ledger.tree.verify import verify_consistency, verify_inclusion

__all__ = [
    "EMPTY",
    "EMPTY_ROOT",
    "ENTRIES",
    "HASH_LENGTH",
    "MAX_ENTRY",
    "MAX_SIZE",
    "TILE_WIDTH",
    "Edge",
    "Growth",
    "ProofError",
    "Tile",
    "TileReader",
    "Tree",
    "TreeError",
    "grow",
    "leaf_hash",
    "node_hash",
    "open_edge",
    "read_bundle",
    "read_tile_path",
    "root_of",
    "tile_path",
    "tile_width",
    "verify_consistency",
    "verify_inclusion",
    "write_bundle",
]
