"""`kept schema`: the JSON Schema of the text format, for completion in editors."""

from __future__ import annotations

import json

import click

from kept.ledger.schema import statements_schema
from kept.process.schema import process_schema


@click.command("schema")
@click.argument("which", type=click.Choice(["process", "statements"]))
@click.option("--languages", default="en,fr", help="Languages of the process, by comma.")
def command(which: str, languages: str) -> None:
    """Print the JSON Schema of the TOML of a process, or of its statements."""
    several = tuple(languages.split(","))
    schema = process_schema(several) if which == "process" else statements_schema(several)
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
