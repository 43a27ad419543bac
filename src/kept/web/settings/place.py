"""Where this site lies: its process, its register, its own data."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_SOURCES: Final = Path(__file__).resolve().parents[4]

KEPT_PROCESS: Final = Path(os.environ.get("KEPT_PROCESS", _SOURCES / "processes" / "great-lakes"))
KEPT_LEDGER: Final = Path(os.environ["KEPT_LEDGER"]) if os.environ.get("KEPT_LEDGER") else None
KEPT_DATA: Final = Path(os.environ.get("KEPT_DATA", _SOURCES / ".kept" / KEPT_PROCESS.name))
KEPT_KEYS: Final = KEPT_DATA / "keys"
KEPT_DEMO: Final = os.environ.get("KEPT_DEMO") == "1"
# An exercise lives on a day of its own: YYYY-MM-DD, else the clock of the machine.
KEPT_TODAY: Final = os.environ.get("KEPT_TODAY") or None

STATIC_URL: Final = "/static/"
STATIC_ROOT: Final = KEPT_DATA / "static"
KEPT_MADE: Final = KEPT_DATA / "made"  # what is put together when the site starts
_static = Path(__file__).resolve().parents[1] / "static"
STATICFILES_DIRS: Final = [_static, KEPT_MADE] if KEPT_MADE.is_dir() else [_static]
MEDIA_ROOT: Final = KEPT_DATA / "annexes"
# Changes with the code, so that no page of an older one is shown.
KEPT_BUILD: Final = os.environ.get("KEPT_BUILD", "2026.11.0")
