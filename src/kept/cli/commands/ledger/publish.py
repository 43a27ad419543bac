"""`kept ledger publish`: admit what was filed, sign, collect cosignatures, publish."""

from __future__ import annotations

import signal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.keys import keys_folder, keys_option, passphrase_option
from kept.cli.registers import why_refused, writing
from kept.cli.saying import Language, language_of, language_option, say, told

if TYPE_CHECKING:
    from kept.archive.ledger import Publication, Writer


@click.command("publish")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--every",
    type=click.FloatRange(0.1, 86_400),
    metavar="SECONDS",
    help="Go on, looking for new submissions so often, until stopped.",
)
@keys_option
@passphrase_option
@language_option
@told
def command(
    folder: Path,
    every: float | None,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Admit what was filed in the register in FOLDER, sign it, have it co-signed, publish it.

    With --every it goes on until it is told to stop (Ctrl-C, SIGTERM), and ends between two turns.
    """
    language = language_of(lang)
    stopped = Event()
    if every is not None:
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: stopped.set())
    with writing(folder, keys_folder(keys), passphrase_file) as desk:
        _once(desk.writer, language)
        while every is not None and not stopped.wait(every):
            _once(desk.writer, language, quiet=True)


def _once(writer: Writer, language: Language, *, quiet: bool = False) -> None:
    changed = False
    while turn := writer.turn():
        changed = True
        for entry, code in turn.refused:
            sentence = why_refused(code, language)
            say(WORDS, "refused", language, entry=entry[:12], sentence=sentence)
        say(WORDS, "admitted", language, count=len(turn.admitted))
    publication = writer.publish()
    if changed or not quiet:
        _tell(publication, language)


def _tell(publication: Publication, language: Language) -> None:
    for outcome in publication.outcomes:
        why = getattr(outcome, "why", None)
        if why:
            say(WORDS, "silent-witness", language, witness=outcome.witness, why=why)
    if not publication.published:
        say(WORDS, "waits", language)
        return
    grade = WORDS[f"grade-{publication.grade}"][language]
    say(WORDS, "published", language, size=publication.size, grade=grade)
