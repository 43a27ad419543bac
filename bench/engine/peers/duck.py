"""DuckDB: SQL over its own tables, in memory."""

from __future__ import annotations

from typing import Any

import numpy as np
from bench.engine.question import Checksum, Question, Runs, checksum
from bench.engine.relational import ROUND, STRETCH, SUMS, TAKEN, Dialect, stages, taking_back
from bench.engine.tables import tables

NAME = "DuckDB"
DIALECT = Dialect(
    divided="//",
    stretches=f"(SELECT unnest(range(b >> {STRETCH}, ((e - 1) >> {STRETCH}) + 1)) AS stretch)",
    temporary="CREATE OR REPLACE TEMP TABLE",
)


class State:
    """A database with the log and the small tables in it."""

    def __init__(self, question: Question, threads: int) -> None:
        import duckdb

        self.question = question
        self.base = duckdb.connect(":memory:", config={"threads": threads})
        self.base.execute("SET preserve_insertion_order = false")
        for name, table in tables(question).items():
            self._load(name, dict(table))
        self._load("lanes", {"lane": np.arange(8, dtype=np.int32)})

    def _load(self, name: str, given: dict[str, Any]) -> None:
        self.base.register("given", given)
        self.base.execute(f"CREATE TABLE {name} AS SELECT * FROM given")  # noqa: S608
        self.base.unregister("given")

    def make(self, name: str, query: str) -> None:
        self.base.execute(f"{DIALECT.temporary} {name} AS {query}")


def prepare(question: Question, threads: int = 2) -> State:
    return State(question, threads)


def evidence(state: State) -> Checksum:
    """From the tables of the log to the sum over all runs."""
    for name, query in taking_back(state.question).items():
        state.make(name, query)
    while True:
        state.make("acted", ROUND)
        [[differ]] = state.base.execute(
            "SELECT count(*) FROM (SELECT * FROM acted EXCEPT SELECT * FROM acting)"
        ).fetchall()
        state.make("acting", "SELECT * FROM acted")
        if not differ:
            break
    state.make("taken", TAKEN)
    for name, query in stages(state.question, DIALECT).items():
        state.make(name, query)
    [[count, high, low]] = state.base.execute(SUMS).fetchall()
    return checksum(count, int(high), int(low))


def runs(state: State) -> Runs:
    """The runs of the last answer."""
    found = state.base.execute("SELECT atom, lane, day, code FROM runs").fetchnumpy()
    return Runs(*(np.asarray(found[name], np.int64) for name in Runs.__slots__))
