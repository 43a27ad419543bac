"""Who takes part in the process that is measured, who publishes, and what can be said to be so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final, TypeVar

import numpy as np

from kept.dates import Duration, Span
from kept.process import Actor, Counts, Proposition, Source, Standpoint
from kept.texts import Place, Words

FIRST: Final = date(2024, 1, 1)  # ten years of daily history
LAST: Final = date(2033, 12, 31)
DAYS: Final = (LAST - FIRST).days + 1
PLACE: Final = Place("bench.toml", 1)

ACTORS: Final = 200
SPEAKERS: Final = 25  # how many speak of one proposition
PROPOSITIONS: Final = 1_200
SHARES: Final = (("event", 540), ("indicator", 360), ("state", 120), ("incident", 180))
UNDATED: Final = {
    "official-statement": Duration(days=3),
    "press": Duration(days=1),
    "other": Duration(days=10),
}
RELEASES: Final = ("public", "parties", "mechanism", "confidential")

T = TypeVar("T")
Draw = np.random.Generator


def words(text: str) -> Words:
    return Words.of(en=text)


def by_id(several: Iterable[T]) -> Mapping[str, T]:
    return {each.id: each for each in several}  # type: ignore[attr-defined]


def seldom(draw: Draw, share: float) -> bool:
    return bool(draw.random() < share)


def one(draw: Draw, several: Any) -> Any:
    return several[int(draw.integers(len(several)))]


def some_day(draw: Draw, first: int = 0, last: int = DAYS - 400) -> Span:
    """A day within the ten years; now and then it is known only to a month."""
    start = FIRST + timedelta(int(draw.integers(first, last)))
    return Span(start, start + timedelta(30 if seldom(draw, 0.1) else 0))


# ── Who takes part ───────────────────────────────────────────────────────────


def actors() -> tuple[Actor, ...]:
    """States with their forces, groups, mechanisms and observers; two whom nobody names."""

    def kind(number: int) -> tuple[str, str | None]:
        if number < 8:
            return "state", None
        if number < 40:
            return "force", f"a{number % 8:03}"
        if number < 100:
            return "armed-group", None
        if number < 110:
            return "mechanism", None
        return ("unnamed", None) if number >= ACTORS - 2 else ("ngo", None)

    found = []
    for number in range(ACTORS):
        what, whole = kind(number)
        name = f"a{number:03}"
        found.append(Actor(id=name, place=PLACE, kind=what, name=words(name), part_of=whole))
    return tuple(found)


def sources(draw: Draw) -> tuple[Source, ...]:
    """Forty sources of ten publishers: most undated, some with a day, two mere leads."""
    kinds = ("official-statement", "press", "report", "press")
    found = []
    for number in range(40):
        dated = number % 4 == 3
        day = FIRST + timedelta(int(draw.integers(-400, DAYS))) if dated else None
        found.append(
            Source(
                id=f"s{number:02}",
                place=PLACE,
                publisher=f"p{number // 4}",
                kind="blog" if number in (6, 29) else kinds[number % 4],
                published_on=day,
            )
        )
    return tuple(found)


# ── What can be said to be so ────────────────────────────────────────────────

_FRESH: Final = {"event": 0.2, "indicator": 0.7, "state": 0.6, "incident": 0.3}


def propositions(draw: Draw) -> tuple[Proposition, ...]:
    found: list[Proposition] = []
    for kind, share in SHARES:
        for _ in range(share):
            found.append(_proposition(draw, f"q{len(found):04}", kind))
    return tuple(found)


def _proposition(draw: Draw, name: str, kind: Any) -> Proposition:
    given: dict[str, Any] = {}
    if seldom(draw, _FRESH[kind]):
        days = Duration(days=int(one(draw, (30, 60, 90))))
        months = Duration(months=int(one(draw, (1, 3, 6))))
        given["fresh"] = days if seldom(draw, 0.6) else months
    if kind == "indicator":
        given |= {"low": 0, "high": 100 if seldom(draw, 0.2) else None}
    if kind == "incident" and seldom(draw, 0.7):
        given["by"] = f"a{int(draw.integers(8)):03}"
    return Proposition(id=name, place=PLACE, kind=kind, name=words(name), **given)


# ── From where it is looked at ───────────────────────────────────────────────


def standpoints() -> tuple[Standpoint, ...]:
    """Eight that differ in all a standpoint can differ in, but for whom they join."""
    here = tuple(f"a{n:03}" for n in range(0, ACTORS, 2))
    observers = tuple(f"a{n:03}" for n in range(100, ACTORS))
    every = RELEASES

    def at(name: str, **given: Any) -> Standpoint:
        blocs = (("a001", "a041", "a042"), ("a002", "a050"))
        return Standpoint(id=name, place=PLACE, name=words(name), blocs=blocs, **given)

    return (
        at("public"),
        at("parties", sees=every[:2], accept="claimed"),
        at("mechanism", sees=every[:3], verifiers=("a100", "a101", "a102")),
        at("all", sees=every, grade="C3"),
        at("one-side", sees=every[:2], counts=Counts(only=here), readings=("a000",)),
        at(
            "other-side",
            sees=every[:2],
            counts=Counts(all_but=here[4:40]),
            readings=("a001",),
            accept="claimed",
        ),
        at("observer", sees=every[:3], counts=Counts(only=observers), grade="B3"),
        at("strict", counts=Counts(all_but=("a199",)), grade="D4", accept="verified"),
    )
