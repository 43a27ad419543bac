"""The site on PostgreSQL: everything that asks a database, asked of the other one."""

import os
import subprocess
import sys

import pytest
from tests.archive.conftest import postgres  # noqa: F401 -- the fixture

ASKING = [
    "accounts",
    "corrections",
    "filing",
    "security",
    "minutes",
    "test_privacy.py",
    "serving/test_database.py",
]


def test_whatever_asks_a_database_is_answered_the_same(postgres, root):  # noqa: F811
    if os.environ.get("KEPT_DATABASE_URL"):
        pytest.skip("this is that run")
    paths = [str(root / "tests" / "web" / each) for each in ASKING]
    environment = {
        **os.environ,
        "KEPT_DATABASE_URL": f"postgresql://kept@/postgres?host={postgres.folder}",
        "PYTHONPATH": str(root / "src"),
        "PYTEST_ADDOPTS": "",
    }
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "COV_CORE_SOURCE"):
        environment.pop(name, None)
    chosen = [each for each in paths if os.path.exists(each)]  # noqa: PTH110
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", *chosen],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
