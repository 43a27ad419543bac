from pathlib import Path

import pytest

from kept.archive import open_process
from kept.report.charts.tiles import read_diagram
from kept.texts import ProblemsError

AREAS = ("ituri", "north-kivu", "south-kivu")
SOUND = """\
[[tile]]
area = "ituri"
column = 2
row = 1
neighbours = ["north-kivu"]

[[tile]]
area = "north-kivu"
column = 2
row = 2
neighbours = ["ituri"]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        read_diagram(text, "diagram.toml", AREAS)
    return [str(each) for each in caught.value.problems]


def test_a_sound_diagram_is_read():
    diagram = read_diagram(SOUND, "diagram.toml", AREAS)
    assert [(each.area, each.column, each.row) for each in diagram.tiles] == [
        ("ituri", 2, 1),
        ("north-kivu", 2, 2),
    ]
    assert [(a.area, b.area) for a, b in diagram.beside()] == [("ituri", "north-kivu")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'area = "north-kivu"',
            'area = "nort-kivu"',
            "diagram.toml:8: Nobody knows the area nort-kivu. Did you mean north-kivu?",
        ),
        (
            "column = 2\nrow = 2",
            "column = 2\nrow = 1",
            "diagram.toml:9: ituri stands in column 2, row 1 already. Put north-kivu elsewhere.",
        ),
        (
            'neighbours = ["ituri"]',
            "neighbours = []",
            "diagram.toml:5: north-kivu does not name ituri as its neighbour. "
            "Add ituri to the neighbours of north-kivu, or take north-kivu out here.",
        ),
        (
            'neighbours = ["ituri"]',
            'neighbours = ["ituri", "south-kivu"]',
            "diagram.toml:11: south-kivu has no tile. Add one, or take south-kivu out.",
        ),
        (
            'neighbours = ["ituri"]',
            'neighbours = ["ituri", "north-kivu"]',
            "diagram.toml:11: north-kivu is its own neighbour. Take it out.",
        ),
        (
            "row = 1",
            "row = 0",
            "diagram.toml:4: The number is out of bounds. Write a number from 1 to 60.",
        ),
        (
            "row = 1",
            "rows = 1",
            "diagram.toml:4: Nobody knows the field “rows” here. Did you mean “row”?",
        ),
        (
            "[[tile]]\n",
            "[[tiles]]\n",
            "diagram.toml:1: Nobody knows [tiles] here. Write [[tile]].",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, told):
    assert old in SOUND
    assert told in problems(SOUND.replace(old, new))


def test_an_area_has_one_tile():
    twice = SOUND + '\n[[tile]]\narea = "ituri"\ncolumn = 5\nrow = 5\n'
    assert "diagram.toml:14: ituri has two tiles. Keep one." in problems(twice)


@pytest.mark.parametrize("text", ["", "tile = 3", "[tile]\narea = 'ituri'"])
def test_a_diagram_has_tiles(text):
    [told] = problems(text)
    assert "There is no tile." in told


def test_all_that_is_wrong_is_told_at_once():
    wrong = SOUND.replace("ituri", "itury").replace("column = 2", "column = 0")
    assert len(problems(wrong)) >= 2


@pytest.mark.parametrize("name", ["great-lakes", "lakes-exercise"])
def test_the_diagrams_of_our_processes_are_sound(root: Path, name: str):
    process = open_process(root / "processes" / name).process
    file = root / "processes" / name / "diagram.toml"
    assert len(read_diagram(file.read_text("utf-8"), file.name, process.areas).tiles) == 5
