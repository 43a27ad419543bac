"""Which known name a misspelt one was meant to be."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

_ALIKE_ENOUGH: Final = 0.6  # of 1 for equal names; the value that difflib advises


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known id most like `name`, for "did you mean", or None if none is close.

    Case, and "_" or a space in place of "-", make no difference; of equally close ids the first
    in the alphabet is returned.

    >>> nearest("jscm-establised", ["jscm-established", "opord-issued"])
    'jscm-established'
    >>> nearest("tariffs", ["jscm-established", "opord-issued"]) is None
    True
    """
    meant = name.lower().replace("_", "-").replace(" ", "-")
    ranked = sorted((-_likeness(meant, candidate), candidate) for candidate in known)
    return ranked[0][1] if ranked and -ranked[0][0] >= _ALIKE_ENOUGH else None


def _likeness(name: str, candidate: str) -> float:
    """From 0 (nothing shared) to 1 (equal)."""
    return SequenceMatcher(None, name, candidate, autojunk=False).ratio()
