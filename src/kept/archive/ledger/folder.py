"""A ledger as a folder of files, for reading: its own copy, a mirror's, or one on a stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kept.archive.error import FolderError
from kept.archive.index import Index
from kept.archive.ledger.durable import UNFINISHED
from kept.archive.ledger.identity import Identity, read_identity
from kept.archive.ledger.paths import Paths
from kept.archive.ledger.reading import is_folder, is_link, names_in, read_file
from kept.ledger.keys import SignatureError
from kept.ledger.notes import (
    GRADES,
    Checkpoint,
    Grade,
    NoteError,
    Policy,
    PolicyError,
    open_checkpoint,
    read_policy,
)
from kept.ledger.tree import (
    EMPTY_ROOT,
    ENTRIES,
    HASH_LENGTH,
    TILE_WIDTH,
    Tree,
    TreeError,
    read_bundle,
    tile_path,
    tile_width,
)


class LedgerFolder:
    """The files of a ledger. Nothing here writes, and `private/` need not be there.

    Raises `FolderError` unless `path` holds a `ledger.json`. Not for several threads at once.
    """

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self.paths: Final = Paths(path)
        data = read_file(self.paths.identity)
        if data is None:
            raise FolderError(
                f"{path} holds no ledger: there is no ledger.json in it. Give the folder of one, "
                "or make one with kept ledger new."
            )
        self.identity: Final[Identity] = read_identity(data)
        self._bundle: tuple[int, tuple[bytes, ...]] = (-1, ())

    def read(self, name: str) -> bytes | None:
        """A file by its name in the folder, such as "tile/0/000"; None if it is not there."""
        return read_file(self.path / name)

    def names(self) -> Iterator[str]:
        """The names of all files that may be published, sorted.

        A folder may lie elsewhere and be linked to, such as `bodies`; deeper links are not
        followed: they might lead round in circles.
        """
        yield from self._names("")

    def checkpoint(self) -> bytes | None:
        """The newest published checkpoint, with its signatures."""
        return read_file(self.paths.checkpoint)

    def checkpoint_at(self, size: int) -> bytes | None:
        """The published checkpoint of this size, if there is one."""
        return read_file(self.paths.published(size))

    def published_sizes(self) -> tuple[int, ...]:
        """The sizes of all published checkpoints, ascending."""
        return tuple(self.paths.published_sizes())

    def signed(self) -> bytes | None:
        """The newest checkpoint the log signed, published or not. Only the keeper has it."""
        return read_file(self.paths.signed)

    def opened(self, note: bytes) -> Checkpoint:
        """The checkpoint in a note; raises `FolderError` unless the keys of this log signed it."""
        try:
            opened = open_checkpoint(note, [self.identity.log])
        except (NoteError, SignatureError) as error:
            raise FolderError(f"A checkpoint in {self.path} is not accepted. {error}") from None
        if opened.checkpoint.origin != self.identity.origin:
            raise FolderError(
                f"A checkpoint in {self.path} is of {opened.checkpoint.origin}, and the ledger is "
                f"{self.identity.origin}. Get the file from another copy."
            )
        return opened.checkpoint

    def policies(self) -> dict[Grade, Policy]:
        """The policies that came with the ledger, by the grade each stands for."""
        found: dict[Grade, Policy] = {}
        for grade in GRADES:
            data = read_file(self.paths.policy(grade))
            if data is not None:
                try:
                    found[grade] = read_policy(data)
                except NoteError as error:
                    raise FolderError(f"The policy “{grade}” is not accepted. {error}") from None
        return found

    def grade(self, note: bytes) -> Grade | None:
        """The highest grade the checkpoint reached, by these policies; None if not even signed."""
        policies, reached = self.policies(), None
        try:
            open_checkpoint(note, self.identity.keys)
            reached = GRADES[0]
            for grade in GRADES:
                if grade in policies:
                    policies[grade].check(note)
                    reached = grade
        except (NoteError, SignatureError, PolicyError):
            pass
        return reached

    def read_tile(self, level: int, index: int, width: int) -> bytes:
        """The hashes of a tile: a `kept.ledger.tree.TileReader`."""
        data = read_file(self.path / tile_path(level, index, width))
        if data is None and width < TILE_WIDTH:  # the full tile may have taken its place
            data = read_file(self.path / tile_path(level, index, TILE_WIDTH))
            data = None if data is None else data[: width * HASH_LENGTH]
        if data is None:
            raise self._missing(tile_path(level, index, width))
        return data

    def read_entries(self, index: int, width: int) -> tuple[bytes, ...]:
        """The first `width` entries of bundle number `index`."""
        data, held = read_file(self.path / tile_path(ENTRIES, index, width)), width
        if data is None and width < TILE_WIDTH:
            data, held = read_file(self.path / tile_path(ENTRIES, index, TILE_WIDTH)), TILE_WIDTH
        if data is None:
            raise self._missing(tile_path(ENTRIES, index, width))
        try:
            return read_bundle(data, held)[:width]
        except TreeError as error:
            path = tile_path(ENTRIES, index, held)
            raise FolderError(f"{self.path / path} is damaged. {error}") from None

    def tree(self, note: bytes | None = None) -> Tree:
        """The tree of a checkpoint, the newest published one if none is given.

        Raises `FolderError` unless the log signed it and the tiles lead to its root.
        """
        note = self.checkpoint() if note is None else note
        if note is None:
            return Tree(0, self.read_tile, root=EMPTY_ROOT)
        checkpoint = self.opened(note)
        try:
            return Tree(checkpoint.size, self.read_tile, root=checkpoint.root)
        except TreeError as error:
            raise FolderError(f"The ledger in {self.path} is damaged. {error}") from None

    def size(self) -> int:
        """How many entries the newest published checkpoint has."""
        note = self.checkpoint()
        return 0 if note is None else self.opened(note).size

    def entry(self, index: int, size: int) -> bytes:
        """Entry number `index`, as it stands in a log of `size` entries."""
        for entry in self.entries(index, index + 1, size):
            return entry
        raise FolderError(f"There is no entry {index}: the ledger has {size}, the first is 0.")

    def entries(self, start: int, stop: int, size: int) -> Iterator[bytes]:
        """The entries from number `start` to before `stop`, of a log of `size` entries."""
        for index in range(start // TILE_WIDTH, -(-min(stop, size) // TILE_WIDTH)):
            first = index * TILE_WIDTH
            entries = self._kept_bundle(index, tile_width(size, ENTRIES, index))
            yield from entries[max(start - first, 0) : max(min(stop, size) - first, 0)]

    def find(
        self, entry_hash: str, index: Index | None = None, size: int | None = None
    ) -> int | None:
        """The number of an entry: by the index, or by reading through the hashes of all."""
        if index is not None:
            found = index.find([entry_hash])
            return found[entry_hash].index if found else None
        wanted, size = bytes.fromhex(entry_hash), self.size() if size is None else size
        for tile in range(-(-size // TILE_WIDTH)):
            hashes = self.read_tile(0, tile, tile_width(size, 0, tile))
            for at in range(0, len(hashes), HASH_LENGTH):
                if hashes[at : at + HASH_LENGTH] == wanted:
                    return tile * TILE_WIDTH + at // HASH_LENGTH
        return None

    def refusal(self, entry_hash: str) -> bytes | None:
        """The signed refusal of an entry: a `kept.ledger.envelope`."""
        return read_file(self.paths.refusal(entry_hash))

    def _kept_bundle(self, index: int, width: int) -> tuple[bytes, ...]:
        held, entries = self._bundle
        if held != index or len(entries) < width:
            entries = self.read_entries(index, width)
            self._bundle = (index, entries)
        return entries[:width]

    def _names(self, within: str) -> Iterator[str]:
        for each in names_in(self.path / within):
            name = f"{within}{each}"
            if is_folder(self.path / name):
                hidden = name == "private" or (within and is_link(self.path / name))
                yield from () if hidden else self._names(f"{name}/")
            elif not name.endswith(UNFINISHED):
                yield name

    def _missing(self, path: str) -> FolderError:
        return FolderError(
            f"{self.path / path} is missing or cannot be read. Get the file from another copy of "
            "the ledger."
        )
