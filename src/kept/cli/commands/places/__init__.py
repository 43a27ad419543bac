"""`kept places`: real outlines for the diagram of areas."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "import": "Take outlines of the agreed areas from a GeoJSON file.",
}


@click.group(cls=Commands, folder="kept.cli.commands.places", listed=LISTED)
def command() -> None:
    """Real outlines for the diagram of areas."""
