"""When a manifest takes the place of another: rotation, keys kept in reserve, recovery.

The next root keys are committed to beforehand by their ids, and lie elsewhere: whoever steals
the keys in use cannot put others in their place (KERI calls it pre-rotation; that the new roots
sign with the old ones is the root rule of TUF).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kept.ledger.entries.kinds import KEEPERS
from kept.ledger.entries.manifest import Manifest
from kept.ledger.keys import PublicKey
from kept.ledger.parties.people import Party, People
from kept.ledger.parties.refused import Refused


def check_manifest_signed(party: Party, manifest: Manifest, signers: Collection[str]) -> None:
    """Raise `Refused` "too-few-signatures" unless each threshold that counts is reached."""
    old = party.manifest
    if old is None:
        _check_signed(signers, party.founders.roots, party.founders.threshold, "first roots")
    elif manifest.recovers:
        if old.recovery is None:
            raise Refused(
                "too-few-signatures",
                "The manifest in force has no recovery keys. Let the roots sign a new manifest.",
            )
        _check_signed(signers, _ids(old.recovery.keys), old.recovery.threshold, "recovery keys")
        _check_signed(signers, _ids(manifest.roots), manifest.threshold, "new roots")
    else:
        _check_signed(signers, _ids(old.roots), old.threshold, "roots in force")
        if _ids(manifest.roots) != _ids(old.roots):
            fresh = _ids(manifest.roots) - _ids(old.roots)
            committed = fresh.intersection(old.next)
            _check_signed(signers, committed, old.next_threshold, "keys in “next”")
            _check_signed(signers, _ids(manifest.roots), manifest.threshold, "new roots")


def _check_signed(signers: Collection[str], of: Iterable[str], needed: int, what: str) -> None:
    count = len(set(of).intersection(signers))
    if count < needed:
        raise Refused(
            "too-few-signatures",
            f"Of the {what}, {needed} must sign this manifest, and {count} do. Let more sign.",
        )


def check_manifest(people: People, manifest: Manifest) -> None:
    """Raise `Refused` "not-allowed" unless `manifest` may follow the one in force."""
    party = people.parties[manifest.party]
    old = party.manifest
    version = 1 if old is None else old.version + 1
    if manifest.version != version:
        raise _not_allowed(f"The manifest has number {manifest.version}. Number it {version}.")
    if old is None:
        _check_first(party, manifest)
    elif manifest.recovers:
        if party.waiting is not None:
            raise _not_allowed(
                f"The manifest of entry {party.waiting.index} waits already. Veto that one first."
            )
    else:
        _check_roots(old, manifest)
    check_keys(people, manifest)
    _check_scopes(people, manifest)


def _check_first(party: Party, manifest: Manifest) -> None:
    if manifest.recovers:
        raise _not_allowed("A first manifest recovers nothing. Leave “recovers” out.")
    founders = party.founders
    if _ids(manifest.roots) != set(founders.roots) or manifest.threshold != founders.threshold:
        raise _not_allowed(
            "The roots and threshold of a first manifest are those with which the party was "
            "admitted. Take these, and change them by a second manifest."
        )


def _check_roots(old: Manifest, manifest: Manifest) -> None:
    if _ids(manifest.roots) != _ids(old.roots):
        if not (_ids(manifest.roots) - _ids(old.roots)).issubset(old.next):
            raise _not_allowed(
                "A new root is none of the keys that the manifest in force names in “next”. Only "
                "these can become roots."
            )
        return
    kept = (old.threshold, old.next, old.next_threshold)
    if kept != (manifest.threshold, manifest.next, manifest.next_threshold):
        raise _not_allowed(
            "While the roots stay, their threshold, “next” and its threshold stay too. Change "
            "them together with the roots."
        )


def check_keys(people: People, manifest: Manifest) -> None:
    """Raise `Refused` "not-allowed" if a key was revoked, or stands for another party."""
    old = people.parties[manifest.party].manifest
    staying: set[str] = set()
    if old is not None and _ids(old.roots) == _ids(manifest.roots):
        staying = _ids(old.roots)
    for key in _ids(manifest.all_keys()):
        if key in people.revoked and key not in staying:
            raise _not_allowed(f"The key {key} was revoked, and never returns. Take another.")
        if owner(people, key) not in (None, manifest.party):
            raise _not_allowed(f"The key {key} stands for another party. Take another.")


def owner(people: People, key: str) -> str | None:
    """The party for which the key with this id stands, or is to sign a first manifest."""
    place = people.places.get(key)
    if place is not None:
        return place.party
    for name, party in people.parties.items():
        if party.manifest is None and key in party.founders.roots:
            return name
    return None


def _check_scopes(people: People, manifest: Manifest) -> None:
    if manifest.party == people.keeper:
        return
    for role in manifest.roles:
        for kind in sorted(KEEPERS.intersection(role.scope)):
            raise _not_allowed(
                f"The role {role.role} has the scope {kind}, which the keeper alone gives. "
                "Leave it out."
            )


def _ids(keys: Iterable[PublicKey]) -> set[str]:
    return {key.id for key in keys}


def _not_allowed(why: str) -> Refused:
    return Refused("not-allowed", why)
