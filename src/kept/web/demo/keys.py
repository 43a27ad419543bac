"""The keys of the exercise: of the log, of its keeper, of its witnesses, of its parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kept.archive.keys import KeyFile, load_key, new_key, read_key
from kept.archive.recording.founding import SCOPES, Keeper
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest, Role, RoleKey
from kept.ledger.entries.members import Roots
from kept.ledger.keys import Signer
from kept.web.demo.witnesses import NAMES, signs_as

KEEPER: Final = "secretariat"
# Each party: the role that speaks for it, its keys, and how many of these must sign.
PARTIES: Final[Mapping[str, tuple[str, tuple[str, ...], int]]] = {
    "aruna": ("delegation", ("pen",), 1),
    "belva": ("delegation", ("pen", "seal"), 2),
    "jvm": ("findings", ("pen",), 1),
}
_SIGNED: Final[tuple[Kind, ...]] = (
    "statement.filed",
    "statement.sealed",
    "statement.disclosed",
    "body.erased",
)


@dataclass(frozen=True, slots=True)
class Ring:
    """The folder of all keys of the exercise. They lie in the clear."""

    folder: Path

    def make(self, origin: str) -> None:
        """Make every key."""
        self._new("log", purpose="log", signs_as=origin)
        self._new("log-pq", purpose="log", signs_as=origin, algorithm="ml-dsa-44")
        for name in ("root-1", "root-2"):
            self._new(f"{KEEPER}-{name}", purpose="root")
        for role in SCOPES:
            self._new(f"{KEEPER}-{role}", purpose="role")
        for witness in NAMES:
            self._new(f"witness-{witness}", purpose="witness", signs_as=signs_as(witness))
        for party, (_, pens, _) in PARTIES.items():
            for name in ("root-1", "next-1"):
                self._new(f"{party}-{name}", purpose="root")
            for pen in pens:
                self._new(f"{party}-{pen}", purpose="role")

    def _new(self, name: str, **options: object) -> None:
        new_key(self.folder, name, passphrase=None, **options)  # type: ignore[arg-type]

    def key(self, name: str) -> KeyFile:
        """The public part of a key."""
        return read_key(self.folder, name)

    def signer(self, name: str) -> Signer:
        """Whoever signs with a key."""
        return load_key(self.key(name), None)

    def keeper(self) -> Keeper:
        """The keeper of the register."""
        return Keeper(
            party=KEEPER,
            root=self.signer(f"{KEEPER}-root-1"),
            next_root=self.key(f"{KEEPER}-root-2").key,
            roles={role: self.key(f"{KEEPER}-{role}").key for role in SCOPES},
        )

    def roots(self, party: str) -> Roots:
        """The root keys with which a party begins."""
        return Roots(roots=(self.key(f"{party}-root-1").key.id,), threshold=1)

    def manifest(self, party: str) -> Manifest:
        """The first manifest of a party."""
        role, pens, eyes = PARTIES[party]
        keys = sorted((self.key(f"{party}-{pen}").key for pen in pens), key=lambda each: each.id)
        return Manifest(
            party=party,
            version=1,
            roots=(self.key(f"{party}-root-1").key,),
            threshold=1,
            next=(self.key(f"{party}-next-1").key.id,),
            next_threshold=1,
            roles=(
                Role(
                    role=role,
                    keys=tuple(map(RoleKey, keys)),
                    scope=dict.fromkeys(_SIGNED, eyes),
                ),
            ),
        )
