"""What of a log is needed to admit an entry, asked for one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kept.ledger.entries.header import Header
from kept.ledger.entries.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What others need to know of an entry that is in the log."""

    index: int
    type: Kind
    party: str
    about: bool  # whether it says what it is about
    body: bool  # whether it commits to a body


def found(index: int, header: Header) -> Found:
    """What others need to know of the entry with `header` at `index`."""
    return Found(
        index=index,
        type=header.type,
        party=header.party,
        about=bool(header.about),
        body=header.body is not None,
    )


class Log(Protocol):
    """The log an entry is held against, as far as it goes. Instants are seconds since 1970."""

    def root_at(self, size: int) -> bytes | None:
        """The root of the first `size` entries; None if there are not as many."""

    def find(self, entry: str) -> Found | None:
        """The first entry with this hash; None if there is none."""

    def not_before(self, index: int) -> int | None:
        """When witnesses signed the last checkpoint kept of size `index` or less, if any."""

    def not_after(self, index: int) -> int | None:
        """When witnesses signed the first checkpoint kept that holds entry `index`, if any."""
