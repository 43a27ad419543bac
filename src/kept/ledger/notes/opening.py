"""Opening a note: nothing in it counts before a known key is found to have signed it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kept.ledger.keys import SignatureError
from kept.ledger.notes.checkpoint import Checkpoint, read_checkpoint
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.note import Note, SignatureLine, read_note
from kept.ledger.notes.pieces import quoted
from kept.ledger.notes.signing import verify_line
from kept.ledger.notes.vkey import VerifierKey


@dataclass(frozen=True, slots=True)
class Signed:
    """A known key signed. `at` is its time in seconds since 1970: 0 or None if it stated none."""

    key: VerifierKey
    at: int | None


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note and which known keys signed it, each once, in the order of their lines."""

    note: Note
    signed: tuple[Signed, ...]


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint and which known keys signed it, in the order of their lines."""

    checkpoint: Checkpoint
    signed: tuple[Signed, ...]


def open_note(data: bytes, known: Iterable[VerifierKey]) -> OpenedNote:
    """The note, if at least one known key signed it and no signature by a known key is wrong.

    Signatures by other keys are ignored. Raises `NoteError` if malformed, `SignatureError` if not
    signed, or if one known signature does not hold: somebody changed the note.
    """
    note = read_note(data)
    return OpenedNote(note, _signed(note.text, note.signatures, known))


def open_checkpoint(data: bytes, known: Iterable[VerifierKey]) -> OpenedCheckpoint:
    """The checkpoint, under the conditions of `open_note`."""
    signed = read_checkpoint(data)
    text = str(signed.checkpoint)
    return OpenedCheckpoint(signed.checkpoint, _signed(text, signed.signatures, known))


def _signed(
    text: str, lines: tuple[SignatureLine, ...], known: Iterable[VerifierKey]
) -> tuple[Signed, ...]:
    keys = _by_name_and_id(known)
    found: dict[VerifierKey, Signed] = {}
    for line in lines:
        if key := keys.get((line.name, line.id)):
            found.setdefault(key, Signed(key, _verified(key, line, text)))
    if not found:
        raise SignatureError(_nobody(lines, keys))
    return tuple(found.values())


def _verified(key: VerifierKey, line: SignatureLine, text: str) -> int | None:
    try:
        return verify_line(key, line, text)
    except SignatureError as error:
        raise SignatureError(f"The signature by {key.called} does not hold. {error}") from None


def _by_name_and_id(known: Iterable[VerifierKey]) -> dict[tuple[str, bytes], VerifierKey]:
    keys: dict[tuple[str, bytes], VerifierKey] = {}
    for key in known:
        if keys.setdefault((key.name, key.id), key) != key:
            raise NoteError(f"Two different keys are called {key.called}. Replace one of them.")
    return keys


def _nobody(lines: tuple[SignatureLine, ...], keys: dict[tuple[str, bytes], VerifierKey]) -> str:
    names = ", ".join(dict.fromkeys(quoted(line.name) for line in lines[:5]))
    wanted = ", ".join(key.called for key in list(keys.values())[:5]) or "no key at all"
    return (
        f"No key that is known here signed this: it bears the name of {names}; known is {wanted}. "
        "Ask its keeper for the key, by another way than the one this came by."
    )
