"""`kept ledger columns`, what reads by columns, and `kept history`."""

from __future__ import annotations

import os
import sys

import pytest

from kept.archive.kernel.engine import engine

needs_kernel = pytest.mark.skipif(
    engine().library is None and os.environ.get("KEPT_REQUIRE_CC") != "1",
    reason="there is no compiler",
)
PROCESS = "lakes-exercise"
NEED_IT = (
    "kept.archive.columns",
    "kept.archive.kernel",
    "kept.archive.reduction",
    "kept.assessment.sweep",
)


@pytest.fixture
def with_columns(kept, register):
    register = str(register)
    said = kept("ledger", "columns", PROCESS, "--ledger", register).output
    assert "The columns of 134 statements are built, for whoever may see what is public" in said
    return register


def test_columns_are_built_once(kept, with_columns):
    said = kept("ledger", "columns", PROCESS, "--ledger", with_columns).output
    assert "up to date" in said


@needs_kernel
@pytest.mark.parametrize(
    "question",
    [
        ["review", PROCESS],
        ["review", PROCESS, "--since", "2025-09-01", "--all"],
        ["differ", PROCESS, "public", "public", "--json"],
        ["whatif", PROCESS, "camps-opened"],
        ["explain", PROCESS, "front-leaves-towns"],
        ["explain", PROCESS, "front-leaves-towns", "--json"],
        ["history", PROCESS, "front-leaves-towns"],
    ],
)
def test_by_columns_a_command_says_what_it_says_by_all(kept, with_columns, question):
    few = kept(*question, "--ledger", with_columns, "--columns")
    whole = kept(*question, "--ledger", with_columns, "--no-columns")
    assert few.stdout == whole.stdout
    assert "By columns: " in few.stderr
    assert "olumns" not in whole.stderr


def test_a_small_register_is_read_as_a_whole(kept, with_columns):
    assert "olumns" not in kept("review", PROCESS, "--ledger", with_columns).stderr


def test_without_columns_all_is_read_and_said(kept, register):
    few = kept("review", PROCESS, "--ledger", str(register), "--columns")
    assert "All statements are read, without columns: There are no columns" in few.stderr
    assert f"kept ledger columns {PROCESS} --ledger {register} builds them" in few.stderr
    assert few.stdout == kept("review", PROCESS, "--ledger", str(register)).stdout


def test_where_nothing_is_installed_a_review_goes_on_and_a_history_says_what_to_do(
    kept, register, monkeypatch
):
    for name in [each for each in sys.modules if each.startswith(NEED_IT)]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    said = kept("review", PROCESS, "--ledger", str(register), "--columns").stderr
    assert "they need NumPy and Arrow" in said
    assert "./kept" in kept("history", PROCESS, "front-leaves-towns", code=2).stderr
    assert "./kept" in kept("ledger", "columns", PROCESS, "--ledger", str(register), code=2).stderr


def test_a_history_is_told_from_one_day_to_another(kept_json):
    found = kept_json("history", PROCESS, "front-leaves-towns", "--from", "2025-10-01",
                      "--to", "2025-10-15")  # fmt: skip
    runs = [(each["since"], each["duty"], each["evidence"]) for each in found["runs"]]
    assert runs == [("2025-09-19", "active", "unreported"), ("2025-10-02", "active", "refuted")]
    assert (found["schema"], found["on"]) == ("kept.history/1", "2025-10-15")


def test_a_history_is_told_in_both_languages(kept):
    assert "10 July 2025" in kept("history", PROCESS, "front-leaves-towns").stdout
    assert (
        "10 juillet 2025" in kept("history", PROCESS, "front-leaves-towns", "--lang", "fr").stdout
    )


def test_a_commitment_nobody_knows_has_no_history(kept):
    assert "There is no commitment “nothing”" in kept("history", PROCESS, "nothing", code=2).stderr


def test_the_history_by_today_ends_as_the_review_stands(kept_json):
    last = kept_json("history", PROCESS, "front-leaves-towns")["runs"][-1]
    several = kept_json("review", PROCESS)["commitments"]
    now = next(each for each in several if each["id"] == "front-leaves-towns")
    assert (last["word"], last["duty"], last["evidence"]) == (
        now["word"],
        now["duty"],
        now["evidence"],
    )
