"""The values of which headers are made: each has one spelling, and none has room for free text.

Every function takes what stands in a header and `where` it stands, and returns what it means or
raises `EntryError`.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, TypeVar

from kept.ledger.canonical import LARGEST_INTEGER, CanonicalError, Json, from_base64
from kept.ledger.entries.error import wrong
from kept.ledger.keys import PublicKey, SignatureError, read_public_key
from kept.names import NamingError, read_id

LONGEST_ID: Final = 64  # bytes
LONGEST_ORIGIN: Final = 255  # bytes: tlog-cosignature, log_origin

_WORD: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_MEMBER: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_ORIGIN: Final = frozenset(chr(code) for code in range(0x21, 0x7F)) - {"+"}

_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 all instants are UTC
_SECOND: Final = timedelta(seconds=1)

T = TypeVar("T", bound=str)


def read_object(
    value: Json, where: str, required: Collection[str], optional: Collection[str] = ()
) -> dict[str, Json]:
    """An object with all of `required`, perhaps some of `optional`, and nothing else."""
    if not isinstance(value, dict):
        raise wrong(where, f"an object with {', '.join(sorted(required)) or 'members'}")
    for name in required:
        if name not in value:
            raise wrong(f"{where}.{name}", "there; add it")
    for name in value:
        if name not in required and name not in optional:
            raise wrong(f"{where}.{name}", "left out: no such member is known here")
    return value


def read_list(value: Json, where: str, least: int, most: int) -> list[Json]:
    """A list of `least` to `most` items."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise wrong(where, f"a list of {least} to {most} items")
    return value


def read_texts(value: Json, where: str, least: int, most: int) -> tuple[str, ...]:
    """A list of `least` to `most` texts."""
    texts = tuple(each for each in read_list(value, where, least, most) if isinstance(each, str))
    if not isinstance(value, list) or len(texts) != len(value):
        raise wrong(where, "a list of texts")
    return texts


def read_choice(value: Json, where: str, allowed: tuple[T, ...]) -> T:
    """One of the words `allowed`."""
    for word in allowed:
        if value == word:
            return word
    raise wrong(where, f"one of {', '.join(allowed)}")


def read_whole(value: Json, where: str, least: int = 0, most: int = LARGEST_INTEGER) -> int:
    """A whole number from `least` to `most`."""
    if type(value) is not int or not least <= value <= most:
        raise wrong(where, f"a whole number from {least} to {most}")
    return value


def read_hash(value: Json, where: str) -> str:
    """64 lower-case hexadecimal digits: an entry hash, a key id, the digest of a file.

    >>> read_hash(64 * "0", "prev") == 64 * "0"
    True
    """
    if isinstance(value, str) and len(value) == 64:
        try:
            if bytes.fromhex(value).hex() == value:
                return value
        except ValueError:
            pass
    raise wrong(where, "64 digits from 0 to 9 and a to f")


def read_hashes(value: Json, where: str, most: int) -> tuple[str, ...]:
    """1 to `most` hashes, sorted, each once."""
    hashes = tuple(read_hash(each, where) for each in read_list(value, where, 1, most))
    check_sorted(hashes, where)
    return hashes


def check_sorted(values: Collection[str], where: str) -> None:
    """Refuse unless `values` are in ascending order of their bytes, each once."""
    if len(values) > 1 and list(values) != sorted(set(values)):
        raise wrong(where, "sorted, with no item twice")


@lru_cache(maxsize=256)  # entries of one hour have seen the same few checkpoints
def _root(text: str) -> bytes | None:
    try:
        root = from_base64(text)
    except CanonicalError:
        return None
    return root if len(root) == 32 else None


def read_root(value: Json, where: str) -> bytes:
    """The root of a tree, 32 bytes in base64 as a checkpoint writes it."""
    root = _root(value) if isinstance(value, str) else None
    if root is None:
        raise wrong(where, "the root of the tree: 32 bytes in base64, as the checkpoint writes it")
    return root


