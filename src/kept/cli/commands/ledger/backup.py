"""`kept ledger backup`: a copy to restore from, which forgets what is erased."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import language_of, language_option, say, told


@click.command("backup")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--data-keys",
    "keys",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the keys to the bodies go: never beside TARGET, never into an archive.",
)
@language_option
@told
def command(folder: Path, target: Path, keys: Path, lang: str | None) -> None:
    """Bring the backup of the register in FOLDER, in TARGET, up to date.

    Every body in TARGET is encrypted; its key lies in DIR alone. What is erased here is erased
    there with the next backup, however many copies of TARGET there are. Run it daily.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.archive.ledger.backup import back_up

    size = back_up(LedgerFolder(folder), target, keys)
    say(WORDS, "backed-up", language_of(lang), target=target, keys=keys, size=size)
