"""Who may speak for whom: the parties, their manifests in force, and where each key stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import Opening, Policy, Roots
from kept.ledger.keys import PublicKey, RelyingParty

_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 86_400  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a key stands: for which party, in which role, for what and how long."""

    key: PublicKey
    party: str
    office: str  # the role's id, or "root", or "recovery"
    relying_party: RelyingParty | None = None  # of a passkey
    scope: Mapping[Kind, int] = field(default_factory=dict)  # type: signatures it needs
    until: date | None = None

    def past(self, at: int) -> bool:
        """Whether at this instant the last day of its role is over, in UTC."""
        return self.until is not None and at >= (self.until.toordinal() + 1 - _EPOCH) * _DAY


@dataclass(frozen=True, slots=True)
class Waiting:
    """A manifest signed by recovery keys, which the roots may still veto."""

    manifest: Manifest
    entry: str
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party of the register."""

    founders: Roots  # the root keys of its first manifest
    manifest: Manifest | None = None  # in force
    entry: str | None = None  # hash of the entry that holds it
    index: int | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The whole of it at one index. What takes its place is another, this one never changes."""

    opening: Opening | None = None
    policy: Policy = field(default_factory=Policy)
    parties: Mapping[str, Party] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)  # by key id
    revoked: Mapping[str, int] = field(default_factory=dict)  # key id: index of the revocation

    @property
    def keeper(self) -> str | None:
        """The party that keeps the register."""
        return None if self.opening is None else self.opening.keeper

    def with_party(self, name: str, party: Party) -> People:
        """These people, and `party` in the place of who had the name before."""
        return replace(self, parties={**self.parties, name: party})

    def with_manifest(self, manifest: Manifest, entry: str, index: int) -> People:
        """These people with `manifest` in force; whatever waited for the party is over."""
        others = {
            key: place for key, place in self.places.items() if place.party != manifest.party
        }
        party = replace(
            self.parties[manifest.party], manifest=manifest, entry=entry, index=index, waiting=None
        )
        people = self.with_party(manifest.party, party)
        return replace(people, places=others | {place.key.id: place for place in places(manifest)})


def places(manifest: Manifest) -> Iterator[Place]:
    """Where each key of `manifest` stands once it is in force."""
    for key in manifest.roots:
        yield Place(key=key, party=manifest.party, office="root")
    for key in manifest.recovery.keys if manifest.recovery else ():
        yield Place(key=key, party=manifest.party, office="recovery")
    for role in manifest.roles:
        for each in role.keys:
            yield Place(
                key=each.key,
                party=manifest.party,
                office=role.role,
                relying_party=each.relying_party,
                scope=role.scope,
                until=role.until,
            )
