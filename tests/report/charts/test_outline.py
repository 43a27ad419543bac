import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.charts.samples import ENGLISH, OUTLINES, by_class, parsed, texts

from kept.report.charts.cells import Cell
from kept.report.charts.outline import Imprint, Outline, draw, middle
from kept.report.charts.simplify import simplified

IMPRINT = Imprint(licence="CC BY-IGO", note="No position on any boundary")
POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=40)


def drawn(cells, outlines=OUTLINES) -> str:
    return draw(outlines, cells, imprint=IMPRINT, label="Areas", locale=ENGLISH)


def test_a_total_stands_in_the_middle_of_its_area():
    [east] = by_class(drawn({"east": Cell(name="East", count=7)}), "total")
    assert east.text == "7"
    assert (float(east.get("x")), float(east.get("y"))) == pytest.approx((328, 116), abs=0.2)


def test_whose_outlines_they_are_is_printed_with_them():
    assert texts(drawn({}))[-2:] == ["No position on any boundary", "CC BY-IGO"]


def test_north_is_up_and_lengths_are_right_in_the_middle_latitude():
    square = Outline(area="a", polygons=((((0, 59), (2, 59), (2, 60), (0, 60), (0, 59)),),))
    path = parsed(drawn({}, (square,))).find(".//path").get("d")
    steps = [float(each) for each in path.split("l")[1].removesuffix("z").split()]
    assert steps[0] == pytest.approx(432, abs=0.2)
    assert steps[3] == pytest.approx(-432 / 2 / math.cos(math.radians(59.5)), abs=0.2)


def test_an_island_too_small_to_see_is_left_out_unless_it_is_all_there_is():
    main = OUTLINES[0].polygons[0]
    speck = (((29.5, 1.5), (29.501, 1.5), (29.501, 1.501), (29.5, 1.5)),)
    with_speck = Outline(area="east", polygons=(main, speck))
    only_speck = Outline(area="west", polygons=(speck,))
    east, west = by_class(drawn({}, (with_speck, only_speck)), "area")
    assert (east.get("d").count("M"), west.get("d").count("M")) == (1, 1)


def test_without_outlines_there_is_no_picture():
    with pytest.raises(ValueError, match="no outline to draw"):
        drawn({}, ())


@pytest.mark.parametrize("points", [((3, 4),), ((0, 0), (2, 2), (0, 0))])
def test_what_encloses_nothing_has_a_middle_too(points):
    assert middle(points) == pytest.approx(
        (sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points))
    )


@given(POINTS, st.integers(0, 20))
def test_a_simpler_line_strays_no_further_than_allowed(points, tolerance):
    ring = (*points, *points[:1])
    kept = simplified(ring, tolerance)
    assert kept[:1] == ring[:1]
    assert kept[-1:] == ring[-1:]
    assert all(_near(point, kept) <= tolerance + 1e-9 for point in ring)


def _near(point, line) -> float:
    if len(line) == 1:
        return math.dist(point, line[0])
    return min(_off(point, a, b) for a, b in pairwise(line))


def _off(point, a, b) -> float:
    across, down = b[0] - a[0], b[1] - a[1]
    length = across**2 + down**2
    along = (point[0] - a[0]) * across + (point[1] - a[1]) * down
    part = min(1.0, max(0.0, along / length)) if length else 0.0
    return math.dist(point, (a[0] + part * across, a[1] + part * down))


def test_the_provinces_as_published_are_drawn_light(shared: Path):
    file = shared / "data" / "geo" / "cod-adm1.geojson"
    if not file.is_file():
        pytest.skip("the published outlines are not beside this checkout")
    outlines = [
        Outline(area=each["properties"]["adm1_pcode"], polygons=_polygons(each["geometry"]))
        for each in json.loads(file.read_text("utf-8"))["features"]
    ]
    chart = drawn({"CD61": Cell(name="North Kivu", count=41)}, outlines)
    assert len(by_class(chart, "area")) == 26
    assert "41" in texts(chart)
    assert len(chart) < 30_000


def _polygons(geometry):
    several = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        several = [several]
    return tuple(
        tuple(tuple((x, y) for x, y, *_ in ring) for ring in polygon) for polygon in several
    )
