"""`./kept test`: every check runs, and one failure is enough to fail."""

import os
import subprocess

import pytest

ORDER = ["ruff", "ruff", "mypy", "importlinter", "pytest"]


@pytest.fixture
def codes(launcher, monkeypatch) -> list[int]:
    """Exit codes of the checks, to be set by the test; each 0 until then."""
    codes = [0] * len(ORDER)
    left = iter(codes)
    monkeypatch.setattr(subprocess, "call", lambda command, cwd: next(left))
    return codes


@pytest.fixture
def called(launcher, monkeypatch) -> list[list[str]]:
    commands = []
    monkeypatch.setattr(subprocess, "call", lambda command, cwd: commands.append(command) or 0)
    return commands


def test_all_checks_run_with_pytest_last(launcher, called):
    assert launcher.check([]) == 0
    for command, name in zip(called, ORDER, strict=True):
        assert name in " ".join(command[1:])


@pytest.mark.parametrize("failing", range(len(ORDER)))
@pytest.mark.parametrize("code", [1, 2, -9])
def test_one_failure_is_enough_and_stops_nothing(launcher, codes, failing, code):
    codes[failing] = code
    assert launcher.check([]) == abs(code)


def test_with_arguments_only_pytest_runs(launcher, called):
    launcher.check(["tests/dates", "-k", "month"])
    assert [command[1:] for command in called] == [["-m", "pytest", "tests/dates", "-k", "month"]]


@pytest.mark.parametrize(("arguments", "checks"), [([], 7), (["tests/dates"], 1)])
def test_deep_looks_harder_at_the_same_things(launcher, called, monkeypatch, arguments, checks):
    monkeypatch.setattr(os, "environ", environment := {})
    launcher.check(["--deep", *arguments])
    assert environment == {"HYPOTHESIS_PROFILE": "deep", "KEPT_DEEP": "1"}
    assert len(called) == checks
    assert called[-1][3:] == arguments
