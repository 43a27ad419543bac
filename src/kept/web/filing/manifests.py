"""The next manifest of a party, with a passkey more: a paper that its root custodians sign."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from kept.archive.keys import load_key, read_key
from kept.archive.recording import Author, Paper
from kept.ledger.entries.header import Seen
from kept.ledger.entries.manifest import Manifest, Role, RoleKey
from kept.ledger.keys import read_public_key
from kept.web.filing.models import RegisterKey
from kept.web.filing.passkeys import relying_party
from kept.web.filing.pens import folded
from kept.web.filing.register import Told, hand_in
from kept.web.reading.clock import seconds

PUB = "role"  # what the key is for, as its file says


class NoManifestError(LookupError):
    """The party has no manifest in the register, or no role that signs statements."""


def public_file(key: RegisterKey) -> bytes:
    """The file that is handed to the root custodians."""
    return f"{key.key}\n{PUB}\n".encode()


def in_force(key: RegisterKey) -> bool:
    """Whether the register knows the key, and it may sign."""
    parties = folded().parties
    place = parties.place(key.key_id)
    return place is not None and place.party == key.party and key.key_id not in parties.revoked


def next_manifest(key: RegisterKey) -> Paper:
    """The paper by which a party names this key; raises `NoManifestError`.

    It is signed by as many roots as the manifest in force asks for, those first by their ids.
    """
    read = folded()
    member = read.parties.members.get(key.party)
    if member is None or member.manifest is None:
        raise NoManifestError
    old = member.manifest
    roots = [each.id for each in old.roots][: old.threshold]
    author = Author(
        read.parties.origin,
        f"{key.party}/root",
        roots,
        chain=read.parties.chain(roots[0]),
        seen=Seen(read.size, read.root),
        clock=seconds,
    )
    return author.paper(author.header("party.manifest", member=_with(old, key)))


def name_at_once(key: RegisterKey) -> Told:
    """Name a key in an exercise, where the root key of its party lies with the site's own."""
    root = load_key(read_key(settings.KEPT_KEYS, f"{key.party}-root-1"), None)
    return hand_in(next_manifest(key).signed_by(root))


def _with(old: Manifest, key: RegisterKey) -> Manifest:
    new = RoleKey(read_public_key(key.key), relying_party())
    chosen = next((each.role for each in old.roles if "statement.filed" in each.scope), None)
    if chosen is None:
        raise NoManifestError
    roles = tuple(_with_key(each, new) if each.role == chosen else each for each in old.roles)
    return replace(old, version=old.version + 1, recovers=False, roles=roles)


def _with_key(role: Role, new: RoleKey) -> Role:
    return replace(role, keys=tuple(sorted((*role.keys, new), key=lambda each: each.key.id)))
