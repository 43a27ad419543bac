"""Whose keys may sign an entry, and whether those who signed are enough."""

from __future__ import annotations

from typing import Final

from kept.ledger.entries.header import Header
from kept.ledger.entries.kinds import SCOPED, Kind
from kept.ledger.entries.manifest import Manifest
from kept.ledger.entries.members import Opening, Revoked
from kept.ledger.keys import PublicKey
from kept.ledger.parties.manifests import check_manifest_signed
from kept.ledger.parties.people import People, Place
from kept.ledger.parties.refused import Refused

_OFFICES: Final[dict[Kind, str]] = {
    "ledger.opened": "root",
    "party.manifest": "root",
    "party.vetoed": "root",
    "party.recovered": "recovery",
}


def signing_places(people: People, header: Header, at: int | None) -> tuple[Place, ...]:
    """Where those stand who sign `header`, in the order of its signatures.

    Raises `Refused`, "unknown-key" or "revoked-key". `at` is the instant of admission; None
    where the last days of roles are not looked at.
    """
    found = tuple(_place(people, header, key, at) for key in header.signers)
    for key in header.signers:
        if key in people.revoked:
            raise Refused(
                "revoked-key",
                f"The key {key} was revoked by entry {people.revoked[key]}. Sign with another key.",
            )
    return found


def _place(people: People, header: Header, key: str, at: int | None) -> Place:
    place = people.places.get(key)
    if place is None or place.party != header.party or place.office != header.office:
        place = _brought(people, header, key)
    if place is None:
        raise Refused(
            "unknown-key",
            f"The key {key} does not stand in the manifest in force as {header.role}. Sign with a "
            "key of this role, or let the party's roots add the key.",
        )
    if at is not None and place.past(at):
        raise Refused(
            "unknown-key",
            f"The role {header.role} ended with {place.until}. The party's roots can prolong it "
            "by a new manifest.",
        )
    return place


def _brought(people: People, header: Header, key: str) -> Place | None:
    """The place of a root key that the entry itself brings along."""
    brought: tuple[PublicKey, ...] = ()
    if isinstance(header.member, Opening) and people.opening is None:
        if header.role == f"{header.member.keeper}/root":
            brought = header.member.keys
    elif isinstance(header.member, Manifest):
        brought = _founding(people, header.member)
    for each in brought:
        if each.id == key:
            return Place(key=each, party=header.party, office="root")
    return None


def _founding(people: People, manifest: Manifest) -> tuple[PublicKey, ...]:
    """The roots in `manifest` that may sign it; of a first manifest those agreed beforehand."""
    party = people.parties.get(manifest.party)
    if party is None:
        return ()
    if party.manifest is not None:
        return manifest.roots
    return tuple(key for key in manifest.roots if key.id in party.founders.roots)


def past_until(people: People, header: Header, at: int) -> bool:
    """Whether the last day of a role that signs `header` is over at the instant `at`.

    Whoever checks a log asks it of the earliest witnessed time of an entry, and tells; the entry
    stands, for a cosignature carried by hand may come days after it.
    """
    places = (people.places.get(key) for key in header.signers)
    return any(place is not None and place.past(at) for place in places)


def check_scope(header: Header, signing: tuple[Place, ...]) -> None:
    """Raise `Refused` "out-of-scope" unless those in this role may sign this type at all."""
    if header.type in SCOPED:
        allowed = header.type in signing[0].scope
    elif isinstance(header.member, Revoked):
        allowed = header.office == "root" or header.member.key in header.signers
    else:
        recovers = isinstance(header.member, Manifest) and header.member.recovers
        allowed = header.office == ("recovery" if recovers else _OFFICES[header.type])
    if not allowed:
        raise Refused(
            "out-of-scope",
            f"Those who sign as {header.role} may not sign an entry of type {header.type}. Let a "
            "role sign that may, or let the party's roots widen the scope.",
        )


def check_enough(people: People, header: Header, signing: tuple[Place, ...]) -> None:
    """Raise `Refused` "too-few-signatures" unless scope or threshold is reached."""
    if isinstance(header.member, Manifest):
        check_manifest_signed(people.parties[header.party], header.member, header.signers)
        return
    needed = _needed(people, header, signing)
    if len(signing) < needed:
        raise Refused(
            "too-few-signatures",
            f"An entry of type {header.type} by {header.role} needs the signatures of {needed} "
            f"different keys, and has {len(signing)}. Let more of them sign.",
        )


def _needed(people: People, header: Header, signing: tuple[Place, ...]) -> int:
    if header.type in SCOPED:
        return signing[0].scope[header.type]
    if isinstance(header.member, Opening):
        return header.member.parties[header.member.keeper].threshold
    if isinstance(header.member, Revoked) and header.member.key in header.signers:
        return 1
    manifest = people.parties[header.party].manifest
    if manifest is None:
        raise AssertionError("a key stands in a manifest that is not there")
    if header.office == "recovery" and manifest.recovery is not None:
        return manifest.recovery.threshold
    return manifest.threshold
