"""What the data of a screen begins with: of which process, about which day, from where."""

from __future__ import annotations

from typing import Any

from kept.report.interface import ledger_json, standing_json
from kept.report.plain import plain
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked


def head(asked: Asked, schema: str) -> dict[str, Any]:
    """The members every answer of these screens has."""
    q, process = asked.question, asked.process
    return {
        "schema": schema,
        "process": process.head.id,
        "process_digest": process.digest,
        "ledger": ledger_json(asked.snapshot.head),
        "on": plain(q.on),
        "known_at": plain(q.known_at),
        "basis": q.basis,
        "standpoint": q.standpoint.id,
    }


def standing_of(asked: Asked, commitment: str) -> dict[str, Any]:
    """A commitment by name, with where it stands."""
    it, standing = asked.process.commitments[commitment], assessment_of(asked).standings
    return {
        "id": commitment,
        "text": plain(it.text),
        "of": plain(it.of),
        "to": plain(it.to),
        "phase": it.phase,
        **standing_json(standing[commitment]),
    }
