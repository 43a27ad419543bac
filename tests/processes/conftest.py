"""The shipped processes, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kept.archive import Folder, open_process

PROCESSES = Path(__file__).parents[2] / "processes"


@pytest.fixture(scope="session")
def great_lakes() -> Folder:
    return open_process(PROCESSES / "great-lakes")
