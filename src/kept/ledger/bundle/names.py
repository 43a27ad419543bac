"""Which files a bundle consists of, and how they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kept.ledger.bundle.findings import Fault
from kept.ledger.tree import (
    ENTRIES,
    TILE_WIDTH,
    TreeError,
    read_tile_path,
    tile_path,
    tile_width,
)

PLAIN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
LARGEST_FILE: Final = 64 * 1024 * 1024  # bytes: a body of 16 MiB and all its fields, in base64

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_ENTRY: Final = re.compile(r"entries/([0-9]{12})\.json")
_KNOWN: Final = re.compile(
    r"bundle\.json|ledger\.json|checkpoint|verify\.py|TEXT\.md|SHA256SUMS"
    r"|checkpoints/[0-9]{12}|policy/(published|witnessed|mutual)"
    r"|entries/[0-9]{12}\.json|proofs/[0-9]{12}\.tlog-proof|consistency/[0-9]{12}-[0-9]{12}\.txt"
    r"|(bodies|disclosures)/[0-9a-f]{2}/[0-9a-f]{64}\.json|refusals/[0-9a-f]{64}\.json"
    r"|process/.*"
)


def checkpoint_name(size: int) -> str:
    """Where the published checkpoint of a size lies."""
    return f"checkpoints/{size:012}"


def entry_name(index: int) -> str:
    """Where a bundle that is not whole has an entry."""
    return f"entries/{index:012}.json"


def proof_name(index: int) -> str:
    """Where a bundle that is not whole has the proof of an entry."""
    return f"proofs/{index:012}.tlog-proof"


def consistency_name(old: int, new: int) -> str:
    """Where the proof lies that the register of size `new` continues that of size `old`."""
    return f"consistency/{old:012}-{new:012}.txt"


def by_entry(folder: str, entry: str) -> str:
    """Where the body or the disclosures of an entry lie, `entry` being its hash."""
    return f"{folder}/{entry[:2]}/{entry}.json"


def entry_index(name: str) -> int | None:
    """The number of the entry with this name; None if the name is another kind of file's."""
    match = _ENTRY.fullmatch(name)
    return int(match[1]) if match else None


def entry_in(name: str) -> str:
    """The hash of the entry that a file below bodies/ or disclosures/ is about."""
    _, prefix, file = (*name.split("/"), "", "")[:3]
    entry = file.removesuffix(".json")
    if name.count("/") != 2 or not _HASH.fullmatch(entry) or entry[:2] != prefix:
        raise Fault("file-unknown", name=name)
    return entry


def belongs(name: str, size: int, *, whole: bool) -> bool:
    """Whether a bundle of a log of `size` entries may hold a file of this name.

    Nothing is in it that no check looks at.
    """
    if name.startswith("tile/"):
        return whole and is_tile_of(name, size)
    of_a_part = name.startswith(("entries/", "proofs/", "consistency/"))
    return _KNOWN.fullmatch(name) is not None and not (whole and of_a_part)


def is_tile_of(name: str, size: int) -> bool:
    """Whether a log of `size` entries has a tile, or an entry bundle, of this name."""
    try:
        tile = read_tile_path(name)
    except TreeError:
        return False
    return tile_width(size, tile.level, tile.index) == tile.width


def tile_names(size: int) -> Iterator[str]:
    """The names of all tiles and entry bundles a log of `size` entries consists of."""
    level, count = ENTRIES, size
    while count:
        for start in range(0, count, TILE_WIDTH):
            yield tile_path(level, start // TILE_WIDTH, min(TILE_WIDTH, count - start))
        if level != ENTRIES:
            count //= TILE_WIDTH
        level += 1
