"""Fields shown one by one: disclosures and their digests (RFC 9901 section 4.2).

An entry lists digests, in an order that says nothing and among decoys. A disclosure is the
preimage of one of them: a salt, the name of a field and its value.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from kept.ledger.bodies.error import BodyError
from kept.ledger.canonical import CanonicalError, Json, encode, from_base64url, to_base64url

LARGEST_DISCLOSURE: Final = 1_048_576  # characters
SALT: Final = 16  # bytes: 128 bits (RFC 9901 section 9.3)

_RESERVED: Final = frozenset({"_sd", "..."})  # RFC 9901 section 4.2.1


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One field as it was disclosed. The digest is over the text as it came, however spelt."""

    text: str  # base64url
    salt: str
    name: str
    value: Json

    @property
    def digest(self) -> str:
        """base64url of the SHA-256 of the text (RFC 9901 section 4.2.3)."""
        return to_base64url(hashlib.sha256(self.text.encode("ascii")).digest())


def disclose(salt: bytes, name: str, value: Json) -> Disclosure:
    """The disclosure of a field, for 16 random bytes of `salt` that are used for nothing else.

    >>> disclose(bytes(16), "place", "Luvo").digest
    'Dt7P_hwq5Z1VeKN25QSl1vItaFI7cnqknAPK-EnmttQ'
    """
    if len(salt) != SALT:
        raise BodyError(f"The salt of a field has {SALT} bytes, and this one has {len(salt)}.")
    try:
        array = encode([to_base64url(salt), name, value], LARGEST_DISCLOSURE // 4 * 3)
    except CanonicalError as error:
        raise BodyError(f"A field cannot be disclosed. {error}") from None
    return read_disclosure(to_base64url(array))


def decoy(chance: bytes) -> str:
    """A digest of nothing, made of 32 random bytes (RFC 9901 section 4.2.5).

    Decoys hide how many fields an entry has. Nobody but their maker can tell them from others.
    """
    if len(chance) != 32:
        raise BodyError(f"A decoy is made of 32 random bytes, and here are {len(chance)}.")
    return to_base64url(hashlib.sha256(chance).digest())


def read_disclosure(text: str) -> Disclosure:
    """The disclosure with this text, in whatever way its JSON is spelt.

    Raises `BodyError` unless it is base64url of a JSON array of salt, name and value, and the
    value one that `kept.ledger.canonical` can write.
    """
    array = _array(text)
    if not isinstance(array, list) or len(array) != 3:
        _refuse("it is an array of a salt, a name and a value")
    salt, name, value = array
    if not isinstance(salt, str) or not isinstance(name, str):
        _refuse("its salt and its name are texts")
    if name in _RESERVED:
        _refuse("its name is not _sd and not ..., which mean something else")
    return Disclosure(text, salt, name, value)


def check_disclosure(disclosure: Disclosure, digests: Collection[str]) -> None:
    """Return if the entry with these digests committed to the field; raise `BodyError` if not."""
    if disclosure.digest not in digests:
        raise BodyError(
            f"The entry did not commit to this field ({ascii(disclosure.name)[:80]}): the field "
            "was changed, or belongs to another entry. Ask its holder for it again."
        )


def read_fields(texts: Iterable[str], digests: Collection[str]) -> dict[str, Json]:
    """The fields that disclosures show of the entry with these digests.

    Raises `BodyError` if one does not belong to the entry, or if two show the same field: an
    author may have committed to two values, to show each to somebody else.
    """
    fields: dict[str, Json] = {}
    for text in texts:
        disclosure = read_disclosure(text)
        check_disclosure(disclosure, digests)
        if disclosure.name in fields:
            _refuse(f"the field {ascii(disclosure.name)[:80]} is shown once")
        fields[disclosure.name] = disclosure.value
    return fields


def _array(text: str) -> Json:
    if len(text) > LARGEST_DISCLOSURE:
        _refuse(f"it has at most {LARGEST_DISCLOSURE} characters")
    try:
        array: Json = json.loads(
            from_base64url(text).decode("utf-8"), object_pairs_hook=_once, parse_float=_no_fraction
        )
        encode(array, LARGEST_DISCLOSURE)
    except CanonicalError as error:
        raise BodyError(f"A disclosed field is not accepted. {error}") from None
    except (ValueError, RecursionError):
        _refuse("it is base64url of JSON, each member once, with whole numbers only")
    return array


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError
    return members


def _no_fraction(_: str) -> NoReturn:
    raise ValueError


def _refuse(rule: str) -> NoReturn:
    raise BodyError(f"A disclosed field is not accepted. What is required: {rule}.")
