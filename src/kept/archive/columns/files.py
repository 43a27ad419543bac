"""Tables as Arrow files: written whole, durable and checked by their SHA-256 when read.

A file is named after what it holds, so that none is ever changed: whoever has mapped one into
memory keeps it, whatever is written later.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pyarrow as pa

from kept.archive.columns.error import damaged
from kept.archive.error import StorageError
from kept.archive.ledger.durable import UNFINISHED, sync_folders

_NAME: Final = re.compile(r"[a-z]+-[0-9a-f]{16}\.arrow")
_ENDINGS: Final = (".arrow", UNFINISHED)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file as the list of files has it."""

    file: str
    size: int  # bytes
    sha256: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.file) or self.size < 0:
            raise ValueError(f"{self.file!r} is no name of a table.")


class _Hashing:
    """A file for Arrow to write to, which counts and hashes what passes."""

    closed: Final = False

    def __init__(self, file: IO[bytes]) -> None:
        self._file: Final = file
        self.hash: Final = hashlib.sha256()
        self.size = 0

    def write(self, data: Any) -> int:
        self._file.write(data)
        self.hash.update(data)
        self.size += len(data)
        return len(data)

    def tell(self) -> int:
        return self.size

    def flush(self) -> None:
        """Nothing: the file is made durable when it is whole."""

    def close(self) -> None:
        """Nothing: see `flush`."""


def write_table(folder: Path, name: str, table: pa.RecordBatch) -> Stored:
    """Store a table; `StorageError` where the disk refuses."""
    unfinished = folder / f"{name}{UNFINISHED}"
    with _reported(unfinished):
        with unfinished.open("wb") as file:
            hashing = _Hashing(file)
            with pa.ipc.new_file(hashing, table.schema) as writer:
                writer.write_batch(table)
            _durable(file)
        digest = hashing.hash.hexdigest()
        stored = Stored(f"{name}-{digest[:16]}.arrow", hashing.size, digest)
        unfinished.replace(folder / stored.file)
    return stored


def write_bytes(path: Path, data: bytes) -> None:
    """Store a file in place of an older one: there is the old one or the new, never a half."""
    unfinished = path.with_name(path.name + UNFINISHED)
    sync_folders([path.parent])  # what the new file names is there before it is
    with _reported(path):
        with unfinished.open("wb") as file:
            file.write(data)
            _durable(file)
        unfinished.replace(path)
    sync_folders([path.parent])


def read_table(folder: Path, stored: Stored, schema: pa.Schema) -> pa.RecordBatch:
    """A table, mapped into memory; `DamagedColumnsError` unless it is what was written."""
    path = folder / stored.file
    try:
        return _mapped(path, stored, schema)
    except (OSError, pa.ArrowException, ValueError) as error:
        raise damaged(path, str(error) or "it cannot be read") from error


def keep_only(folder: Path, names: Iterable[str]) -> None:
    """Take away tables that nobody names any more, and what an interruption left."""
    kept = set(names)
    for path in folder.iterdir():
        if path.name.endswith(_ENDINGS) and path.name not in kept:
            with suppress(OSError):  # somebody reads it: another time
                path.unlink()


def _mapped(path: Path, stored: Stored, schema: pa.Schema) -> pa.RecordBatch:
    source = pa.memory_map(str(path))
    if source.size() != stored.size:
        raise ValueError(f"it has {source.size()} bytes and not {stored.size}")
    if hashlib.sha256(source.read_buffer()).hexdigest() != stored.sha256:
        raise ValueError("its bytes are not those that were written")
    source.seek(0)
    reader = pa.ipc.open_file(source)
    if reader.schema != schema or reader.num_record_batches != 1:
        raise ValueError("it holds another table")
    batch = reader.get_batch(0)
    batch.validate(full=True)
    return batch


def _durable(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise StorageError(
            f"{path} could not be stored: {error}. The columns that were there before still are. "
            "Free space or mend the disk, then build again."
        ) from error
