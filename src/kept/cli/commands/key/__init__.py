"""`kept key`: the keys of people, parties, logs and witnesses."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "new": "Make a key.",
    "show": "Show a key as others may see it, or all keys.",
    "manifest": "Write the first manifest of a party: its keys and what each may sign.",
    "rotate": "Prepare the next manifest, with new keys.",
    "revoke": "Prepare the revocation of a key.",
    "sign": "Add one more signature to such a prepared entry.",
}


@click.group(cls=Commands, folder="kept.cli.commands.key", listed=LISTED)
def command() -> None:
    """Keys: with them statements are signed, checkpoints published, and both verified."""
