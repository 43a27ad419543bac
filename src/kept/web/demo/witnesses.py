"""The witnesses of the exercise."""

from __future__ import annotations

from typing import Final

NAMES: Final = ("aruna", "belva", "corland", "uls")  # the parties' own first


def signs_as(name: str) -> str:
    """The name a witness signs under."""
    return f"{name}.example/witness"
