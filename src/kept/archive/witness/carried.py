"""Carrying by hand, for rooms without a network: a request, its answer, and a part of the log.

Request and answer are text files and can be printed; a part is a ZIP.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from kept.archive.witness.conversation import own_signatures
from kept.archive.witness.error import WitnessError
from kept.ledger.notes import NoteError, SignatureLine, read_signature_lines
from kept.ledger.notes.pieces import read_number
from kept.ledger.witness import AddCheckpoint, Answer

CONFLICT: Final = "409 "
LARGEST: Final = 64 * 1024  # bytes


def write_request(note: bytes, old: int, proof: Sequence[bytes]) -> bytes:
    """The question to a witness that knows `old` entries: what it would be sent over HTTP."""
    return bytes(AddCheckpoint(old, tuple(proof), own_signatures(note)))


def write_answer(answer: Answer) -> bytes:
    """What is carried back: the cosignature lines, or `409` and the size the witness knows.

    Raises `WitnessError` with the reason if the witness refuses altogether.
    """
    if answer.status == HTTPStatus.OK:
        return answer.body
    if answer.status == HTTPStatus.CONFLICT:
        return CONFLICT.encode() + answer.body
    raise WitnessError(answer.body.decode("utf-8", "replace").rstrip("\n"))


def read_answer(data: bytes) -> tuple[SignatureLine, ...] | int:
    """The cosignature lines in an answer, not verified, or the size the witness knows.

    Raises `WitnessError` if it is neither.
    """
    try:
        text = data[: LARGEST + 1].decode().replace("\r\n", "\n")
        if len(data) > LARGEST:
            raise NoteError("It is too long.")
        if text.startswith(CONFLICT):
            return read_number(text.removeprefix(CONFLICT).removesuffix("\n"), "The size in it")
        return read_signature_lines(text)
    except (NoteError, UnicodeDecodeError) as error:
        raise WitnessError(f"This is no answer of a witness. {error}") from None
