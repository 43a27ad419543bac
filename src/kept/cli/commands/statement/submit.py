"""`kept statement submit`: file a signed statement."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.papers import hand_in
from kept.cli.saying import language_of, language_option, told


@click.command("submit")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@language_option
@told
def command(file: Path, ledger: Path, lang: str | None) -> None:
    """File the complete paper FILE in the register in FOLDER, of whatever kind it is."""
    from kept.archive.recording import read_paper

    hand_in(read_paper(file.read_bytes()), ledger, language_of(lang))
