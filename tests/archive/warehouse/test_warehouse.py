"""A warehouse finds what the reference finds, on every day, from every standpoint."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.archive.warehouse.weighed import Runs, reference_runs, runs_of, turning_days
from tests.assessment import exercise as ex
from tests.assessment import strategies as some
from tests.assessment.dice import Dice, thrown

from kept.archive import find_process, open_process
from kept.archive.warehouse import (
    Question,
    WarehouseError,
    atoms_of,
    run_duckdb,
    write_warehouse,
)
from kept.assessment import Basis
from kept.assessment.sweep.build import columns_of
from kept.assessment.sweep.columns import Columns
from kept.ledger import Statement
from kept.process.model import Process, Standpoint

ROOT = Path(__file__).parents[3] / "processes"
SETTINGS = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # a plan takes DuckDB most of a second, however little there is to weigh


def held_to_the_reference(
    process: Process,
    statements: Sequence[Statement],
    standpoints: tuple[Standpoint, ...],
    known_at: date,
    basis: Basis = "published",
) -> Runs:
    """The runs that DuckDB finds in a warehouse, which are those of the reference."""
    atoms = atoms_of(process, standpoints)
    question = Question(
        process=process, standpoints=standpoints, atoms=atoms, known_at=known_at, basis=basis
    )
    days = turning_days(process, statements)
    wanted = reference_runs(process, statements, standpoints, list(atoms), known_at, basis, days)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "warehouse"
        write_warehouse(out, columns_of(process, statements), question)
        found = runs_of(run_duckdb(out))
    assert found == wanted
    return found


@pytest.mark.parametrize("name", ["lakes-exercise", "great-lakes"])
def test_it_finds_what_the_reference_finds_in_a_process(name):
    folder = open_process(find_process(name, ROOT))
    standpoints = tuple(folder.process.standpoints.values())
    known_at = folder.process.head.compiled_on
    found = held_to_the_reference(folder.process, folder.statements, standpoints, known_at)
    assert sum(map(len, found.values())) > 2_000


def _standpoints(dice: Dice) -> tuple[Standpoint, ...]:
    number = dice.between(1, 10)  # more than eight take two passes of the engine
    return tuple(replace(some.standpoint(dice), id=f"reader-{at}") for at in range(number))


several = thrown(_standpoints, 200)
long_logs = thrown(lambda dice: some.log(dice, dice.between(5, 40)), 900)
registers = thrown(lambda dice: some.entered(dice, some.log(dice, dice.between(5, 30))), 900)
days = st.integers(5, 120).map(ex.day)


@given(some.processes, long_logs, several, days)
@SETTINGS
def test_it_finds_what_the_reference_finds_in_random_logs(process, log, standpoints, known_at):
    found = held_to_the_reference(process, log, standpoints, known_at)
    event(f"{max(map(len, found.values()), default=0)} runs of one atom")


@given(some.processes, registers, several, days)
@SETTINGS
def test_and_as_known_by_their_entry(process, log, standpoints, known_at):
    held_to_the_reference(process, log, standpoints, known_at, "entered")


# ── What seldom happens by chance ────────────────────────────────────────────


def runs_about(name: str, *log: Statement, known_at: int = ex.LATE) -> list[tuple[date, int]]:
    """The runs of an event or state that one commitment asks for, by certain days."""
    process = ex.process(ex.commitment("c", done=ex.happened(name)))
    found = held_to_the_reference(process, log, (ex.reader(),), ex.day(known_at))
    return [(date.fromordinal(day), code) for day, code in found[0, 0]]


def test_a_correction_that_expires_uncovers_the_older_account():
    found = runs_about(
        "peace", ex.said("front", "peace", 5), ex.denied("front", "peace", 10, until=20)
    )
    assert found == [(date.min, 0), (ex.day(5), 1), (ex.day(10), 1 << 2), (ex.day(20), 1)]


def test_words_that_are_not_renewed_grow_stale():
    found = runs_about("calm", ex.said("front", "calm", 5))
    assert found == [(date.min, 0), (ex.day(5), 1), (ex.day(25), 32)]


@pytest.mark.parametrize("length", [1, 2, 3, 13])
def test_a_retraction_can_be_taken_back_again_and_again(length):
    back = [ex.taken_back("front", f"r{n}", 6, id=f"r{n + 1}") for n in range(length)]
    log = ex.said("front", "peace", 5, id="r0"), *back
    spoke = [(ex.day(5), 1)] if length % 2 == 0 else []
    assert runs_about("peace", *log) == [(date.min, 0), *spoke]


def test_a_retraction_that_is_not_known_yet_takes_nothing_back():
    log = ex.said("front", "peace", 5, id="r"), ex.taken_back("front", "r", 30)
    assert runs_about("peace", *log, known_at=29) == [(date.min, 0), (ex.day(5), 1)]
    assert runs_about("peace", *log, known_at=30) == [(date.min, 0)]


def test_retractions_in_a_circle_are_refused():
    log = (
        ex.said("front", "peace", 5, id="a", retracts="b"),
        ex.said("front", "peace", 6, id="b", retracts="a"),
    )
    with pytest.raises(WarehouseError, match="in a circle"):
        runs_about("peace", *log)


# ── The folder ───────────────────────────────────────────────────────────────


def question_of(name: str, *standpoints: str) -> tuple[Question, Columns]:
    folder = open_process(find_process(name, ROOT))
    named = tuple(folder.process.standpoints[each] for each in standpoints)
    question = Question(
        process=folder.process,
        standpoints=named,
        atoms=atoms_of(folder.process, named),
        known_at=folder.process.head.compiled_on,
    )
    return question, columns_of(folder.process, folder.statements)


def test_the_same_question_writes_the_same_bytes(tmp_path):
    question, columns = question_of("lakes-exercise", "public", "observers")
    for name in ("one", "other"):
        write_warehouse(tmp_path / name, columns, question)
    one, other = (
        {each.name: each.read_bytes() for each in (tmp_path / name).iterdir()}
        for name in ("one", "other")
    )
    assert one == other
    assert sorted(tmp_path.iterdir()) == [tmp_path / "one", tmp_path / "other"]


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    question, columns = question_of("lakes-exercise", "public")
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(WarehouseError, match="is there already"):
        write_warehouse(tmp_path, columns, question)
    assert [each.name for each in tmp_path.iterdir()] == ["mine"]


def test_words_that_no_standpoint_may_see_are_not_in_it(tmp_path):
    """Nor can others read what only some may see."""
    question, columns = question_of("lakes-exercise", "public")
    seen, both = tmp_path / "seen", tmp_path / "both"
    write_warehouse(seen, columns, question)
    assert set(pq.read_table(seen / "words.parquet")["release"].to_pylist()) == {0}
    assert seen.stat().st_mode & 0o777 == 0o755
    write_warehouse(both, *reversed(question_of("lakes-exercise", "public", "aruna")))
    assert set(pq.read_table(both / "words.parquet")["release"].to_pylist()) == {0, 1}
    assert both.stat().st_mode & 0o777 == 0o700


def test_what_is_written_for_duckdb_runs_in_the_folder(tmp_path, monkeypatch):
    question, columns = question_of("lakes-exercise", "public", "observers")
    write_warehouse(tmp_path / "out", columns, question)
    monkeypatch.chdir(tmp_path / "out")
    with duckdb.connect() as connection:
        found = connection.sql(Path("plan-duckdb.sql").read_text()).to_arrow_table()
    assert found.equals(run_duckdb(tmp_path / "out"))


def test_the_readme_names_every_file_and_fits_a_screen(tmp_path):
    question, columns = question_of("lakes-exercise", "public")
    write_warehouse(tmp_path / "out", columns, question)
    text = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert len(lines) <= 50
    assert max(map(len, lines)) <= 100
    for each in (tmp_path / "out").iterdir():
        assert each.name == "README.txt" or each.stem in text
