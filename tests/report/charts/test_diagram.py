import pytest
from tests.report.charts.samples import ENGLISH, TILES, by_class, parsed, texts

from kept.report.charts.cells import Cell
from kept.report.charts.diagram import draw, touching
from kept.report.charts.tiles import Diagram, Tile


def drawn(cells, diagram=TILES) -> str:
    return draw(diagram, cells, label="Areas", locale=ENGLISH)


def test_a_tile_shows_its_total_or_what_stands_for_it():
    chart = drawn({"east": Cell(name="East", count=1234), "west": Cell(name="West", instead="<5")})
    assert {"East", "1,234", "West", "<5"} == {*texts(chart)}
    assert len(by_class(chart, "untold")) == 1


def test_a_word_has_its_colour_and_its_shape():
    chart = drawn({"far": Cell(name="Far", word="contested")})
    [tile] = by_class(chart, "s-contested")
    assert tile.find("use").get("href") == "#i-contested"


def test_only_neighbours_that_do_not_touch_are_joined_by_a_line():
    assert len(by_class(drawn({}), "beside")) == 1


@pytest.mark.parametrize(
    ("column", "row", "answer"),
    [
        *((*place, True) for place in ((4, 3), (2, 3), (3, 2), (2, 2), (3, 4), (2, 4))),
        *((*place, False) for place in ((4, 2), (4, 4), (3, 1), (3, 3), (5, 3))),
    ],
)
def test_six_places_touch_a_tile(column, row, answer):
    middle = Tile(area="middle", column=3, row=3)
    assert touching(middle, Tile(area="other", column=column, row=row)) is answer
    assert touching(Tile(area="other", column=column, row=row), middle) is answer


def test_the_picture_is_no_larger_than_its_tiles():
    near = Diagram((Tile(area="east", column=1, row=1),))
    far = Diagram((Tile(area="east", column=41, row=31),))
    sizes = {parsed(drawn({}, each)).get("viewBox") for each in (near, far)}
    assert len(sizes) == 1
