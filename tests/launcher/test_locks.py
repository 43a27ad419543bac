"""What the launcher installs is pinned, hashed, and what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# A package, its version, where it is needed, and at least one hash.
PIN = re.compile(r"^([\w.-]+)==(\S+)(?: ; .*)? \\\n    --hash=sha256:[0-9a-f]{64}\b", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall(text(name)))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_pin_has_a_hash_and_no_address(name):
    assert len(PIN.findall(text(name))) == len(re.findall(r"^[^#\s]", text(name), re.MULTILINE))
    assert "://" not in text(name)
    assert "--index-url" not in text(name)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-test.lock", PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_a_lock_satisfies_what_the_project_asks_for(name, asked):
    locked = pins(name)
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(locked[requirement.name]), requirement


def test_the_test_lock_holds_the_run_lock():
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()
