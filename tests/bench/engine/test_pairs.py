"""Engines side by side: each in its own process, left out with a reason where that must be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench.engine.engines import ENGINES, OURS, PEERS, Engine
from bench.engine.generator import generate
from bench.engine.pairs import Effort, Result, TooLongError, contest, process

from bench.engine import __main__ as program
from bench.engine import worker
from kept.assessment.sweep.columns import arrays

ONCE = Effort(rounds=1, budget=60)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    worker.save(generate(500), tmp_path)
    return tmp_path


def test_what_is_saved_is_read_again(folder: Path) -> None:
    saved, read = generate(500), worker.load(folder)
    assert read.process == saved.process
    assert read.columns.vocabulary == saved.columns.vocabulary
    for name in ("words", "retractions", "answers"):
        one, other = (arrays(getattr(each.columns, name)) for each in (saved, read))
        assert all((one[column] == other[column]).all() for column in one)


def test_a_process_answers_and_ends(folder: Path) -> None:
    with process(OURS, folder) as asked:
        found = asked.ask("evidence")
        assert found["seconds"] > 0
        assert found["checksum"][0] > 4_800
        assert asked.ask("memory")["peak"] >= asked.ready["held"]
    assert asked.running.poll() is not None


def test_an_answer_that_does_not_come_is_not_awaited(folder: Path) -> None:
    with process(OURS, folder) as asked, pytest.raises(TooLongError, match="more than 0 s"):
        asked.ask("evidence", within=0)


def test_whoever_cannot_take_part_is_left_out_with_a_reason(folder: Path) -> None:
    peers = (
        Engine("none", "peers.none", ("no_such_module",)),
        Engine("small", "peers.duck", most=10),
        Engine("slow", "peers.duck"),
    )
    before = [Result(engine="slow", size=10, seconds=10)]
    found = {each.engine: each for each in contest(500, folder, ONCE, before, peers)}
    assert found["none"].note == "no_such_module is not installed"
    assert found["small"].note == "not asked of more than 10"
    assert found["slow"].note == "about 500 s expected, 240 s allowed"
    assert all(found[each.name].seconds is None for each in peers)
    assert found[OURS].seconds
    assert "left out" in program.table(list(found.values()))


def test_a_peer_is_measured_in_pairs(folder: Path) -> None:
    pytest.importorskip("duckdb")
    found = {each.engine: each for each in contest(500, folder, ONCE, (), (ENGINES["DuckDB"],))}
    assert found["DuckDB"].agrees is True
    assert found["DuckDB"].to_ours
    assert "equal" in program.table(list(found.values()))
    assert "DuckDB" in program.drawn(list(found.values()))
    assert json.dumps(found["DuckDB"].note) == '""'


def test_every_peer_can_be_loaded_where_it_is_installed() -> None:
    for each in PEERS:
        if each.missing() is None:
            assert callable(each.load().prepare)


def test_rounds_fit_the_budget() -> None:
    effort = Effort(rounds=7, budget=60)
    assert [effort.rounds_of(each) for each in (0.01, 10, 25, 100)] == [7, 6, 2, 1]


def test_growth_is_told_from_size_to_size() -> None:
    several = [Result(engine=OURS, size=size, seconds=size / 5_000) for size in (100, 10, 1_000)]
    assert [*program.growth(several)] == [
        "kept: from 10 to 100, 10 × the statements, 10.0 × the time",
        "kept: from 100 to 1,000, 10 × the statements, 10.0 × the time",
    ]
