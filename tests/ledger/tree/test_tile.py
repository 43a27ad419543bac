"""Paths of tiles, as C2SP tlog-tiles writes them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kept.ledger.tree import (
    ENTRIES,
    MAX_SIZE,
    Tile,
    TreeError,
    read_tile_path,
    tile_path,
    tile_width,
)

PATHS = {
    "tile/0/000": Tile(0, 0),
    "tile/0/x001/x234/067": Tile(0, 1234067),  # the example of tlog-tiles
    "tile/0/x001/x234/067.p/255": Tile(0, 1234067, 255),
    "tile/2/000.p/1": Tile(2, 0, 1),
    "tile/63/999": Tile(63, 999),
    "tile/15/x455/667": Tile(15, 455667),
    "tile/15/x123/x456/789.p/65": Tile(15, 123456789, 65),
    "tile/entries/x001/000": Tile(ENTRIES, 1000),
    "tile/entries/273.p/112": Tile(ENTRIES, 273, 112),
    "tile/0/x009/x223/x372/x036/x854/x775/807": Tile(0, MAX_SIZE),
}
NO_PATHS = [
    "",
    "tile",
    "tile/0",
    "tile/0/",
    "/tile/0/000",
    "tile/0/000/",
    "tile/0/00",
    "tile/0/0000",
    "tile/0/001\n",
    "tile/00/001",
    "tile/01/001",
    "tile/-1/001",
    "tile/64/001",
    "tile/100/001",
    "tile/data/001",
    "tile/8/0/001",
    "tile/0/x001",
    "tile/0/001/002",
    "tile/0/x000/001",
    "tile/0/x001/x002",
    "tile/0/X001/002",
    "tile/0/000.p",
    "tile/0/000.p/",
    "tile/0/000.p/0",
    "tile/0/000.p/01",
    "tile/0/000.p/256",
    "tile/0/000.p/999",
    "tile/0/000.p/-1",
    "tile/0/000.p/٣",
    "tile/0/٠٠١",
    "tile/٣/001",
    "tile/0/../001",
    "tile/0/x009/x223/x372/x036/x854/x775/808",
    "tile/0/" + "x001/" * 100_000 + "000",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_is_written_and_read(path):
    assert PATHS[path].path == path
    assert read_tile_path(path) == PATHS[path]


@pytest.mark.parametrize("path", NO_PATHS, ids=lambda path: path[:30])
def test_nothing_else_is_a_path(path):
    with pytest.raises(TreeError, match="is not the path of a tile") as refusal:
        read_tile_path(path)
    assert len(str(refusal.value)) < 250


@given(
    st.integers(ENTRIES, 63),
    st.one_of(st.integers(0, 2000), st.integers(0, MAX_SIZE)),
    st.integers(1, 256),
)
def test_every_tile_has_one_path(level, index, width):
    tile = Tile(level, index, width)
    assert read_tile_path(tile.path) == tile
    assert tile_path(level, index, width) == tile.path


@given(
    st.one_of(
        st.text(max_size=40),
        st.from_regex(
            r"tile/(entries|\d{1,3})/(x\d{3}/){0,8}\d{2,4}(\.p/\d{1,4})?", fullmatch=True
        ),
    )
)
@example("tile/0/x000/000")
def test_what_is_read_is_written_back(path):
    try:
        tile = read_tile_path(path)
    except TreeError:
        return
    assert tile.path == path


@pytest.mark.parametrize(
    ("level", "index", "width"),
    [(-2, 0, 1), (64, 0, 1), (0, -1, 1), (0, MAX_SIZE + 1, 1), (0, 0, 0), (0, 0, 257)],
)
def test_there_are_no_other_tiles(level, index, width):
    with pytest.raises(TreeError):
        Tile(level, index, width)


def test_a_tile_has_the_length_of_its_hashes():
    assert Tile(0, 0).length == 8192
    assert Tile(0, 0, 3).length == 96


@pytest.mark.parametrize(
    ("size", "level", "index", "width"),
    [
        # the examples of tlog-tiles: 70,000 entries and 256
        (70_000, 0, 272, 256),
        (70_000, 0, 273, 112),
        (70_000, 0, 274, 0),
        (70_000, ENTRIES, 273, 112),
        (70_000, 1, 0, 256),
        (70_000, 1, 1, 17),
        (70_000, 2, 0, 1),
        (70_000, 3, 0, 0),
        (256, 0, 0, 256),
        (256, 1, 0, 1),
        (255, 1, 0, 0),
        (0, 0, 0, 0),
    ],
)
def test_how_wide_a_tile_is(size, level, index, width):
    assert tile_width(size, level, index) == width
