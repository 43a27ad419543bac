"""The table kept's peers serve holds what kept's own page of statements does."""

import sqlite3

from bench.site.rows import COLUMNS, TABLE, write

from kept.archive import open_process
from kept.web.screens.statement_data import HEADER


def test_the_columns_are_those_of_the_site():
    assert COLUMNS == HEADER


def test_every_statement_is_a_row(root, tmp_path):
    process = root / "processes" / "lakes-exercise"
    many = write(process, tmp_path / "statements.db")
    connection = sqlite3.connect(tmp_path / "statements.db")
    found = dict(connection.execute(f'SELECT statement, claim FROM "{TABLE}"'))  # noqa: S608
    connection.close()
    said = {each.id: each.claim.in_language("en") for each in open_process(process).statements}
    assert found == said
    assert many == len(said)
