"""A checkout in miniature, with a launcher of its own."""

import shutil
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
ECHO = "import os, sys, tiny\nprint(sys.argv[1:], os.getcwd())\n"


def load(house: Path) -> ModuleType:
    """Import the launcher of `house` without running it."""
    loader = SourceFileLoader("launcher", str(house / "kept"))
    module = module_from_spec(spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def house(tmp_path, monkeypatch) -> Path:
    """A checkout whose kept prints its arguments, and whose locks pin nothing."""
    monkeypatch.setenv("KEPT_NO_UV", "1")
    house = tmp_path / "a house"  # people do put spaces into names
    (house / "src" / "kept" / "cli").mkdir(parents=True)
    (house / "src" / "kept" / "web").mkdir()
    shutil.copy(ROOT / "kept", house / "kept")
    for name in [
        "requirements.lock",
        "requirements-fast.lock",
        "requirements-web.lock",
        "requirements-compiler.lock",
        "requirements-test.lock",
        "pyproject.toml",
    ]:
        (house / name).write_text("")
    for name in ["__init__.py", "cli/__init__.py", "web/__init__.py"]:
        (house / "src" / "kept" / name).write_text("")
    (house / "src" / "kept" / "cli" / "__main__.py").write_text(ECHO)
    (house / "src" / "kept" / "web" / "__main__.py").write_text(f"print('site', end=' ')\n{ECHO}")
    return house


@pytest.fixture
def launcher(house) -> ModuleType:
    """The launcher of `house`, imported and not run."""
    return load(house)


@pytest.fixture
def pretended(launcher, monkeypatch) -> list[str]:
    """Let `launcher` set up without installing anything; gives the locks it would have used."""
    installed = []
    monkeypatch.setattr(launcher, "install", installed.append)
    return installed
