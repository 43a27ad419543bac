"""Tiles: runs of up to 256 hashes, and the paths at which C2SP tlog-tiles serves them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kept.ledger.tree.error import TreeError
from kept.ledger.tree.hashing import HASH_LENGTH, MAX_SIZE

TILE_HEIGHT: Final = 8
TILE_WIDTH: Final = 256
MAX_LEVEL: Final = 63
ENTRIES: Final = -1  # the level of entry bundles

_PATH: Final = re.compile(
    r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([0-9]{1,3}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Tile:
    """Which tile: hashes `index * 256` and the next `width - 1` ones of a level.

    `level` 0 holds leaf hashes, each level above the roots of full tiles of the one below;
    `ENTRIES` holds the entries themselves. A `width` below 256 is a partial tile.
    Raises `TreeError` for what tlog-tiles has no path for.

    >>> Tile(0, 1234067).path
    'tile/0/x001/x234/067'
    >>> Tile(ENTRIES, 273, 112).path
    'tile/entries/273.p/112'
    """

    level: int
    index: int
    width: int = TILE_WIDTH

    def __post_init__(self) -> None:
        if not ENTRIES <= self.level <= MAX_LEVEL:
            raise TreeError(f"{self.level} is not a level of tiles: there are 0 to {MAX_LEVEL}.")
        if not 0 <= self.index <= MAX_SIZE:
            raise TreeError(f"{self.index} is not the number of a tile: give 0 to 2^63 − 1.")
        if not 1 <= self.width <= TILE_WIDTH:
            raise TreeError(f"A tile {self.width} wide does not exist: give 1 to {TILE_WIDTH}.")

    @property
    def path(self) -> str:
        """Where the tile is served, below the prefix of the log."""
        return tile_path(self.level, self.index, self.width)

    @property
    def length(self) -> int:
        """How many bytes a tile of hashes has; an entry bundle has no fixed length."""
        return self.width * HASH_LENGTH


def tile_path(level: int, index: int, width: int) -> str:
    """As `Tile(level, index, width).path`, of what is known to be a tile."""
    row = "entries" if level == ENTRIES else level
    partial = "" if width == TILE_WIDTH else f".p/{width}"
    return f"tile/{row}/{_digits(index)}{partial}"


def read_tile_path(path: str) -> Tile:
    """Read a path of tlog-tiles; raises `TreeError` unless it is the one way to write it.

    >>> read_tile_path("tile/0/x001/x234/067")
    Tile(level=0, index=1234067, width=256)
    """
    match = _PATH.fullmatch(path)
    if match is None:
        raise _not_a_path(path)
    level, index, width = match.groups()
    number = int(index.replace("/", "").replace("x", ""))
    if number > MAX_SIZE or int(width or 1) not in range(1, TILE_WIDTH):
        raise _not_a_path(path)
    level_number = ENTRIES if level == "entries" else int(level)
    if level_number > MAX_LEVEL:
        raise _not_a_path(path)
    tile = Tile(level_number, number, int(width) if width else TILE_WIDTH)
    if tile.path != path:
        raise _not_a_path(path)
    return tile


def tile_width(size: int, level: int, index: int) -> int:
    """How wide a tile is in a tree of `size` entries: 256 when full, 0 when it is not there."""
    hashes = size >> (TILE_HEIGHT * max(level, 0))
    return max(0, min(TILE_WIDTH, hashes - index * TILE_WIDTH))


def _digits(index: int) -> str:
    """Three digits for each folder, so that no folder holds more than 3,000 files."""
    path = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        path = f"x{index % 1000:03}/{path}"
    return path


def _not_a_path(path: str) -> TreeError:
    shown = path if len(path) <= 80 else path[:77] + "…"
    return TreeError(
        f"{shown!r} is not the path of a tile. Paths look like tile/0/x001/x234/067, "
        "tile/2/000.p/15 or tile/entries/273.p/112."
    )
