"""What actors, areas, propositions, standpoints and the head of a process name."""

from __future__ import annotations

from collections.abc import Iterator

from kept.process.check.mentions import Mention, mention_of, mentions_of
from kept.process.model import Actor, Head, Process, Standpoint


def world_mentions(process: Process) -> Iterator[Mention]:
    """Every id these records name."""
    yield from _head(process.head)
    for actor in process.actors.values():
        if actor.id not in process.mechanisms:
            yield from _actor(actor)
    for area in process.areas.values():
        yield from mention_of(area.place, "within", "area", area.within)
    for proposition in process.propositions.values():
        yield from mention_of(proposition.place, "by", "actor", proposition.by)
    for standpoint in process.standpoints.values():
        yield from _standpoint(standpoint)


def _head(head: Head) -> Iterator[Mention]:
    yield from mention_of(head.place, "standpoint", "standpoint", head.standpoint)
    yield from mention_of(head.place, "mechanism", "mechanism", head.mechanism)


def _actor(actor: Actor) -> Iterator[Mention]:
    place = actor.place
    yield from mention_of(place, "part_of", "actor", actor.part_of)
    yield from mentions_of(place, "called", "standpoint", actor.called)
    yield from mentions_of(place, "sources", "source", actor.sources)
    for office in actor.office:
        yield from mentions_of(place, f"office.{office.id}.sources", "source", office.sources)


def _standpoint(standpoint: Standpoint) -> Iterator[Mention]:
    place, counts = standpoint.place, standpoint.counts
    yield from mention_of(place, "holder", "actor", standpoint.holder)
    yield from mentions_of(place, "counts.only", "actor", counts.only or ())
    yield from mentions_of(place, "counts.all_but", "actor", counts.all_but)
    yield from mentions_of(place, "verifiers", "actor", standpoint.verifiers or ())
    yield from mentions_of(place, "readings", "actor", standpoint.readings)
    for bloc in standpoint.blocs:
        yield from mentions_of(place, "blocs", "actor", bloc)
