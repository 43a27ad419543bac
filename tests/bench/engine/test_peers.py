"""Every peer gives the answer of the reference."""

from __future__ import annotations

from functools import cache

import pytest
from bench.engine import plainly
from bench.engine.generator import generate
from bench.engine.question import Question, Runs, ask


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
