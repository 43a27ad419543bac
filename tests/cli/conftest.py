"""Running `kept` within the test process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kept.cli.main import main

Run = Callable[..., Result]


@pytest.fixture
def kept() -> Run:
    """`kept("review", "great-lakes")`, as typed; English unless asked otherwise."""

    def run(*arguments: str, code: int = 0) -> Result:
        done = CliRunner().invoke(main, list(arguments), env={"LANG": "en_GB.UTF-8"})
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == code, done.output
        return done

    return run


@pytest.fixture
def kept_json(kept: Run) -> Callable[..., dict]:
    """The same with `--json`, parsed."""

    def run(*arguments: str, code: int = 0) -> dict:
        return json.loads(kept(*arguments, "--json", code=code).stdout)

    return run


PROCESS = "lakes-exercise"


@pytest.fixture(scope="session")
def first_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise, entered into a register: its folder `register`, and `keys` beside it."""
    home = tmp_path_factory.mktemp("home")
    keys = ["--keys", str(home / "keys")]
    new = ["ledger", "new", str(home / "register"), "--process", PROCESS, "--no-passphrase"]
    enter = ["ledger", "import", PROCESS, "--ledger", str(home / "register")]
    for arguments in ([*new, "--origin", "lakes.example/exercise", *keys], [*enter, *keys]):
        done = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert done.exit_code == 0, done.output
    return home


@pytest.fixture
def register(first_register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that register to do with what one likes; its keys are those at hand."""
    shutil.copytree(first_register, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("KEPT_PASSPHRASE", raising=False)
    return tmp_path / "register"
