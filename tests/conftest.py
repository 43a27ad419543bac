"""How hard Hypothesis tries, and where the shared data lies."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# Several tests at a time run in processes that are told a width nobody has.
os.environ.pop("COLUMNS", None)

# No deadlines: a busy machine is no bug. Speed has its own benchmarks.
settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


# No coverage is asked of what these test, and tracing them would double their time.
APART = {"archive", "ledger", "verifiers", "web"}


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
