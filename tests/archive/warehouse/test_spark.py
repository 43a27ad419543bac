"""Spark finds what DuckDB finds, by the same plan, where there is a Spark to ask."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kept.archive import find_process, open_process
from kept.archive.warehouse import Question, atoms_of, run_duckdb, write_warehouse
from kept.assessment.sweep.build import columns_of

ROOT = Path(__file__).parents[3] / "processes"
HERE = {"Java": shutil.which("java"), "pyspark": find_spec("pyspark")}
MISSING = ", ".join(name for name, found in HERE.items() if not found)
SMALL = (
    "--master local[2] --conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 "
    "--conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1 pyspark-shell"
)


@pytest.mark.skipif(bool(MISSING), reason=f"not at hand: {MISSING}")
def test_spark_finds_what_duckdb_finds(tmp_path):
    folder = open_process(find_process("lakes-exercise", ROOT))
    standpoints = tuple(folder.process.standpoints.values())
    question = Question(
        process=folder.process,
        standpoints=standpoints,
        atoms=atoms_of(folder.process, standpoints),
        known_at=folder.process.head.compiled_on,
    )
    out = tmp_path / "out"
    write_warehouse(out, columns_of(folder.process, folder.statements), question)
    done = subprocess.run(
        [sys.executable, "plan.py", "pyspark"],
        cwd=out,
        env=os.environ | {"PYSPARK_SUBMIT_ARGS": SMALL, "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = pq.read_table(out / "runs.parquet").to_pylist()
    assert len(found) > 2_000
    assert found == run_duckdb(out).to_pylist()
