"""Verifier keys: how a key, its holder's name and its use are handed on as one line of text.

C2SP signed-note, section Signatures; tlog-cosignature, section Format.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from kept.ledger.canonical import to_base64
from kept.ledger.keys import Algorithm, PublicKey, PublicKeyError
from kept.ledger.notes.error import NoteError
from kept.ledger.notes.pieces import quoted, read_binary

LONGEST_NAME: Final = 255  # bytes: tlog-cosignature, cosigner_name and log_origin

# White_Space of Unicode, written out: which texts are accepted must not change with a library.
_NO_NAME: Final = re.compile(
    "[\x00-\x20+\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]"
)
_ID: Final = re.compile("[0-9a-f]{8}")


class SignatureType(IntEnum):
    """What a key signs, by the identifier byte of C2SP signed-note."""

    ED25519 = 0x01  # the text of a note, as a log signs its checkpoints
    ED25519_COSIGNATURE = 0x04  # a checkpoint and the time: a witness
    ML_DSA_44 = 0x06  # a checkpoint and the time, safe from quantum computers: witness or log


_ALGORITHMS: Final[dict[SignatureType, Algorithm]] = {
    SignatureType.ED25519: "ed25519",
    SignatureType.ED25519_COSIGNATURE: "ed25519",
    SignatureType.ML_DSA_44: "ml-dsa-44",
}


def check_name(name: str) -> None:
    """Raises `NoteError` unless `name` may stand in a signature line: no spaces, no plus."""
    if not name or _NO_NAME.search(name):
        raise NoteError(
            f"{quoted(name)} cannot name a key: a name is not empty "
            "and has neither spaces nor plus signs, such as “lakes.example/exercise”."
        )


def key_id(name: str, type: SignatureType, raw: bytes) -> bytes:
    """The four bytes by which a signature line cites a key: an abbreviation, no proof of it."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([type]) + raw).digest()[:4]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A key, the name under which it signs, and what its signatures are made over.

    `str(key)` is the line people hand on: name, id in hexadecimal and key in base64.
    """

    name: str
    type: SignatureType
    key: PublicKey

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.name.encode()) > LONGEST_NAME:
            raise NoteError(
                f"The name {quoted(self.name)} has more than {LONGEST_NAME} bytes. Shorten it."
            )
        if self.key.algorithm != _ALGORITHMS[self.type]:
            raise NoteError(
                f"Signatures of type 0x{self.type:02x} are made with {_ALGORITHMS[self.type]}, "
                f"and the key of {quoted(self.name)} is for {self.key.algorithm}."
            )

    @property
    def id(self) -> bytes:
        """Four bytes: see `key_id`."""
        return key_id(self.name, self.type, self.key.raw)

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.type]) + self.key.raw)}"

    @property
    def called(self) -> str:
        """The key as messages name it: “lakes.example/exercise” (key 1234abcd)."""
        return f"{quoted(self.name)} (key {self.id.hex()})"


def read_vkey(text: str) -> VerifierKey:
    """The key that is written exactly like this; everything else raises `NoteError`.

    >>> key = read_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    >>> key.name, key.type.name, key.id.hex()
    ('PeterNeumann', 'ED25519', 'c74f20a3')
    """
    name, _, rest = text.partition("+")
    id_text, _, material = rest.partition("+")
    if not _ID.fullmatch(id_text) or not material:
        raise NoteError(
            f"{quoted(text)} is no key of a note: that is a name, eight hexadecimal digits "
            "and base64, joined by plus signs. Copy the whole line."
        )
    data = read_binary(material, f"The key of {quoted(name)}")
    key = VerifierKey(name, _read_type(data[:1], name), _read_key(data, name))
    if key.id.hex() != id_text:
        raise NoteError(
            f"The key of {quoted(name)} has the id {key.id.hex()}, and the line says {id_text}. "
            "Part of the line was changed: copy it again."
        )
    return key


def _read_type(byte: bytes, name: str) -> SignatureType:
    try:
        return SignatureType(byte[0])
    except ValueError:
        raise NoteError(
            f"The key of {quoted(name)} is of type 0x{byte.hex()}, which is not known here. "
            "Known are 0x01 and 0x04 (Ed25519) and 0x06 (ML-DSA-44)."
        ) from None


def _read_key(data: bytes, name: str) -> PublicKey:
    try:
        return PublicKey(_ALGORITHMS[SignatureType(data[0])], data[1:])
    except PublicKeyError as error:
        raise NoteError(f"The key of {quoted(name)} cannot be used. {error}") from None
