"""What the commands on registers share: opening one, and writing with the keys at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kept.cli.keys import passphrase_of
from kept.cli.saying import Language, counting, stop

if TYPE_CHECKING:
    from kept.archive.index import Index
    from kept.archive.keys import KeyFile
    from kept.archive.ledger import LedgerFolder, Writer
    from kept.archive.ledger.publication import Collect
    from kept.archive.recording import Folded
    from kept.ledger.notes import NoteSigner


@dataclass(frozen=True, slots=True)
class Desk:
    """A register open for writing: its folder, its index, its one writer."""

    folder: LedgerFolder
    index: Index
    writer: Writer


@contextmanager
def writing(path: Path, keys: Path, passphrase_file: Path | None = None) -> Iterator[Desk]:
    """Open a register for writing with the log's keys in the folder `keys`."""
    from kept.archive.ledger import LedgerFolder, Writer, open_index

    folder = LedgerFolder(path)
    signers = log_signers(folder, keys, passphrase_file)
    index = open_index(folder)
    try:
        with Writer(folder, index, signers=signers, collect=asking(folder)) as writer:
            yield Desk(folder, index, writer)
    finally:
        index.close()


def folded_from(folder: LedgerFolder) -> Folded:
    """The whole register, every entry checked; with a bar where that takes long."""
    from kept.archive.recording import fold_all

    with counting(folder.size(), folder.identity.origin) as advance:
        return fold_all(folder, advance)


def log_signers(
    folder: LedgerFolder, keys: Path, passphrase_file: Path | None
) -> list[NoteSigner]:
    """Whoever signs as the log of this register, out of a folder of keys."""
    from kept.archive.keys import list_keys, load_note_signer

    held = {key.vkey: key for key in list_keys(keys) if key.vkey is not None}
    wanted = [key for key in folder.identity.keys if key in held]
    if folder.identity.log not in wanted:
        stop(
            f"The key that signs for {folder.identity.origin} is not in {keys}. "
            "Name the folder it lies in with --keys."
        )
    return [
        load_note_signer(held[key], passphrase_of(held[key], passphrase_file)) for key in wanted
    ]


def asking(folder: LedgerFolder) -> Collect | None:
    """How the witnesses of a register are asked; None where it has none."""
    policies = folder.policies()
    enough = policies.get("witnessed")
    if enough is None:
        return None
    from kept.archive.witness import Witnesses

    return Witnesses(enough, wanted=policies.get("mutual"))


def key_of(keys: Path, name: str) -> KeyFile:
    """The public part of the key `name`."""
    from kept.archive.keys import read_key

    return read_key(keys, name)


def why_refused(code: str, language: Language) -> str:
    """What the code of a refusal means, and what to do."""
    from kept.ledger.parties import CODES, refusal_sentence

    return next((refusal_sentence(each, language) for each in CODES if each == code), code)
