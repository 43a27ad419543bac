"""A PostgreSQL of one's own, as the tests have it: made when asked for, thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

# What an administrator would set for such a load on such a machine; nothing needs to last.
_SETTINGS: Final = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=8GB",
    "shared_buffers=1GB",
    "work_mem=1GB",
    "hash_mem_multiplier=2",
    "temp_buffers=512MB",
    "maintenance_work_mem=512MB",
    "max_parallel_workers_per_gather=1",  # with the leader: two threads
    "jit=off",
)


def programs() -> Path | None:
    """Where `initdb` and `pg_ctl` are; None: PostgreSQL is not installed."""
    packaged = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = sorted(packaged, key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


@contextmanager
def running() -> Iterator[str]:
    """How to reach a server that runs for as long as it is needed."""
    found = programs()
    assert found is not None
    folder = Path(tempfile.mkdtemp(prefix="kept-pg-"))  # a short path: sockets have no long names
    owner = _owner(folder)
    try:
        _start(found, folder, owner)
        try:
            yield f"host={folder} user=kept dbname=postgres"
        finally:
            _run([found / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], owner)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def memory(conninfo: str) -> float:
    """Megabytes that the processes of the server took at most, each counted by itself."""
    folder = Path(dict(each.split("=") for each in conninfo.split())["host"])
    postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
    return sum(_peak(each) for each in (str(postmaster), *children))


def _peak(process: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1000
    return 0.0


def _owner(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _start(found: Path, folder: Path, owner: dict[str, Any]) -> None:
    make = [found / "initdb", "-D", folder / "data", "-U", "kept", "-A", "trust", "--no-sync"]
    _run([*make, "-E", "UTF8", "--locale=C.UTF-8"], owner)
    settings = " ".join(f"-c {each}" for each in _SETTINGS)
    start = [found / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    _run([*start, "-o", f"-k {folder} {settings}", "start"], owner)


def _run(command: list[Any], owner: dict[str, Any]) -> None:
    parts = [str(each) for each in command]
    subprocess.run(parts, check=True, stdout=subprocess.DEVNULL, cwd="/", **owner)
