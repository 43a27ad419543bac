"""Finding words in a text, whatever their accents and capitals."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """`text` without capitals and accents.

    >>> folded("Désarmement")
    'desarmement'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).replace("’", "'")


def wanted(query: str) -> tuple[str, ...]:
    """The words of a query, all of which must be found."""
    return tuple(folded(query).split())


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Whether a folded text holds all the words."""
    return all(each in text for each in words)
