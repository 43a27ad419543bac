"""A part of a register: what was added from one size to another, for a mirror that has the rest.

A ZIP of `part.json`, the checkpoint, and the tiles of hashes and entries that differ between
the two sizes. Carried on a stick, it has a mirror without a network follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kept.archive.ledger import LedgerFolder
from kept.archive.witness.error import WitnessError
from kept.ledger.bundle import BundleError, read_zip, write_zip
from kept.ledger.canonical import CanonicalError, decode, encode
from kept.ledger.notes import NoteError, read_checkpoint
from kept.ledger.tree import ENTRIES, TILE_WIDTH, TreeError, read_tile_path, tile_path, tile_width

HEAD: Final = "part.json"
CHECKPOINT: Final = "checkpoint"
LARGEST_CHECKPOINT: Final = 512 * 1024  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a part holds. Only its form is checked: a mirror checks what it copies."""

    origin: str
    start: int  # the size it goes on from
    stop: int  # the size of its checkpoint
    note: bytes
    files: dict[str, bytes]  # tiles, by their names


def write_part(folder: LedgerFolder, start: int) -> bytes:
    """What was added to the register since it had `start` entries, up to the newest checkpoint.

    Raises `WitnessError` if it has no more than that.
    """
    note = folder.checkpoint()
    stop = 0 if note is None else folder.opened(note).size
    if note is None or not 0 <= start < stop:
        raise WitnessError(
            f"The register has {stop} published entries; a part goes on from a smaller size, "
            f"and {start} was asked for."
        )
    head = encode({"v": 1, "origin": folder.identity.origin, "from": start, "to": stop})
    files = {HEAD: head, CHECKPOINT: note}
    for name in changed_tiles(start, stop):
        data = folder.read(name)
        if data is None:
            raise WitnessError(f"{name} is missing in {folder.path}. Verify the register.")
        files[name] = data
    return write_zip(files)


def read_part(data: bytes) -> Part:
    """The part in a ZIP; raises `WitnessError` if it is none."""
    try:
        files = dict(read_zip(data))
        head = decode(files.pop(HEAD, b""))
        note = files.pop(CHECKPOINT, b"")
        checkpoint = read_checkpoint(note).checkpoint
        for name in files:
            read_tile_path(name)
    except (BundleError, CanonicalError, NoteError, TreeError) as error:
        raise WitnessError(f"This is no part of a register. {error}") from None
    match head:
        case {
            "v": 1,
            "origin": str() as origin,
            "from": int() as start,
            "to": int() as stop,
            **others,
        } if not others and (origin, stop) == (checkpoint.origin, checkpoint.size):
            return Part(origin=origin, start=start, stop=stop, note=note, files=files)
    raise WitnessError("This is no part of a register: part.json and the checkpoint disagree.")


def changed_tiles(start: int, stop: int) -> Iterator[str]:
    """The names of all tiles of a log of size `stop` that one of size `start` does not have."""
    yield from _changed(ENTRIES, 0, start, stop)
    level = 0
    while stop >> (8 * level):
        yield from _changed(level, 8 * level, start, stop)
        level += 1


def _changed(level: int, shift: int, start: int, stop: int) -> Iterator[str]:
    for index in range((start >> shift) // TILE_WIDTH, -(-(stop >> shift) // TILE_WIDTH)):
        width = tile_width(stop, level, index)
        if width and width != tile_width(start, level, index):
            yield tile_path(level, index, width)
