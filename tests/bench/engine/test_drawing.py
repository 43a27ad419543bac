"""The drawing is sound XML, names every line, and places points by powers of ten."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from bench.engine.drawing import curves

LINES = {
    "kept": [(10_000, 0.002), (100_000, 0.02), (1_000_000, 0.2)],
    "a < b": [(10_000, 0.0021), (100_000, 0.021), (1_000_000, 0.21)],
}
SVG = "{http://www.w3.org/2000/svg}"


def drawing() -> ET.Element:
    return ET.fromstring(curves(LINES, "Cost & size", "A note."))  # noqa: S314 - our own


def test_every_line_is_named_and_no_two_names_meet() -> None:
    texts = {each.text: float(each.get("y", "0")) for each in drawing().iter(f"{SVG}text")}
    assert {"kept", "a < b", "Cost & size", "1,000,000", "100 ms", "1 s"} <= texts.keys()
    assert abs(texts["kept"] - texts["a < b"]) >= 16


def test_equal_growth_is_a_straight_line() -> None:
    line = next(drawing().iter(f"{SVG}polyline")).get("points", "")
    points = [tuple(map(float, each.split(","))) for each in line.split()]
    [(x, y), (middle_x, middle_y), (last_x, last_y)] = points
    assert x < middle_x < last_x
    assert y > middle_y > last_y
    assert middle_x - x == pytest.approx(last_x - middle_x, abs=0.2)
    assert middle_y - y == pytest.approx(last_y - middle_y, abs=0.2)


def test_lines_are_told_apart_without_colour() -> None:
    several = [each.get("stroke-dasharray") for each in drawing().iter(f"{SVG}polyline")]
    marks = {each.tag for each in drawing().iter() if each.tag in (f"{SVG}circle", f"{SVG}rect")}
    assert len(several) == 2
    assert len(marks) == 2
