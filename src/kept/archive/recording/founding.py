"""The first entries of a register: who keeps it, which parties it has, who may do what for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kept.archive.ledger import LedgerFolder, Submitted
from kept.archive.recording.author import Author
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest, Role, RoleKey
from kept.ledger.entries.members import Opening, Policy, Roots
from kept.ledger.keys import PublicKey, Signer
from kept.ledger.parties import Chain

RECORDER: Final = "recorder"  # enters what was said in public, and the text of the process
REGISTRAR: Final = "registrar"  # admits parties, changes policies, erases where the law asks
SCOPES: Final[Mapping[str, Mapping[Kind, int]]] = {
    RECORDER: {"process.text": 1, "statement.filed": 1},
    REGISTRAR: {"party.admitted": 1, "ledger.policy": 1, "body.erased": 1},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Who keeps a register, and the keys it begins with."""

    party: str
    root: Signer
    next_root: PublicKey  # committed to now, used when the first is replaced or stolen
    roles: Mapping[str, PublicKey]  # the key of each role of `SCOPES`


def founding_entries(
    folder: LedgerFolder, keeper: Keeper, parties: Mapping[str, Roots]
) -> tuple[Submitted, Submitted]:
    """The entry that opens the register, and the keeper's manifest.

    Each of `parties` brings its own manifest later, signed by the roots named here.
    """
    key = keeper.root.key
    opening = Opening(
        process=folder.identity.process,
        keeper=keeper.party,
        keys=(key,),
        parties={**parties, keeper.party: Roots(roots=(key.id,), threshold=1)},
        policy=policy_digests(folder),
    )
    author = Author(
        folder.identity.origin,
        f"{keeper.party}/root",
        [key.id],
        chain=Chain(key.id),
    )
    opened = author.write([keeper.root], author.header("ledger.opened", member=opening))
    manifest = Manifest(
        party=keeper.party,
        version=1,
        roots=(key,),
        threshold=1,
        next=(keeper.next_root.id,),
        next_threshold=1,
        roles=tuple(_role(name, keeper.roles[name]) for name in sorted(keeper.roles)),
    )
    return opened, author.write([keeper.root], author.header("party.manifest", member=manifest))


def policy_digests(folder: LedgerFolder) -> Policy:
    """The digests of the policies in a folder, as `ledger.opened` and `ledger.policy` name them."""
    found = {grade: sha256(policy.text).hexdigest() for grade, policy in folder.policies().items()}
    return Policy(**found)


def _role(name: str, key: PublicKey) -> Role:
    return Role(role=name, keys=(RoleKey(key),), scope=dict(SCOPES[name]))
