"""Checking proofs: RFC 9162, sections 2.1.3.2 and 2.1.4.2, with the lengths counted first."""

from __future__ import annotations

from collections.abc import Sequence

from kept.ledger.tree.error import ProofError
from kept.ledger.tree.hashing import HASH_LENGTH, MAX_SIZE, node_hash


def verify_inclusion(
    *, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that the entry with the hash `leaf` is number `index`, from 0, of `size` entries.

    `proof` holds the siblings on the way up to `root`, lowest first. Raises `ProofError`.
    """
    _check_size(size)
    if not 0 <= index < size:
        raise ProofError(f"There is no entry {index} among {size}; the first has the number 0.")
    _check_hash(leaf, "The hash of the entry")
    _check_hash(root, "The root")
    joint = _joint(index, size - 1)
    _check_proof(proof, joint + (index >> joint).bit_count())
    if _climb(leaf, proof, index, joint) != root:
        raise ProofError(
            f"The proof does not lead from this entry, as number {index} of {size}, to this root. "
            "The entry, its number, the proof or the root is not the one that was recorded."
        )


def verify_consistency(
    *, old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check that the tree of `new_size` entries begins with all entries of that of `old_size`.

    Raises `ProofError`, also for an `old_size` of 0: every tree begins with no entry, and
    RFC 9162 has no proof of it. Equal sizes need equal roots and an empty proof.
    """
    _check_size(old_size)
    _check_size(new_size)
    if old_size > new_size:
        raise ProofError(f"A tree of {new_size} entries cannot go on from one of {old_size}.")
    _check_hash(old_root, "The old root")
    _check_hash(new_root, "The new root")
    if old_size == new_size:
        _check_same(old_size, proof, old_root, new_root)
    else:
        _check_goes_on(old_size, new_size, proof, old_root, new_root)


def _check_same(size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    _check_proof(proof, 0)
    if old_root != new_root:
        raise ProofError(
            f"Two roots are given for the same {size} entries: two histories were written."
        )


def _check_goes_on(
    old_size: int, new_size: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    last = old_size - 1
    low = (old_size & -old_size).bit_length() - 1  # the height of its last full subtree
    joint = _joint(last, new_size - 1)
    known = old_size == 1 << low  # that subtree is the whole old tree
    _check_proof(proof, (not known) + joint - low + (last >> joint).bit_count())
    start, rest = (old_root, proof) if known else (proof[0], proof[1:])
    if _climb_left(start, rest, last >> low, joint - low) != old_root:
        raise ProofError(
            f"The proof does not contain the tree of {old_size} entries with this root. "
            "What was recorded before is not what the proof goes on from."
        )
    if _climb(start, rest, last >> low, joint - low) != new_root:
        raise ProofError(
            f"The proof does not lead from {old_size} entries to this root of {new_size}. "
            "The larger tree leaves out or alters what was recorded before."
        )


def _joint(leaf: int, last: int) -> int:
    """The height at which the way up from a leaf meets that of the last leaf."""
    return (leaf ^ last).bit_length()


def _climb(node: bytes, siblings: Sequence[bytes], position: int, joint: int) -> bytes:
    """The root above a node: up to `joint` steps siblings stand on either side, then left."""
    for height, sibling in enumerate(siblings):
        on_the_left = height >= joint or position >> height & 1
        node = node_hash(sibling, node) if on_the_left else node_hash(node, sibling)
    return node


def _climb_left(node: bytes, siblings: Sequence[bytes], position: int, joint: int) -> bytes:
    """As `_climb`, of the tree that ends with the node: there are no siblings to the right."""
    for height, sibling in enumerate(siblings):
        if height >= joint or position >> height & 1:
            node = node_hash(sibling, node)
    return node


def _check_size(size: int) -> None:
    if not 1 <= size <= MAX_SIZE:
        raise ProofError(f"Nothing can be proved about a tree of {size} entries.")


def _check_hash(value: bytes, name: str) -> None:
    if len(value) != HASH_LENGTH:
        raise ProofError(f"{name} is {len(value)} bytes long; a hash has {HASH_LENGTH}.")


def _check_proof(proof: Sequence[bytes], length: int) -> None:
    if len(proof) != length:
        raise ProofError(
            f"The proof has {len(proof)} hashes and must have {length}: "
            "it belongs to another entry or size, or was cut or added to."
        )
    for number, value in enumerate(proof, 1):
        _check_hash(value, f"Hash {number} of the proof")
