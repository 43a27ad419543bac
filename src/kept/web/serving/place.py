"""The folder of a site, and the environment its settings are read from."""

from __future__ import annotations

import argparse
import os
import secrets
import tomllib
from pathlib import Path

from kept.archive import find_process


def processes_root() -> Path:
    """Where processes are kept: beside the sources, or where KEPT_PROCESSES says."""
    named = os.environ.get("KEPT_PROCESSES")
    return Path(named) if named else Path(__file__).resolve().parents[4] / "processes"


def environment(options: argparse.Namespace) -> dict[str, str]:
    """What the settings are told; the folder of the site is made if it is not there."""
    usual = "lakes-exercise" if options.demo else "great-lakes"
    process = find_process(options.process or options.name or usual, processes_root())
    default = Path(".kept") / (f"{process.name}-demo" if options.demo else process.name)
    data = (options.data or default).resolve()
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o700)
    (data / "made").mkdir(exist_ok=True)
    told = {
        "KEPT_PROCESS": str(process.resolve()),
        "KEPT_DATA": str(data),
        "KEPT_ORIGIN": options.origin or f"http://localhost:{options.port}",
        "KEPT_SECRET_KEY": secret_key(data / "secret-key"),
        "KEPT_TODAY": options.today or "",
        "DJANGO_SETTINGS_MODULE": "kept.web.settings",
    }
    if options.ledger:
        told["KEPT_LEDGER"] = str(options.ledger.resolve())
    if options.demo:
        told["KEPT_DEMO"] = "1"
        told["KEPT_LEDGER"] = str(data / "register")
        told["KEPT_TODAY"] = options.today or compiled_on(process)
    return told


def compiled_on(process: Path) -> str:
    """The last day a text was coded for: the day on which its exercise is held."""
    head = tomllib.loads((process / "process.toml").read_text("utf-8"))["process"]
    return str(head["compiled_on"])


def secret_key(path: Path) -> str:
    """The key that signs sessions: made once, kept where nobody else reads it."""
    if not path.exists():
        made = secrets.token_urlsafe(48)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made)
    return path.read_text("ascii")
