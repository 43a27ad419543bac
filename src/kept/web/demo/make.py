"""Making the exercise: once, and again only where it was left half-made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from django.conf import settings

from kept.web.demo.error import NotADemoError
from kept.web.demo.keys import Ring
from kept.web.demo.people import make_accounts
from kept.web.demo.register import make_register

UNFINISHED: Final = "demo-unfinished"  # a file that lies in the data folder while the demo is made
PARTS: Final = ("register", "keys", "witnesses")


def make(data: Path, process: Path) -> None:
    """Make the register, the keys and the accounts of the exercise in `data`, as far as missing.

    The settings must say so already: KEPT_LEDGER is `data/register`, KEPT_KEYS `data/keys`.
    """
    mark = data / UNFINISHED
    if mark.exists():
        _clear(data)
    if not (data / "register" / "checkpoint").exists():
        _check_empty(data)
        mark.touch()
        make_register(data / "register", Ring(settings.KEPT_KEYS), process)
        mark.unlink()
    make_accounts()


def _clear(data: Path) -> None:
    for name in PARTS:
        shutil.rmtree(data / name, ignore_errors=True)


def _check_empty(data: Path) -> None:
    """Raise `NotADemoError` rather than mix an exercise with a register that is in use."""
    there = [name for name in PARTS if (data / name).exists()]
    if there:
        raise NotADemoError(
            f"{data} has {' and '.join(there)} of another register in it. "
            "Name an empty folder with --data."
        )
