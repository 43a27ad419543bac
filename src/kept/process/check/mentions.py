"""Ids that one record names and another must carry."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kept.names import nearest
from kept.process.model import Process
from kept.texts import Place, Problem

Kind = Literal[
    "actor",
    "area",
    "source",
    "track",
    "event",
    "state",
    "indicator",
    "incident",
    "proposition",
    "extent",
    "instrument",
    "clause",
    "commitment",
    "phase",
    "mechanism",
    "meeting",
    "decision",
    "gap",
    "standpoint",
]
Known = Mapping[Kind, Collection[str]]

_KINDS: dict[Kind, str] = {
    "actor": "an actor",
    "area": "an area",
    "source": "a source",
    "track": "a track",
    "event": "an event",
    "state": "a state",
    "indicator": "an indicator",
    "incident": "an incident",
    "proposition": "an event, a state, an indicator or an incident",
    "extent": "an indicator of an extent",
    "instrument": "an instrument",
    "clause": "a clause",
    "commitment": "a commitment",
    "phase": "a phase",
    "mechanism": "a mechanism",
    "meeting": "a meeting",
    "decision": "a decision",
    "gap": "a gap",
    "standpoint": "a standpoint",
}
# What a name may be instead, the most telling first: every mechanism is an actor too.
_INSTEAD: tuple[Kind, ...] = (
    "event",
    "state",
    "indicator",
    "incident",
    "commitment",
    "phase",
    "instrument",
    "mechanism",
    "actor",
    "meeting",
    "decision",
    "gap",
    "source",
    "area",
    "track",
    "standpoint",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A record names something in one of its fields, and it must be of a certain kind."""

    place: Place
    field: str  # as written: "verified_by"
    name: str
    kind: Kind


def mentions_of(place: Place, field: str, kind: Kind, names: Iterable[str]) -> Iterator[Mention]:
    """One mention for each name in a field."""
    for name in names:
        yield Mention(place=place, field=field, name=name, kind=kind)


def mention_of(place: Place, field: str, kind: Kind, name: str | None) -> Iterator[Mention]:
    """A mention, where the field is given."""
    if name is not None:
        yield Mention(place=place, field=field, name=name, kind=kind)


def known(process: Process) -> Known:
    """Every id of a process, by what it is the id of."""
    several = process.propositions.values()
    return {
        "actor": process.actors,
        "area": process.areas,
        "source": process.sources,
        "track": process.tracks,
        "event": {each.id for each in several if each.kind == "event"},
        "state": {each.id for each in several if each.kind == "state"},
        "indicator": {each.id for each in several if each.kind == "indicator"},
        "incident": {each.id for each in several if each.kind == "incident"},
        "proposition": process.propositions,
        "extent": {each.id for each in several if each.scale == "extent"},
        "instrument": process.instruments,
        "clause": process.clauses,
        "commitment": process.commitments,
        "phase": process.phases,
        "mechanism": process.mechanisms,
        "meeting": process.meetings,
        "decision": process.decisions,
        "gap": process.gaps,
        "standpoint": process.standpoints,
    }


def unresolved(mentions: Iterable[Mention], process: Process) -> Iterator[Problem]:
    """A problem for each mention of nothing, or of something of another kind."""
    names = known(process)
    for each in mentions:
        if each.name not in names[each.kind]:
            yield _problem(each, names)


def _problem(mention: Mention, names: Known) -> Problem:
    name, wanted = mention.name, _KINDS[mention.kind]
    instead = [kind for kind in _INSTEAD if name in names[kind]]
    if mention.kind == "extent" and instead:
        what = f"“{mention.field}” names {name}, which does not measure an extent."
        remedy = 'Name an indicator with scale = "extent".'
    elif instead:
        what = f"“{mention.field}” names {name}, which is {_KINDS[instead[0]]} and not {wanted}."
        remedy = _where_it_belongs(mention, instead[0])
    else:
        what = f"“{mention.field}” names {name}, and no such {mention.kind} is known."
        remedy = ""
    close = nearest(name, names[mention.kind])
    if close is not None and not instead:
        remedy = f"Did you mean {close}?"
    return Problem(place=mention.place, what=what, remedy=remedy or f"Name {wanted}, or add it.")


def _where_it_belongs(mention: Mention, found: Kind) -> str:
    """How to ask for what was found, where the mention stands in a condition."""
    if mention.kind not in ("event", "state", "indicator"):
        return ""
    if found in ("event", "state"):
        return f'Write {{ {found} = "{mention.name}" }}.'
    if found == "indicator":
        return f'Compare it with a figure: {{ {mention.name} = "= 0" }}.'
    if found == "commitment":
        return f'Write {{ kept = "{mention.name}" }}.'
    if found == "incident":
        return f'Incidents break a duty to refrain: keep = {{ never = ["{mention.name}"] }}.'
    return ""
