"""The shipped processes and the plan of the fictional one, read once."""

from pathlib import Path

import pytest

from kept.archive import Folder, open_process, totals_text
from kept.report.totals import Plan, read_plan


@pytest.fixture(scope="session")
def lakes(root: Path) -> Folder:
    return open_process(root / "processes" / "lakes-exercise")


@pytest.fixture(scope="session")
def great_lakes(root: Path) -> Folder:
    return open_process(root / "processes" / "great-lakes")


@pytest.fixture(scope="session")
def plan(lakes: Folder) -> Plan:
    return read_plan(totals_text(lakes.path) or "", lakes.process)
