"""A complete copy of one log, that grows by checked pieces and can be interrupted at any time.

    checkpoint            the newest checkpoint of which every entry is here
    checkpoints/<size>    those before it
    pending               the checkpoint whose entries are being copied
    tile/…                as in the register itself
    guilt-<hash>.txt      what proves that the log signed two histories

It is a folder of the register without bodies, and can be read and served as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, NoReturn

from kept.archive.error import LedgerError
from kept.archive.ledger.durable import make_folder, write_files
from kept.archive.ledger.paths import Paths
from kept.archive.witness.error import WitnessError
from kept.archive.witness.source import (
    FolderSource,
    Source,
    SourceError,
    read_entries,
    read_hashes,
)
from kept.ledger.keys import SignatureError
from kept.ledger.notes import Checkpoint, NoteError, VerifierKey, open_checkpoint
from kept.ledger.tree import (
    EMPTY,
    ENTRIES,
    TILE_WIDTH,
    Edge,
    TileReader,
    Tree,
    TreeError,
    grow,
    leaf_hash,
    open_edge,
    root_of,
    tile_path,
    tile_width,
    write_bundle,
)
from kept.ledger.witness import compare

PENDING: Final = "pending"
PARTIAL: Final = ".p/"  # in the names of tiles that are not full
TOGETHER: Final = 8  # bundles fetched and stored at a time


class Copy:
    """The copy in `path` of the log with these keys. For one thread at a time."""

    def __init__(self, path: Path, keys: tuple[VerifierKey, ...]) -> None:
        self.path = path
        self.paths = Paths(path)
        self._keys = keys
        self._own = FolderSource(path)
        try:
            make_folder(path)
        except LedgerError as error:
            raise WitnessError(str(error)) from error
        self._edge = self._opened()

    @property
    def size(self) -> int:
        """How many entries are held, up to the newest checkpoint."""
        return self._edge.size

    def tree(self) -> Tree:
        """The tree over the entries held."""
        return Tree(self.size, self._read_tile, root=self._edge.root)

    def entries(self, start: int) -> Iterator[tuple[bytes, ...]]:
        """The entries held from number `start` on, some at a time."""
        for index in range(start // TILE_WIDTH, -(-self.size // TILE_WIDTH)):
            first = index * TILE_WIDTH
            width = min(TILE_WIDTH, self.size - first)
            yield read_entries(self._own, index, width)[max(0, start - first) :]

    def keep(self, name: str, data: bytes) -> None:
        """Store a file beside the copy."""
        self._write({self.path / name: data})

    def extend(self, note: bytes, source: Source, may_go_on: Callable[[], bool]) -> None:
        """Copy up to the checkpoint in `note`, which the log has signed.

        Raises `SourceError` if something cannot be got now, or time is over: what is copied stays.
        Raises `WitnessError` if the log has signed another history, and keeps the proof.
        """
        checkpoint = open_checkpoint(note, self._keys).checkpoint
        if checkpoint.size <= self.size:
            self._check_past(note, checkpoint)
            return
        try:
            tree = Tree(checkpoint.size, self._reader(source), root=checkpoint.root)
            self._check_goes_on(tree, note)
            self._set_pending(note, checkpoint.size)
            self._grow(tree, source, may_go_on)
        except TreeError as error:
            raise SourceError(f"What is offered is not what the log signed. {error}") from None
        self._write({self.paths.published(checkpoint.size): note})
        self._write({self.paths.checkpoint: note})

    def _grow(self, tree: Tree, source: Source, may_go_on: Callable[[], bool]) -> None:
        edge, partial_tiles = self._edge, dict[str, tuple[str, bytes]]()
        while edge.size < tree.size:
            if not may_go_on():
                raise SourceError(f"{edge.size} of {tree.size} entries are copied so far.")
            stop = min(tree.size, (edge.size // TILE_WIDTH + TOGETHER) * TILE_WIDTH)
            growth = grow(edge, self._fetched(tree, source, edge.size, stop))
            if stop == tree.size and growth.edge.root != tree.root:
                raise TreeError("The entries do not lead to the root of the checkpoint.")
            full = {name: data for name, data in growth.files.items() if PARTIAL not in name}
            # Partial tiles of a size between two checkpoints are for nobody: the last ones count.
            for name in growth.files:
                partial_tiles.pop(name.partition(PARTIAL)[0], None)
            partial_tiles |= {
                name.partition(PARTIAL)[0]: (name, data)
                for name, data in growth.files.items()
                if PARTIAL in name
            }
            self._write({self.path / name: data for name, data in full.items()})
            edge = growth.edge
        self._write({self.path / name: data for name, data in partial_tiles.values()})
        self._edge = edge

    def _fetched(self, tree: Tree, source: Source, start: int, stop: int) -> list[bytes]:
        """The entries from `start` to before `stop`; those of full bundles are checked."""
        indexes = range(start // TILE_WIDTH, -(-stop // TILE_WIDTH))
        roots = [tree.subtree(8, each) if each < stop // TILE_WIDTH else b"" for each in indexes]
        widths = [tile_width(stop, ENTRIES, each) for each in indexes]
        with ThreadPoolExecutor(TOGETHER) as pool:
            bundles = pool.map(partial(self._bundle, source), indexes, widths, roots)
            entries = [entry for bundle in bundles for entry in bundle]
        return entries[start - indexes[0] * TILE_WIDTH :]

    def _bundle(self, source: Source, index: int, width: int, root: bytes) -> tuple[bytes, ...]:
        """A bundle: one that was copied before an interruption, or from the source."""
        if root and (held := self._held(index, root)):
            return held
        entries = read_entries(source, index, width)
        if root and root_of([leaf_hash(entry) for entry in entries]) != root:
            raise TreeError(f"{tile_path(ENTRIES, index, width)} has entries that are not signed.")
        return entries

    def _held(self, index: int, root: bytes) -> tuple[bytes, ...]:
        try:
            entries = read_entries(self._own, index, TILE_WIDTH)
        except (SourceError, TreeError):
            return ()
        return entries if root_of([leaf_hash(entry) for entry in entries]) == root else ()

    def _reader(self, source: Source) -> TileReader:
        def read(level: int, index: int, width: int) -> bytes:
            try:
                return read_hashes(source, level, index, width)
            except SourceError:  # a part that was carried has only what is new
                if width < TILE_WIDTH:
                    raise
                return read_hashes(self._own, level, index, width)

        return read

    def _check_past(self, note: bytes, checkpoint: Checkpoint) -> None:
        tree = self.tree()
        if checkpoint.size and tree.root_at(checkpoint.size) != checkpoint.root:
            newest = self.paths.checkpoint.read_bytes()
            self._accuse(note, newest, tree, checkpoint.size)

    def _check_goes_on(self, tree: Tree, note: bytes) -> None:
        for path in (self.paths.checkpoint, self.path / PENDING):
            if not path.exists():
                continue
            older = path.read_bytes()
            known = open_checkpoint(older, self._keys).checkpoint
            if 0 < known.size <= tree.size and tree.root_at(known.size) != known.root:
                self._accuse(older, note, tree, known.size)

    def _set_pending(self, note: bytes, size: int) -> None:
        """Remember what is copied: the log may not show another history before it is complete."""
        path = self.path / PENDING
        if path.exists():
            known = open_checkpoint(path.read_bytes(), self._keys).checkpoint
            if known.size > size:
                return
        self._write({path: note})

    def _accuse(self, older: bytes, newer: bytes, tree: Tree, size: int) -> NoReturn:
        proof = tree.consistency_proof(size) if size < tree.size else None
        past = tree.root_at(size) if size < tree.size else None
        guilt = compare(older, newer, self._keys, past=past, proof=proof).guilt
        if guilt is None:
            raise AssertionError("two roots at one size prove a fork")
        path = self.path / f"guilt-{hashlib.sha256(guilt).hexdigest()[:16]}.txt"
        self._write({path: guilt})
        raise WitnessError(
            f"The log has signed two histories. The proof lies in {path}: show it to all parties. "
            "Nothing of this log is copied or cosigned until people have decided."
        )

    def _opened(self) -> Edge:
        if not self.paths.checkpoint.exists():
            return EMPTY
        try:
            known = open_checkpoint(self.paths.checkpoint.read_bytes(), self._keys).checkpoint
            index, width = divmod(known.size, TILE_WIDTH)
            last = write_bundle(read_entries(self._own, index, width)) if width else b""
            edge = open_edge(known.size, self._read_tile, last)
        except (NoteError, SignatureError, SourceError, TreeError) as error:
            raise self._damaged(str(error)) from error
        if edge.root != known.root:
            raise self._damaged("Its tiles do not lead to the root of its checkpoint.")
        return edge

    def _damaged(self, why: str) -> WitnessError:
        return WitnessError(
            f"The copy in {self.path} is damaged. {why} Move it away and let the mirror copy anew."
        )

    def _read_tile(self, level: int, index: int, width: int) -> bytes:
        return read_hashes(self._own, level, index, width)

    def _write(self, files: Mapping[Path, bytes]) -> None:
        fresh = {path: data for path, data in files.items() if not _is(path, data)}
        try:
            write_files(fresh)
        except LedgerError as error:
            raise WitnessError(str(error)) from error


def _is(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False
