"""The log itself: every entry and hash of it, or those a part shows with their proofs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final

from kept.ledger.bundle.entries import Entries
from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.names import consistency_name, entry_index, entry_name, proof_name
from kept.ledger.bundle.report import Report
from kept.ledger.bundle.source import Source
from kept.ledger.bundle.trust import Trust, open_note_by
from kept.ledger.canonical import CanonicalError, from_base64
from kept.ledger.notes import Checkpoint, NoteError, read_proof
from kept.ledger.tree import (
    EMPTY_ROOT,
    HASH_LENGTH,
    TILE_WIDTH,
    ProofError,
    Tree,
    TreeError,
    leaf_hash,
    root_of,
    tile_path,
    verify_consistency,
    verify_inclusion,
)

_MOST_HASHES: Final = 63  # of a proof in any tree there can be
_TILE: Final = TILE_WIDTH * HASH_LENGTH


def check_tiles(source: Source, newest: Checkpoint, roots: Mapping[int, bytes]) -> Tree:
    """Hash all entries up to the root, and compare every tile on the way; raises `Fault`.

    Of the tree that comes back every checkpoint carried is a beginning.
    """
    size = newest.size
    row = b"".join(
        _leaves(source, first, min(TILE_WIDTH, size - first))
        for first in range(0, size, TILE_WIDTH)
    )
    level = 0
    while row:
        above = bytearray()
        for start in range(0, len(row), _TILE):
            hashes = row[start : start + _TILE]
            index, width = start // _TILE, len(hashes) // HASH_LENGTH
            if source.tile(level, index, width) != hashes:
                raise Fault("tile-differs", name=tile_path(level, index, width))
            if width == TILE_WIDTH:
                above += root_of([hashes[at : at + 32] for at in range(0, _TILE, 32)])
        level, row = level + 1, bytes(above)
    return _grown(source, newest, roots)


def _leaves(source: Source, first: int, width: int) -> bytes:
    return b"".join(map(leaf_hash, source.entries(first // TILE_WIDTH, width)))


def _grown(source: Source, newest: Checkpoint, roots: Mapping[int, bytes]) -> Tree:
    try:
        tree = Tree(newest.size, source.tile)
        wrong = [size for size, root in roots.items() if _root_at(tree, size) != root]
    except TreeError:
        raise Fault("root-differs", size=newest.size) from None
    if wrong:
        raise Fault("root-differs", size=min(wrong))
    return tree


def _root_at(tree: Tree, size: int) -> bytes:
    return tree.root_at(size) if size else EMPTY_ROOT


def roots_of(tree: Tree) -> Callable[[int], bytes | None]:
    """The root of the first entries of a tree, each worked out once."""
    known: dict[int, bytes] = {}

    def root_at(size: int) -> bytes | None:
        if size > tree.size:
            return None
        if size not in known:
            known[size] = _root_at(tree, size)
        return known[size]

    return root_at


def take_all(source: Source, size: int, entries: Entries) -> None:
    """Hand every entry of the log over, in its order."""
    for first in range(0, size, TILE_WIDTH):
        width = min(TILE_WIDTH, size - first)
        for number, raw in enumerate(source.entries(first // TILE_WIDTH, width)):
            entries.take(first + number, raw)


def check_parts(source: Source, newest: Checkpoint, trust: Trust, entries: Entries) -> int:
    """How many entries are shown, each with its proof; raises `Fault`."""
    indexes = [_index(name) for name in source.under("entries")]
    for index in indexes:
        raw = source.need(entry_name(index))
        _check_proof(source, index, raw, newest, trust)
        entries.take(index, raw)
    if len(list(source.under("proofs"))) != len(indexes):
        raise Fault("proof-stray")
    if indexes[:1] != [0]:
        raise Fault("no-opening")
    return len(indexes)


def _index(name: str) -> int:
    index = entry_index(name)
    if index is None:
        raise Fault("file-unknown", name=name)
    return index


def _check_proof(source: Source, index: int, raw: bytes, newest: Checkpoint, trust: Trust) -> None:
    try:
        proof = read_proof(source.need(proof_name(index)))
    except NoteError:
        raise Fault("proof-malformed", name=proof_name(index)) from None
    if proof.checkpoint != source.get("checkpoint"):  # which was opened before
        opened = open_note_by(proof.checkpoint, trust, proof_name(index))
        if opened.checkpoint != newest:
            raise Fault("proof-other", index=index)
    if proof.index != index:
        raise Fault("proof-other", index=index)
    try:
        verify_inclusion(
            index=index,
            size=newest.size,
            leaf=leaf_hash(raw),
            proof=proof.hashes,
            root=newest.root,
        )
    except TreeError:
        raise Fault("proof-fails", index=index) from None


def check_consistency(source: Source, roots: Mapping[int, bytes], report: Report) -> None:
    """That each checkpoint carried continues the one before; raises `Fault`."""
    sizes = sorted(size for size in roots if size)
    steps = [*pairwise(sizes)]
    for old, new in steps:
        proof = _consistency_proof(source.need(consistency_name(old, new)))
        try:
            verify_consistency(
                old_size=old,
                new_size=new,
                proof=proof,
                old_root=roots[old],
                new_root=roots[new],
            )
        except ProofError:
            raise Fault("history-breaks", old=old, new=new) from None
    if len(list(source.under("consistency"))) != len(steps):
        raise Fault("proof-stray")
    report.add("history", "holds", "history-holds", count=len(sizes))


def _consistency_proof(data: bytes) -> list[bytes]:
    try:
        *lines, last = data.decode("ascii").split("\n")
        hashes = [from_base64(line) for line in lines]
    except (UnicodeDecodeError, CanonicalError):
        raise Fault("proof-malformed") from None
    if last or len(hashes) > _MOST_HASHES or any(len(each) != HASH_LENGTH for each in hashes):
        raise Fault("proof-malformed")
    return hashes
