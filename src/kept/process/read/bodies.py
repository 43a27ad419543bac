"""Tables of bodies and readers: mechanisms, meetings, decisions, gaps, standpoints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kept.process.model import Decision, Gap, Mechanism, Meeting, Standpoint
from kept.process.read import parts
from kept.process.read.parts import Fields
from kept.process.read.writing import Writing
from kept.texts import (
    GRADE,
    Choice,
    Flag,
    Id,
    Ids,
    Lines,
    Listed,
    Refused,
    Table,
    Whole,
)

RELEASES = ("public", "parties", "mechanism", "confidential")

STRENGTHS = ("claimed", "corroborated", "verified")


def body_tables(write: Writing) -> dict[str, Table[Any]]:
    """The bodies that carry a process, and the standpoints it is seen from."""
    return {
        "mechanism": _mechanism(write),
        "meeting": _meeting(write),
        "decision": _decision(write),
        "gap": _gap(write),
        "standpoint": _standpoint(write),
    }


def _mechanism(write: Writing) -> Table[Any]:
    fields: Fields = {
        "name": write.words,
        "short": write.short,
        "instrument": Id(),
        "track": Id(),
        "role": write.words,
        "aliases": Lines(),
        "members": Ids(),
        "observers": Ids(),
        "rules": parts.rules_table(write.words),
        **write.traced,
    }
    return Table(Mechanism, fields, ("name",), "A body that meets.")


def _meeting(write: Writing) -> Table[Any]:
    fields: Fields = {
        "of": Id(),
        "name": write.words,
        "number": Whole(1),
        "track": Id(),
        "on": write.day,
        "several": Flag(),
        "held": Flag(),
        "place": write.words,
        "known_on": write.day,
        "attended": Ids(),
        "reviewed": Listed(write.words),
        "agreed": Listed(write.words),
        "next": parts.next_table(write.words, write.day),
        "announced": Listed(parts.announced_table(write.words, write.day)),
        "concerns": Ids(),
        **write.traced,
    }
    names = {"of": "mechanism", "place": "venue"}
    return Table(_meeting_of, fields, ("track", "on"), "A sitting, planned or held.", names)


def _decision(write: Writing) -> Table[Any]:
    fields: Fields = {
        "by": Ids(),
        "meeting": Id(),
        "on": write.day,
        "known_on": write.day,
        "text": write.words,
        "effect": parts.EffectField(write.day),
        **write.traced_bare,
    }
    return Table(_known(Decision), fields, ("by", "on", "text"), "What a body agreed.")


def _gap(write: Writing) -> Table[Any]:
    fields: Fields = {
        "kind": Choice(("gap", "obstacle")),
        "text": write.words,
        "found_by": Ids(),
        "meeting": Id(),
        "on": write.day,
        "known_on": write.day,
        "concerns": Ids(),
        **write.traced_bare,
    }
    required = ("kind", "text", "found_by", "on")
    return Table(_known(Gap), fields, required, "What a body found missing or in the way.")


def _standpoint(write: Writing) -> Table[Any]:
    fields: Fields = {
        "name": write.words,
        "holder": Id(),
        "sees": Listed(Choice(RELEASES)),
        "counts": parts.counts_table(),
        "grade": GRADE,
        "accept": Choice(STRENGTHS),
        "verifiers": Ids(),
        "readings": Ids(),
        "blocs": Listed(Ids()),
        "compared": Flag(),
        "note": write.words,
    }
    return Table(Standpoint, fields, ("name",), "Whose word counts for a reader.")


def _known(build: Callable[..., Any]) -> Callable[..., Any]:
    """`build`, with the day itself where no later day is given on which it became known."""
    return lambda **read: build(**{"known_on": read["on"], **read})


def _meeting_of(**read: Any) -> Meeting:
    if ("mechanism" in read) == ("name" in read):
        raise Refused(
            "A meeting is of a mechanism, or has a name of its own: one of the two.",
            'Write of = "…" or name = { … }.',
        )
    return Meeting(**read)
