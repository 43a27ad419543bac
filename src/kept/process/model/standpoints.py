"""Whose word counts for a reader: chosen in the open, never learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kept.texts import Place, Words

Release = Literal["public", "parties", "mechanism", "confidential"]
Strength = Literal["claimed", "corroborated", "verified"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Whose word is evidence: only some, or all but some. Forces count with their state."""

    only: tuple[str, ...] | None = None
    all_but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """What a reader may see, what counts, who verifies, what is accepted, which reading holds."""

    id: str
    place: Place
    name: Words
    holder: str | None = None
    sees: tuple[Release, ...] = ("public",)
    counts: Counts = Counts()
    grade: str | None = None  # Admiralty grade a graded statement must reach, such as "C3"
    accept: Strength = "corroborated"
    verifiers: tuple[str, ...] | None = None  # None: as each commitment says
    readings: tuple[str, ...] = ()  # actors whose readings are taken, in order
    blocs: tuple[tuple[str, ...], ...] = ()
    compared: bool = False
    note: Words | None = None
