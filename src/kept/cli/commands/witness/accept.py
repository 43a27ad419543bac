"""`kept witness accept`: add an answer that was carried back to the register."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.witness.words import GRADES, WORDS
from kept.cli.saying import WRONG, Language, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.ledger import LedgerFolder
    from kept.ledger.notes import SignatureLine


@click.command("accept")
@click.argument("ledger", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("answer", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
@told
def command(ledger: Path, answer: Path, lang: str | None) -> None:
    """Add the cosignatures in ANSWER to the checkpoint of LEDGER for which they were made.

    With enough of them the checkpoint is published. Exit code 1 if nothing could be added.
    """
    from kept.archive.ledger import LedgerFolder
    from kept.archive.ledger.lock import Lock
    from kept.archive.ledger.publication import Publisher
    from kept.archive.witness.carried import read_answer

    language = language_of(lang)
    folder = LedgerFolder(ledger)
    with answer.open("rb") as file:
        lines = read_answer(file.read(1 << 20))
    if isinstance(lines, int):
        _tell_size(folder, lines, language)
        raise SystemExit(WRONG)
    with Lock(folder.paths.lock):
        note = _cosigned(folder, lines)
        publisher = Publisher(folder)
        done = publisher.publish(publisher.check_lines(publisher.gathered(note), lines))
    names = ", ".join(line.name for line in lines)
    say(WORDS, "accepted", language, names=names, size=done.size)
    say(WORDS, "published" if done.published else "waits", language, size=done.size)
    if done.grade is not None:
        click.echo(GRADES[done.grade][language])


def _tell_size(folder: LedgerFolder, known: int, language: Language) -> None:
    note = folder.signed() or folder.checkpoint()
    size = folder.opened(note).size if note else 0
    say(WORDS, "knows-more" if known > size else "knows", language, known=known, size=size)


def _cosigned(folder: LedgerFolder, lines: Sequence[SignatureLine]) -> bytes:
    """The checkpoint for which these lines were made, the newest first."""
    from kept.ledger.keys import SignatureError
    from kept.ledger.notes import open_checkpoint, with_signatures

    known = [w.key for policy in folder.policies().values() for w in policy.witnesses]
    for note in _checkpoints(folder):
        with contextlib.suppress(SignatureError):
            open_checkpoint(with_signatures(note, lines), known)
            return note
    return stop(
        "These cosignatures are for no checkpoint of this register, or by witnesses that stand in "
        "none of its policies. Nothing was added.",
        WRONG,
    )


def _checkpoints(folder: LedgerFolder) -> Iterator[bytes]:
    if (signed := folder.signed()) is not None:
        yield signed
    for size in reversed(folder.published_sizes()):
        if (note := folder.checkpoint_at(size)) is not None:
            yield note
