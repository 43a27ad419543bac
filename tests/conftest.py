"""How hard Hypothesis tries, and where the shared data lies."""

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from kept.archive import folders

ROOT = Path(__file__).resolve().parent.parent

# Several tests at a time run in processes that are told a width nobody has.
os.environ.pop("COLUMNS", None)

# No deadlines: a busy machine is no bug. Speed has its own benchmarks.
settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


# No coverage is asked of what these test, and tracing them would double their time.
APART = {"archive", "cli", "journeys", "launcher", "ledger", "report", "verifiers", "web"}


def _once(read: Callable[..., Any]) -> Callable[..., Any]:
    """`read`, which reads the same texts once: what it gives cannot be changed by anybody."""
    known = lru_cache(maxsize=8)(lambda texts, rest, named: read(texts, *rest, **dict(named)))
    return lambda texts, *rest, **named: known(tuple(texts), rest, tuple(named.items()))


folders.read_process = _once(folders.read_process)
folders.read_statements = _once(folders.read_statements)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        parts = item.path.relative_to(ROOT).parts
        if parts[0] == "tests" and len(parts) > 2 and parts[1] in APART:
            item.add_marker("no_cover")


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Data that lies beside the checkout: published vectors, event files, articles."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing = "the shared data is not beside this checkout, in ../shared"
        if os.environ.get("KEPT_REQUIRE_SHARED") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return folder
