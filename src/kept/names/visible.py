"""Whether a text holds only what its readers can see."""

import re
import unicodedata
from itertools import takewhile
from typing import Final

from kept.names.character import code_point
from kept.names.error import NamingError

# Control, format (soft hyphen and direction marks among them), private use, surrogate,
# line separator, paragraph separator.
_HIDDEN_CATEGORIES: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_ALLOWED_CONTROLS: Final = frozenset("\n\t")

# Invisible, although Unicode files them with letters, marks and symbols or has not assigned
# them: Default_Ignorable_Code_Point in DerivedCoreProperties.txt, and the blank Braille cell.
# Selectors and tags can carry a hidden message behind a single visible letter.
_HIDDEN_RANGES: Final = (
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian variation selectors
    (0x2065, 0x2065),
    (0x2800, 0x2800),  # blank Braille cell
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),  # tags and variation selectors
)

# What French and English are written in, and nothing that could hide or be composed otherwise.
_PLAIN: Final = re.compile(
    r"[ -~\n\u00a0-\u00ac\u00ae-\u00ff\u0152\u0153\u2010-\u2022\u2026\u202f]*"
)


def check_visible(text: str) -> None:
    r"""Refuse a text with invisible or direction-changing characters, or one not in NFC.

    Raises `NamingError` naming the first such character by code point and position,
    counted from 1. Accents, curly quotes, dashes, the no-break spaces of French
    typography, tabs and line ends written as "\n" are fine.

    >>> check_visible("« Le retrait a commencé », dit-elle\u202f: “yes”.")
    >>> try:
    ...     check_visible("pay\u202egnp")
    ... except NamingError as error:
    ...     print(error)
    Character 4 is U+202E RIGHT-TO-LEFT OVERRIDE, which readers cannot see. Remove it.
    """
    if _PLAIN.fullmatch(text):
        return  # nine texts in ten, and a process holds thousands
    places = [text.index(char) for char in set(text) if _hidden(char)]
    if places:
        first = min(places)
        raise NamingError(
            f"Character {first + 1} is {code_point(text[first])}, which readers cannot see. "
            "Remove it."
        )
    _check_composed(text)


def _hidden(char: str) -> bool:
    if char in _ALLOWED_CONTROLS:
        return False
    if unicodedata.category(char) in _HIDDEN_CATEGORIES:
        return True
    return any(first <= ord(char) <= last for first, last in _HIDDEN_RANGES)


def _check_composed(text: str) -> None:
    """Refuse a text in which a letter such as é is written as two characters."""
    composed = unicodedata.normalize("NFC", text)
    if text != composed:
        pairs = zip(text, composed, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        raise NamingError(
            f"From character {same + 1} ({code_point(text[same])}) on, the text is not in the "
            "Unicode form NFC, so that it differs from a text that looks the same. "
            "Normalise to NFC."
        )
