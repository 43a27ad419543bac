"""A diagram of areas read from text: who lies beside whom, and no boundary."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from kept.names import nearest
from kept.texts import Id, Ids, Problem, ProblemsError, Refused, Table, TomlText, Whole, read_toml

_MOST: Final = 60  # columns or rows; a reader has to find one


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One area and its place in the diagram, counted from 1."""

    area: str
    column: int
    row: int
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """Agreed areas as tiles. It takes no position on any boundary."""

    tiles: tuple[Tile, ...]

    def tile(self, area: str) -> Tile:
        """The tile of an area that is in the diagram."""
        return next(each for each in self.tiles if each.area == area)

    def beside(self) -> Iterator[tuple[Tile, Tile]]:
        """Each pair of neighbours once."""
        for each in self.tiles:
            yield from ((each, self.tile(one)) for one in each.neighbours if each.area < one)


_TILE: Final = Table(
    Tile,
    {
        "area": Id(),
        "column": Whole(1, _MOST),
        "row": Whole(1, _MOST),
        "neighbours": Ids(),
    },
    ("area", "column", "row"),
)


def read_diagram(text: str, file: str, areas: Collection[str]) -> Diagram:
    """Read a file of tiles; raises `ProblemsError` with all that is wrong in it.

    areas  those of the process, which alone may be shown
    """
    reader = _Reader(read_toml(text, file), areas)
    tiles = reader.tiles()
    reader.check(tiles)
    if reader.problems:
        raise ProblemsError(reader.problems)
    return Diagram(tuple(tiles.values()))


@dataclass(slots=True)
class _Reader:
    """Collects problems over the whole file."""

    text: TomlText
    areas: Collection[str]
    problems: list[Problem] = field(default_factory=list)

    def tiles(self) -> Mapping[int, Tile]:
        """The tiles that can be read, by their place in the file."""
        for key in self.text.tables:
            if key != "tile":
                self._problem((key,), f"Nobody knows [{key}] here.", "Write [[tile]].")
        written = self.text.tables.get("tile", [])
        if not isinstance(written, list) or not written:
            self._problem(("tile",), "There is no tile.", "Write [[tile]], once for each area.")
            return {}
        read = ((at, self._tile(at, each)) for at, each in enumerate(written))
        return {at: tile for at, tile in read if tile is not None}

    def _tile(self, at: int, written: Any) -> Tile | None:
        try:
            return _TILE.read(written)
        except Refused as refused:
            self._problem(("tile", at, *refused.path), refused.what, refused.remedy)
            return None

    def check(self, tiles: Mapping[int, Tile]) -> None:
        """What is wrong between tiles that can be read."""
        places: dict[tuple[int, int], Tile] = {}
        named: dict[str, Tile] = {}
        for at, each in tiles.items():
            self._known(at, each.area, "area")
            self._alone(at, each, places, named)
        for at, each in tiles.items():
            for one in each.neighbours:
                self._mutual(at, each, one, named)

    def _known(self, at: int, area: str, key: str) -> None:
        if area in self.areas:
            return
        close = nearest(area, self.areas)
        remedy = f"Did you mean {close}?" if close else "Add it to the areas of the process."
        self._problem(("tile", at, key), f"Nobody knows the area {area}.", remedy)

    def _alone(
        self, at: int, each: Tile, places: dict[tuple[int, int], Tile], named: dict[str, Tile]
    ) -> None:
        if each.area in named:
            self._problem(("tile", at, "area"), f"{each.area} has two tiles.", "Keep one.")
        other = places.setdefault((each.column, each.row), each)
        if other is not each:
            self._problem(
                ("tile", at, "column"),
                f"{other.area} stands in column {each.column}, row {each.row} already.",
                f"Put {each.area} elsewhere.",
            )
        named.setdefault(each.area, each)

    def _mutual(self, at: int, each: Tile, one: str, named: Mapping[str, Tile]) -> None:
        path = ("tile", at, "neighbours")
        if one == each.area:
            self._problem(path, f"{one} is its own neighbour.", "Take it out.")
        elif one not in named:
            self._problem(path, f"{one} has no tile.", f"Add one, or take {one} out.")
        elif each.area not in named[one].neighbours:
            self._problem(
                path,
                f"{one} does not name {each.area} as its neighbour.",
                f"Add {each.area} to the neighbours of {one}, or take {one} out here.",
            )

    def _problem(self, path: tuple[str | int, ...], what: str, remedy: str) -> None:
        self.problems.append(Problem(place=self.text.place(path), what=what, remedy=remedy))
