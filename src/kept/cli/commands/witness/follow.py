"""`kept witness follow`: a mirror copies from a part, a folder or an address, without cosigning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.options import open_mirrors
from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import WRONG, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.witness.source import Source


@click.command("follow")
@click.argument("source")
@click.option(
    "--mirror",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Folder of the mirror.",
)
@click.option(
    "--log", "logs", multiple=True, required=True, metavar="VKEY", help="Key of the log."
)
@language_option
@told
def command(source: str, mirror: Path, logs: tuple[str, ...], lang: str | None) -> None:
    """Copy all entries from SOURCE: a part that was carried here, a folder, or an address.

    Everything is checked before it is kept. Exit code 1 if something is missing or wrong.
    """
    from kept.cli.commands.witness.logs import keys_of_logs
    from kept.ledger.notes import read_checkpoint

    note, files = _opened(source)
    known = keys_of_logs(logs)
    origin = read_checkpoint(note).checkpoint.origin
    if origin not in known:
        stop(f"{source} is of {origin}, and --log does not name that register.")
    [copy] = open_mirrors(mirror, {origin: known[origin]}, ())
    if missing := copy.follow_from(note, files, seconds=None):
        stop(missing, WRONG)
    say(WORDS, "followed", language_of(lang), origin=origin, size=copy.copy.size)


def _opened(named: str) -> tuple[bytes, Source]:
    from kept.archive.witness.part import LARGEST_CHECKPOINT, read_part
    from kept.archive.witness.source import FilesSource, SourceError, open_source

    if Path(named).is_file():
        part = read_part(Path(named).read_bytes())
        return part.note, FilesSource(part.files)
    try:
        source = open_source(named)
        note = source.read("checkpoint", LARGEST_CHECKPOINT)
    except SourceError as error:
        stop(str(error))
    if note is None:
        stop(f"{named} has no checkpoint: it is no register.", WRONG)
    return note, source
