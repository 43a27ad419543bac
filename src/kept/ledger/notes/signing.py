"""What each type of signature is made over, and making one (C2SP signed-note, tlog-cosignature)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kept.ledger.keys import SignatureError, Signer, verify
from kept.ledger.notes.checkpoint import Checkpoint, read_checkpoint, read_checkpoint_text
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.note import Note, SignatureLine, read_note
from kept.ledger.notes.pieces import LARGEST_NUMBER, check_number, quoted
from kept.ledger.notes.vkey import SignatureType, VerifierKey

_LABEL: Final = b"subtree/v1\n\x00"
_TIME: Final = 8  # bytes before the signature proper


def cosignature_message(key: VerifierKey, text: str, at: int) -> bytes:
    """The bytes a cosigner signs: its word that at this time it knew no larger tree.

    `at` is in seconds since 1970 and 0 if no time is stated. Ed25519 signs the text of the
    checkpoint under two lines; ML-DSA-44 a structure that names the cosigner too.
    """
    check_number(at, "The time of a cosignature")
    checkpoint = read_checkpoint_text(text)
    if key.type is SignatureType.ML_DSA_44:
        return _subtree(key.name.encode(), checkpoint, at)
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _subtree(name: bytes, checkpoint: Checkpoint, at: int) -> bytes:
    origin = checkpoint.origin.encode()
    return b"".join(
        (
            _LABEL,
            bytes([len(name)]) + name,
            at.to_bytes(_TIME, "big"),
            bytes([len(origin)]) + origin,
            bytes(8),  # start: the whole tree
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
    )


def verify_line(key: VerifierKey, line: SignatureLine, text: str) -> int | None:
    """Return if the line is `key`'s signature of `text`, and the time it states.

    The time is None for signatures without one (0x01), and 0 if the cosigner stated none.
    Raises `SignatureError`.
    """
    if key.type is SignatureType.ED25519:
        verify(key.key, text.encode(), line.signature)
        return None
    at = int.from_bytes(line.signature[:_TIME], "big")
    if at > LARGEST_NUMBER:
        raise SignatureError("The time in the cosignature is later than any there can be.")
    try:
        message = cosignature_message(key, text, at)
    except NoteError as error:
        raise SignatureError(f"Only checkpoints are cosigned. {error}") from None
    verify(key.key, message, line.signature[_TIME:])
    return at


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """Somebody who signs notes: under which name, what, and with which key."""

    name: str
    type: SignatureType
    signer: Signer

    @property
    def vkey(self) -> VerifierKey:
        """The key others verify with."""
        return VerifierKey(self.name, self.type, self.signer.key)

    def sign(self, text: str, at: int = 0) -> SignatureLine:
        """The signature line for `text`; `at` stands in it unless the type has no time."""
        key = self.vkey
        if self.type is SignatureType.ED25519:
            return SignatureLine(key.name, key.id, self.signer.sign(text.encode()))
        signature = self.signer.sign(cosignature_message(key, text, at))
        return SignatureLine(key.name, key.id, at.to_bytes(_TIME, "big") + signature)


def sign_note(text: str, signers: Sequence[NoteSigner], at: int = 0) -> bytes:
    """A note over `text`, signed by each in turn."""
    return bytes(Note(text, tuple(signer.sign(text, at) for signer in signers)))


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[NoteSigner], at: int) -> bytes:
    """The checkpoint as the log itself signs it.

    Its first signature is Ed25519 (0x01), which every witness reads; a second by ML-DSA-44 (0x06)
    dates all entries for the time after quantum computers. Both bear the origin as their name.
    """
    types = [signer.type for signer in signers]
    allowed = [SignatureType.ED25519, SignatureType.ML_DSA_44]
    if not types or types != allowed[: len(types)]:
        raise NoteError(
            "A log signs its checkpoint with Ed25519 (type 0x01) first, then if it wishes "
            "with ML-DSA-44 (type 0x06)."
        )
    for signer in signers:
        if signer.name != checkpoint.origin:
            raise NoteError(
                f"The log {quoted(checkpoint.origin)} signs under its own name, "
                f"and this key is called {quoted(signer.name)}."
            )
    return sign_note(str(checkpoint), signers, at)


def cosign(note: bytes, signer: NoteSigner, at: int) -> SignatureLine:
    """The line a witness adds to the checkpoint in `note`, at the time `at`.

    Only signs: whether the checkpoint continues what the witness knows is for
    `kept.ledger.witness` to find out first.
    """
    if signer.type is SignatureType.ED25519:
        raise NoteError(
            f"{quoted(signer.name)} holds a key for logs (type 0x01), whose signatures state no "
            "time. A witness needs one of type 0x04 or 0x06."
        )
    if at == 0:
        raise NoteError("A witness states when it cosigned. Give the time in seconds since 1970.")
    return signer.sign(str(read_checkpoint(note).checkpoint), at)


def with_signatures(note: bytes, lines: Iterable[SignatureLine]) -> bytes:
    """The note with these lines at its end, each in place of an older one by the same key."""
    old = read_note(note)
    new = {(line.name, line.id): line for line in lines}
    kept = [line for line in old.signatures if (line.name, line.id) not in new]
    return bytes(Note(old.text, (*kept, *new.values())))
