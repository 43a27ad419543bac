"""One table of a text, made into one record of a process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kept.process.model import Actor, Mechanism
from kept.texts import Id, Place, Refused, Table, TomlText, Words

_CLAUSE = re.compile(r"^[a-z0-9.-]+/[^\s/]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One TOML text of a process: a file, or a fence in an instrument."""

    toml: TomlText
    instrument: str | None = None
    clause: str | None = None
    title: Words | None = None


def build(piece: Piece, key: str, name: str, raw: object, table: Table[Any], place: Place) -> Any:
    """The record that a table describes; `key` and `name` are the words in its heading."""
    if not isinstance(raw, dict):
        raise Refused(f"“{name}” is no table.", f"Write [{key}.{name}] and fields under it.")
    fields = table.read_fields(raw)
    Id().read(name)
    if key == "instrument":
        fields["title"] = _title(piece, name)
    if key == "commitment":
        fields["clause"] = _clause(piece, fields.get("clause"))
        fields["instrument"] = fields["clause"].rsplit("/", 1)[0]
    return table.build(id=name, place=place, **fields)


def _title(piece: Piece, name: str) -> Words:
    if piece.title is None or piece.instrument != name:
        raise Refused(
            "An instrument has its title from the heading of its own Markdown file.",
            f"Move it to instruments/{name}.md under a line such as: # Title / Titre",
        )
    return piece.title


def _clause(piece: Piece, written: str | None) -> str:
    clause = piece.clause or written
    if piece.clause is not None and written not in (None, piece.clause):
        raise Refused(
            f"It stands under clause {piece.clause} and says {written}.",
            "Drop “clause”, or move it.",
            ("clause",),
        )
    if clause is None:
        raise Refused(
            "It stands under no clause.",
            'Move it under a heading such as: ## Clause 1 — Title / Titre, or add clause = "…".',
        )
    if not _CLAUSE.fullmatch(clause):
        raise Refused(f"“{clause}” is no clause.", "Write instrument/number.", ("clause",))
    return clause


def as_actors(mechanisms: Mapping[str, Mechanism]) -> dict[str, Actor]:
    """Mechanisms speak, verify and decide like any other actor."""
    return {
        each.id: Actor(
            id=each.id,
            place=each.place,
            kind="mechanism",
            name=each.name,
            short=each.short,
            role=each.role,
            aliases=each.aliases,
            ref=each.ref,
            sources=each.sources,
            seed=each.seed,
        )
        for each in mechanisms.values()
    }
