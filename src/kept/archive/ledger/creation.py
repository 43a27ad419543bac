"""A new, empty ledger; and where its index lies."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from kept.archive.error import FolderError
from kept.archive.index import Index, SqliteIndex
from kept.archive.ledger.durable import make_folder, write_file, write_files
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.identity import Identity, read_identity
from kept.archive.ledger.paths import Paths
from kept.archive.ledger.reading import is_folder, is_there, names_in
from kept.ledger.notes import Grade

_UNFINISHED = {"policy", "private"}  # what an interrupted creation leaves


def create_ledger(
    path: Path, identity: Identity, *, policies: Mapping[Grade, bytes] | None = None
) -> LedgerFolder:
    """Make the folder of a ledger without entries; `ledger.json` comes last.

    Entry 0 is then submitted like any other. Raises `FolderError` if something else is there.
    """
    paths = Paths(path)
    read_identity(identity.to_bytes())
    if set(names_in(path)) - _UNFINISHED or (is_there(path) and not is_folder(path)):
        raise FolderError(f"{path} is there already, and is not empty. Name a new folder.")
    make_folder(path)
    make_folder(paths.private, secret=True)
    write_policies(path, policies or {})
    write_file(paths.identity, identity.to_bytes())
    return LedgerFolder(path)


def write_policies(path: Path, policies: Mapping[Grade, bytes]) -> None:
    """Store policies, in place of older ones. `ledger.policy` names their digests."""
    write_files({Paths(path).policy(grade): text for grade, text in policies.items()})


def use_postgres(folder: LedgerFolder, conninfo: str) -> None:
    """Keep index and queue in this PostgreSQL database from now on, instead of in SQLite."""
    write_file(folder.paths.database, conninfo.strip().encode() + b"\n", secret=True)


def open_index(folder: LedgerFolder) -> Index:
    """The index of the ledger, made if there is none yet.

    In PostgreSQL each ledger has a schema of its own, named after the hash of its origin.
    """
    configured = folder.read("private/database")
    if configured is None:
        make_folder(folder.paths.private, secret=True)
        return SqliteIndex(folder.paths.sqlite)
    from kept.archive.index.postgres import PostgresIndex

    schema = f"kept_{sha256(folder.identity.origin.encode()).hexdigest()[:16]}"
    return PostgresIndex(configured.decode().strip(), schema)
