"""Whether two signed checkpoints can both be true, and proving to anybody that they cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kept.ledger.notes import (
    Checkpoint,
    NoteError,
    OpenedCheckpoint,
    VerifierKey,
    open_checkpoint,
    read_proof,
)
from kept.ledger.notes.pieces import quoted
from kept.ledger.tree import EMPTY_ROOT, ProofError, verify_consistency, verify_inclusion
from kept.ledger.witness.fork import Fork, read_fork

Verdict = Literal["same", "consistent", "unproven", "fork"]


class GuiltError(ValueError):
    """A document does not prove that anybody signed two histories; the message says why."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What two checkpoints are to each other.

    *same*: size and root agree. *consistent*: the larger goes on from the smaller. *unproven*:
    of different sizes, and the proof that they are consistent, or are not, is missing. *fork*: they
    cannot both be true, and `guilt` is the document that proves it to anybody.
    """

    verdict: Verdict
    guilt: bytes | None = None


@dataclass(frozen=True, slots=True)
class Guilt:
    """A proven fork: which keys signed the two histories, and one sentence on it."""

    first: Checkpoint
    second: Checkpoint
    guilty: tuple[VerifierKey, ...]
    english: str
    french: str


def compare(
    a: bytes,
    b: bytes,
    keys: Iterable[VerifierKey],
    *,
    past: bytes | None = None,
    proof: Sequence[bytes] | None = None,
) -> Compared:
    """Compare two checkpoints signed by `keys`, which must all belong to one signer.

    The signer is the log, or a witness: neither may ever vouch for two histories. For different
    sizes, `proof` is the consistency proof from the smaller to the larger one and `past` the root
    at the smaller size, both taken from the tree behind the *larger* checkpoint.
    Raises `NoteError`, and `SignatureError` if one of the two is not signed by these keys.
    """
    keys = tuple(keys)
    small, large = sorted((a, b), key=lambda note: open_checkpoint(note, keys).checkpoint.size)
    first = open_checkpoint(small, keys).checkpoint
    second = open_checkpoint(large, keys).checkpoint
    if first.origin != second.origin:
        raise NoteError(
            f"These are checkpoints of two registers, {quoted(first.origin)} and "
            f"{quoted(second.origin)}, which have nothing to do with each other."
        )
    if first.size == second.size:
        if first.root == second.root:
            return Compared("same")
        return _fork(Fork(kind="same size", first=small, second=large))
    if first.size == 0:
        past, proof = EMPTY_ROOT, ()
    if proof is None:
        return Compared("unproven")
    if _goes_on(first, second, first.root, proof):
        return Compared("consistent")
    if past is not None and past != first.root and _goes_on(first, second, past, proof):
        return _fork(Fork(kind="another past", first=small, second=large, hashes=(past, *proof)))
    return Compared("unproven")


def compare_entries(
    a: bytes, b: bytes, leaves: tuple[bytes, bytes], keys: Iterable[VerifierKey]
) -> Compared:
    """Compare two tlog-proofs, such as two receipts, for entries with the leaf hashes `leaves`.

    Two entries in one place are a fork; everything else is *unproven*: compare the checkpoints.
    Raises `NoteError`, `SignatureError`, and `ProofError` if one proof does not hold.
    """
    keys = tuple(keys)
    first, second = read_proof(a), read_proof(b)
    origins = set()
    for proof, leaf in zip((first, second), leaves, strict=True):
        checkpoint = open_checkpoint(proof.checkpoint, keys).checkpoint
        origins.add(checkpoint.origin)
        _check_entry(checkpoint, proof.index, leaf, proof.hashes)
    if len(origins) == 1 and first.index == second.index and leaves[0] != leaves[1]:
        return _fork(Fork(kind="same place", first=a, second=b, hashes=leaves))
    return Compared("unproven")


def verify_guilt(document: bytes, keys: Iterable[VerifierKey]) -> Guilt:
    """What the document proves against the holder of `keys`, which must belong to one signer.

    Needs nothing else: no register, no network, no trust in whoever hands it over. Raises
    `NoteError` if malformed, `SignatureError` if `keys` did not sign, `GuiltError` if the two
    checkpoints can both be true for all the document shows.
    """
    keys = tuple(keys)
    fork = read_fork(document)
    notes = (fork.first, fork.second)
    if fork.kind == "same place":
        notes = (read_proof(fork.first).checkpoint, read_proof(fork.second).checkpoint)
    first, second = (open_checkpoint(note, keys) for note in notes)
    if first.checkpoint.origin != second.checkpoint.origin:
        raise GuiltError("The two checkpoints are of two registers, and contradict nothing.")
    _check(fork, first.checkpoint, second.checkpoint)
    return Guilt(
        first.checkpoint, second.checkpoint, _signers(first, second), fork.english, fork.french
    )


def _check(fork: Fork, first: Checkpoint, second: Checkpoint) -> None:
    try:
        if fork.kind == "same size":
            proven = _same_size(fork, first, second)
        elif fork.kind == "another past":
            proven = _another_past(fork, first, second)
        else:
            proven = _same_place(fork, first, second)
    except ProofError as error:
        raise GuiltError(f"The document proves nothing. {error}") from None
    if not proven:
        raise GuiltError(
            "The document proves nothing: both checkpoints can be true. "
            "Whoever made it accuses without ground."
        )


def _same_size(fork: Fork, first: Checkpoint, second: Checkpoint) -> bool:
    return not fork.hashes and first.size == second.size and first.root != second.root


def _another_past(fork: Fork, first: Checkpoint, second: Checkpoint) -> bool:
    if not fork.hashes or first.size >= second.size or fork.hashes[0] == first.root:
        return False
    return _goes_on(first, second, fork.hashes[0], fork.hashes[1:])


def _same_place(fork: Fork, first: Checkpoint, second: Checkpoint) -> bool:
    proofs = (read_proof(fork.first), read_proof(fork.second))
    if len(fork.hashes) != 2 or fork.hashes[0] == fork.hashes[1]:
        return False
    for checkpoint, proof, leaf in zip((first, second), proofs, fork.hashes, strict=True):
        _check_entry(checkpoint, proof.index, leaf, proof.hashes)
    return proofs[0].index == proofs[1].index


def _goes_on(first: Checkpoint, second: Checkpoint, past: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `second` had the root `past` at the size of `first`.

    From 0 entries every tree goes on, and they have one root only.
    """
    if first.size == 0:
        return past == EMPTY_ROOT and not proof
    try:
        verify_consistency(
            old_size=first.size,
            new_size=second.size,
            proof=proof,
            old_root=past,
            new_root=second.root,
        )
    except ProofError:
        return False
    return True


def _check_entry(checkpoint: Checkpoint, index: int, leaf: bytes, proof: Sequence[bytes]) -> None:
    verify_inclusion(
        index=index, size=checkpoint.size, leaf=leaf, proof=proof, root=checkpoint.root
    )


def _signers(first: OpenedCheckpoint, second: OpenedCheckpoint) -> tuple[VerifierKey, ...]:
    keys = (signed.key for opened in (first, second) for signed in opened.signed)
    return tuple(dict.fromkeys(keys))


def _fork(fork: Fork) -> Compared:
    return Compared("fork", bytes(fork))
