"""`kept witness collect`: the keeper takes what authors have handed to a mirror."""

from __future__ import annotations

from pathlib import Path

import click

from kept.cli.commands.witness.words import WORDS
from kept.cli.saying import WRONG, language_of, language_option, say, stop, told


@click.command("collect")
@click.argument("ledger", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("url")
@language_option
@told
def command(ledger: Path, url: str, lang: str | None) -> None:
    """Put into the queue of LEDGER what the mirror at URL holds for it.

    An entry whose body the mirror does not have waits for its author to submit it with the body.
    """
    from kept.archive.error import SubmissionError
    from kept.archive.ledger import LedgerFolder, open_index, submit
    from kept.archive.witness.asking import NoAnswerError
    from kept.archive.witness.collecting import fetch_all, held_at

    language, folder = language_of(lang), LedgerFolder(ledger)
    try:
        held = held_at(url, folder.identity.origin)
        if held is None:
            stop(f"{url} is no mirror of {folder.identity.origin}.", WRONG)
        entries = list(fetch_all(url, held))
    except NoAnswerError as error:
        stop(str(error), WRONG)
    index, taken, without = open_index(folder), 0, 0
    try:
        for entry in entries:
            try:
                submit(folder, index, entry)
                taken += 1
            except SubmissionError:
                without += 1
    finally:
        index.close()
    say(WORDS, "collected", language, taken=taken, held=len(held))
    if without:
        say(WORDS, "without-body", language, without=without)
