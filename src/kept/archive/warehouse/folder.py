"""A warehouse as a folder: tables as Parquet, the plan as Python and as SQL, and what each file is."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from kept.archive.warehouse.error import WarehouseError
from kept.archive.warehouse.plan import TABLES, plan
from kept.archive.warehouse.tables import Question, tables_of
from kept.assessment.sweep.columns import Columns

_SQL: Final = {
    "duckdb": (
        "plan-duckdb.sql",
        "CREATE OR REPLACE VIEW {name} AS SELECT * FROM '{name}.parquet';",
    ),
    "pyspark": (
        "plan-spark.sql",
        "CREATE OR REPLACE TEMPORARY VIEW {name} USING parquet OPTIONS (path '{name}.parquet');",
    ),
}


def write_warehouse(folder: Path, columns: Columns, question: Question) -> None:
    """Write all tables and the plan into `folder`, which must not be there yet or be empty.

    The same question writes the same bytes. `folder` appears whole or not at all, and is for its
    owner only where a standpoint sees more than the public. Raises `WarehouseError` where
    something is there already, and as `tables_of` does.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WarehouseError(f"{folder} is there already. Name another folder, or empty this one.")
    tables = tables_of(columns, question)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as name:
        made = Path(name) / "made"
        made.mkdir(mode=0o755 if _public(question) else 0o700)
        _fill(made, tables)
        if folder.exists():
            folder.rmdir()
        made.rename(folder)


def run_duckdb(folder: Path) -> pa.Table:
    """The runs, as DuckDB finds them in the tables of `folder`: atom, lane, day, code, in order."""
    schemas = tuple(pq.read_schema(folder / f"{name}.parquet") for name in TABLES)
    turns = _turns_in(pq.read_table(folder / "retractions.parquet", columns=["turn"]))
    with duckdb.connect() as connection:
        for name in TABLES:
            connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
        return connection.sql(_query(schemas, turns, "duckdb")).to_arrow_table()


def _public(question: Question) -> bool:
    return all(set(each.sees) <= {"public"} for each in question.standpoints)


def _fill(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")
    schemas = tuple(tables[name].schema for name in TABLES)
    for dialect, (file, view) in _SQL.items():
        views = "\n".join(view.format(name=name) for name in TABLES)
        query = _query(schemas, _turns_in(tables["retractions"]), dialect)
        (folder / file).write_text(f"{views}\n\n{query};\n", encoding="utf-8")
    here = files("kept.archive.warehouse")
    for source, name in (("plan.py", "plan.py"), ("readme.txt", "README.txt")):
        (folder / name).write_bytes((here / source).read_bytes())


def _turns_in(retractions: pa.Table) -> int:
    """The greatest turn of a retraction; 0 where there is none."""
    return max(retractions["turn"].to_pylist(), default=0)


@cache
def _query(schemas: tuple[pa.Schema, ...], turns: int, dialect: str) -> str:
    """The plan as SQL over tables of these names. It takes longer to write than to run."""
    named = zip(TABLES, schemas, strict=True)
    tables = {name: ibis.table(ibis.schema(schema), name=name) for name, schema in named}
    return str(ibis.to_sql(plan(tables, turns), dialect=dialect))
