"""Tables of what was agreed: instruments, commitments, phases, links."""

from __future__ import annotations

from typing import Any

from kept.process.model import Commitment, Instrument, Link, Phase
from kept.process.read import parts
from kept.process.read.conditions import PartsField
from kept.process.read.parts import Fields, Named
from kept.process.read.writing import Writing
from kept.texts import (
    SEED,
    Choice,
    Id,
    Ids,
    Lasting,
    Line,
    Lines,
    Listed,
    Refused,
    Table,
)

INSTRUMENT_KINDS = (
    "concept-of-operations",
    "declaration",
    "draft",
    "peace-agreement",
    "annex",
    "terms-of-reference",
    "economic-framework",
    "protocol",
    "operations-order",
    "framework",
    "resolution",
    "joint-statement",
    "roadmap",
)


def agreed_tables(write: Writing) -> dict[str, Table[Any]]:
    """What was agreed, and the plan to carry it out."""
    return {
        "instrument": _instrument(write),
        "commitment": _commitment(write),
        "phase": _phase(write),
        "link": _link(write),
    }


def _instrument(write: Writing) -> Table[Any]:
    fields: Fields = {
        "track": Id(),
        "kind": Choice(INSTRUMENT_KINDS),
        "parties": Ids(),
        "mediators": Ids(),
        "observers": Ids(),
        "under": Id(),
        "supersedes": Ids(),
        "powers": Ids(),
        "text_is": Choice(("paraphrase", "quotation")),
        "numbering": Choice(("ours", "text")),
        "summary": write.words,
        "disputed": Listed(write.words),
        "status": Listed(parts.status_table(write.words, write.condition, write.day)),
        "signing_requires": Listed(parts.signing_table(write.words, write.condition)),
        "amends": Listed(parts.amendment_table(write.condition, write.day)),
        **write.traced_bare,
    }
    return Table(Instrument, fields, ("track", "kind"), "A text or a plan.")


def _commitment(write: Writing) -> Table[Any]:
    due = parts.due_table(write.condition, write.day)
    reading = parts.reading_table(write.words, write.condition, write.day)
    fields: Fields = {
        "clause": Line(),
        "text": write.words,
        "of": Ids(),
        "to": Ids(),
        "from": write.condition,
        "due": due,
        "done": write.condition,
        "keep": Table(dict, {"never": Ids()}, ("never",)),
        "parts": PartsField(),
        "every": Lasting(),
        "until": write.condition,
        "expires": due,
        "repair": parts.repair_table(write.condition),
        "phase": Id(),
        "verified_by": Ids(),
        "extent": Id(),
        "context": Ids(),
        "superseded_by": Id(),
        "reading": Named(reading),
        "theme": Ids(),
        **write.traced,
    }
    names = {"from": "from_", "reading": "readings"}
    return Table(_commitment_of, fields, ("text", "of"), "One thing one side undertook.", names)


def _phase(write: Writing) -> Table[Any]:
    fields: Fields = {
        "instrument": Id(),
        "name": write.words,
        "gate": write.condition,
        "follows": Ids(),
        "text": write.words,
        "prepared_from": write.condition,
        "ends": write.day,
        **write.traced,
    }
    return Table(Phase, fields, ("instrument", "name"), "A part of a plan.")


def _link(write: Writing) -> Table[Any]:
    fields: Fields = {
        "from": Id(),
        "to": Id(),
        "text": write.words,
        "sources": Ids(),
        "seed": Lines(SEED),
    }
    required = ("from", "to", "text")
    return Table(Link, fields, required, "A tie between texts.", {"from": "from_"})


def _commitment_of(**read: Any) -> Commitment:
    given = [key for key in ("done", "keep", "parts") if key in read]
    if len(given) > 1:
        raise Refused(
            f"It has {' and '.join(given)}: a commitment is of one kind.", "Keep one of them."
        )
    if "every" in read and "done" not in read:
        raise Refused("It recurs, and nothing says what.", "Add done = { event = … }.")
    keep = read.pop("keep", {"never": ()})
    return Commitment(never=keep["never"], **read)
