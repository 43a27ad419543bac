"""How actors, clauses, commitments and all else that is referred to are named."""

import re
from typing import Final

from kept.names.character import code_point
from kept.names.error import NamingError

LONGEST_ID: Final = 80  # characters

_ID: Final = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_ALLOWED: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")


def read_id(value: str) -> str:
    """Return `value` if it is an id: lower-case ASCII words and numbers joined by "-" or ".".

    At most 80 characters. Raises `NamingError` naming the fault; positions count from 1.

    >>> read_id("jscm-established")
    'jscm-established'
    >>> read_id("annex-2.clause-3.1")
    'annex-2.clause-3.1'
    """
    if len(value) <= LONGEST_ID and _ID.fullmatch(value):
        return value
    if not value:
        raise NamingError('An id is empty. Write a name such as "jscm-established".')
    for position, char in enumerate(value, start=1):
        if char not in _ALLOWED:
            raise NamingError(f"{value!a} is not an id: {_fault(char, position)}")
    if not _ID.fullmatch(value):
        raise NamingError(
            f'{value!a} is not an id: "-" and "." stand only between two words. '
            "Remove those at the beginning, at the end or side by side."
        )
    raise NamingError(
        f"{value!a} is not an id: it has {len(value)} characters. Use at most {LONGEST_ID}."
    )


def _fault(char: str, position: int) -> str:
    """Return what is wrong with a character that no id holds, and what to do."""
    where = f"character {position} is"
    if not char.isascii() or not char.isprintable():
        return f'{where} {code_point(char)}. Use only a to z, 0 to 9, "-" and ".".'
    if char.isupper():
        return f'{where} the upper-case "{char}". Write "{char.lower()}".'
    if char in " _":
        name = "a space" if char == " " else "an underscore"
        return f'{where} {name}. Write "-".'
    return f'{where} "{char}". Use only a to z, 0 to 9, "-" and ".".'
