"""`kept key`: the keys of people, parties, logs and witnesses."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "new": "Make a key.",
    "show": "Show a key as others may see it, or all keys.",
}


@click.group(cls=Commands, folder="kept.cli.commands.key", listed=LISTED)
def command() -> None:
    """Keys: with them statements are signed, checkpoints published, and both verified."""
