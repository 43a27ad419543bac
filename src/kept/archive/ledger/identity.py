"""Which ledger a folder holds: `ledger.json`."""

from __future__ import annotations

from dataclasses import dataclass

from kept.archive.error import FolderError
from kept.ledger.canonical import CanonicalError, Json, decode, encode
from kept.ledger.notes import NoteError, SignatureType, VerifierKey, read_vkey

_MEMBERS = {"v", "origin", "log", "process", "pq"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The name of a ledger, the keys under which it signs, and the process it is about.

    It says what the folder claims to be. Whether to believe the keys is the reader's policy.
    """

    origin: str
    process: str
    log: VerifierKey  # Ed25519, type 0x01
    pq: VerifierKey | None = None  # ML-DSA-44, type 0x06

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The keys of the log, one or two."""
        return (self.log,) if self.pq is None else (self.log, self.pq)

    def to_bytes(self) -> bytes:
        """The file."""
        value: dict[str, Json] = {
            "v": 1,
            "origin": self.origin,
            "log": str(self.log),
            "process": self.process,
        }
        if self.pq is not None:
            value["pq"] = str(self.pq)
        return encode(value)


def read_identity(data: bytes) -> Identity:
    """The identity in a `ledger.json`; raises `FolderError`."""
    try:
        value = decode(data)
    except CanonicalError as error:
        raise FolderError(f"ledger.json is not what it must be. {error}") from None
    if not isinstance(value, dict):
        raise _wrong("an object")
    match value:
        case {"v": 1, "origin": str() as origin, "log": str() as log, "process": str() as process}:
            pq = value.get("pq")
        case _:
            raise _wrong("v is 1, and origin, log and process are texts")
    if value.keys() - _MEMBERS or not isinstance(pq, str | None):
        raise _wrong("it has v, origin, log, process and pq, and nothing else")
    keys = (_key(log, origin, SignatureType.ED25519), _pq(pq, origin))
    return Identity(origin=origin, process=process, log=keys[0], pq=keys[1])


def _pq(text: str | None, origin: str) -> VerifierKey | None:
    return None if text is None else _key(text, origin, SignatureType.ML_DSA_44)


def _key(text: str, origin: str, kind: SignatureType) -> VerifierKey:
    try:
        key = read_vkey(text)
    except NoteError as error:
        raise FolderError(f"A key in ledger.json is not accepted. {error}") from None
    if key.name != origin or key.type is not kind:
        raise _wrong("its keys bear the origin as their name; log is Ed25519, pq ML-DSA-44")
    return key


def _wrong(rule: str) -> FolderError:
    return FolderError(f"ledger.json is not what it must be. What is required: {rule}.")
