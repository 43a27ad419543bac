"""Copies of a register as people name them: a folder, a bundle, a checkpoint alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kept.cli.saying import UNREADABLE, stop

if TYPE_CHECKING:
    from kept.archive.ledger import Identity
    from kept.ledger.bundle import Findings, Read
    from kept.ledger.notes import Policy
    from kept.ledger.tree import Tree


@dataclass(frozen=True, slots=True)
class Copy:
    """The files of a register, wherever they lie; `names` leaves out what is private."""

    path: Path
    read: Read
    names: Sequence[str]

    @property
    def bundle(self) -> bool:
        """Whether it is a bundle, packed or not, and no folder that somebody keeps."""
        return "bundle.json" in self.names

    def checkpoint(self) -> bytes:
        """Its newest checkpoint."""
        note = self.read("checkpoint")
        if note is None:
            stop(f"{self.path} has no checkpoint: nothing was published from it.", UNREADABLE)
        return note

    def identity(self) -> Identity | None:
        """Whose register it is; None where it is a checkpoint alone."""
        from kept.archive.ledger import read_identity

        data = self.read("ledger.json")
        return None if data is None else read_identity(data)

    def tree(self) -> Tree | None:
        """The tree under its newest checkpoint; None where it does not have all tiles."""
        from kept.ledger.bundle.source import Source
        from kept.ledger.notes import read_checkpoint
        from kept.ledger.tree import Tree

        if not any(name.startswith("tile/") for name in self.names):
            return None
        checkpoint = read_checkpoint(self.checkpoint()).checkpoint
        source = Source(self.read, self.names)
        return Tree(checkpoint.size, source.tile, root=checkpoint.root)

    def verified(self, policy: Policy | None) -> Findings:
        """Everything that can be checked of it, against the reader's own policy if there is one."""
        from kept.ledger.bundle import verify_bundle, verify_folder

        verify = verify_bundle if self.bundle else verify_folder
        return verify(self.read, self.names, policy)


def copy_of(path: Path) -> Copy:
    """The folder, the bundle (a ZIP or unpacked) or the checkpoint at `path`."""
    if path.is_dir():
        from kept.archive.ledger import LedgerFolder

        folder = LedgerFolder(path)
        return Copy(path, folder.read, tuple(folder.names()))
    from kept.ledger.bundle import read_zip

    data = path.read_bytes()
    files = read_zip(data) if data.startswith(b"PK") else {"checkpoint": data}
    return Copy(path, files.get, tuple(files))


def read_own_policy(path: Path | None) -> Policy | None:
    """The policy the reader brought along: whose signatures to rely on."""
    from kept.ledger.notes import NoteError, read_policy

    if path is None:
        return None
    try:
        return read_policy(path.read_bytes())
    except NoteError as error:
        stop(f"{path} is no policy. {error}", UNREADABLE)
