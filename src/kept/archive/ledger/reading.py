"""Reading files of a ledger: what is not there is none, what the disk refuses is told.

A folder may come from anybody: it may hold links to devices, or a file without end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kept.archive.error import FolderError

LARGEST: Final = 1 << 28  # bytes: twice the largest body, which is the longest file there is


def read_file(path: Path) -> bytes | None:
    """The bytes of a file; None if there is no such file.

    Raises `FolderError` for what is no file, or longer than any file of a ledger.
    """
    with _reported(path):
        try:
            with open(path, "rb", opener=_at_once) as file:
                found = os.fstat(file.fileno())
                if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
                    raise FolderError(
                        f"{path} is no file of a ledger: it is a device, a pipe or far too long. "
                        "Take it away, and get the file from another copy of the ledger."
                    )
                return file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None


def _at_once(path: str, flags: int) -> int:
    """A pipe would keep its reader waiting for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def is_there(path: Path) -> bool:
    """Whether a file or folder of this name is there."""
    with _reported(path):
        return path.exists()


def is_folder(path: Path) -> bool:
    """Whether a folder of this name is there."""
    with _reported(path):
        return path.is_dir()


def is_link(path: Path) -> bool:
    """Whether it only leads to a file or folder elsewhere."""
    with _reported(path):
        return path.is_symlink()


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
