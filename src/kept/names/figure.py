"""One whole number as figures are written here: "7000", "-5", no separators."""

import re
from typing import Final

from kept.names.error import NamingError

LARGEST: Final = 2**53 - 1  # the largest whole number that every JSON reader keeps exactly

_FIGURE: Final = re.compile(r"0|-?[1-9][0-9]*")
# A space of any width, comma, apostrophe or underscore between groups of three digits.
_SEPARATOR: Final = re.compile(r"(?<=[0-9])[ \u00a0\u2009\u202f,'\u2019_](?=[0-9]{3}(?![0-9]))")


def read_figure(text: str, example: str) -> int:
    """Read one whole number; `example` is what an error message recommends.

    >>> read_figure("-7000", "7000")
    -7000
    """
    if not _FIGURE.fullmatch(text):
        raise NamingError(f'"{text}" is not a whole number. {_remedy(text, example)}')
    if len(text) > len(str(-LARGEST)):
        raise _too_large()
    return checked(int(text))


def checked(number: int) -> int:
    """Return `number` unless it is too large to be exact everywhere."""
    if abs(number) > LARGEST:
        raise _too_large()
    return number


def _remedy(text: str, example: str) -> str:
    plain = _SEPARATOR.sub("", text)
    if plain != text and _FIGURE.fullmatch(plain):
        return f"Write figures without separators: {plain}."
    return f"Write it as {example}."


def _too_large() -> NamingError:
    return NamingError(
        f"A figure lies beyond {LARGEST}, and not every program can keep it exactly. "
        "Use a larger unit."
    )
