"""Columns of a register are those of the statements that are read from it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.archive.recording.test_importing import Register, changed

from kept.archive.columns import (
    folder_for,
    is_current,
    read_about,
    read_columns,
    read_missing,
)
from kept.archive.columns.about import read_manifest
from kept.archive.columns.register import build_from_register
from kept.archive.folders import Folder, open_process
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import read_register
from kept.assessment import own_words, told_apart
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import Columns, arrays
from kept.process import Process


@pytest.fixture(params=["lakes-exercise", "great-lakes"])
def text(request: pytest.FixtureRequest, root: Path) -> Folder:
    return open_process(root / "processes" / request.param)


@pytest.fixture
def register(swift: Path, text: Folder) -> Any:
    made = Register(swift / "register", text)
    made.import_()
    return made


@pytest.fixture
def exercise(swift: Path, root: Path) -> Any:
    made = Register(swift / "register", open_process(root / "processes" / "lakes-exercise"))
    made.import_()
    return made


def read_again(ledger: LedgerFolder, process: Process) -> Columns:
    """The columns of what is read from the register, without a store."""
    read = read_register(ledger, languages=process.head.languages)
    return columns_of(process, told_apart(own_words(read.statements, process, read.recorders)))


def same(one: Columns, other: Columns) -> bool:
    mine = (one.words, one.retractions, one.answers)
    theirs = (other.words, other.retractions, other.answers)
    return one.index.tolist() == other.index.tolist() and all(
        np.array_equal(array, arrays(table)[name])
        for each, table in zip(mine, theirs, strict=True)
        for name, array in arrays(each).items()
    )


def test_the_columns_are_those_of_the_statements(register: Any) -> None:
    process = register.process.process
    folder = build_from_register(register.folder, process)
    columns = read_columns(folder, process)
    assert len(columns.words)
    assert same(columns, read_again(register.folder, process))
    about = read_about(folder)
    assert about.ledger == register.read().head
    assert (about.process, about.clearance, about.left_out) == (process.digest, "public", ())


def test_they_lie_in_the_private_part_and_are_never_published(exercise: Any) -> None:
    ledger = exercise.folder
    shutil.rmtree(ledger.path / "private")  # as in a copy of the register
    before = [*ledger.names()]
    folder = build_from_register(ledger, exercise.process.process)
    assert folder == folder_for(ledger) == ledger.path / "private" / "columns" / "public"
    assert [*ledger.names()] == before
    assert (ledger.path / "private").stat().st_mode & 0o777 == 0o700


def test_each_clearance_has_columns_of_its_own(exercise: Any, swift: Path) -> None:
    process = exercise.process.process
    folder = build_from_register(exercise.folder, process, clearance="parties")
    assert read_about(folder).clearance == "parties"
    assert folder != folder_for(exercise.folder)
    other = build_from_register(exercise.folder, process, folder=swift / "elsewhere")
    assert other == swift / "elsewhere"
    assert read_about(other).clearance == "public"


def test_what_was_added_is_told_and_brought_up_to_date(exercise: Any) -> None:
    process, ledger = exercise.process.process, exercise.folder
    folder = build_from_register(ledger, process)
    assert is_current(ledger, read_about(folder))
    several = exercise.process.statements
    last = [each for each in several if each.release == "public"][-1]
    more = (*several, replace(last, id="said-later"))
    exercise.import_(replace(exercise.process, statements=more))
    assert not is_current(ledger, read_about(folder))
    parts = read_manifest(folder).parts
    build_from_register(ledger, process)
    assert is_current(ledger, read_about(folder))
    assert read_manifest(folder).parts[:-1] == parts
    assert same(read_columns(folder, process), read_again(ledger, process))


def test_a_statement_that_took_the_place_of_another_is_the_one_that_counts(exercise: Any) -> None:
    process = exercise.process.process
    folder = build_from_register(exercise.folder, process)
    signed = not exercise.process.statements[3].signed
    exercise.import_(changed(exercise.process, 3, signed=signed))
    build_from_register(exercise.folder, process)
    assert same(read_columns(folder, process), read_again(exercise.folder, process))


def test_an_erased_body_leaves_the_columns_and_is_told_as_missing(exercise: Any) -> None:
    process, ledger = exercise.process.process, exercise.folder
    folder = build_from_register(ledger, process)
    before = read_columns(folder, process).statements
    several = exercise.read().statements
    named = {name for each in several for name in (*each.answers, each.retracts)}
    exercise.erase(next(each for each in several if each.id not in named).entered.entry)
    build_from_register(ledger, process)
    columns, missing = read_columns(folder, process), read_missing(folder)
    assert columns.statements == before - 1
    assert same(columns, read_again(ledger, process))
    assert missing == exercise.read().missing
    assert [each.reason for each in missing] == ["erased"]


def test_what_does_not_fit_the_text_is_left_out_and_told(exercise: Any) -> None:
    whole = exercise.process.process
    gone = exercise.read().statements[0].about[0]
    known = {name: each for name, each in whole.propositions.items() if name != gone}
    process = replace(whole, propositions=known)
    folder = build_from_register(exercise.folder, process)
    fitting = [each for each in exercise.read().statements if gone not in each.about]
    assert read_columns(folder, process).statements == len(fitting)
    left_out = read_about(folder).left_out
    assert len(left_out) == len(exercise.read().statements) - len(fitting)
    assert any(gone in each for each in left_out)


@pytest.mark.parametrize(
    "change",
    [
        lambda ledger: (ledger.path / "checkpoint").unlink(),
        lambda ledger: next((ledger.path / "checkpoints").iterdir()).write_bytes(b"cosigned"),
    ],
)
def test_other_checkpoints_may_date_entries_otherwise(
    exercise: Any, change: Callable[[LedgerFolder], object]
) -> None:
    folder = build_from_register(exercise.folder, exercise.process.process)
    change(exercise.folder)
    assert not is_current(exercise.folder, read_about(folder))


def test_columns_of_files_are_of_no_register(exercise: Any) -> None:
    folder = build_from_register(exercise.folder, exercise.process.process)
    assert not is_current(exercise.folder, replace(read_about(folder), ledger=None))


def test_entries_are_told_as_they_are_read(exercise: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kept.archive.recording.folding._STEP", 5)
    told: list[int] = []
    build_from_register(exercise.folder, exercise.process.process, progress=told.append)
    assert set(told) == {5}
    assert sum(told) == exercise.folder.size() // 5 * 5
