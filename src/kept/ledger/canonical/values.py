"""A strict subset of canonical JSON (RFC 8785, "JCS"), in which nothing can be read twice.

Allowed are null, booleans, whole numbers, texts, lists, and objects with ASCII names. Within
this subset the order of names by code point is the order by UTF-16 unit which RFC 8785
section 3.2.3 asks for, so Python's own writer gives the bytes of the standard.
"""

from __future__ import annotations

import codecs
import json
from typing import Final, NoReturn, TypeAlias

from kept.ledger.canonical.error import CanonicalError
from kept.texts.problems import shown

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

LARGEST_INTEGER: Final = 2**53 - 1  # the largest that every JSON reader keeps exactly (RFC 8259)
LARGEST_TEXT: Final = 61_440  # bytes: 60 KiB
DEEPEST: Final = 16  # lists and objects within one another

_DIGITS: Final = len(str(-LARGEST_INTEGER))
_QUOTED: Final = 40  # characters of a foreign text that a message quotes


def encode(value: Json, largest: int = LARGEST_TEXT) -> bytes:
    """The only canonical text of `value`, as UTF-8 of at most `largest` bytes.

    Raises `CanonicalError` for what lies outside the subset: floats, integers beyond 2^53 - 1,
    lone surrogates, names that are not ASCII, more than 16 levels, any other type.

    >>> encode({"b": [True, None, "é"], "a": -7}).decode()
    '{"a":-7,"b":[true,null,"é"]}'
    """
    _check(value, 0)
    return _fitting(_write(value).encode("utf-8"), largest)


def decode(data: bytes, largest: int = LARGEST_TEXT) -> Json:
    """The value whose canonical text is exactly `data`.

    Raises `CanonicalError` for everything else: duplicate names, spaces, other orders,
    other spellings of numbers and texts, byte order marks, bytes that are not UTF-8.

    >>> decode(b'{"a":-7}')
    {'a': -7}
    >>> decode(b'{"a":1.0}')
    Traceback (most recent call last):
    ...
    kept.ledger.canonical.error.CanonicalError: 1.0 is not a whole number. Write whole numbers in a smaller unit, or a text.
    """
    value = _parsed(_fitting(data, largest))
    if _may_hide_something(data):
        _check(value, 0)
    written = _write(value).encode("utf-8")
    if written != data:
        raise _not_canonical(data, written)
    return value


def _may_hide_something(data: bytes) -> bool:
    """Whether a text that reads as JSON, numbers checked, may still lie outside the subset.

    Only escapes name lone surrogates. If all is ASCII, so are the names: where a name is
    escaped, the text is not canonical anyway.
    """
    return not data.isascii() or b"\\u" in data or data.count(b"[") + data.count(b"{") > DEEPEST


def _fitting(data: bytes, largest: int) -> bytes:
    if len(data) > largest:
        raise CanonicalError(
            f"A text of {len(data)} bytes is too long: at most {largest} are taken. Shorten it."
        )
    return data


def _parsed(data: bytes) -> Json:
    try:
        value: Json = _read(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CanonicalError(f"Byte {error.start} is not UTF-8. Write the text anew.") from None
    except json.JSONDecodeError as error:
        if data.startswith(codecs.BOM_UTF8):
            raise CanonicalError("Byte 0 begins a byte order mark. Remove it.") from None
        raise CanonicalError(f"This is not JSON, at character {error.pos}: {error.msg}.") from None
    except RecursionError:
        raise _too_deep() from None
    return value


def _whole(digits: str) -> int:
    # Python reads no number of more than 4,300 digits, and takes long over those it reads.
    if len(digits) > _DIGITS or abs(number := int(digits)) > LARGEST_INTEGER:
        raise _too_large(_quoted(digits))
    return number


def _no_whole(literal: str) -> NoReturn:
    raise CanonicalError(
        f"{_quoted(literal)} is not a whole number. Write whole numbers in a smaller unit, "
        "or a text."
    )


_read: Final = json.JSONDecoder(
    parse_float=_no_whole, parse_constant=_no_whole, parse_int=_whole
).decode
_write: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _check(value: Json, depth: int) -> None:
    """Raise `CanonicalError` unless the writer can be trusted with `value`."""
    if value is None or type(value) is bool:
        return
    if type(value) is str:
        _check_text(value)
    elif type(value) is int:
        if abs(value) > LARGEST_INTEGER:
            raise _too_large("A whole number")
    elif type(value) is dict or type(value) is list:
        if depth == DEEPEST:
            raise _too_deep()
        _check_parts(value, depth + 1)
    else:
        raise CanonicalError(
            f"A value of type {type(value).__name__} has no canonical text. Use whole numbers, "
            "texts, true, false, null, lists and objects."
        )


def _check_parts(whole: dict[str, Json] | list[Json], depth: int) -> None:
    if isinstance(whole, dict):
        for name in whole:
            _check_name(name)
    for place, part in whole.items() if isinstance(whole, dict) else enumerate(whole, 1):
        try:
            _check(part, depth)
        except CanonicalError as error:
            named = f"item {place}" if isinstance(place, int) else f'"{_quoted(place)}"'
            raise error.within(named) from None


def _check_name(name: str) -> None:
    if type(name) is not str or not name.isascii():
        raise CanonicalError(
            f"The name {_quoted(ascii(name))} is not plain ASCII. Name members of objects in ASCII."
        )


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(
            f"Character {error.start + 1} is half a character "
            f"(U+{ord(text[error.start]):04X}), which has no UTF-8. Write the text anew."
        ) from None


def _too_deep() -> CanonicalError:
    return CanonicalError(
        f"Lists and objects lie more than {DEEPEST} deep within one another. Make it flatter."
    )


def _too_large(number: str) -> CanonicalError:
    return CanonicalError(
        f"{number} lies beyond {LARGEST_INTEGER}, and not every program can keep it "
        "exactly. Use a larger unit, or a text."
    )


def _not_canonical(data: bytes, written: bytes) -> CanonicalError:
    shorter = min(len(data), len(written))
    at = next((n for n in range(shorter) if data[n] != written[n]), shorter)
    return CanonicalError(
        f"The text is not canonical (RFC 8785), from byte {at} on: it has "
        f"{repr(data[at : at + _QUOTED])[1:]}, and {repr(written[at : at + _QUOTED])[1:]} is the "
        "only spelling. Names are sorted and stand once; nothing is spaced or escaped without need."
    )


def _quoted(text: str) -> str:
    return shown(text if len(text) <= _QUOTED else text[:_QUOTED] + "…")
