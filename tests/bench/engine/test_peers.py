"""Every peer gives the answer of the reference."""

from __future__ import annotations

from functools import cache

import pytest
from bench.engine.generator import generate
from bench.engine.question import Question, Runs, ask, on_days

from bench.engine import ours, plainly


@cache
def asked(size: int = 2_000, seed: int = 11) -> tuple[Question, Runs]:
    question = ask(generate(size, seed))
    return question, plainly.runs(question)


def test_duckdb() -> None:
    pytest.importorskip("duckdb")
    from bench.engine.peers import duck

    question, expected = asked()
    state = duck.prepare(question)
    assert duck.evidence(state) == expected.checksum()
    assert duck.runs(state).checksum() == expected.checksum()


def test_polars() -> None:
    pytest.importorskip("polars")
    from bench.engine.peers import polar

    question, expected = asked()
    state = polar.prepare(question)
    assert polar.evidence(state) == expected.checksum()
    assert polar.runs(state).checksum() == expected.checksum()


def test_postgresql() -> None:
    pytest.importorskip("psycopg")
    pytest.importorskip("pyarrow")
    from bench.engine.peers import postgres, server

    if server.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    question, expected = asked()
    state = postgres.prepare(question)
    try:
        assert postgres.evidence(state) == expected.checksum()
        assert postgres.runs(state).checksum() == expected.checksum()
        assert postgres.memory(state) > 1
    finally:
        postgres.close(state)


def test_pandas_on_some_dates() -> None:
    pytest.importorskip("pandas")
    from bench.engine.peers import frames

    question, expected = asked()
    days = [0, 1, 700, 1900, 3652]
    found = frames.on_days(frames.prepare(question), days)
    assert found.checksum() == on_days(expected, days).checksum()


def test_clingo() -> None:
    pytest.importorskip("clingo")
    pytest.importorskip("pandas")
    from bench.engine.peers import answers

    question, expected = asked(300)
    state = answers.prepare(question)
    assert answers.evidence(state) == expected.checksum()
    assert answers.runs(state).checksum() == expected.checksum()


def test_kept_itself() -> None:
    question, expected = asked()
    state = ours.prepare(question)
    assert ours.evidence(state) == expected.checksum()
    assert ours.runs(state).checksum() == expected.checksum()
