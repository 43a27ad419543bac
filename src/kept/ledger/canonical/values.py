"""A strict subset of canonical JSON (RFC 8785, "JCS"), in which nothing can be read twice.

Allowed are null, booleans, whole numbers, texts, lists, and objects with ASCII names. Within
this subset the order of names by code point is the order by UTF-16 unit which RFC 8785
section 3.2.3 asks for, so Python's own writer gives the bytes of the standard.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final, NoReturn, TypeAlias

from kept.ledger.canonical.error import CanonicalError
from kept.texts.problems import shown

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"

LARGEST_INTEGER: Final = 2**53 - 1  # the largest that every JSON reader keeps exactly (RFC 8259)
LARGEST_TEXT: Final = 61_440  # bytes: 60 KiB, so that signatures still fit beside it
DEEPEST: Final = 16  # lists and objects within one another

_DIGITS: Final = len(str(-LARGEST_INTEGER))
_LOUD: Final = 40  # bytes of a foreign text that a message quotes


def encode(value: Json, largest: int = LARGEST_TEXT) -> bytes:
    """The only canonical text of `value`, as UTF-8 of at most `largest` bytes.

    Raises `CanonicalError` for what lies outside the subset: floats, integers beyond 2^53 - 1,
    lone surrogates, names that are not ASCII, more than 16 levels, any other type.

    >>> encode({"b": [True, None, "é"], "a": -7}).decode()
    '{"a":-7,"b":[true,null,"é"]}'
    """
    _check(value, "the value", 0)
    return _fitting(_written(value), largest)


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
    value = _parsed(_text(_fitting(data, largest)))
    _check_depth(data, value)
    if not data.isascii():  # an ASCII text holds ASCII names: an escaped é is not canonical
        _check_names(value)
    written = _written(value)
    if written != data:
        raise _not_canonical(data, written)
    return value


def _fitting(data: bytes, largest: int) -> bytes:
    if len(data) > largest:
        raise CanonicalError(
            f"A text of {len(data)} bytes is too long: at most {largest} are taken. "
            "Put what is long into a body beside the register."
        )
    return data


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CanonicalError(f"Byte {error.start} is not UTF-8. Write the text anew.") from None


def _parsed(text: str) -> Json:
    try:
        value: Json = _read(text)
    except json.JSONDecodeError as error:
        raise CanonicalError(f"This is not JSON, at character {error.pos}: {error.msg}.") from None
    except RecursionError:
        raise _too_deep() from None
    return value


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS or abs(number := int(digits)) > LARGEST_INTEGER:
        raise _too_large(digits)
    return number


def _no_number(literal: str) -> NoReturn:
    raise CanonicalError(
        f"{_short(literal)} is not a whole number. Write whole numbers in a smaller unit, "
        "or a text."
    )


_read: Final = json.JSONDecoder(
    parse_float=_no_number, parse_constant=_no_number, parse_int=_whole
).decode
_write: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _written(value: Json) -> bytes:
    try:
        return _write(value).encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(
            f"A text holds half a character (U+{ord(error.object[error.start]):04X}), which has "
            "no UTF-8. Write the text anew."
        ) from None


def _check(value: Json, where: str, depth: int) -> None:
    """Raise `CanonicalError` unless the writer can be trusted with `value`."""
    if value is None or value is True or value is False:
        return
    if type(value) is str:
        _check_text(value, where)
    elif type(value) is int:
        if abs(value) > LARGEST_INTEGER:
            raise _too_large(where)
    elif type(value) is dict or type(value) is list:
        if depth == DEEPEST:
            raise _too_deep()
        for part, within in _parts(value):
            _check(part, f"{where}, {within}", depth + 1)
    else:
        raise CanonicalError(
            f"In {where}: {type(value).__name__} has no canonical text. Use whole numbers, texts, "
            "true, false, null, lists and objects."
        )


def _parts(value: dict[str, Json] | list[Json]) -> Iterator[tuple[Json, str]]:
    if isinstance(value, list):
        yield from ((part, f"item {count}") for count, part in enumerate(value, 1))
        return
    for name, part in value.items():
        _check_name(name)
        yield part, f'"{_short(name)}"'


def _check_text(text: str, where: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CanonicalError(
            f"In {where}: half a character (U+{ord(text[error.start]):04X}) has no UTF-8. "
            "Write the text anew."
        ) from None


def _check_name(name: str) -> None:
    if type(name) is not str or not name.isascii():
        raise CanonicalError(
            f"The name {_short(ascii(name))} is not plain ASCII. Name members of objects in ASCII."
        )


def _check_names(value: Json) -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            _check_name(name)
            _check_names(part)
    elif isinstance(value, list):
        for part in value:
            _check_names(part)


def _check_depth(data: bytes, value: Json) -> None:
    if data.count(b"[") + data.count(b"{") > DEEPEST:  # else it cannot be deeper
        level = [value]
        for _ in range(DEEPEST + 1):
            level = [part for each in level for part in _within(each)]
        if level:
            raise _too_deep()


def _within(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return [*value.values()]
    return value if isinstance(value, list) else []


def _too_deep() -> CanonicalError:
    return CanonicalError(
        f"Lists and objects lie more than {DEEPEST} deep within one another. Make it flatter."
    )


def _too_large(what: str) -> CanonicalError:
    return CanonicalError(
        f"A number lies beyond {LARGEST_INTEGER} ({_short(what)}), and not every program can keep "
        "it exactly. Use a larger unit, or a text."
    )


def _not_canonical(data: bytes, written: bytes) -> CanonicalError:
    shorter = min(len(data), len(written))
    at = next((n for n in range(shorter) if data[n] != written[n]), shorter)
    return CanonicalError(
        f"The text is not canonical (RFC 8785), from byte {at} on: it has "
        f"{ascii(data[at : at + _LOUD])[1:]}, and {ascii(written[at : at + _LOUD])[1:]} is the "
        "only spelling. Names are sorted and stand once, nothing is spaced or escaped without need."
    )


def _short(text: str) -> str:
    return shown(text if len(text) <= _LOUD else text[:_LOUD] + "…")
