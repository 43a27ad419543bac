"""Who takes part, what each needs, and how many times as fast kept is to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Final

from bench.engine.peers import server

from bench.engine import limit

OURS: Final = "kept"
HISTORIES: Final = "kept, histories"
LIMIT: Final = "the limit"


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to answer, or the limit."""

    name: str
    module: str
    needs: tuple[str, ...] = ()  # modules that must be installed
    most: int = 10_000_000  # statements; of more it is not asked at all
    by_dates: bool = False  # it answers for some dates, and the rest is reckoned from them
    bars: Mapping[int, float] = field(default_factory=dict)  # by size: how many times as long

    def load(self) -> ModuleType:
        return import_module(f"bench.engine.{self.module}")

    def missing(self) -> str | None:
        """Why it cannot take part here; None: it can."""
        for each in self.needs:
            if find_spec(each) is None:
                return f"{each} is not installed"
        if self.module == "limit":
            return limit.missing()
        if self.module == "peers.postgres" and server.programs() is None:
            return "PostgreSQL is not installed"
        return None


ENGINES: Final = {
    each.name: each
    for each in (
        Engine(LIMIT, "limit"),
        Engine(OURS, "ours"),
        Engine("DuckDB", "peers.duck", ("duckdb",), bars={1_000_000: 50}),
        Engine("Polars", "peers.polar", ("polars",), bars={1_000_000: 25}),
        Engine(
            "PostgreSQL",
            "peers.postgres",
            ("psycopg", "pyarrow"),
            most=1_000_000,
            bars={1_000_000: 200},
        ),
        Engine(
            "pandas per date",
            "peers.frames",
            ("pandas",),
            most=1_000_000,
            by_dates=True,
            bars={1_000_000: 10_000},
        ),
        Engine("clingo", "peers.answers", ("clingo", "pandas"), most=10_000, bars={10_000: 500}),
    )
}
PEERS: Final = tuple(each for each in ENGINES.values() if each.name not in (LIMIT, OURS))
