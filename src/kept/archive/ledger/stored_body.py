"""How bodies and disclosures are written down: in the clear, or each under a key of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kept.archive.error import BodyFileError
from kept.ledger import Release
from kept.ledger.canonical import CanonicalError, Json, decode, encode, from_base64, to_base64
from kept.ledger.statement import RELEASES

DATA_KEY: Final = 32  # bytes, AES-256
NONCE: Final = 12  # bytes
_SHOWN: Final = frozenset(("v", "entry", "release", "disclosures"))
_WHOLE: Final = frozenset(("v", "entry", "release", "media", "salt", "body"))
_LARGEST: Final = 1 << 27  # bytes: 16 MiB of body, its disclosures, and base64 twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What opens the commitment of an entry: the bytes, the salt, and the fields one by one."""

    content: bytes
    salt: bytes  # 32 bytes
    media: str  # media type
    disclosures: tuple[str, ...] = ()  # RFC 9901, base64url


@dataclass(frozen=True, slots=True, kw_only=True)
class Clear:
    """A body, or disclosures alone, of the entry `entry`, for those with clearance `release`."""

    entry: str
    release: Release
    body: Body | None
    disclosures: tuple[str, ...] = ()  # only where there is no body; a body has its own

    def to_bytes(self) -> bytes:
        """The JSON in the clear."""
        value: dict[str, Json] = {"v": 1, "entry": self.entry, "release": self.release}
        if self.body is None:
            value["disclosures"] = [*self.disclosures]
        else:
            value["media"] = self.body.media
            value["salt"] = to_base64(self.body.salt)
            value["body"] = to_base64(self.body.content)
            if self.body.disclosures:
                value["disclosures"] = [*self.body.disclosures]
        return encode(value, _LARGEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encrypted:
    """The same under a data key (AES-256-GCM). Entry and release are legible, the rest is not."""

    entry: str
    release: Release
    nonce: bytes
    sealed: bytes

    def to_bytes(self) -> bytes:
        """The JSON."""
        value: dict[str, Json] = {
            "v": 1,
            "entry": self.entry,
            "release": self.release,
            "alg": "aes-256-gcm",
            "nonce": to_base64(self.nonce),
            "sealed": to_base64(self.sealed),
        }
        return encode(value, _LARGEST)

    def opened(self, key: bytes) -> Clear:
        """What was encrypted; raises `BodyFileError` under any other key, or if it was changed."""
        try:
            data = AESGCM(key).decrypt(self.nonce, self.sealed, self.entry.encode("ascii"))
        except (InvalidTag, ValueError):
            raise BodyFileError(
                f"The body of entry {self.entry} does not open with its key: the file or the key "
                "was changed. Take both from the backup."
            ) from None
        clear = read_stored(data)
        if not isinstance(clear, Clear) or (clear.entry, clear.release) != (
            self.entry,
            self.release,
        ):
            raise _wrong("what is encrypted is the body it says it is")
        return clear


def encrypt(clear: Clear, key: bytes, nonce: bytes) -> Encrypted:
    """Encrypt under `key`, with a nonce that was never used with it."""
    sealed = AESGCM(key).encrypt(nonce, clear.to_bytes(), clear.entry.encode("ascii"))
    return Encrypted(entry=clear.entry, release=clear.release, nonce=nonce, sealed=sealed)


def read_stored(data: bytes) -> Clear | Encrypted:
    """A file of bodies/, disclosures/ or private/pending/; raises `BodyFileError`."""
    try:
        value = decode(data, _LARGEST)
        if not isinstance(value, dict):
            raise _wrong("an object")
        entry, release = value.get("entry"), value.get("release")
        if value.get("v") != 1 or not isinstance(entry, str) or release not in RELEASES:
            raise _wrong("v (1), entry and release are there")
        return _encrypted(value, entry) if "sealed" in value else _clear(value, entry)
    except CanonicalError as error:
        raise BodyFileError(f"The file of a body is damaged. {error}") from None


def _encrypted(value: dict[str, Json], entry: str) -> Encrypted:
    match value:
        case {"alg": "aes-256-gcm", "nonce": str() as nonce, "sealed": str() as sealed}:
            if len(value) == 6:
                return Encrypted(
                    entry=entry,
                    release=_release(value),
                    nonce=from_base64(nonce),
                    sealed=from_base64(sealed),
                )
    raise _wrong("an encrypted one has alg (aes-256-gcm), nonce and sealed, and nothing else")


def _clear(value: dict[str, Json], entry: str) -> Clear:
    """The value was read from its only text, so that its members tell whether it is that of this."""
    disclosures = _disclosures(value)
    match value:
        case {"media": str() as media, "salt": str() as salt, "body": str() as content}:
            body = Body(
                content=from_base64(content),
                salt=from_base64(salt),
                media=media,
                disclosures=disclosures,
            )
            clear = Clear(entry=entry, release=_release(value), body=body)
            members = _WHOLE | {"disclosures"} if disclosures else _WHOLE
        case _:
            clear = Clear(entry=entry, release=_release(value), body=None, disclosures=disclosures)
            members = _SHOWN
    if value.keys() != members or value["v"] is True:
        raise _wrong("it has media, salt and body, or disclosures, as texts, and nothing else")
    return clear


def _disclosures(value: dict[str, Json]) -> tuple[str, ...]:
    shown = value.get("disclosures", [])
    if not isinstance(shown, list):
        raise _wrong("disclosures is a list")
    texts = tuple(each for each in shown if isinstance(each, str))
    if len(texts) != len(shown):
        raise _wrong("disclosures is a list of texts")
    return texts


def _release(value: dict[str, Json]) -> Release:
    return next(each for each in RELEASES if each == value["release"])


def _wrong(rule: str) -> BodyFileError:
    return BodyFileError(f"The file of a body is not what it must be. What is required: {rule}.")
