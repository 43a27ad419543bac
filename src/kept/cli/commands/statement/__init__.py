"""`kept statement`: statements in the register: write, sign, file, take back, show, destroy."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "write": "Write a statement to be signed, with a preview.",
    "sign": "Sign a written statement with a key.",
    "submit": "File a signed statement, and get its receipt.",
    "retract": "Take back what was said earlier.",
    "disclose": "Show a body, or some fields of it, to more readers.",
    "erase": "Destroy a body and leave a tombstone.",
}


@click.group(cls=Commands, folder="kept.cli.commands.statement", listed=LISTED)
def command() -> None:
    """Statements in the register: write, sign, file, take back, show, destroy."""
