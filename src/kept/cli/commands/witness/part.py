"""`kept witness part`: what was added to a register, as a file for a mirror."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.witness.output import write_out
from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import language_of, language_option, say, told


@click.command("part")
@click.argument("ledger", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "start", type=click.IntRange(0), default=0, help="What the mirror has.")
@language_option
@told
def command(ledger: Path, out: Path, start: int, lang: str | None) -> None:
    """Write to OUT what was added to LEDGER since it had so many entries, without bodies."""
    from kept.archive.ledger import LedgerFolder
    from kept.archive.witness.part import read_part, write_part

    data = write_part(LedgerFolder(ledger), start)
    write_out(data, out)
    part = read_part(data)
    say(WORDS, "part", language_of(lang), out=out, start=part.start, stop=part.stop)
