"""Signatures by passkeys: WebAuthn assertions (W3C Web Authentication Level 3, section 7.2).

A passkey never signs a text itself. It signs what a browser tells about a request, in which the
text appears as a challenge: base64url of its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Final, NoReturn, TypeAlias

from kept.ledger.canonical import (
    CanonicalError,
    Json,
    decode,
    encode,
    from_base64url,
    to_base64url,
)
from kept.ledger.keys.error import SignatureError
from kept.ledger.keys.es256 import lower_twin, verify_es256

LARGEST_ASSERTION: Final = 8_192  # bytes; those of today's browsers have some 600

_MEMBERS: Final = ("authenticatorData", "clientDataJSON", "signature")
_PRESENT, _VERIFIED, _ATTESTED, _EXTENDED = 0x01, 0x04, 0x40, 0x80
_ELIGIBLE, _BACKED_UP = 0x08, 0x10
_FIXED: Final = 37  # bytes of authenticator data before extensions

# What a browser may say: any JSON; numbers with fractions stay as they are written.
_ClientData: TypeAlias = "dict[str, _ClientData] | list[_ClientData] | str | int | bool | None"


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """The site whose passkeys a register accepts, agreed beforehand and never read from a text."""

    id: str  # "register.example": the domain the passkeys are bound to
    origin: str  # "https://register.example": the page that may ask for a signature


@dataclass(frozen=True, slots=True)
class Assertion:
    """What browser and passkey answer, as it came; of two twin signatures the lower."""

    authenticator_data: bytes
    client_data: bytes  # JSON in UTF-8
    signature: bytes  # Ecdsa-Sig-Value in DER

    def __post_init__(self) -> None:
        object.__setattr__(self, "signature", lower_twin(self.signature))

    def to_bytes(self) -> bytes:
        """The assertion as the signature of an envelope: canonical JSON of base64url.

        Raises `SignatureError` beyond 8,192 bytes.
        """
        parts = (self.authenticator_data, self.client_data, self.signature)
        members: Json = {
            name: to_base64url(part) for name, part in zip(_MEMBERS, parts, strict=True)
        }
        try:
            return encode(members, LARGEST_ASSERTION)
        except CanonicalError as error:
            raise SignatureError(f"The answer of a passkey cannot be written. {error}") from None


def challenge(message: bytes) -> str:
    """What a page must ask a passkey to sign so that the passkey signs `message`."""
    return to_base64url(hashlib.sha256(message).digest())


def read_assertion(data: bytes) -> Assertion:
    """The assertion whose `to_bytes` is exactly `data`; all else raises `SignatureError`."""
    try:
        value = decode(data, LARGEST_ASSERTION)
    except CanonicalError as error:
        raise SignatureError(f"The answer of a passkey cannot be read. {error}") from None
    if not isinstance(value, dict) or tuple(value) != _MEMBERS:
        _refuse(f"it has {', '.join(_MEMBERS)}, and nothing else")
    assertion = Assertion(*(_member(value, name) for name in _MEMBERS))
    if assertion.to_bytes() != data:
        _refuse("of the two signatures that say the same it has the lower")
    return assertion


def verify_assertion(
    raw_point: bytes, message: bytes, signature: bytes, party: RelyingParty
) -> None:
    """Return if `signature`, an `Assertion` as bytes, shows that the passkey signed `message`.

    The page of `party` must have asked, a person been present and identified (UP and UV), and
    no other site's frame been around the page. Raises `SignatureError` with the reason.
    """
    assertion = read_assertion(signature)
    _check_client_data(_client_data(assertion.client_data), message, party)
    _check_authenticator_data(assertion.authenticator_data, party)
    signed = assertion.authenticator_data + hashlib.sha256(assertion.client_data).digest()
    verify_es256(raw_point, signed, assertion.signature)


def _member(value: dict[str, Json], name: str) -> bytes:
    text = value[name]
    if not isinstance(text, str):
        _refuse(f"{name} is a text")
    try:
        return from_base64url(text)
    except CanonicalError:
        _refuse(f"{name} is base64url without padding, in its only spelling")


def _client_data(data: bytes) -> dict[str, _ClientData]:
    """The object a browser describes the request by; members not known here may be in it."""
    try:
        value: _ClientData = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_once,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_constant,
        )
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        _refuse("what the browser says of the request is a JSON object, each member once")
    return value


def _once(pairs: list[tuple[str, _ClientData]]) -> dict[str, _ClientData]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError
    return members


def _no_constant(_: str) -> NoReturn:
    raise ValueError


def _check_client_data(
    client: dict[str, _ClientData], message: bytes, party: RelyingParty
) -> None:
    if client.get("type") != "webauthn.get":
        _refuse("its type is webauthn.get: it was asked for a signature, not for a new key")
    if client.get("challenge") != challenge(message):
        _refuse("its challenge is the digest of the text: it signed another text")
    if client.get("origin") != party.origin:
        _refuse(f"the page that asked is {party.origin}")
    if client.get("crossOrigin", False) is not False or "topOrigin" in client:
        _refuse("the page that asked stands alone, not within a page of another site")


def _check_authenticator_data(data: bytes, party: RelyingParty) -> None:
    """Check the authenticator data (section 6.1): digest of the site, flags, counter."""
    if len(data) < _FIXED or data[:32] != hashlib.sha256(party.id.encode()).digest():
        _refuse(f"the passkey is one for {party.id}")
    flags = data[32]
    if not flags & _PRESENT:
        _refuse("a person was present")
    if not flags & _VERIFIED:
        _refuse("the person was identified, by a PIN or a feature of the body")
    if flags & _BACKED_UP and not flags & _ELIGIBLE:
        _refuse("a passkey that has copies is one that may have copies")
    if flags & _ATTESTED or bool(flags & _EXTENDED) != (len(data) > _FIXED):
        _refuse("its data holds 37 bytes, and more only where it says so")


def _refuse(rule: str) -> NoReturn:
    raise SignatureError(f"The answer of a passkey is not accepted. What is required: {rule}.")
