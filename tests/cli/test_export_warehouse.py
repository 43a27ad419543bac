"""`kept export warehouse`: what is written, from where it is seen, and what is refused."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kept.archive.warehouse import run_duckdb

ROOT = Path(__file__).parents[2]


def lanes(folder: Path) -> list[str]:
    return pq.read_table(folder / "lanes.parquet")["standpoint"].to_pylist()


def test_it_writes_what_duckdb_can_weigh(kept, tmp_path):
    out = tmp_path / "new" / "out"
    said = kept("export", "warehouse", "lakes-exercise", "--to", str(out)).stdout
    assert lanes(out) == ["public", "front", "observers", "independent", "strict"]
    assert f"standpoints {', '.join(lanes(out))}" in said
    found = run_duckdb(out)
    assert found["lane"].to_pylist()[-1] == 4
    assert max(found["code"].to_pylist()) > 0


def test_whose_standpoints_can_be_named(kept_json, tmp_path):
    out = tmp_path / "out"
    asked = ("--standpoint", "belva", "--standpoint", "public", "--known-at", "2025-06-30")
    told = kept_json("export", "warehouse", "lakes-exercise", "--to", str(out), *asked)
    assert lanes(out) == told["standpoints"] == ["belva", "public"]
    assert told["known_at"] == "2025-06-30"
    words = pq.read_table(out / "words.parquet")["statement"].to_pylist()
    assert 0 < len(set(words)) <= told["statements"]


def test_a_register_can_be_laid_out_by_its_own_days(kept_json, first_register, tmp_path):
    out = tmp_path / "out"
    told = kept_json(
        "export", "warehouse", "lakes-exercise", "--to", str(out),
        "--ledger", str(first_register / "register"), "--basis", "entered",
    )  # fmt: skip
    assert told["basis"] == "entered"
    assert pq.read_table(out / "asked.parquet")["by_entry"].to_pylist() == [True]
    assert min(pq.read_table(out / "statements.parquet")["entry"].to_pylist()) >= 0


def test_what_is_there_is_left_alone(kept, tmp_path):
    (tmp_path / "mine").touch()
    done = kept("export", "warehouse", "lakes-exercise", "--to", str(tmp_path), code=2)
    assert "is there already" in done.stderr


def test_a_name_that_nobody_knows(kept, tmp_path):
    asked = ("--to", str(tmp_path / "out"), "--standpoint", "belwa")
    done = kept("export", "warehouse", "lakes-exercise", *asked, code=2)
    assert "Did you mean belva?" in done.stderr
    assert not (tmp_path / "out").exists()


def test_without_its_packages_it_says_which(kept, tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "kept.cli.commands.export.warehouse.find_spec",
        lambda name: None if name in ("ibis", "duckdb") else find(name),
    )
    done = kept("export", "warehouse", "lakes-exercise", "--to", str(tmp_path / "out"), code=2)
    assert done.stderr.strip().endswith("not at hand: ibis, duckdb.")


@pytest.mark.parametrize(
    "module", ["kept.cli.commands.export", "kept.cli.commands.export.warehouse"]
)
def test_its_help_loads_none_of_them(module):
    program = f"import {module}, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
    ).stdout.split()
    assert not {"numpy", "pyarrow", "ibis", "duckdb"} & {*loaded}
