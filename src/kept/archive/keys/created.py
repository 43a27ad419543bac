"""Creating a file that was not there: whole and durable, or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from kept.archive.keys.error import KeyFileError

PRIVATE: Final = 0o600  # for its owner alone
FOLDER: Final = 0o700


def create_folder(folder: Path) -> None:
    """Make `folder`, for its owner alone, unless it is there."""
    try:
        folder.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    except OSError as error:
        raise KeyFileError(
            f"The folder {folder} cannot be made: {error.strerror}. Name another folder."
        ) from None


def create(path: Path, data: bytes) -> None:
    """Write `data` to `path`, which must not exist, for its owner alone, and make it durable.

    Raises `KeyFileError` if it exists: what is there stays as it is.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags, PRIVATE)
    except FileExistsError:
        raise KeyFileError(
            f"{path} exists, and a key is never overwritten. Choose another name."
        ) from None
    except OSError as error:
        raise KeyFileError(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _make_durable(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)  # half a secret is worse than none: it looks like a key
        raise KeyFileError(
            f"{path} could not be written whole: {error.strerror}. Free some space, or name "
            "another folder, and try again."
        ) from None


def _make_durable(folder: Path) -> None:
    """Have the names in `folder` survive a loss of power, where the system can promise it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
