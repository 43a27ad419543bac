"""`kept ledger reindex`: build the index again from the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.saying import counting, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder


@click.command("reindex")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--database",
    metavar="CONNINFO",
    help="Keep index and queue in this PostgreSQL from now on, such as “host=db dbname=kept”.",
)
@language_option
@told
def command(folder: Path, database: str | None, lang: str | None) -> None:
    """Build the index of the register in FOLDER again, from its files alone.

    Every entry is checked on the way. What waits in the queue goes on waiting.
    """
    from kept.archive.ledger import LedgerFolder, open_index, reindex

    language = language_of(lang)
    ledger = LedgerFolder(folder)
    if database is not None:
        _move(ledger, database)
    index = open_index(ledger)
    label = WORDS["indexing"][language]
    try:
        with counting(ledger.size(), label) as show:
            seen = 0

            def advance(done: int, _: int) -> None:
                nonlocal seen
                show(done - seen)
                seen = done

            size = reindex(ledger, index, progress=advance)
    finally:
        index.close()
    say(WORDS, "indexed", language, size=size)


def _move(ledger: LedgerFolder, database: str) -> None:
    """Use another database, if nothing would stay behind in the queue of the old one."""
    from kept.archive.error import LedgerError
    from kept.archive.ledger import open_index, use_postgres

    old = open_index(ledger)
    try:
        waiting = len(old.pending(1))
    finally:
        old.close()
    if waiting:
        stop("Submissions wait in the queue. Admit them first: kept ledger publish.")
    before = ledger.read("private/database")
    use_postgres(ledger, database)
    try:
        open_index(ledger).close()
    except LedgerError:
        if before is None:
            ledger.paths.database.unlink()
        else:
            use_postgres(ledger, before.decode())
        raise
