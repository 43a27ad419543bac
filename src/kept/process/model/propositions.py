"""What can be said to be so: events happen, states hold, indicators are measured, incidents break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kept.dates import Duration
from kept.texts import Place, Words

PropositionKind = Literal["event", "state", "indicator", "incident"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """Something a statement can be about and a condition can ask for."""

    id: str
    place: Place
    kind: PropositionKind
    name: Words
    fresh: Duration | None = None  # how long one statement speaks for it; None: for good
    by: str | None = None  # incidents: whose act
    unit: Words | None = None  # indicators: what is counted
    category: str | None = None  # indicators: unlike categories are not compared
    low: int | None = None  # indicators: the least it can be
    high: int | None = None
    scale: Literal["count", "extent", "percent", "money"] = "count"
    note: Words | None = None
    ref: tuple[str, ...] = ()
    seed: tuple[str, ...] = ()
