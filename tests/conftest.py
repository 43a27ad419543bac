"""How hard Hypothesis tries, and where the shared data lies."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# No deadlines: a busy machine is no bug. Speed has its own benchmarks.
settings.register_profile("dev", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("deep", max_examples=5000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


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
