"""Running `kept` within the test process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.delegations import Delegation

from kept.cli.main import main

Run = Callable[..., Result]


def invoke(*arguments: str, code: int = 0) -> Result:
    """The command in English; what it did not expect is raised."""
    done = CliRunner().invoke(main, list(arguments), env={"LANG": "en_GB.UTF-8"})
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done


@pytest.fixture
def kept() -> Run:
    """`kept("review", "great-lakes")`, as typed; English unless asked otherwise."""

    return invoke


@pytest.fixture
def kept_json(kept: Run) -> Callable[..., dict]:
    """The same with `--json`, parsed."""

    def run(*arguments: str, code: int = 0) -> dict:
        return json.loads(kept(*arguments, "--json", code=code).stdout)

    return run


PROCESS, ORIGIN = "lakes-exercise", "lakes.example/exercise"


@pytest.fixture(scope="session")
def first_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exercise, entered into a register of three parties.

    Its folder is `register`; the keys of its keeper, of Aruna and of Belva lie beside it.
    """
    home = tmp_path_factory.mktemp("home")
    parties = []
    for name in ("aruna", "belva"):
        roots = ",".join(delegation(home, name, invoke).found())
        parties += ["--party", f"{name}={roots}:2"]
    keys = ("--keys", str(home / "keys"))
    register = str(home / "register")
    invoke("ledger", "new", register, "--process", PROCESS, "--no-passphrase", "--origin", ORIGIN,
           *parties, *keys)  # fmt: skip
    invoke("ledger", "import", PROCESS, "--ledger", register, *keys)
    for name in ("aruna", "belva"):
        delegation(home, name, invoke).name_keys(home / f"{name}.paper")
    invoke("ledger", "publish", register, *keys)
    return home


@pytest.fixture
def register(first_register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that register to do with what one likes; the keeper's keys are those at hand."""
    shutil.copytree(first_register, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("KEPT_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("KEPT_PASSPHRASE", raising=False)
    return tmp_path / "register"


def delegation(home: Path, party: str, run: Run) -> Delegation:
    """The delegation of a party, whose keys lie in `home`."""
    return Delegation(run, party, home / party, home / "register", home / "keys")


@pytest.fixture
def aruna(kept: Run, register: Path, tmp_path: Path) -> Delegation:
    return delegation(tmp_path, "aruna", kept)


@pytest.fixture
def belva(kept: Run, register: Path, tmp_path: Path) -> Delegation:
    return delegation(tmp_path, "belva", kept)
