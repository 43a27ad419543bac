"""PostgreSQL: the SQL of `bench.engine.relational`, in a server of its own."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from typing import Any

import numpy as np
from bench.engine.peers import server
from bench.engine.question import Checksum, Question, Runs, checksum
from bench.engine.relational import ROUND, STRETCH, SUMS, TAKEN, Dialect, stages, taking_back
from bench.engine.tables import Table, tables

NAME = "PostgreSQL"
DIALECT = Dialect(
    divided="/",
    stretches=f"LATERAL generate_series(b >> {STRETCH}, (e - 1) >> {STRETCH}) AS stretch",
)
_INDEXES = {
    "taken": "(statement, voice)",
    "weights": "(atom, voice, lane)",
    "later": "(months, day)",
}


class State:
    """A server with the log and the small tables in it."""

    def __init__(self, question: Question) -> None:
        import psycopg

        self.question = question
        self.open = ExitStack()
        self.conninfo = self.open.enter_context(server.running())
        self.base = self.open.enter_context(psycopg.connect(self.conninfo, autocommit=True))
        for name, table in tables(question).items():
            self._load(name, table)
        self._load("lanes", {"lane": np.arange(8, dtype=np.int32)})

    def _load(self, name: str, table: Table) -> None:
        import pyarrow as pa
        from pyarrow import csv

        columns = ", ".join(f"{each} {_type(array)}" for each, array in table.items())
        self.base.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")
        written = BytesIO()
        csv.write_csv(pa.table(dict(table)), written, csv.WriteOptions(include_header=False))
        with self.base.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
            copy.write(written.getvalue())
        self._ready(name)

    def make(self, name: str, query: str) -> None:
        """A table of its own, so that the planner knows its size."""
        self.base.execute(f"DROP TABLE IF EXISTS {name}")
        self.base.execute(f"CREATE UNLOGGED TABLE {name} AS {query}")
        self._ready(name)

    def _ready(self, name: str) -> None:
        if name in _INDEXES:
            self.base.execute(f"CREATE INDEX ON {name} {_INDEXES[name]}")
        self.base.execute(f"ANALYZE {name}")


def prepare(question: Question, threads: int = 2) -> State:
    return State(question)


def evidence(state: State) -> Checksum:
    """From the tables of the log to the sum over all runs."""
    for name, query in taking_back(state.question).items():
        state.make(name, query)
    while True:
        state.make("acted", ROUND)
        differ = state.base.execute(
            "SELECT count(*) FROM (SELECT * FROM acted EXCEPT SELECT * FROM acting) AS differing"
        ).fetchone()
        state.make("acting", "SELECT * FROM acted")
        if not differ or not differ[0]:
            break
    state.make("taken", TAKEN)
    for name, query in stages(state.question, DIALECT).items():
        state.make(name, query)
    found = state.base.execute(SUMS).fetchone()
    assert found is not None
    return checksum(*map(int, found))


def runs(state: State) -> Runs:
    """The runs of the last answer."""
    rows = state.base.execute("SELECT atom, lane, day, code FROM runs").fetchall()
    return Runs(*np.array(rows, np.int64).T)


def memory(state: State) -> float:
    return server.memory(state.conninfo)


def close(state: State) -> None:
    state.open.close()


def _type(array: Any) -> str:
    return "BIGINT" if array.dtype.itemsize == 8 else "INTEGER"
