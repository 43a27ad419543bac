"""The statements of a process as a table of SQLite: what kept's peers serve."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from kept.archive import open_process
from kept.ledger import Statement
from kept.report.plain import plain

TABLE: Final = "statements"
PAGE: Final = 50  # rows, as on kept's own page of statements
COLUMNS: Final = (
    "statement",
    "speakers",
    "office",
    "kind",
    "about",
    "said_on",
    "when",
    "until",
    "says",
    "extent",
    "signed",
    "release",
    "area",
    "answers",
    "retracts",
    "sources",
    "known_on",
    "entry",
    "claim",
)


def write(process: Path, to: Path) -> int:
    """Write the statements of a process; how many there are."""
    statements = open_process(process).statements
    names = ", ".join(f'"{each}"' for each in COLUMNS)
    marks = ", ".join("?" * len(COLUMNS))
    with sqlite3.connect(to) as connection:
        connection.execute(f"CREATE TABLE {TABLE} ({names}, PRIMARY KEY (statement))")
        connection.execute(f"CREATE INDEX by_day ON {TABLE} (said_on)")
        rows = map(row, statements)
        connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", rows)  # noqa: S608
    connection.close()
    return len(statements)


def row(statement: Statement) -> tuple[str | None, ...]:
    """A statement as the columns of kept's own table, the claim in English."""
    told = {name: plain(getattr(statement, name, None)) for name in COLUMNS}
    told["statement"] = statement.id
    told["claim"] = statement.claim.in_language("en")
    return tuple(_text(told[name]) for name in COLUMNS)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(map(str, value))
    return str(value)
