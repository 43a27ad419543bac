"""`kept export`: a process laid out for other programs."""

from __future__ import annotations

import click

from kept.cli.groups import Commands

LISTED = {
    "warehouse": "Parquet and a plan, to weigh the evidence in DuckDB or Spark.",
}


@click.group(cls=Commands, folder="kept.cli.commands.export", listed=LISTED)
def command() -> None:
    """A process laid out for other programs."""
