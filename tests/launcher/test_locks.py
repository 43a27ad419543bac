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


LOCKS = [
    "requirements.lock",
    "requirements-fast.lock",
    "requirements-web.lock",
    "requirements-compiler.lock",
    "requirements-test.lock",
]


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash_and_no_address(name):
    assert len(PIN.findall(text(name))) == len(re.findall(r"^[^#\s]", text(name), re.MULTILINE))
    assert "://" not in text(name)
    assert "--index-url" not in text(name)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-fast.lock", PROJECT["optional-dependencies"]["fast"]),
        ("requirements-web.lock", PROJECT["optional-dependencies"]["web"]),
        ("requirements-compiler.lock", PROJECT["optional-dependencies"]["compiler"]),
        ("requirements-test.lock", PROJECT["optional-dependencies"]["test"]),
    ],
)
def test_a_lock_satisfies_what_the_project_asks_for(name, asked):
    locked = pins(name)
    for requirement in map(Requirement, asked):
        assert requirement.specifier.contains(locked[requirement.name]), requirement


def test_each_lock_holds_those_before_it():
    run, fast, test = (pins(f"requirements{each}.lock").items() for each in ("", "-fast", "-test"))
    assert run <= fast <= test
    assert run <= pins("requirements-compiler.lock").items()
    assert run <= pins("requirements-web.lock").items() <= test


def test_a_light_installation_stays_light():
    heavy = {"numpy", "pyarrow", "duckdb", "ibis-framework", "ziglang", "django", "typst"}
    assert not heavy & pins("requirements.lock").keys()
