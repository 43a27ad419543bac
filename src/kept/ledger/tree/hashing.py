"""The hashes of RFC 6962, section 2.1, with SHA-256."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import repeat
from typing import Final

from kept.ledger.tree.error import TreeError

HASH_LENGTH: Final = 32
MAX_SIZE: Final = 2**63 - 1  # as large as other implementations count: a signed 64-bit integer

EMPTY_ROOT: Final = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry: SHA-256(0x00 ‖ entry)."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node above two others: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Return the `leaf_hash` of each entry, faster than one call for each."""
    digest = sha256
    return [digest(b"\x00" + entry).digest() for entry in entries]


def parents(nodes: Iterable[bytes]) -> list[bytes]:
    """Return the `node_hash` of each pair of neighbours; a last one without pair is left out."""
    digest, each = sha256, iter(nodes)
    pairs = zip(repeat(b"\x01"), each, each, strict=False)
    return [digest(pair).digest() for pair in map(b"".join, pairs)]


def parents_of(row: bytes) -> bytes:
    """Return `parents` of hashes that stand one after another in `row`, in the same form."""
    digest = sha256
    paired = len(row) // 64 * 64
    return b"".join([digest(b"\x01" + row[at : at + 64]).digest() for at in range(0, paired, 64)])


def root_of(leaves: Sequence[bytes]) -> bytes:
    """Return the Merkle Tree Hash over leaf hashes in their order; `EMPTY_ROOT` over none."""
    if not leaves:
        return EMPTY_ROOT
    level = list(leaves)
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = parents(level) + odd
    return level[0]


def check_size(size: int, least: int = 0) -> None:
    """Refuse with `TreeError` what is not the size of a tree of `least` or more entries."""
    if not least <= size <= MAX_SIZE:
        raise TreeError(f"{size} is not a size: give {least} to 2^63 − 1 entries.")
