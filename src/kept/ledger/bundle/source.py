"""The files of a bundle or folder, as checks ask for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.names import LARGEST_FILE
from kept.ledger.canonical import CanonicalError, Json, decode
from kept.ledger.tree import ENTRIES, HASH_LENGTH, TILE_WIDTH, TreeError, read_bundle, tile_path

Read: TypeAlias = Callable[[str], "bytes | None"]
Files: TypeAlias = dict[str, bytes]


def _published(name: str) -> bool:
    """Whether a file counts: not what is the keeper's alone, nor what a writer left unfinished."""
    return not name.startswith("private/") and not name.endswith(".unfinished")


class Source:
    """Reads files by name; what is missing, too large or no JSON raises `Fault`."""

    def __init__(self, read: Read, names: Iterable[str]) -> None:
        self._read: Final = read
        self.names: Final = tuple(sorted(filter(_published, names)))
        self._known: Final = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._known

    def under(self, folder: str) -> Iterator[str]:
        """The names of all files below a folder, sorted."""
        return (name for name in self.names if name.startswith(f"{folder}/"))

    def get(self, name: str) -> bytes | None:
        """The file, or None if there is none."""
        data = self._read(name)
        if data is not None and len(data) > LARGEST_FILE:
            raise Fault("file-too-large", name=name)
        return data

    def need(self, name: str) -> bytes:
        """The file, which must be there."""
        data = self.get(name)
        if data is None:
            raise Fault("file-missing", name=name)
        return data

    def json(self, name: str) -> dict[str, Json]:
        """The object in a file of strict JSON, however large."""
        try:
            value = decode(self.need(name), LARGEST_FILE)
        except CanonicalError:
            raise Fault("not-canonical", name=name) from None
        if not isinstance(value, dict):
            raise Fault("not-canonical", name=name)
        return value

    def tile(self, level: int, index: int, width: int) -> bytes:
        """The first `width` hashes of a tile; the full tile may have taken its place."""
        data = self.get(tile_path(level, index, width))
        if data is None and width < TILE_WIDTH:
            data = self.get(tile_path(level, index, TILE_WIDTH))
            data = data if data is None else data[: width * HASH_LENGTH]
        if data is None:
            raise Fault("file-missing", name=tile_path(level, index, width))
        return data

    def entries(self, index: int, width: int) -> tuple[bytes, ...]:
        """The first `width` entries of a bundle of the log; the full one may stand for it."""
        data, held = self.get(tile_path(ENTRIES, index, width)), width
        if data is None and width < TILE_WIDTH:
            data, held = self.get(tile_path(ENTRIES, index, TILE_WIDTH)), TILE_WIDTH
        if data is None:
            raise Fault("file-missing", name=tile_path(ENTRIES, index, width))
        try:
            return read_bundle(data, held)[:width]
        except TreeError:
            raise Fault("tile-length", name=tile_path(ENTRIES, index, held)) from None
