"""`kept portfolio`: what it tells of many processes, and of those that cannot be read."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path, cache, monkeypatch) -> Path:
    """The exercise, and a second one under another name."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    for name in ("a-second", "lakes-exercise"):
        shutil.copytree(ROOT / "processes" / "lakes-exercise", tmp_path / name)
    head = tmp_path / "a-second" / "process.toml"
    head.write_text(head.read_text().replace('"lakes-exercise"', '"zeta"', 1))
    return tmp_path


def test_the_screen_tells_each_process_and_what_they_come_to(kept, folder):
    text = kept("portfolio", str(folder)).stdout
    assert text.index("lakes-exercise") < text.index("zeta")
    assert "Counts of unlike texts are no comparison." in text
    for each in (
        "as of",
        "next deadline",
        "last said",
        "answered differently",
        "in all",
        "● kept",
    ):
        assert each in text
    assert "%" not in text


def test_the_screen_speaks_french(kept, folder):
    text = kept("portfolio", str(folder), "--lang", "fr").stdout
    assert "échéance" in text
    assert "ne se comparent pas" in " ".join(text.split())
    for english in ("deadline", "standpoint", "in all", " kept", "blocked"):
        assert english not in text


def test_counts_are_those_of_the_review(kept_json, folder):
    told = kept_json("portfolio", str(folder))
    review = kept_json("review", "lakes-exercise")
    words = [each["word"] for each in review["commitments"]]
    for each in told["processes"]:
        assert each["counts"] == {word: words.count(word) for word in set(words)}
        assert each["on"] == review["on"]
    assert told["counts"] == {word: 2 * words.count(word) for word in set(words)}
    assert [each["folder"] for each in told["processes"]] == ["lakes-exercise", "a-second"]


def test_the_json_is_sorted_and_the_same_each_time(kept, folder):
    text = kept("portfolio", str(folder), "--json", "--jobs", "1").stdout
    assert text == kept("portfolio", str(folder), "--json", "--jobs", "2").stdout
    assert (
        text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )


def test_a_standpoint_and_a_day_can_be_named(kept_json, folder):
    asked = ("--standpoint", "aruna", "--on", "2025-06-01", "--known-at", "2025-07-01")
    for each in kept_json("portfolio", str(folder), *asked)["processes"]:
        assert (each["standpoint"], each["on"], each["known_at"]) == (
            "aruna", "2025-06-01", "2025-07-01",
        )  # fmt: skip


def test_a_standpoint_that_none_has_is_refused(kept, folder):
    said = kept("portfolio", str(folder), "--standpoint", "nobody", code=2).output
    assert "None of these processes has a standpoint “nobody”." in said


def test_a_process_that_cannot_be_read_is_named_and_the_rest_told(kept, kept_json, folder):
    (folder / "broken").mkdir()
    (folder / "broken" / "process.toml").write_text("id =")
    text = kept("portfolio", str(folder), code=3).stdout
    assert "broken cannot be read as it stands, and is not counted:" in text
    assert "process.toml:1" in text
    assert "zeta" in text
    told = kept_json("portfolio", str(folder), code=3)
    assert [each["folder"] for each in told["unreadable"]] == ["broken"]
    assert len(told["processes"]) == 2


def test_a_folder_without_processes_is_refused(kept, tmp_path):
    assert "holds no folder of a process" in kept("portfolio", str(tmp_path), code=2).output


def test_what_is_not_at_hand_is_named(kept, folder, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "kept.cli.commands.portfolio.find_spec",
        lambda name: None if name == "numpy" else find(name),
    )
    assert "not at hand: numpy." in kept("portfolio", str(folder), code=2).output
