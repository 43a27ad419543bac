"""Index and queue in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kept.archive.index.contract import (
    EMPTY_HEAD,
    NOTHING_DECIDED,
    DatabaseError,
    Decided,
    Head,
    IndexedEntry,
    Snapshot,
    Submission,
    check_head,
    check_numbers,
)
from kept.archive.index.rows import COLUMNS, RARE, Value, from_row, grouped, to_row

_BUSY = 30.0  # seconds to wait for another process
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS queue (number INTEGER PRIMARY KEY AUTOINCREMENT, "
    "hash BLOB NOT NULL UNIQUE, entry BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, "
    "type TEXT NOT NULL, party TEXT NOT NULL, author BLOB NOT NULL, seq INTEGER NOT NULL, "
    "about INTEGER NOT NULL, body INTEGER NOT NULL, refs BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS entries_by_author ON entries (author, seq)",
    f"CREATE INDEX IF NOT EXISTS entries_by_type ON entries (type) WHERE {RARE}",
    "CREATE TABLE IF NOT EXISTS refs (target BLOB NOT NULL, number INTEGER NOT NULL, "
    "PRIMARY KEY (target, number)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS refused (hash BLOB PRIMARY KEY, code TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS head (only INTEGER PRIMARY KEY CHECK (only = 1), "
    "size INTEGER NOT NULL, root BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS snapshot (only INTEGER PRIMARY KEY CHECK (only = 1), "
    "size INTEGER NOT NULL, root BLOB NOT NULL, parties BLOB NOT NULL)",
    "CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE UPDATE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'entries do not change'); END",
    "CREATE TRIGGER IF NOT EXISTS entries_remain BEFORE DELETE ON entries "
    "BEGIN SELECT RAISE(ABORT, 'entries are not deleted'); END",
)
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON")
_TABLES = ("entries", "refs", "refused", "head", "snapshot")


class SqliteIndex:
    """An `Index` in a file. A commit is on disk when it returns; readers do not wait for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._reported():
            self._database = sqlite3.connect(
                path, timeout=_BUSY, isolation_level=None, check_same_thread=False
            )
        try:
            with self._reported():
                self._prepare()
        except DatabaseError:
            self._database.close()
            raise

    def _prepare(self) -> None:
        for pragma in _PRAGMAS:
            self._database.execute(f"PRAGMA {pragma}")
        [(made,)] = self._rows("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")
        if made < 2:
            self._make(())

    def submit(self, entries: Mapping[str, bytes]) -> None:
        rows = [(bytes.fromhex(hash_), entry) for hash_, entry in entries.items()]
        with self._transaction() as database:
            database.executemany(
                "INSERT INTO queue (hash, entry) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING", rows
            )

    def pending(self, limit: int) -> list[Submission]:
        query = "SELECT number, hash, entry FROM queue ORDER BY number LIMIT ?"
        return [
            Submission(number, hash_.hex(), entry)
            for number, hash_, entry in self._rows(query, (limit,))
        ]

    def settle(
        self,
        before: Head,
        after: Head,
        entries: Sequence[IndexedEntry] = (),
        decided: Decided = NOTHING_DECIDED,
        parties: bytes | None = None,
    ) -> None:
        check_numbers(before, after, entries)
        with self._transaction() as database:
            check_head(before, self.head())
            database.executemany(
                f"INSERT INTO entries ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - a constant
                [to_row(each) for each in entries],
            )
            database.executemany(
                "INSERT OR IGNORE INTO refs VALUES (?, ?)",
                [(bytes.fromhex(ref), each.index) for each in entries for ref in each.refs],
            )
            database.executemany(
                "INSERT OR REPLACE INTO refused VALUES (?, ?)",
                [(bytes.fromhex(hash_), code) for hash_, code in decided.refused.items()],
            )
            for some in grouped(decided.numbers):
                database.execute(f"DELETE FROM queue WHERE number IN ({_places(some)})", some)  # noqa: S608
            database.execute("INSERT OR REPLACE INTO head VALUES (1, ?, ?)", _of(after))
            if parties is not None:
                database.execute(
                    "INSERT OR REPLACE INTO snapshot VALUES (1, ?, ?, ?)", (*_of(after), parties)
                )

    def head(self) -> Head:
        for size, root in self._rows("SELECT size, root FROM head"):
            return Head(size, root)
        return EMPTY_HEAD

    def snapshot(self) -> Snapshot | None:
        for size, root, parties in self._rows("SELECT size, root, parties FROM snapshot"):
            return Snapshot(Head(size, root), parties)
        return None

    def find(self, hashes: Collection[str]) -> dict[str, IndexedEntry]:
        found = (
            from_row(row)
            for some in grouped(hashes)
            for row in self._rows(
                f"SELECT {COLUMNS} FROM entries WHERE hash IN ({_places(some)})",  # noqa: S608
                [bytes.fromhex(each) for each in some],
            )
        )
        return {each.hash: each for each in found}

    def entries(self, start: int, stop: int) -> list[IndexedEntry]:
        return self._entries("number >= ? AND number < ? ORDER BY number", (start, stop))

    def by_author(self, author: str, start: int = 0, limit: int = 1000) -> list[IndexedEntry]:
        return self._entries(
            "author = ? AND seq >= ? ORDER BY seq, number LIMIT ?",
            (bytes.fromhex(author), start, limit),
        )

    def of_types(self, types: Collection[str]) -> list[int]:
        query = f"SELECT number FROM entries WHERE {RARE} AND type IN ({_places(types)}) ORDER BY number"  # noqa: S608
        return [number for (number,) in self._rows(query, list(types))]

    def referring(self, entry_hash: str) -> list[int]:
        query = "SELECT number FROM refs WHERE target = ? ORDER BY number"
        return [number for (number,) in self._rows(query, (bytes.fromhex(entry_hash),))]

    def waits(self, entry_hash: str) -> bool:
        return bool(self._rows("SELECT 1 FROM queue WHERE hash = ?", (bytes.fromhex(entry_hash),)))

    def refused(self, entry_hash: str) -> str | None:
        query = "SELECT code FROM refused WHERE hash = ?"
        for (code,) in self._rows(query, (bytes.fromhex(entry_hash),)):
            return str(code)
        return None

    def clear(self) -> None:
        self._make([f"DROP TABLE IF EXISTS {each}" for each in _TABLES])

    def close(self) -> None:
        with self._reported():
            self._database.close()

    def _make(self, before: Iterable[str]) -> None:
        with self._transaction() as database:
            for statement in (*before, *_SCHEMA):
                database.execute(statement)

    def _entries(self, which: str, values: Sequence[Value]) -> list[IndexedEntry]:
        query = f"SELECT {COLUMNS} FROM entries WHERE {which}"  # noqa: S608 - the caller's constant
        return [from_row(row) for row in self._rows(query, values)]

    def _rows(self, query: str, values: Sequence[Value] = ()) -> list[Any]:
        with self._reported():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._reported():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise DatabaseError(
                f"The index {self.path} failed: {error}. Nothing that was acknowledged is lost. "
                "Mend the disk if it is full or broken; if the file is damaged, run kept ledger "
                "reindex."
            ) from error


def _of(head: Head) -> tuple[int, bytes]:
    return (head.size, head.root)


def _places(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))
