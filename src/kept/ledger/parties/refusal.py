"""A signed refusal: who submits an entry gets its proof, or this, and can show it to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kept.ledger.canonical import CanonicalError, Json, decode, encode
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.values import (
    instant_text,
    read_choice,
    read_hash,
    read_instant,
    read_object,
    read_origin,
    read_whole,
)
from kept.ledger.envelope import Envelope, EnvelopeError, read_envelope, sign_envelope
from kept.ledger.keys import PublicKey, SignatureError, Signer, verify
from kept.ledger.parties.refused import CODES, Code

REFUSAL_TYPE: Final = "application/vnd.kept.refusal.v1+json"

_MEMBERS: Final = ("v", "log", "entry", "reason", "at", "size")


class RefusalError(ValueError):
    """A refusal cannot be read, or the register did not sign it; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The register does not admit an entry."""

    log: str  # origin of the register
    entry: str  # hash of the bytes that were submitted
    reason: Code
    at: int  # seconds since 1970, by the keeper's clock
    size: int  # entries in the register at that time

    def to_bytes(self) -> bytes:
        """The payload that the register signs."""
        return encode(
            {
                "v": 1,
                "log": self.log,
                "entry": self.entry,
                "reason": self.reason,
                "at": instant_text(self.at),
                "size": self.size,
            }
        )


def sign_refusal(refusal: Refusal, signer: Signer) -> Envelope:
    """The envelope to hand over, signed with the key of the log."""
    return sign_envelope(refusal.to_bytes(), REFUSAL_TYPE, [signer])


def read_refusal(raw: bytes) -> tuple[Refusal, Envelope]:
    """What the envelope with these bytes says; raises `RefusalError`. No signature is verified."""
    try:
        envelope = read_envelope(raw)
        if envelope.payload_type != REFUSAL_TYPE:
            raise RefusalError(f"This is no refusal: its payloadType is not {REFUSAL_TYPE}.")
        return _refusal(decode(envelope.payload)), envelope
    except (EnvelopeError, CanonicalError, EntryError) as error:
        raise RefusalError(f"The refusal cannot be read. {error}") from None


def _refusal(value: Json) -> Refusal:
    found = read_object(value, "refusal", _MEMBERS)
    read_whole(found["v"], "v", 1, 1)
    return Refusal(
        log=read_origin(found["log"], "log"),
        entry=read_hash(found["entry"], "entry"),
        reason=read_choice(found["reason"], "reason", CODES),
        at=read_instant(found["at"], "at"),
        size=read_whole(found["size"], "size"),
    )


def verify_refusal(raw: bytes, key: PublicKey) -> Refusal:
    """The refusal in these bytes if the log with `key` signed it alone; else `RefusalError`."""
    refusal, envelope = read_refusal(raw)
    if [each.keyid for each in envelope.signatures] != [key.id]:
        raise RefusalError("The refusal is not signed by the register. Ask the register again.")
    try:
        verify(key, envelope.signed, envelope.signatures[0].sig)
    except SignatureError as error:
        raise RefusalError(f"The signature of the refusal does not hold. {error}") from None
    return refusal
