"""How to speak of a character that a reader may be unable to see."""

import unicodedata


def code_point(char: str) -> str:
    r"""Return a character's code point and, where it has one, its Unicode name.

    >>> code_point("\u200b"), code_point("\x07")
    ('U+200B ZERO WIDTH SPACE', 'U+0007')
    """
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
