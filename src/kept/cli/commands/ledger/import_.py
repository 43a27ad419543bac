"""`kept ledger import`: enter the public statements of a process, and its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.keys import keys_folder, keys_option, passphrase_of, passphrase_option
from kept.cli.registers import Desk, key_of, why_refused, writing
from kept.cli.saying import Language, counting, language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.recording import Import, ReadRegister
    from kept.archive.recording.importing import Recorder


@click.command("import")
@click.argument("process")
@click.option(
    "--ledger",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@click.option("--key", "name", metavar="NAME", help="The recorder's key; left out: the one here.")
@click.option(
    "--again",
    multiple=True,
    metavar="ID",
    help="Enter this statement though it may be one that was erased; repeatable.",
)
@keys_option
@passphrase_option
@language_option
@told
def command(
    process: str,
    ledger: Path,
    name: str | None,
    again: tuple[str, ...],
    *,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Enter the public statements of PROCESS, and the digest of its text, as its recorder.

    What is in the register already is not entered again. A statement that was corrected is
    entered beside the old one, and takes its place when the register is read.
    """
    from kept.archive.ledger import submit_all
    from kept.archive.recording import import_process, read_register
    from kept.cli.asking import load

    language, text = language_of(lang), load(process)
    with writing(ledger, keys_folder(keys), passphrase_file) as desk:
        if desk.folder.identity.process != text.process.head.id:
            stop(
                f"{ledger} is a register of {desk.folder.identity.process}, "
                f"not of {text.process.head.id}."
            )
        desk.writer.drain()
        desk.writer.publish()
        register = read_register(desk.folder, clearance="confidential")
        recorder = _recorder(desk, register, keys_folder(keys), name, passphrase_file)
        done = import_process(text, register, recorder, again=again)
        submit_all(desk.folder, desk.index, done.submitted)
        admitted = _drain(desk, len(done.submitted), language)
        publication = desk.writer.publish()
    _tell(done, language)
    if not admitted:
        say(WORDS, "nothing-new", language)
    elif publication.published:
        grade = WORDS[f"grade-{publication.grade}"][language]
        say(WORDS, "published", language, size=publication.size, grade=grade)
    else:
        say(WORDS, "waits", language)


def _recorder(
    desk: Desk, register: ReadRegister, keys: Path, name: str | None, passphrase_file: Path | None
) -> Recorder:
    """Who signs: the key named, or the one here that the register knows as its recorder."""
    from kept.archive.keys import list_keys, load_key
    from kept.archive.recording.importing import Recorder
    from kept.ledger.entries.header import Seen

    parties = register.folded.parties
    for key in [key_of(keys, name)] if name else list_keys(keys):
        place = parties.place(key.key.id)
        if place is not None and {"process.text", "statement.filed"} <= place.scope.keys():
            break
    else:
        stop(
            f"{name or f'No key in {keys}'} may enter the text and the statements of a process "
            "in this register. Name a key of its recorder with --key."
        )
    return Recorder(
        origin=desk.folder.identity.origin,
        role=f"{place.party}/{place.office}",
        signer=load_key(key, passphrase_of(key, passphrase_file)),
        chain=parties.chain(key.key.id),
        seen=Seen(register.folded.size, register.folded.root),
    )


def _drain(desk: Desk, submitted: int, language: Language) -> int:
    """Admit all that waits, and show how far it is where somebody looks on."""
    done = 0
    label = WORDS["admitting"][language]
    with counting(submitted, label) as advance:
        while turn := desk.writer.turn():
            done += len(turn.admitted)
            advance(len(turn.admitted))
            for entry, code in turn.refused:
                say(
                    WORDS,
                    "refused",
                    language,
                    entry=entry[:12],
                    sentence=why_refused(code, language),
                )
    return done


def _tell(done: Import, language: Language) -> None:
    if done.text:
        say(WORDS, "text-entered", language)
    say(
        WORDS,
        "statements",
        language,
        new=len(done.new),
        changed=len(done.changed),
        same=done.same,
    )
    for name, several in (("held", done.held), ("gone", done.gone)):
        if several:
            names = ", ".join(several[:8]) + (" …" if len(several) > 8 else "")
            say(WORDS, name, language, count=len(several), names=names)
