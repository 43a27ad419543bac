"""`kept ledger reindex`: build the index again from the folder."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import language_of, language_option, say, told


@click.command("reindex")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@language_option
@told
def command(folder: Path, lang: str | None) -> None:
    """Build the index of the register in FOLDER again, from its files alone.

    Every entry is checked on the way. What waits in the queue goes on waiting.
    """
    from kept.archive.ledger import LedgerFolder, open_index, reindex

    language = language_of(lang)
    ledger = LedgerFolder(folder)
    index = open_index(ledger)
    label = WORDS["indexing"][language]
    try:
        with click.progressbar(length=max(ledger.size(), 1), label=label) as bar:
            seen = 0

            def advance(done: int, _: int) -> None:
                nonlocal seen
                bar.update(done - seen)
                seen = done

            size = reindex(ledger, index, progress=advance)
    finally:
        index.close()
    say(WORDS, "indexed", language, size=size)
