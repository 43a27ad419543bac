"""The cases of every process that is shipped, and what they must cover between them."""

from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from tests.conftest import ROOT

from kept.archive import CASES, open_process
from kept.assessment import DUTIES, SHOWN
from kept.assessment.case_files import EVIDENCE
from kept.assessment.cases import CaseResult, run_cases
from kept.assessment.standing import TimeWord

PROCESSES = sorted(each.parent for each in (ROOT / "processes").glob("*/process.toml"))
EXERCISE = ROOT / "processes" / "lakes-exercise"


@cache
def results(folder: Path) -> tuple[CaseResult, ...]:
    opened = open_process(folder)
    text = (folder / CASES).read_text("utf-8")
    return run_cases(opened.process, opened.statements, text, f"{folder.name}/{CASES}")


@pytest.mark.parametrize("folder", PROCESSES, ids=lambda folder: folder.name)
def test_every_case_comes_out_as_written(folder):
    failed = [str(each) for each in results(folder) if not each.passed]
    assert not failed, "\n\n".join(failed)


@pytest.mark.parametrize("folder", PROCESSES, ids=lambda folder: folder.name)
def test_every_process_has_cases(folder):
    assert len(results(folder)) >= 8


def test_the_exercise_has_more_cases_than_a_reader_expects():
    assert len(results(EXERCISE)) >= 34


@pytest.mark.parametrize(
    ("axis", "words"),
    [
        ("duty", DUTIES),
        ("word", SHOWN),
        ("evidence", EVIDENCE),
        ("time", get_args(TimeWord)),
    ],
)
def test_every_word_is_expected_by_some_case_of_the_exercise(axis, words):
    expected = {each.case.expected.get(axis) for each in results(EXERCISE)}
    assert expected >= set(words)


def test_a_case_of_the_real_process_rests_on_the_record_or_says_that_it_supposes():
    for each in results(ROOT / "processes" / "great-lakes"):
        said = [one for one in each.case.statements if one.place.file.endswith(CASES)]
        assert not said or each.case.name.lower().startswith("if "), each.case.name
