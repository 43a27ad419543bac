"""What a log asks of a witness (C2SP tlog-witness, add-checkpoint)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.canonical import to_base64
from kept.ledger.notes import NoteError, SignedCheckpoint, read_checkpoint
from kept.ledger.notes.pieces import (
    check_hash,
    check_number,
    quoted,
    read_hash,
    read_number,
    read_text,
)

LARGEST_REQUEST: Final = 64 * 1024  # bytes: 63 hashes and 16 ML-DSA-44 signatures
MOST_HASHES: Final = 63

_OLD: Final = "old "


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """Word to a witness that knows `old` entries, and proof that the checkpoint goes on from them.

    `bytes(request)` is the body of the request.
    """

    old: int  # how many entries the witness is thought to know; 0 if none
    proof: tuple[bytes, ...]  # consistency proof from `old`; empty if 0 or nothing was added
    checkpoint: SignedCheckpoint

    def __post_init__(self) -> None:
        check_number(self.old, "The old size")
        if len(self.proof) > MOST_HASHES:
            raise NoteError(f"A consistency proof has at most {MOST_HASHES} hashes.")
        for value in self.proof:
            check_hash(value, "A hash of the consistency proof")

    def __bytes__(self) -> bytes:
        lines = (f"{_OLD}{self.old}", *map(to_base64, self.proof), "", "")
        return "\n".join(lines).encode() + bytes(self.checkpoint)


def read_request(data: bytes) -> AddCheckpoint:
    """The request in this body; raises `NoteError` for anything else. Verifies nothing."""
    text = read_text(data, LARGEST_REQUEST, "The request")
    head, _, note = text.partition("\n\n")
    first, *hashes = head.split("\n", MOST_HASHES + 1)
    if not first.startswith(_OLD):
        raise NoteError(
            f"The first line of the request is {quoted(first)}, and must be “old” and the number "
            "of entries the witness knows."
        )
    old = read_number(first.removeprefix(_OLD), "The old size")
    proof = tuple(read_hash(line, "A hash of the consistency proof") for line in hashes)
    return AddCheckpoint(old, proof, read_checkpoint(note.encode()))
