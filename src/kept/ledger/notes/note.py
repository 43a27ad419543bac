"""Signed notes: a text that people can read, and signature lines below it (C2SP signed-note)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.canonical import to_base64
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.pieces import check_text, quoted, read_binary, read_text
from kept.ledger.notes.vkey import check_name

LARGEST_NOTE: Final = 512 * 1024  # bytes: 100 ML-DSA-44 signatures and a long text
MOST_SIGNATURES: Final = 100  # as in golang.org/x/mod/sumdb/note; the standard asks for 16
DASH: Final = "— "  # an em dash begins each signature line


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One line below a note: a name, the four bytes that abbreviate a key, and a signature.

    Nothing is verified by reading it. `str(line)` is the line with its newline.
    """

    name: str
    id: bytes
    signature: bytes  # without the id; for cosignatures it begins with the time

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.id) != 4 or not self.signature:
            raise NoteError(
                f"The signature of {quoted(self.name)} is too short to be one. Copy it again."
            )

    def __str__(self) -> str:
        return f"{DASH}{self.name} {to_base64(self.id + self.signature)}\n"


def read_signature_lines(text: str, most: int = MOST_SIGNATURES) -> tuple[SignatureLine, ...]:
    """Signature lines, each ending in a newline, and nothing else; at least one."""
    if not text.endswith("\n"):
        raise NoteError("The signature lines do not end in a newline. Copy them again.")
    if text.count("\n") > most:
        raise NoteError(f"There are more than {most} signature lines; no more are read.")
    return tuple(
        _read_signature_line(line, number)
        for number, line in enumerate(text[:-1].split("\n"), start=1)
    )


def _read_signature_line(line: str, number: int) -> SignatureLine:
    name, space, material = line.removeprefix(DASH).partition(" ")
    if not line.startswith(DASH) or not space:
        raise NoteError(
            f"Signature line {number} is {quoted(line)}, and must be an em dash, a name "
            "and base64, with one space between them. Copy it again."
        )
    data = read_binary(material, f"The signature on signature line {number}")
    try:
        return SignatureLine(name, data[:4], data[4:])
    except NoteError as error:
        raise NoteError(f"Signature line {number}: {error}") from None


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures below it, verified or not. `bytes(note)` is the file.

    The text ends in a newline and must be ignored until a known key is found to have signed it.
    """

    text: str
    signatures: tuple[SignatureLine, ...]

    def __post_init__(self) -> None:
        check_text(self.text, "The text of the note")
        if not 0 < len(self.signatures) <= MOST_SIGNATURES:
            raise NoteError(
                f"A note has 1 to {MOST_SIGNATURES} signatures, and this one "
                f"has {len(self.signatures)}."
            )

    def __bytes__(self) -> bytes:
        return f"{self.text}\n{''.join(map(str, self.signatures))}".encode()


def read_note(data: bytes) -> Note:
    """The note of these bytes; what is not exactly one raises `NoteError`. Verifies nothing."""
    text = read_text(data, LARGEST_NOTE, "The note")
    split = text.rfind("\n\n")
    if split < 0 or split + 2 == len(text):
        raise NoteError(
            "The note has no signatures: they stand at its end, after an empty line. "
            "Copy the whole note."
        )
    return Note(text[: split + 1], read_signature_lines(text[split + 2 :]))
