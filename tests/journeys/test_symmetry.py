"""Exchange two parties in the input, and the whole answer is exchanged: as JSON, sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kept.cli.main import main

PROCESSES = Path(__file__).parents[2] / "processes"
PARTIES = [
    ("lakes-exercise", "aruna", "belva"),
    ("great-lakes", "drc", "rwanda"),
]
ASKED = [
    ["review"],
    ["review", "--since", "2025-09-01"],
    ["review", "--known-at", "2025-09-01"],
]


def exchange(one: str, other: str) -> Callable[[str], str]:
    """A text with two names exchanged, wherever they stand and however they are capitalised."""
    names = {one: other, other: one, one.capitalize(): other.capitalize()}
    names[other.capitalize()] = one.capitalize()
    pattern = re.compile("|".join(sorted(names, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: names[found.group()], text)


def exchanged_copy(name: str, swap: Callable[[str], str], to: Path) -> Path:
    """The process with the two names exchanged in every file."""
    folder = to / name
    for file in sorted((PROCESSES / name).rglob("*")):
        if file.suffix in (".toml", ".md"):
            copy = folder / file.relative_to(PROCESSES / name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(swap(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def canonical(value: Any) -> Any:
    """The same with every list sorted: an order by name is no order of parties."""
    if isinstance(value, dict):
        return {key: canonical(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((canonical(each) for each in value), key=json.dumps)
    return value


def answer(process: str, asked: list[str]) -> str:
    command, *options = asked
    done = CliRunner().invoke(main, [command, process, *options, "--json"])
    assert done.exit_code == 0, done.output
    return done.stdout


def without_digest(text: str) -> Any:
    found = json.loads(text)
    del found["process_digest"]
    return canonical(found)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
@pytest.mark.parametrize(("name", "one", "other"), PARTIES)
def test_exchanging_the_parties_exchanges_the_review(name, one, other, asked, tmp_path):
    swap = exchange(one, other)
    theirs = exchanged_copy(name, swap, tmp_path)
    ours = without_digest(answer(name, asked))
    assert without_digest(swap(answer(str(theirs), asked))) == ours


@pytest.mark.parametrize(("name", "one", "other"), PARTIES)
def test_and_from_each_partys_own_standpoint(name, one, other, tmp_path):
    swap = exchange(one, other)
    theirs = exchanged_copy(name, swap, tmp_path)
    ours = without_digest(answer(name, ["review", "--standpoint", one]))
    swapped = answer(str(theirs), ["review", "--standpoint", other])
    assert without_digest(swap(swapped)) == ours


def test_exchanging_does_exchange_something(tmp_path):
    swap = exchange("aruna", "belva")
    theirs = exchanged_copy("lakes-exercise", swap, tmp_path)
    ours = without_digest(answer("lakes-exercise", ["review"]))
    assert without_digest(answer(str(theirs), ["review"])) != ours
