"""Checkpoints: what a register was at one moment, in three lines (C2SP tlog-checkpoint)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.canonical import to_base64
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.note import Note, SignatureLine, read_note
from kept.ledger.notes.pieces import (
    check_hash,
    check_number,
    check_text,
    quoted,
    read_hash,
    read_number,
)
from kept.ledger.notes.vkey import LONGEST_NAME

_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The name of a register, how many entries it has, and the root of the tree over them.

    `str(checkpoint)` is the text that is signed.
    """

    origin: str  # "lakes.example/exercise"; 1 to 255 bytes
    size: int
    root: bytes

    def __post_init__(self) -> None:
        check_text(f"{self.origin}\n", "The origin of the checkpoint")
        if "\n" in self.origin or not 0 < len(self.origin.encode()) <= LONGEST_NAME:
            raise NoteError(
                f"The origin of the checkpoint is {quoted(self.origin)}, "
                f"and must be one line of 1 to {LONGEST_NAME} bytes."
            )
        check_number(self.size, "The size of the checkpoint")
        check_hash(self.root, "The root of the checkpoint")

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"


def read_checkpoint_text(text: str) -> Checkpoint:
    """The checkpoint in the text of a note; anything else raises `NoteError`."""
    origin, *rest = text.split("\n")
    if len(rest) < _LINES or rest[-1]:
        raise NoteError(
            "A checkpoint has three lines: the origin, the size and the root. Copy it again."
        )
    if len(rest) > _LINES:
        raise NoteError(
            f"The checkpoint of {quoted(origin)} has the further line {quoted(rest[2])}. "
            "Extension lines are not accepted: ML-DSA-44 signatures do not cover them, "
            "and nobody can check what they say. Ask its keeper for a checkpoint of three lines."
        )
    size = read_number(rest[0], "The size of the checkpoint")
    return Checkpoint(origin, size, read_hash(rest[1], "The root of the checkpoint"))


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint and its signature lines, none of them verified. `bytes()` is the file."""

    checkpoint: Checkpoint
    signatures: tuple[SignatureLine, ...]

    def __bytes__(self) -> bytes:
        return bytes(Note(str(self.checkpoint), self.signatures))


def read_checkpoint(data: bytes) -> SignedCheckpoint:
    """The checkpoint in these bytes; verifies nothing, raises `NoteError` for anything else.

    No key signs twice: two lines with one name and one key id are refused.
    """
    note = read_note(data)
    seen: set[tuple[str, bytes]] = set()
    for line in note.signatures:
        if (line.name, line.id) in seen:
            raise NoteError(
                f"{quoted(line.name)} signed the checkpoint twice with the key {line.id.hex()}. "
                "Remove one of the two lines."
            )
        seen.add((line.name, line.id))
    return SignedCheckpoint(read_checkpoint_text(note.text), note.signatures)
