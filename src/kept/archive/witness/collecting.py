"""What a mirror holds for the keeper of the register: asked for over HTTP, and fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from kept.archive.witness.asking import NoAnswerError, ask
from kept.ledger.entries.entry import entry_hash

LARGEST_LIST: Final = 8 * 1024 * 1024  # bytes: 10,000 entries held
LARGEST_ENTRY: Final = 65_535  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An entry a mirror says it holds. Only the entry itself proves anything, or its refusal."""

    entry: str
    received: str  # an instant, by the mirror's clock
    overdue: bool
    overtaken: bool
    refusal: str | None


def held_at(url: str, origin: str, *, seconds: float = 20.0) -> tuple[Shown, ...] | None:
    """What the mirror at `url` holds for the register; None if it is no mirror of it.

    Raises `NoAnswerError`.
    """
    heard = ask(f"{url.rstrip('/')}/submissions", seconds=seconds, largest=LARGEST_LIST)
    if heard.status != HTTPStatus.OK:
        return None
    try:
        listed = json.loads(heard.body)
        for log in listed["logs"]:
            if log["origin"] == origin:
                return tuple(_shown(each) for each in log["submissions"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NoAnswerError(f"What {url} says of its submissions cannot be read.") from None
    return None


def fetch(url: str, entry: str, *, seconds: float = 20.0) -> bytes:
    """The entry with this hash from the mirror at `url`. Raises `NoAnswerError`."""
    heard = ask(f"{url.rstrip('/')}/submissions/{entry}", seconds=seconds, largest=LARGEST_ENTRY)
    if heard.status != HTTPStatus.OK or entry_hash(heard.body) != entry:
        raise NoAnswerError(f"{url} does not hand out the entry {entry}, or another one.")
    return heard.body


def fetch_all(url: str, several: tuple[Shown, ...]) -> Iterator[bytes]:
    """All entries of a list that were not refused already."""
    for each in several:
        if each.refusal is None:
            yield fetch(url, each.entry)


def _shown(value: dict[str, object]) -> Shown:
    entry, refusal = value["entry"], value["refusal"]
    if not isinstance(entry, str) or len(entry) != 64 or not set(entry) <= set("0123456789abcdef"):
        raise ValueError("no hash of an entry")
    return Shown(
        entry=entry,
        received=str(value["received"])[:20],
        overdue=value["overdue"] is True,
        overtaken=value["overtaken"] is True,
        refusal=None if refusal is None else str(refusal)[:40],
    )
