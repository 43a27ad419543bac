"""A register that was filled quickly is one like any other."""

from __future__ import annotations

from pathlib import Path

from bench.ledger.large import begin, fill

from kept.archive import open_process
from kept.archive.recording import read_register


def test_what_was_filled_in_is_admitted_and_read(tmp_path: Path, root: Path) -> None:
    process = open_process(root / "processes" / "lakes-exercise")
    folder = begin(tmp_path / "register", process)
    before = folder.size()
    fill(folder, process, 20)
    read = read_register(folder, languages=process.process.head.languages)
    assert folder.size() == read.head.size == before + 20
    assert read.remarks == ()
    assert {f"g{number}" for number in range(20)} <= {each.id for each in read.statements}
