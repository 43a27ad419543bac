"""`kept ledger columns`, what reads by columns, and `kept history`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kept.archive.kernel.engine import engine

needs_kernel = pytest.mark.skipif(
    engine().library is None and os.environ.get("KEPT_REQUIRE_CC") != "1",
    reason="there is no compiler",
)
PROCESS = "lakes-exercise"
ROOT = Path(__file__).parents[2]


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


@needs_kernel
def test_where_columns_cannot_tell_all_is_read_and_said(kept, with_columns, monkeypatch):
    monkeypatch.setattr("kept.archive.reduction.reviewing.code_of", lambda _: -1)
    few = kept("review", PROCESS, "--ledger", with_columns, "--columns")
    assert "what they tell and what was worked out from it are not the same" in few.stderr
    assert few.stdout == kept("review", PROCESS, "--ledger", with_columns).stdout


def test_a_review_as_json_lists_everything_and_takes_all(kept, with_columns):
    found = kept("review", PROCESS, "--ledger", with_columns, "--json", "--columns")
    assert found.stdout == kept("review", PROCESS, "--ledger", with_columns, "--json").stdout
    assert "By columns" not in found.stderr


def test_a_small_register_is_read_as_a_whole(kept, with_columns):
    assert "olumns" not in kept("review", PROCESS, "--ledger", with_columns).stderr


def test_without_columns_all_is_read_and_said(kept, register):
    few = kept("review", PROCESS, "--ledger", str(register), "--columns")
    assert "All statements are read, without columns: There are no columns" in few.stderr
    assert f"kept ledger columns {PROCESS} --ledger {register} builds them" in few.stderr
    assert few.stdout == kept("review", PROCESS, "--ledger", str(register)).stdout


def without_numpy(*arguments: str, code: int = 0) -> str:
    """What `kept` says on standard error where neither NumPy nor Arrow is installed.

    A process of its own: modules taken out of this one would come back as strangers to the rest.
    """
    program = (
        "import sys\n"
        "sys.modules['numpy'] = sys.modules['pyarrow'] = None\n"
        "from kept.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANG": "en_GB.UTF-8"},
    )
    assert done.returncode == code, done.stderr
    return done.stderr


def test_where_nothing_is_installed_a_review_goes_on(register):
    said = without_numpy("review", PROCESS, "--ledger", str(register), "--columns")
    assert "they need NumPy and Arrow" in said


@pytest.mark.parametrize(
    "question", [["history", PROCESS, "front-leaves-towns"], ["ledger", "columns", PROCESS]]
)
def test_where_nothing_is_installed_what_needs_it_says_what_to_do(register, question):
    assert "./kept" in without_numpy(*question, "--ledger", str(register), code=2)


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
