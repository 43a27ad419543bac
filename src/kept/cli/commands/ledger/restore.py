"""`kept ledger restore`: a register out of its backup."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import language_of, language_option, say, told


@click.command("restore")
@click.argument("target", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--data-keys",
    "keys",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the keys to the bodies lie.",
)
@language_option
@told
def command(target: Path, folder: Path, keys: Path, lang: str | None) -> None:
    """Make a register in the new FOLDER out of the backup in TARGET.

    It does not sign if a witness knows more than the backup: fetch what is missing from a mirror.
    """
    from kept.archive.ledger import open_index, reindex
    from kept.archive.ledger.backup import restore

    ledger = restore(target, keys, folder)
    index = open_index(ledger)
    try:
        size = reindex(ledger, index)
    finally:
        index.close()
    say(WORDS, "restored", language_of(lang), folder=folder, size=size)
