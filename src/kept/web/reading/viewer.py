"""Who looks, and what that viewer may see: the one rule of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kept.ledger import Release, Statement
from kept.ledger.statement import RELEASES

_CLEARED: Final[Mapping[str, Release]] = {
    "secretariat": "confidential",
    "delegation": "parties",
    "signatory": "parties",
    "observer": "mechanism",
    "verifier": "mechanism",
    "ddr": "mechanism",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """A reader: up to which release it may see, and whose own words besides."""

    role: str = "public"
    party: str | None = None

    @property
    def clearance(self) -> Release:
        """The furthest release this viewer may see."""
        return _CLEARED.get(self.role, "public")

    @property
    def sees(self) -> tuple[Release, ...]:
        """Every release this viewer may see."""
        return RELEASES[: RELEASES.index(self.clearance) + 1]

    @property
    def key(self) -> str:
        """What two viewers share exactly if they may see the same."""
        return f"{self.clearance}/{self.party or ''}"


PUBLIC: Final = Viewer()


@dataclass(frozen=True, slots=True)
class Held:
    """Entries whose words are not shown yet: until a day, or until a harm check is done."""

    entries: frozenset[str] = frozenset()  # hashes
    key: str = field(default="")  # changes whenever `entries` does


def may_see(viewer: Viewer, release: Release, party: str | None, *, held: bool) -> bool:
    """Whether `viewer` may see what `party` filed with `release`.

    A party always sees its own words. What is held back, others see once it no longer is;
    the secretariat sees it before, as far as it is cleared, for it does the harm check.
    """
    if party is not None and party == viewer.party:
        return True
    cleared = release in viewer.sees
    return cleared and (not held or viewer.role == "secretariat")


def seen(viewer: Viewer, statement: Statement, held: Held) -> bool:
    """Whether `viewer` may see a statement."""
    entered = statement.entered
    hidden = entered is not None and entered.entry in held.entries
    return may_see(viewer, statement.release, statement.party or None, held=hidden)
