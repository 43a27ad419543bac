"""The line of everything in a TOML text."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kept.texts import LineIndex
from kept.texts.lines import DEEPEST, Path, TooDeepError

TEXT = '''# a comment [not.a.table]
top = 1

[actor.aruna]  # with a comment
name = { en = "A # b", fr = "[[x]]" }
aliases = [
  "one", "two",
  # no item
  "three",  # last
]
"quoted key" . 'and' . more = "x"

[[actor.aruna.office]]
id = "first"
note = """
[not.a.table]
key = 1 \\""" still
"""

[[actor.aruna.office]]
id = "second"
text = \'\'\'one line\'\'\'
conditions = { all = [
  { event = "a" },
  { any = [{ event = "b" },
           { state = "c" }] },
] }

[actor.aruna.office.deep]
x.y = { z = [[1,
  2], [
  3]] }
'''
LINES: dict[Path, int] = {
    (): 1,
    ("top",): 2,
    ("actor",): 4,
    ("actor", "aruna"): 4,
    ("actor", "aruna", "name"): 5,
    ("actor", "aruna", "name", "en"): 5,
    ("actor", "aruna", "name", "fr"): 5,
    ("actor", "aruna", "aliases"): 6,
    ("actor", "aruna", "aliases", 0): 7,
    ("actor", "aruna", "aliases", 1): 7,
    ("actor", "aruna", "aliases", 2): 9,
    ("actor", "aruna", "quoted key", "and", "more"): 11,
    ("actor", "aruna", "office"): 13,
    ("actor", "aruna", "office", 0): 13,
    ("actor", "aruna", "office", 0, "id"): 14,
    ("actor", "aruna", "office", 0, "note"): 15,
    ("actor", "aruna", "office", 1): 20,
    ("actor", "aruna", "office", 1, "id"): 21,
    ("actor", "aruna", "office", 1, "text"): 22,
    ("actor", "aruna", "office", 1, "conditions", "all"): 23,
    ("actor", "aruna", "office", 1, "conditions", "all", 0, "event"): 24,
    ("actor", "aruna", "office", 1, "conditions", "all", 1, "any", 0): 25,
    ("actor", "aruna", "office", 1, "conditions", "all", 1, "any", 1, "state"): 26,
    ("actor", "aruna", "office", 1, "deep"): 29,
    ("actor", "aruna", "office", 1, "deep", "x"): 30,
    ("actor", "aruna", "office", 1, "deep", "x", "y", "z", 0, 1): 31,
    ("actor", "aruna", "office", 1, "deep", "x", "y", "z", 1): 31,
    ("actor", "aruna", "office", 1, "deep", "x", "y", "z", 1, 0): 32,
}


@pytest.mark.parametrize("path", LINES, ids=str)
def test_each_thing_has_the_line_it_was_written_on(path: Path) -> None:
    assert LineIndex.of(TEXT).lines[path] == LINES[path]


def test_the_text_above_is_toml_and_nothing_in_it_is_without_a_line() -> None:
    index = LineIndex.of(TEXT)

    assert set(paths(tomllib.loads(TEXT))) <= index.lines.keys()
    assert index.left_open is None


def paths(value: Any, path: Path = ()) -> list[Path]:
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(each for key, one in inside for each in paths(one, (*path, key)))]


def test_lines_are_counted_from_where_the_text_begins() -> None:
    index = LineIndex.of("[a]\nb = 1", first_line=40)

    assert index.line(("a", "b")) == 41
    assert index.line(()) == 40


@pytest.mark.parametrize(
    ("path", "line"),
    [(("a", "missing"), 1), (("a", "b", 7), 2), (("nowhere",), 1), (("a", "b", 0, "x"), 2)],
)
def test_what_has_no_line_has_that_of_what_it_stands_in(path: Path, line: int) -> None:
    assert LineIndex.of("[a]\nb = [1]\n").line(path) == line


def test_an_index_of_nothing_says_the_first_line() -> None:
    assert LineIndex().line(("a",)) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\nb = [\n1,\n", 2),
        ("a = 1\nb = [\n[2,\n", 3),
        ('a = """\nx\n', 1),
        ("b = [\n  { c = '''x\n", 2),
        ("a = [1]\n", None),
        ('a = "x\nb = 1', None),
        ("a = ]\nb = 1", None),
    ],
)
def test_what_is_left_open_is_known_by_its_line(text: str, line: int | None) -> None:
    assert LineIndex.of(text).left_open == line


@pytest.mark.parametrize(
    "text", ["{}{}{}", "= 1", "[x", "a = { b }\nc = 1", "a = {,}\nb = 2", "a, b = 1"]
)
def test_broken_lines_are_passed_over(text: str) -> None:
    assert LineIndex.of(text).lines[()] == 1


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * (DEEPEST + 1),
        "\na = " + "{ b = " * (DEEPEST + 1),
        "\n[" + ".".join("a" * (DEEPEST + 1)) + "]",
        "\n" + ".".join("a" * (DEEPEST + 1)) + " = 1",
        "\nx = { " + " . ".join("a" * (DEEPEST + 1)) + " = 1 }",
    ],
)
def test_text_that_is_too_deep_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(TooDeepError) as refusal:
        LineIndex.of(text, first_line=5)

    assert refusal.value.line == 5 + text.count("\n")
    assert str(refusal.value) == (
        f"line {refusal.value.line}: more than 24 tables or lists within one another"
    )


def test_text_as_deep_as_allowed_is_read() -> None:
    LineIndex.of("a = " + "[" * DEEPEST + "]" * DEEPEST)


VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=5), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.text(st.sampled_from("ab-'\". =é"), max_size=3), inner, max_size=3),
    ),
    max_leaves=8,
)


def written(value: object) -> str:
    """`value` as TOML, each item of a list on a line of its own."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case dict():
            return "{ " + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + " }"
        case list():
            return "[\n" + "".join(f"  {written(each)},\n" for each in value) + "]"
        case _:
            return str(value)


def quoted(text: str) -> str:
    return (
        '"'
        + "".join(
            f"\\U{ord(char):08x}"
            if char in '"\\' or ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 or ord(char) == 127
            else char
            for char in text
        )
        + '"'
    )


@given(st.dictionaries(st.from_regex(r"[a-z]{1,3}", fullmatch=True), VALUES, max_size=4))
def test_every_item_is_found_on_a_line_between_its_neighbours(tables: dict[str, Any]) -> None:
    text = "".join(f"{key} = {written(value)}\n" for key, value in tables.items())
    text = text.replace("\\U0000d", "\\U0000e")  # no half of a surrogate pair
    index = LineIndex.of(text)

    lines = [index.line((key,)) for key in tables]

    assert tomllib.loads(text).keys() == tables.keys()
    assert lines == sorted(lines)
    assert index.left_open is None
    for key, value in tables.items():
        if isinstance(value, list):
            inner = [index.lines[key, count] for count in range(len(value))]
            assert inner == sorted(set(inner))
