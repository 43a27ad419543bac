"""Figures as they were given, ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kept.dates import Span
from kept.names import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure somebody gave: a range, perhaps with what its speaker holds for likeliest."""

    on: Span
    says: Interval
    best: int | None = None
    mark: str  # the letter of its publisher or speaker
    title: str
    denied: bool = False  # the figure is what the speaker rejects
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BandStep:
    """From this day on one source says so, until it says otherwise."""

    first: date
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The series of a single source, drawn behind the figures."""

    steps: tuple[BandStep, ...]
    last: date
    title: str
