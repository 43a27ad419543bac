"""A second line: the databases themselves refuse to change or drop an entry."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg
import pytest
from tests.archive.conftest import Postgres
from tests.archive.index.test_index import entries, head

from kept.archive.index import DatabaseError, SqliteIndex
from kept.archive.index.postgres import PostgresIndex

CHANGES = ["UPDATE {}entries SET seq = seq + 1", "DELETE FROM {}entries WHERE number = 0"]


@pytest.mark.parametrize("change", CHANGES)
def test_sqlite_refuses(tmp_path: Path, change: str) -> None:
    index = SqliteIndex(tmp_path / "index.sqlite")
    index.settle(head(0), head(2), entries(0, 2))
    index.close()
    database = sqlite3.connect(tmp_path / "index.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match=r"entries (do not change|are not deleted)"):
        database.execute(change.format(""))
    database.close()


@pytest.mark.parametrize("change", [*CHANGES, "TRUNCATE {}entries"])
def test_postgresql_refuses(postgres: Postgres, change: str) -> None:
    index = PostgresIndex(postgres.conninfo, "immutable")
    index.clear()
    index.settle(head(0), head(2), entries(0, 2))
    index.close()
    with (
        psycopg.connect(postgres.conninfo) as database,
        pytest.raises(psycopg.errors.RaiseException, match="neither change nor go"),
    ):
        database.execute(change.format("immutable."))


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"no database at all " * 100)
    with pytest.raises(DatabaseError, match=r"run kept ledger reindex"):
        SqliteIndex(tmp_path / "index.sqlite")


def test_a_database_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="See that PostgreSQL runs"):
        PostgresIndex(f"host={tmp_path} dbname=none")


def test_sqlite_keeps_its_promises(tmp_path: Path) -> None:
    index = SqliteIndex(tmp_path / "index.sqlite")
    settings = {
        name: index._database.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    }
    index.close()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
