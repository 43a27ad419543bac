"""Tables of the world: actors, areas, sources, and what can be said to be so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from kept.process.model import Actor, Area, Proposition, Source, Track
from kept.process.model.propositions import PropositionKind
from kept.process.read import parts
from kept.process.read.parts import Fields
from kept.process.read.writing import Writing
from kept.texts import (
    ADDRESS,
    PCODE,
    SEED,
    Choice,
    ExactDay,
    Id,
    Lasting,
    Line,
    Lines,
    Listed,
    Refused,
    Table,
    Whole,
)

SOURCE_KINDS = (
    "official-text",
    "official-statement",
    "wire",
    "press",
    "state-linked",
    "party-media",
    "ngo-report",
    "reference",
    "aggregator",
    "blog",
    "low-quality-copy",
    "secondary-listing",
    "unknown-publisher",
)

ACTOR_KINDS = (
    "state",
    "force",
    "armed-group",
    "organisation",
    "mechanism",
    "verifier",
    "ngo",
    "media",
    "analysts",
    "unnamed",
    "group",
)


def world_tables(write: Writing) -> dict[str, Table[Any]]:
    """Who takes part, where, who published what, and what can be said to be so."""
    return {
        "track": Table(Track, {"name": write.words}, ("name",), "A parallel negotiation."),
        "actor": _actor(write),
        "area": _area(write),
        "source": _source(),
        **_propositions(write),
    }


def _actor(write: Writing) -> Table[Any]:
    fields: Fields = {
        "kind": Choice(ACTOR_KINDS),
        "name": write.words,
        "short": write.short,
        "role": write.words,
        "aliases": Lines(),
        "part_of": Id(),
        "called": parts.CalledField(write.words),
        "office": Listed(parts.office_table(write.words)),
        **write.traced,
    }
    return Table(Actor, fields, ("kind", "name"), "Who takes part.")


def _area(write: Writing) -> Table[Any]:
    fields: Fields = {"name": write.words, "pcode": PCODE, "within": Id()}
    return Table(Area, fields, ("name",), "A place no finer than agreed.")


def _source() -> Table[Any]:
    fields: Fields = {
        "publisher": Line(),
        "kind": Choice(SOURCE_KINDS),
        "published_on": ExactDay(),
        "url": ADDRESS,
        "note": Line(),
    }
    return Table(Source, fields, ("publisher", "kind"), "Who published something, and when.")


def _propositions(write: Writing) -> dict[str, Table[Any]]:
    every: Fields = {
        "name": write.words,
        "note": write.words,
        "ref": Lines(),
        "seed": Lines(SEED),
    }
    lasting: Fields = {**every, "fresh": Lasting()}
    measured: Fields = {
        **lasting,
        "unit": write.words,
        "category": Line(),
        "min": Whole(-(2**53)),
        "max": Whole(-(2**53)),
        "scale": Choice(("count", "extent", "percent", "money")),
    }
    acts: Fields = {**lasting, "by": Id()}
    name = ("name",)
    return {
        "event": Table(_proposition("event"), lasting, name, "Happens on a day."),
        "state": Table(_proposition("state"), lasting, name, "Holds for a time."),
        "indicator": Table(
            _indicator,
            measured,
            ("name", "unit", "category"),
            "Is measured.",
            {"min": "low", "max": "high"},
        ),
        "incident": Table(
            _proposition("incident"), acts, ("name", "by"), "Breaks a duty to refrain."
        ),
    }


def _indicator(**read: Any) -> Proposition:
    low, high = read.get("low"), read.get("high")
    if low is not None and high is not None and low > high:
        raise Refused(f"At least {low} and at most {high} cannot be.", "Correct one.", ("max",))
    return Proposition(kind="indicator", **read)


def _proposition(kind: PropositionKind) -> Callable[..., Any]:
    return partial(Proposition, kind=kind)
