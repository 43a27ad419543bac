"""`kept witness`: being a witness, asking one, and carrying questions and answers by hand."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "serve": "Be a witness: cosign what goes on from what was cosigned before.",
}


@click.group(cls=Commands, folder="kept.cli.commands.witness", listed=LISTED)
def command() -> None:
    """Witnesses: whoever cosigns a register so that nobody can be shown another one."""
