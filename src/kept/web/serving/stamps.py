"""What changes whenever something does that made things rest on."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

CODE: Final = Path(__file__).resolve().parents[2]


def digest(told: Iterable[str]) -> str:
    """One fingerprint of all that is told, in this order."""
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def of_code() -> str:
    """Changes whenever a file of kept does, a package, or Python."""
    return digest([sys.version, *sorted(_packages()), *of_files(CODE)])


def of_files(*folders: Path) -> list[str]:
    """Every file in these folders with its size and when it was last written."""
    return sorted(line for each in folders for line in _files(each))


def _packages() -> Iterator[str]:
    """The names of what is installed, with versions, as pip and uv write them."""
    for folder in {Path(each) for each in sys.path}:
        if folder.name.endswith("-packages") and folder.is_dir():
            yield from (each.name for each in folder.glob("*.dist-info"))


def _files(folder: Path) -> Iterator[str]:
    for at, below, names in os.walk(folder):
        if "__pycache__" in below:
            below.remove("__pycache__")
        for each in names:
            path = os.path.join(at, each)  # noqa: PTH118 -- of a thousand files
            stat = os.stat(path)  # noqa: PTH116
            yield f"{path}\t{stat.st_size}\t{stat.st_mtime_ns}"
