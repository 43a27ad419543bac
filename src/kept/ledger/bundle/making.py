"""Bundles: what is taken out of a register for somebody who is to check it alone."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from kept.ledger.bundle.bounding import bounding_checkpoints
from kept.ledger.bundle.error import BundleError
from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.frame import Frame, read_frame
from kept.ledger.bundle.names import (
    by_entry,
    consistency_name,
    entry_name,
    proof_name,
    tile_names,
)
from kept.ledger.bundle.source import Files, Read, Source
from kept.ledger.bundle.sums import SUMS, write_sums
from kept.ledger.canonical import LARGEST_INTEGER, encode, to_base64
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.entries.kinds import GOVERNING
from kept.ledger.notes import NoteError, TlogProof, read_checkpoint
from kept.ledger.tree import (
    ENTRIES,
    TILE_WIDTH,
    Tree,
    TreeError,
    read_tile_path,
    tile_width,
    write_bundle,
)

NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})

_HANDED_OUT: Final = ("verify.py", "TEXT.md")


def standalone() -> Files:
    """What goes into every bundle so that nothing else is needed to check it."""
    files = {name: pkgutil.get_data(__package__, f"standalone/{name}") for name in _HANDED_OUT}
    return {name: data for name, data in files.items() if data is not None}


def whole_bundle(
    read: Read,
    names: Iterable[str],
    *,
    bodies: Mapping[str, bytes] = NOTHING,
    disclosures: Mapping[str, bytes] = NOTHING,
    process: Mapping[str, bytes] = NOTHING,
) -> Files:
    """A bundle of the whole register.

    `read` and `names` are those of its folder. `bodies` and `disclosures`, by entry hash, are in
    the clear and may all be shown to whoever receives the bundle: of what lies in the folder,
    none is taken by itself. Raises `BundleError` if the folder is not whole.
    """
    source = Source(read, names)
    try:
        frame = read_frame(source, bundle=False)
        files = _common(source, frame, source.under("checkpoints"), whole=True)
        files |= _log_files(source, frame.newest.size)
    except Fault as fault:
        raise _not_whole(fault) from None
    return _closed(files, bodies, disclosures, process)


def part_bundle(
    read: Read,
    names: Iterable[str],
    entries: Iterable[int],
    *,
    bodies: Mapping[str, bytes] = NOTHING,
    disclosures: Mapping[str, bytes] = NOTHING,
    process: Mapping[str, bytes] = NOTHING,
    governing: Iterable[int] | None = None,
) -> Files:
    """A bundle of the entries with these indexes, each with its proof.

    With them come all that govern who may sign, `governing` if their indexes are known, else
    found by reading the log through, the entries that a disclosure is about, and the checkpoints
    that say when the entries asked for were recorded. Of `bodies` and
    `disclosures` those of other entries are left out. The rest is as in `whole_bundle`.
    """
    source = Source(read, names)
    try:
        return _part(source, set(entries), bodies, disclosures, process, governing)
    except Fault as fault:
        raise _not_whole(fault) from None
    except TreeError as error:
        raise BundleError(f"The register's tiles are damaged. {error}") from None


def _part(
    source: Source,
    asked: set[int],
    bodies: Mapping[str, bytes],
    disclosures: Mapping[str, bytes],
    process: Mapping[str, bytes],
    governing: Iterable[int] | None,
) -> Files:
    frame = read_frame(source, bundle=False)
    newest = frame.newest
    for index in asked:
        if not 0 <= index < newest.size:
            raise BundleError(
                f"There is no entry {index}: the register has {newest.size}, the first is 0."
            )
    log = _Log(source, newest.size)
    shown = asked | set(log.governing() if governing is None else governing)
    shown |= log.referred(shown)
    tree = Tree(newest.size, source.tile, root=newest.root)
    bounding = bounding_checkpoints(source, frame, asked | log.recoveries(shown))
    files = _common(source, frame, bounding, whole=False)
    for index in sorted(shown):
        files[entry_name(index)] = log.raw(index)
        proof = TlogProof(
            index=index,
            hashes=tree.inclusion_proof(index),
            checkpoint=source.need("checkpoint"),
        )
        files[proof_name(index)] = bytes(proof)
    files |= _consistency(files, tree)
    hashes = {log.entry(index).hash for index in shown}
    return _closed(files, _of(bodies, hashes), _of(disclosures, hashes), process)


def _of(contents: Mapping[str, bytes], entries: set[str]) -> dict[str, bytes]:
    return {entry: data for entry, data in contents.items() if entry in entries}


class _Log:
    """The entries of a folder by index."""

    def __init__(self, source: Source, size: int) -> None:
        self.source, self.size = source, size
        self._held: tuple[int, tuple[bytes, ...]] = (-1, ())

    def raw(self, index: int) -> bytes:
        tile = index // TILE_WIDTH
        if self._held[0] != tile:
            width = tile_width(self.size, ENTRIES, tile)
            self._held = (tile, self.source.entries(tile, width))
        return self._held[1][index % TILE_WIDTH]

    def entry(self, index: int) -> Entry:
        try:
            return read_entry(self.raw(index))
        except EntryError as error:
            raise BundleError(f"Entry {index} of the register is damaged. {error}") from None

    def governing(self) -> list[int]:
        """The entries that say who may sign what."""
        return [n for n in range(self.size) if self.entry(n).header.type in GOVERNING]

    def recoveries(self, shown: set[int]) -> set[int]:
        """Where the rights of a party hang on how long somebody waited."""
        found: set[int] = set()
        for index in shown:
            header = self.entry(index).header
            member = header.member
            if header.type == "party.recovered" or getattr(member, "recovers", False):
                found.add(index)
        return found

    def referred(self, shown: set[int]) -> set[int]:
        """The entries that disclosures among `shown` are about."""
        headers = [self.entry(index).header for index in sorted(shown)]
        wanted = {each.refs[0] for each in headers if each.type == "statement.disclosed"}
        found: set[int] = set()
        for index in range(self.size if wanted else 0):
            if self.entry(index).hash in wanted:
                found.add(index)
        return found


def _common(source: Source, frame: Frame, checkpoints: Iterable[str], *, whole: bool) -> Files:
    """What every bundle has: whose it is, how large, who signed, and whom it names as witnesses."""
    newest = frame.newest
    if newest.size > LARGEST_INTEGER:
        raise BundleError("The register says it has more entries than anybody can count.")
    files = {
        "bundle.json": encode(
            {
                "v": 1,
                "origin": newest.origin,
                "size": newest.size,
                "root": to_base64(newest.root),
                "whole": whole,
                "process": frame.process,
            }
        )
    }
    copied = ["ledger.json", "checkpoint", *checkpoints, *source.under("policy")]
    for name in copied:
        data = source.need(name)
        if not name.startswith("checkpoints/") or _size(data) <= newest.size:
            files[name] = data
    return files


def _size(note: bytes) -> int:
    try:
        return read_checkpoint(note).checkpoint.size
    except NoteError as error:
        raise BundleError(f"A checkpoint of the register is damaged. {error}") from None


def _log_files(source: Source, size: int) -> Files:
    """The tiles and entry bundles of exactly this size, whatever the log has become since."""
    files: Files = {}
    for name in tile_names(size):
        tile = read_tile_path(name)
        if tile.level == ENTRIES:
            files[name] = write_bundle(source.entries(tile.index, tile.width))
        else:
            files[name] = source.tile(tile.level, tile.index, tile.width)
    return files


def _consistency(files: Files, tree: Tree) -> Files:
    """A proof from each checkpoint carried to the next."""
    notes = [data for name, data in files.items() if name.startswith("checkpoints/")]
    sizes = sorted({size for size in map(_size, notes) if size} | {tree.size} - {0})
    found: Files = {}
    for old, new in pairwise(sizes):
        lines = [f"{to_base64(each)}\n" for each in tree.consistency_proof(old, new)]
        found[consistency_name(old, new)] = "".join(lines).encode("ascii")
    return found


def _closed(
    files: Files,
    bodies: Mapping[str, bytes],
    disclosures: Mapping[str, bytes],
    process: Mapping[str, bytes],
) -> Files:
    files |= {by_entry("bodies", entry): data for entry, data in bodies.items()}
    files |= {by_entry("disclosures", entry): data for entry, data in disclosures.items()}
    files |= {f"process/{name}": data for name, data in process.items()}
    files |= standalone()
    files[SUMS] = write_sums(files)
    return dict(sorted(files.items()))


def _not_whole(fault: Fault) -> BundleError:
    what = ", ".join(map(str, fault.values.values()))
    return BundleError(
        f"No bundle can be made: something is wrong with the register's folder ({fault.code}: "
        f"{what}). Check it with kept ledger verify, and get the file from another copy."
    )
