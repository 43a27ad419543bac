"""Where a mirror gets the files of a log: a web server, a folder, or a part carried to it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol

from kept.archive.witness.asking import NoAnswerError, ask
from kept.ledger.tree import ENTRIES, HASH_LENGTH, MAX_ENTRY, TILE_WIDTH, read_bundle, tile_path

LARGEST_BUNDLE: Final = TILE_WIDTH * (MAX_ENTRY + 2)  # bytes


class SourceError(Exception):
    """A file cannot be got now; the message says which and why."""


class Source(Protocol):
    """The files of a log by their names, such as "tile/0/000"."""

    def read(self, name: str, largest: int) -> bytes | None:
        """The file, of at most `largest` bytes; None if it is not there. Raises `SourceError`."""


class FolderSource:
    """The folder of a register, or a copy of it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, name: str, largest: int) -> bytes | None:
        try:
            with (self._path / name).open("rb") as file:
                return _bounded(name, file.read(largest + 1), largest)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise SourceError(f"{self._path / name} cannot be read: {error.strerror}.") from None


class WebSource:
    """The same folder behind a web server."""

    def __init__(self, url: str, *, seconds: float = 20.0) -> None:
        self._url = url.rstrip("/")
        self._seconds = seconds

    def read(self, name: str, largest: int) -> bytes | None:
        url = f"{self._url}/{name}"
        try:
            heard = ask(url, seconds=self._seconds, largest=largest)
        except NoAnswerError as error:
            raise SourceError(str(error)) from None
        if heard.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            return None
        if heard.status != HTTPStatus.OK:
            raise SourceError(f"{url} was answered with {heard.status}.")
        return heard.body


class FilesSource:
    """Files in memory: a part that was carried here."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, name: str, largest: int) -> bytes | None:
        data = self._files.get(name)
        return None if data is None else _bounded(name, data, largest)


def open_source(named: str) -> Source:
    """The source at a web address or in a folder."""
    if named.startswith(("http://", "https://")):
        return WebSource(named)
    if not Path(named).is_dir():
        raise SourceError(f"{named} is neither a web address nor a folder.")
    return FolderSource(Path(named))


def read_hashes(source: Source, level: int, index: int, width: int) -> bytes:
    """The first `width` hashes of a tile, from it or from the full one that took its place."""
    for held in _widths(width):
        data = source.read(tile_path(level, index, held), held * HASH_LENGTH)
        if data is not None and len(data) == held * HASH_LENGTH:
            return data[: width * HASH_LENGTH]
    raise SourceError(f"{tile_path(level, index, width)} is missing.")


def read_entries(source: Source, index: int, width: int) -> tuple[bytes, ...]:
    """The first `width` entries of a bundle, likewise. Raises `TreeError` if it is none."""
    for held in _widths(width):
        data = source.read(tile_path(ENTRIES, index, held), LARGEST_BUNDLE)
        if data is not None:
            return read_bundle(data, held)[:width]
    raise SourceError(f"{tile_path(ENTRIES, index, width)} is missing.")


def _widths(width: int) -> tuple[int, ...]:
    return (width,) if width == TILE_WIDTH else (width, TILE_WIDTH)


def _bounded(name: str, data: bytes, largest: int) -> bytes:
    if len(data) > largest:
        raise SourceError(f"{name} has more than {largest:,} bytes.")
    return data
