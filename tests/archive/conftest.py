"""A PostgreSQL of one's own: made when first asked for, thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kept.archive.index import Index, SqliteIndex
from kept.archive.index.postgres import PostgresIndex

PLENTY = 1 << 30  # bytes: containers often have but a little memory there


@dataclass(frozen=True)
class Postgres:
    """A running server: where it keeps its data, and how to reach it."""

    folder: Path
    conninfo: str


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = _programs()
    if programs is None:
        missing = "PostgreSQL is not installed: initdb and pg_ctl were not found"
        if os.environ.get("KEPT_REQUIRE_PG") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="kept-pg-"))  # a short path: sockets have no long names
    owner = _owner(folder)
    try:
        _start(programs, folder, owner)
        try:
            yield Postgres(folder, f"host={folder} user=kept dbname=postgres")
        finally:
            _run([programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(packaged, key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def _owner(folder: Path) -> dict[str, object]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _start(programs: Path, folder: Path, owner: dict[str, object]) -> None:
    locale = ["-E", "UTF8", "--locale=C.UTF-8"]
    make = [programs / "initdb", "-D", folder / "data", "-U", "kept", "-A", "trust", "--no-sync"]
    _run([*make, *locale], owner)
    settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
    start = [programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    _run([*start, "-o", settings, "start"], owner)


def _run(command: list[object], owner: dict[str, object]) -> None:
    subprocess.run(
        [str(each) for each in command],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **owner,  # type: ignore[call-overload]
    )


@pytest.fixture(params=["sqlite", "postgres"])
def open_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Index]]:
    """Opens one and the same index again and again, in SQLite and in PostgreSQL."""
    opened: list[Index] = []

    def sqlite() -> Index:
        opened.append(SqliteIndex(tmp_path / "index.sqlite"))
        return opened[-1]

    def postgres() -> Index:
        server: Postgres = request.getfixturevalue("postgres")
        opened.append(PostgresIndex(server.conninfo, f"test_{tmp_path.name[:40]}_{id(opened)}"))
        return opened[-1]

    yield {"sqlite": sqlite, "postgres": postgres}[request.param]
    for each in opened:
        each.close()


@pytest.fixture
def swift() -> Iterator[Path]:
    """A folder in memory where there is one: tests of what is written wait for no disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a fresh folder of its own is made there
    usable = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > PLENTY
    parent = memory if usable else None
    folder = Path(tempfile.mkdtemp(prefix="kept-", dir=parent))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
