"""Index and queue in a schema of a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

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
from kept.archive.index.rows import COLUMNS, RARE, from_row, to_row

# The queue numbers submissions with a sequence, which leaves numbers out; entries of the log
# get theirs from the writer, under the lock on the row of `head`.
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS queue (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
    "hash bytea NOT NULL UNIQUE, entry bytea NOT NULL)",
    "CREATE TABLE IF NOT EXISTS entries (number bigint PRIMARY KEY, hash bytea NOT NULL UNIQUE, "
    "type text NOT NULL, party text NOT NULL, author bytea NOT NULL, seq bigint NOT NULL, "
    "about smallint NOT NULL, body smallint NOT NULL, refs bytea NOT NULL)",
    "CREATE INDEX IF NOT EXISTS entries_by_author ON entries (author, seq)",
    f"CREATE INDEX IF NOT EXISTS entries_by_type ON entries (type) WHERE {RARE}",
    "CREATE TABLE IF NOT EXISTS refs (target bytea NOT NULL, number bigint NOT NULL, "
    "PRIMARY KEY (target, number))",
    "CREATE TABLE IF NOT EXISTS refused (hash bytea PRIMARY KEY, code text NOT NULL)",
    "CREATE TABLE IF NOT EXISTS head (only_row integer PRIMARY KEY CHECK (only_row = 1), "
    "size bigint NOT NULL, root bytea NOT NULL)",
    "CREATE TABLE IF NOT EXISTS snapshot (only_row integer PRIMARY KEY CHECK (only_row = 1), "
    "size bigint NOT NULL, root bytea NOT NULL, parties bytea NOT NULL)",
    "CREATE OR REPLACE FUNCTION entries_stay() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'entries of a ledger neither change nor go'; END $$",
    "CREATE OR REPLACE TRIGGER entries_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON entries "
    "FOR EACH STATEMENT EXECUTE FUNCTION entries_stay()",
)
_TABLES = ("entries", "refs", "refused", "head", "snapshot")


class PostgresIndex:
    """An `Index` in the schema `schema` of the database that `conninfo` names.

    A commit is on disk when it returns (synchronous_commit). Many processes submit at once; one
    writer at a time holds the row of the head.
    """

    def __init__(self, conninfo: str, schema: str = "kept_ledger") -> None:
        self.schema = schema
        with self._reported():
            self._database = psycopg.connect(conninfo, autocommit=True)
        try:
            with self._reported():
                self._database.execute("SET synchronous_commit = on")
                self._database.execute("SET client_min_messages = warning")
                name = sql.Identifier(schema)
                self._database.execute(sql.SQL("SET search_path = {}").format(name))
                if not self._made():
                    self._make([sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name)])
        except DatabaseError:
            self._database.close()
            raise

    def submit(self, entries: Mapping[str, bytes]) -> None:
        rows = [(bytes.fromhex(hash_), entry) for hash_, entry in entries.items()]
        with self._transaction() as database, database.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO queue (hash, entry) VALUES (%s, %s) ON CONFLICT (hash) DO NOTHING",
                rows,
            )

    def pending(self, limit: int) -> list[Submission]:
        query = "SELECT number, hash, entry FROM queue ORDER BY number LIMIT %s"
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
            check_head(before, self._locked_head())
            self._copy(f"COPY entries ({COLUMNS}) FROM STDIN", map(to_row, entries))
            self._copy("COPY refs (target, number) FROM STDIN", _refs(entries))
            with database.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO refused VALUES (%s, %s) "
                    "ON CONFLICT (hash) DO UPDATE SET code = EXCLUDED.code",
                    [(bytes.fromhex(hash_), code) for hash_, code in decided.refused.items()],
                )
            database.execute("DELETE FROM queue WHERE number = ANY(%s)", (list(decided.numbers),))
            database.execute("UPDATE head SET size = %s, root = %s", (after.size, after.root))
            if parties is not None:
                database.execute(
                    "INSERT INTO snapshot VALUES (1, %s, %s, %s) ON CONFLICT (only_row) DO UPDATE "
                    "SET size = EXCLUDED.size, root = EXCLUDED.root, parties = EXCLUDED.parties",
                    (after.size, after.root, parties),
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
        wanted = [bytes.fromhex(each) for each in hashes]
        found = self._entries("hash = ANY(%s)", (wanted,)) if wanted else []
        return {each.hash: each for each in found}

    def entries(self, start: int, stop: int) -> list[IndexedEntry]:
        return self._entries("number >= %s AND number < %s ORDER BY number", (start, stop))

    def by_author(self, author: str, start: int = 0, limit: int = 1000) -> list[IndexedEntry]:
        return self._entries(
            "author = %s AND seq >= %s ORDER BY seq, number LIMIT %s",
            (bytes.fromhex(author), start, limit),
        )

    def of_types(self, types: Collection[str]) -> list[int]:
        query = f"SELECT number FROM entries WHERE {RARE} AND type = ANY(%s) ORDER BY number"  # noqa: S608
        return [number for (number,) in self._rows(query, (list(types),))]

    def referring(self, entry_hash: str) -> list[int]:
        query = "SELECT number FROM refs WHERE target = %s ORDER BY number"
        return [number for (number,) in self._rows(query, (bytes.fromhex(entry_hash),))]

    def waits(self, entry_hash: str) -> bool:
        query = "SELECT 1 FROM queue WHERE hash = %s"
        return bool(self._rows(query, (bytes.fromhex(entry_hash),)))

    def refused(self, entry_hash: str) -> str | None:
        query = "SELECT code FROM refused WHERE hash = %s"
        for (code,) in self._rows(query, (bytes.fromhex(entry_hash),)):
            return str(code)
        return None

    def clear(self) -> None:
        self._make([sql.SQL(f"DROP TABLE IF EXISTS {each}") for each in _TABLES])

    def close(self) -> None:
        self._database.close()

    def _made(self) -> bool:
        query = "SELECT to_regclass(%s || '.head') IS NOT NULL"
        [(made,)] = self._rows(query, (f'"{self.schema}"',))
        return bool(made)

    def _make(self, before: Iterable[sql.SQL | sql.Composed]) -> None:
        with self._transaction() as database:
            # Two processes that make the same schema at once would trip over each other.
            database.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", (self.schema,))
            for statement in before:
                database.execute(statement)
            for text in _SCHEMA:
                database.execute(text)
            head = (EMPTY_HEAD.size, EMPTY_HEAD.root)
            database.execute("INSERT INTO head VALUES (1, %s, %s) ON CONFLICT DO NOTHING", head)

    def _locked_head(self) -> Head:
        [(size, root)] = self._rows("SELECT size, root FROM head FOR UPDATE")
        return Head(size, root)

    def _copy(self, statement: str, rows: Iterable[tuple[bytes | int | str, ...]]) -> None:
        with self._database.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)

    def _entries(self, which: str, values: Sequence[object]) -> list[IndexedEntry]:
        query = f"SELECT {COLUMNS} FROM entries WHERE {which}"  # noqa: S608 - the caller's constant
        return [from_row(row) for row in self._rows(query, values)]

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        with self._reported():
            return self._database.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection]:
        with self._reported(), self._database.transaction():
            yield self._database

    @contextmanager
    def _reported(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise DatabaseError(
                f"The database of the index failed: {error}. Nothing that was acknowledged is "
                "lost. See that PostgreSQL runs, and start again; if its tables are damaged, run "
                "kept ledger reindex."
            ) from error


def _refs(entries: Sequence[IndexedEntry]) -> Iterator[tuple[bytes, int]]:
    for each in entries:
        for ref in dict.fromkeys(each.refs):
            yield bytes.fromhex(ref), each.index
