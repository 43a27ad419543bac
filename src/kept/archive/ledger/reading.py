"""Reading files of a ledger: what is not there is none, what the disk refuses is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kept.archive.error import FolderError


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None if there is no such file."""
    with _reported(path):
        try:
            return path.read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


def is_there(path: Path) -> bool:
    """Whether a file or folder of this name is there."""
    with _reported(path):
        return path.exists()


def is_folder(path: Path) -> bool:
    """Whether a folder of this name is there."""
    with _reported(path):
        return path.is_dir()


def names_in(folder: Path) -> list[str]:
    """The names of what lies in a folder, sorted; none if there is no such folder."""
    with _reported(folder):
        try:
            return sorted(each.name for each in folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderError(
            f"{path} cannot be read: {error.strerror or error}. Mend the disk, or take the file "
            "from another copy of the ledger."
        ) from error
