"""`kept witness`: being a witness, asking one, and carrying questions and answers by hand."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "serve": "Be a witness: cosign what goes on from what was cosigned before.",
    "status": "What a witness knows, and whether it can show it.",
    "collect": "Take what authors have handed to a mirror.",
    "request": "Write a request for a cosignature, to be carried by hand.",
    "answer": "Answer such a request, without a network.",
    "accept": "Add the answer to the register.",
    "part": "Write what was added to a register, for a mirror to follow.",
    "follow": "Have a mirror follow a part that was carried to it.",
}


@click.group(cls=Commands, folder="kept.cli.commands.witness", listed=LISTED)
def command() -> None:
    """Witnesses: whoever cosigns a register so that nobody can be shown another one."""
