"""A cache with a kernel in it, and a folder of processes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kept.archive.kernel.library import load
from kept.archive.portfolio import Asked

TODAY = date(2026, 1, 1)


@pytest.fixture(scope="session")
def kernels(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kernels")
    if load(folder) is None:
        pytest.skip("there is no C compiler")
    return folder


@pytest.fixture
def asked(kernels: Path, tmp_path: Path) -> Asked:
    """Nothing is made ready yet."""
    cache = tmp_path / "cache"
    shutil.copytree(kernels, cache)
    return Asked(today=TODAY, cache=cache)


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    """The two processes that are shipped."""
    shutil.copytree(root / "processes", tmp_path / "processes")
    return tmp_path / "processes"
