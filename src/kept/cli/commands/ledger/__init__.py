"""`kept ledger`: the register: signed, append-only, witnessed, checkable by anyone."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "new": "Begin a register in a folder.",
    "import": "Enter the public statements of a process, and its text.",
    "publish": "Admit what was filed, sign, collect cosignatures, publish.",
    "status": "Size, root, grade, witnesses, last checkpoint.",
    "show": "One entry, by its index, hash or code.",
    "verify": "Check a folder or a bundle, offline.",
    "export": "Write a bundle that anybody can check without kept.",
    "receipt": "The receipt of one entry, on one page or as a bundle.",
    "compare": "Whether two checkpoints tell one history; if not, the proof.",
    "backup": "Bring a backup up to date, which forgets what is erased.",
    "restore": "Make a register out of its backup.",
    "columns": "Build what makes a large register quick to read.",
    "reindex": "Build the index again from the folder.",
}


@click.group(cls=Commands, folder="kept.cli.commands.ledger", listed=LISTED)
def command() -> None:
    """The register: signed, append-only, witnessed, checkable by anyone."""
