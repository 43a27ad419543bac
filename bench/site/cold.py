"""From a fresh clone to the first page, and from there to the next start."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.site.servers import ROOT, await_answer, free_port, started

NOTHING: Final = 60.0  # seconds, from a clone without an environment
SET_UP: Final = 2.0  # seconds, once everything is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Cold:
    """Seconds until the overview was there."""

    from_nothing: float
    set_up: float


def cold() -> Cold:
    """Clone what is committed, serve it, and serve it again."""
    with tempfile.TemporaryDirectory() as name:
        clone = Path(name) / "kept"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        port = free_port()  # the same: people start a site again as they did before
        return Cold(from_nothing=_seconds(clone, port), set_up=_seconds(clone, port))


def _seconds(clone: Path, port: int) -> float:
    log = clone.parent / "log"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [str(clone / "kept"), "serve", "--port", str(port)]
    with started(command, environment, log, clone) as process:
        return await_answer(f"http://127.0.0.1:{port}/", process, log)
