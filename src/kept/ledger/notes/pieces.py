"""The pieces these texts are made of: numbers, hashes, lines. Each has one spelling only."""

import re
from typing import Final

from kept.ledger.canonical import CanonicalError, from_base64
from kept.ledger.notes.error import NoteError
from kept.texts.problems import shown

LARGEST_NUMBER: Final = 2**63 - 1  # sizes, indexes and times: C2SP tlog-cosignature
HASH_LENGTH: Final = 32

_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_CONTROL: Final = re.compile("[\x00-\x09\x0b-\x1f\ud800-\udfff]")
_LOUD: Final = 80  # characters of what is quoted in a message


def quoted(text: str) -> str:
    """`text` as a message may show it: short, and without characters that act on a screen."""
    return f"“{shown(text if len(text) <= _LOUD else text[:_LOUD] + '…')}”"


def read_number(text: str, what: str) -> int:
    """A whole number in decimal, without leading zeros or sign, up to 2⁶³ − 1.

    >>> read_number("109482", "The size")
    109482
    """
    number = int(text) if _DECIMAL.fullmatch(text) else LARGEST_NUMBER + 1
    if number > LARGEST_NUMBER:
        raise NoteError(
            f"{what} is {quoted(text)}, and must be a whole number written plainly, "
            "such as 0 or 109482, and at most 2⁶³ − 1. Get the text again from where it came."
        )
    return number


def check_number(number: int, what: str) -> None:
    """Raises `NoteError` unless `number` can be written in these texts."""
    if not 0 <= number <= LARGEST_NUMBER:
        raise NoteError(f"{what} is {number}, and must lie between 0 and 2⁶³ − 1.")


def read_binary(text: str, what: str) -> bytes:
    """The bytes of standard base64 with padding, in its only correct spelling."""
    try:
        return from_base64(text)
    except CanonicalError:
        raise NoteError(
            f"{what} is {quoted(text)}, which is not base64 in its only correct spelling. "
            "Get the text again from where it came."
        ) from None


def read_hash(text: str, what: str) -> bytes:
    """A SHA-256 hash in base64: 32 bytes."""
    value = read_binary(text, what)
    check_hash(value, what)
    return value


def check_hash(value: bytes, what: str) -> None:
    """Raises `NoteError` unless `value` is as long as a SHA-256 hash."""
    if len(value) != HASH_LENGTH:
        raise NoteError(f"{what} has {len(value)} bytes, and a hash has {HASH_LENGTH}.")


def read_text(data: bytes, most: int, what: str) -> str:
    """UTF-8 of at most `most` bytes without control characters other than newline, ending in one.

    C2SP signed-note, section Format.
    """
    if len(data) > most:
        raise NoteError(f"{what} has {len(data):,} bytes; at most {most:,} are read.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError(
            f"{what} is not UTF-8: byte {error.start} belongs to no character. "
            "Copy the file as it is, without converting it."
        ) from None
    check_text(text, what)
    return text


def check_text(text: str, what: str) -> None:
    """Raises `NoteError` for control characters other than newline, or no newline at the end."""
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise NoteError(
            f"{what} has the control character {found[0]!a} on line {line}. "
            "Copy the file as it is; line ends are a newline only."
        )
    if not text.endswith("\n"):
        raise NoteError(f"{what} does not end in a newline; part of it is missing. Copy it again.")
