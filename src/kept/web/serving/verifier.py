"""The script that checks a receipt in the reader's browser: verify.mjs, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

ORIGINAL: Final = Path(__file__).resolve().parents[2] / "ledger/bundle/standalone/verify.mjs"
# What check.js needs besides: a module gives to others only what it names.
EXPORTS: Final = "export { Check, cosigners, reached };\n"


def verifier() -> str:
    """The whole of it, as the page imports it."""
    return f"{ORIGINAL.read_text('utf-8')}\n{EXPORTS}"
