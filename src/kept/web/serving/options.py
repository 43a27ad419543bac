"""What `kept serve` can be told."""

from __future__ import annotations

import argparse
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """The options; their help is what the documentation says."""
    made = argparse.ArgumentParser(prog="kept serve", description="Run the site of a process.")
    made.add_argument("name", nargs="?", metavar="PROCESS", help="a process; great-lakes if none")
    made.add_argument("--process", metavar="PROCESS", help="the same")
    made.add_argument("--ledger", type=Path, metavar="FOLDER", help="read from this register")
    made.add_argument(
        "--data", type=Path, metavar="FOLDER", help="where accounts and drafts are kept"
    )
    made.add_argument("--demo", action="store_true", help="with a register and accounts to try")
    made.add_argument(
        "--account",
        metavar="NAME:ROLE[:PARTY]",
        help="make this account, or give it a new password, and end",
    )
    made.add_argument("--today", metavar="DAY", help="the day the site lives on: for an exercise")
    made.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    made.add_argument("--port", type=int, default=8000, help="the port to listen on; 8000")
    made.add_argument("--origin", metavar="URL", help="the address people type: https://…")
    made.add_argument("--workers", type=int, default=1, metavar="N", help="processes; 1")
    return made