@lru_cache(maxsize=4096)
def _is_identifier(text: str) -> bool:
    return (
        0 < len(text) <= LONGEST_ID
        and _WORD.issuperset(text)
        and not (text[0] == "-" or text[-1] == "-" or "--" in text)
    )


def read_identifier(value: Json, where: str) -> str:
    """The name of a party or a role: `[a-z0-9]+(-[a-z0-9]+)*`, at most 64 bytes."""
    if not isinstance(value, str) or not _is_identifier(value):
        raise wrong(where, f'a name of a to z, 0 to 9 and single "-", at most {LONGEST_ID} long')
    return value


def read_role(value: Json, where: str) -> str:
    """A party and a role of it, "aruna/delegation"."""
    if isinstance(value, str):
        party, slash, office = value.partition("/")
        if slash and _is_identifier(party) and _is_identifier(office):
            return value
    raise wrong(where, "a party and a role, such as aruna/delegation")


@lru_cache(maxsize=4096)
def _is_id(text: str) -> bool:
    try:
        read_id(text)
    except NamingError:
        return False
    return True


def read_process_id(value: Json, where: str) -> str:
    """An id as the text of a process has them: of the process itself, of a proposition."""
    if not isinstance(value, str) or not _is_id(value):
        raise wrong(
            where, 'an id of the process: a to z, 0 to 9, single "-" and ".", at most 80 long'
        )
    return value


def read_member_name(value: Json, where: str) -> str:
    """The name of a member of a body: a to z, 0 to 9 and "_", at most 64 bytes."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or set(value) - _MEMBER:
        raise wrong(where, "the name of a member of the body")
    return value


@lru_cache(maxsize=64)
def _is_origin(text: str) -> bool:
    return 0 < len(text) <= LONGEST_ORIGIN and _ORIGIN.issuperset(text) and "://" not in text


def read_origin(value: Json, where: str) -> str:
    """The name of a register: plain characters without scheme, blank and "+"."""
    if not isinstance(value, str) or not _is_origin(value):
        raise wrong(where, "the name of a register, such as lakes.example/exercise")
    return value


def read_instant(value: Json, where: str) -> int:
    """A second in UTC, `YYYY-MM-DDThh:mm:ssZ`, as seconds since 1970.

    >>> read_instant("2026-11-21T12:00:00Z", "claimed")
    1795262400
    """
    if isinstance(value, str) and len(value) == 20 and value[19] == "Z":
        try:
            moment = datetime.fromisoformat(value[:19])
        except ValueError:
            moment = None
        if moment is not None and moment.isoformat() == value[:19]:
            return (moment - _EPOCH) // _SECOND
    raise wrong(where, "a second in UTC, such as 2026-11-21T12:00:00Z")


def instant_text(seconds: int) -> str:
    """The instant `seconds` after 1970 as the register writes it.

    >>> instant_text(1795262400)
    '2026-11-21T12:00:00Z'
    """
    try:
        return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}Z"
    except (ValueError, OverflowError, OSError):
        raise wrong("claimed", "an instant in the years 1 to 9999") from None


def read_day(value: Json, where: str) -> date:
    """A day, `YYYY-MM-DD`."""
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == value:
            return day
    raise wrong(where, "a day, such as 2026-11-21")


def read_key(value: Json, where: str) -> PublicKey:
    """A public key as text."""
    try:
        if isinstance(value, str):
            return read_public_key(value)
    except SignatureError as error:
        reason = str(error).removesuffix(".")
        raise wrong(where, f"a public key that is accepted. {reason}") from None
    raise wrong(where, "a public key, its algorithm before it: ed25519:…")


def read_keys(value: Json, where: str, most: int) -> tuple[PublicKey, ...]:
    """1 to `most` public keys, sorted by their ids, none of them a passkey.

    A passkey is bound to a site, and a list of keys has no room to name it.
    """
    keys = tuple(read_key(each, where) for each in read_list(value, where, 1, most))
    if any(key.algorithm == "webauthn-es256" for key in keys):
        raise wrong(where, "keys that sign by themselves; passkeys serve roles only")
    check_sorted([key.id for key in keys], f"{where} (by key id)")
    return keys
