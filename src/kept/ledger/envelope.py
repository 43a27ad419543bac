"""Signed envelopes: DSSE 1.0.2 (secure-systems-lab/dsse), in one spelling only.

DSSE leaves the JSON around a payload free. Here it is strict canonical JSON with its signatures
sorted, so that an envelope, being an entry of the register, has one text and one hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NoReturn

from kept.ledger.canonical import CanonicalError, Json, decode, encode, from_base64, to_base64
from kept.ledger.keys import Signer

ENTRY_TYPE: Final = "application/vnd.kept.entry.v1+json"
LARGEST_ENVELOPE: Final = 65_535  # bytes: tlog-tiles writes the length of an entry in two
MOST_SIGNATURES: Final = 16

_KEY_ID: Final = re.compile(r"[0-9a-f]{64}")
_TYPE: Final = re.compile(r"[!-~]{1,255}")
_OURS: Final = re.compile(r"application/vnd\.kept\..*\+json")


class EnvelopeError(ValueError):
    """An envelope is badly made; the message says where. Nothing is said of its signatures."""


def pae(payload_type: str, payload: bytes) -> bytes:
    """The bytes that are signed: DSSE's pre-authentication encoding (protocol.md).

    >>> pae("http://example.com/HelloWorld", b"hello world")
    b'DSSEv1 29 http://example.com/HelloWorld 11 hello world'
    """
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


@dataclass(frozen=True, slots=True)
class Signature:
    """What one key signed: its id, and the signature as its algorithm gives it."""

    keyid: str  # 64 hexadecimal digits, as `PublicKey.id`
    sig: bytes


@dataclass(frozen=True, slots=True)
class Envelope:
    """A payload, what it is, and who signed it. That the signatures hold is not said here.

    `signatures` are 1 to 16, sorted by key id, each key once; else `EnvelopeError`.
    """

    payload: bytes
    payload_type: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        if not _TYPE.fullmatch(self.payload_type):
            _refuse("its payloadType is a media type or address of at most 255 plain characters")
        if not 1 <= len(self.signatures) <= MOST_SIGNATURES:
            _refuse(f"it has 1 to {MOST_SIGNATURES} signatures, and here are none or more")
        if not all(_KEY_ID.fullmatch(each.keyid) and each.sig for each in self.signatures):
            _refuse("each signature has bytes, and a keyid of 64 digits from 0 to f")
        if any(a.keyid >= b.keyid for a, b in pairwise(self.signatures)):
            _refuse("its signatures are sorted by keyid, and each key signs once")

    @property
    def signed(self) -> bytes:
        """The bytes each signature is over."""
        return pae(self.payload_type, self.payload)

    def to_bytes(self) -> bytes:
        """The only text of this envelope; raises `EnvelopeError` if it is too long."""
        try:
            return encode(self._json(), LARGEST_ENVELOPE)
        except CanonicalError as error:
            raise EnvelopeError(f"This envelope cannot be written. {error}") from None

    def _json(self) -> Json:
        return {
            "payload": to_base64(self.payload),
            "payloadType": self.payload_type,
            "signatures": [
                {"keyid": each.keyid, "sig": to_base64(each.sig)} for each in self.signatures
            ],
        }


def sign_envelope(payload: bytes, payload_type: str, signers: Iterable[Signer]) -> Envelope:
    """An envelope around `payload` which each of `signers` has signed."""
    message = pae(payload_type, payload)
    signatures = [Signature(each.key.id, each.sign(message)) for each in signers]
    return Envelope(payload, payload_type, tuple(sorted(signatures, key=lambda each: each.keyid)))


def read_envelope(data: bytes) -> Envelope:
    """The envelope whose `to_bytes` is exactly `data`; all else raises `EnvelopeError`.

    The payload of kept's own types must be strict canonical JSON as well. The signatures are
    not verified.
    """
    return read_envelope_and_payload(data)[0]


def read_envelope_and_payload(data: bytes) -> tuple[Envelope, Json]:
    """As `read_envelope`, with the value of the payload, or None for a type that is not kept's."""
    value = _decoded(data, "The envelope")
    if not isinstance(value, dict) or tuple(value) != ("payload", "payloadType", "signatures"):
        _refuse("it has payload, payloadType and signatures, and nothing else")
    payload, kind, signatures = value["payload"], value["payloadType"], value["signatures"]
    if not isinstance(kind, str) or not isinstance(signatures, list):
        _refuse("its payloadType is a text, and its signatures are a list")
    envelope = Envelope(
        _bytes(payload, "payload"), kind, tuple(_signature(each) for each in signatures)
    )
    return envelope, _decoded(envelope.payload, "The payload") if _OURS.fullmatch(kind) else None


def _signature(value: Json) -> Signature:
    if not isinstance(value, dict) or tuple(value) != ("keyid", "sig"):
        _refuse("a signature has keyid and sig, and nothing else")
    keyid = value["keyid"]
    if not isinstance(keyid, str):
        _refuse("a keyid is a text")
    return Signature(keyid, _bytes(value["sig"], "sig"))


def _decoded(data: bytes, what: str) -> Json:
    try:
        return decode(data, LARGEST_ENVELOPE)
    except CanonicalError as error:
        raise EnvelopeError(f"{what} is not accepted. {error}") from None


def _bytes(value: Json, name: str) -> bytes:
    if not isinstance(value, str):
        _refuse(f"{name} is a text")
    try:
        return from_base64(value)
    except CanonicalError as error:
        raise EnvelopeError(f"The envelope is not accepted: {name}. {error}") from None


def _refuse(rule: str) -> NoReturn:
    raise EnvelopeError(f"The envelope is not accepted. What is required: {rule}.")
