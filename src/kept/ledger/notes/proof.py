"""Proofs that an entry stands in a register, checked without asking anybody (C2SP tlog-proof)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.canonical import to_base64
from kept.ledger.notes.checkpoint import read_checkpoint
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.note import LARGEST_NOTE
from kept.ledger.notes.opening import OpenedCheckpoint
from kept.ledger.notes.pieces import (
    check_hash,
    check_number,
    quoted,
    read_binary,
    read_hash,
    read_number,
    read_text,
)
from kept.ledger.notes.policy import Policy
from kept.ledger.tree import verify_inclusion

MOST_HASHES: Final = 63  # from a leaf to the root of the largest tree
LARGEST_EXTRA: Final = 32 * 1024  # bytes; others read lines of at most 64 KiB

_HEADER: Final = "c2sp.org/tlog-proof@v1"
_EXTRA: Final = "extra "
_INDEX: Final = "index "
_LARGEST: Final = LARGEST_NOTE + 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class TlogProof:
    """Where an entry stands, the hashes from it up to the root, and the signed checkpoint.

    `bytes(proof)` is the file. `extra` is not covered by any signature: never trust it.
    """

    index: int  # counted from 0
    hashes: tuple[bytes, ...]  # the leaf's sibling first
    checkpoint: bytes  # the signed note, as the log published it
    extra: bytes | None = None

    def __post_init__(self) -> None:
        check_number(self.index, "The index of the proof")
        if len(self.hashes) > MOST_HASHES:
            raise NoteError(f"The proof has {len(self.hashes)} hashes; at most {MOST_HASHES}.")
        for value in self.hashes:
            check_hash(value, "A hash of the proof")
        if self.extra is not None and not 0 < len(self.extra) <= LARGEST_EXTRA:
            raise NoteError(
                f"The extra data of the proof has {len(self.extra):,} bytes, and may have "
                f"1 to {LARGEST_EXTRA:,}. Leave it out, or shorten it."
            )

    def __bytes__(self) -> bytes:
        extra = [] if self.extra is None else [f"{_EXTRA}{to_base64(self.extra)}"]
        lines = (_HEADER, *extra, f"{_INDEX}{self.index}", *map(to_base64, self.hashes), "", "")
        return "\n".join(lines).encode() + self.checkpoint


def read_proof(data: bytes) -> TlogProof:
    """The proof of these bytes; raises `NoteError` for anything else. Verifies nothing."""
    text = read_text(data, _LARGEST, "The proof")
    head, _, checkpoint = text.partition("\n\n")
    header, *lines = head.split("\n", MOST_HASHES + 3)
    if header != _HEADER:
        raise NoteError(
            f"The first line of the proof is {quoted(header)}, and must be “{_HEADER}”. "
            "This is another kind of file."
        )
    extra = None
    if lines and lines[0].startswith(_EXTRA):
        extra = read_binary(lines.pop(0).removeprefix(_EXTRA), "The extra data of the proof")
    if not lines or not lines[0].startswith(_INDEX):
        raise NoteError(
            "The proof does not say which entry it is about: a line “index” is missing."
        )
    index = read_number(lines.pop(0).removeprefix(_INDEX), "The index of the proof")
    hashes = tuple(read_hash(line, "A hash of the proof") for line in lines)
    note = checkpoint.encode()
    read_checkpoint(note)
    return TlogProof(index=index, hashes=hashes, checkpoint=note, extra=extra)


def verify_proof(proof: TlogProof, leaf: bytes, policy: Policy) -> OpenedCheckpoint:
    """The checkpoint, if `policy` accepts it and the entry with the leaf hash `leaf` is in it.

    C2SP tlog-proof, section Verifying a tlog proof. Raises `NoteError`, `SignatureError`,
    `PolicyError`, and `kept.ledger.tree.ProofError` if the entry is another one.
    """
    opened = policy.check(proof.checkpoint)
    checkpoint = opened.checkpoint
    verify_inclusion(
        index=proof.index,
        size=checkpoint.size,
        leaf=leaf,
        proof=proof.hashes,
        root=checkpoint.root,
    )
    return opened
