"""Keys as people name them on the command line, and the register they are to be entered in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kept.cli.saying import stop

if TYPE_CHECKING:
    from kept.ledger.entries.header import Seen
    from kept.ledger.entries.manifest import Manifest
    from kept.ledger.keys import PublicKey
    from kept.ledger.parties import Chain, Parties


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of keys; others' keys are named by their files."""

    path: Path

    def key(self, name: str) -> PublicKey:
        """The key of this name in the folder, or in the file NAME.pub that was handed over."""
        from kept.archive.keys import read_key, read_public_file

        if name.endswith(".pub"):
            return read_public_file(Path(name)).key
        return read_key(self.path, name).key

    def keys(self, names: Sequence[str]) -> tuple[PublicKey, ...]:
        """Several, in the order of their ids."""
        return tuple(sorted(map(self.key, names), key=lambda key: key.id))

    def in_order(self, keys: Iterable[PublicKey]) -> list[PublicKey]:
        """Those whose secrets are at hand first, then by name."""
        from kept.archive.keys import list_keys

        held = {key.key: key for key in list_keys(self.path)}

        def place(key: PublicKey) -> tuple[bool, str]:
            file = held.get(key)
            return file is None or not file.secret.exists(), file.name if file else key.id

        return sorted(keys, key=place)

    def name_of(self, key_id: str) -> str:
        """The name a key has here, or the beginning of its id."""
        from kept.archive.keys import list_keys

        names = {key.key.id: key.name for key in list_keys(self.path)}
        return names.get(key_id, f"{key_id[:16]}…")


@dataclass(frozen=True, slots=True)
class Book:
    """What of a register the next entry depends on; nothing is known of one without a folder."""

    origin: str
    parties: Parties
    seen: Seen

    def chain(self, key: PublicKey) -> Chain:
        """How many entries this key has written, and which was the last."""
        return self.parties.chain(key.id)

    def manifest(self, party: str) -> Manifest:
        """The manifest in force of a party."""
        found = self.parties.members.get(party)
        if found is None:
            stop(f"{self.origin} has no party “{party}”.")
        if found.manifest is None:
            stop(f"{party} has no manifest yet in {self.origin}: kept key manifest writes it.")
        return found.manifest


def open_book(ledger: Path | None, origin: str | None) -> Book:
    """The register in a folder, or one that is known by its origin only."""
    from kept.ledger.entries.header import NOTHING_SEEN, Seen
    from kept.ledger.parties import Parties

    if ledger is None:
        if origin is None:
            stop("Say for which register: --ledger FOLDER, or --origin NAME.")
        return Book(origin, Parties(origin), NOTHING_SEEN)
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording.folding import fold_all

    folder = LedgerFolder(ledger)
    read = fold_all(folder)
    return Book(folder.identity.origin, read.parties, Seen(read.size, read.root))
