"""What the commands that sign share: signing a paper, putting it down, handing it in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.keys import passphrase_of
from kept.cli.pens import remember
from kept.cli.saying import Language, Words, say, stop

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Paper

WORDS: Words = {
    "signed": {
        "en": "Signed with {key} as {role}.",
        "fr": "Signé avec {key} au titre de {role}.",
    },
    "more": {
        "en": "Signatures still missing: {count}. Hand {file} to the other signatories: "
        "kept statement sign {file} --key NAME.",
        "fr": "Signatures encore attendues\u00a0: {count}. Transmettez {file} aux autres "
        "signataires\u00a0: kept statement sign {file} --key NOM.",
    },
    "ready": {
        "en": "{file} is complete. File it: kept statement submit {file} --ledger FOLDER.",
        "fr": "{file} est complet. Déposez-le\u00a0: kept statement submit {file} --ledger "
        "RÉPERTOIRE.",
    },
    "secret": {
        "en": "It holds the words themselves: keep it as you would the letter.",
        "fr": "Il contient les mots eux-mêmes\u00a0: gardez-le comme vous garderiez la lettre.",
    },
    "only": {
        "en": "It alone holds the words: the register never gets them. Whoever loses {file} can "
        "never disclose them.",
        "fr": "Lui seul contient le texte\u00a0: le registre ne le reçoit pas. Qui perd {file} ne "
        "pourra jamais le dévoiler.",
    },
    "submitted": {
        "en": "Filed. Its code is {code}; write it into your minutes. It is in the register once "
        "kept ledger publish has admitted it.",
        "fr": "Déposé. Son code est {code}\u00a0; notez-le au procès-verbal. Il est au registre "
        "dès que kept ledger publish l’a admis.",
    },
    "waits": {
        "en": "It was filed before and waits to be admitted. Its code is {code}.",
        "fr": "Il a déjà été déposé et attend d’être admis. Son code est {code}.",
    },
    "in": {
        "en": "It is in the register as entry {index}. Its code is {code}.",
        "fr": "Il est au registre sous l’inscription {index}. Son code est {code}.",
    },
}


def signed(paper: Paper, key: KeyFile, passphrase_file: Path | None, language: Language) -> Paper:
    """The paper with the signature of `key`; a finished entry is kept beside the key."""
    from kept.archive.keys import keep_entry, load_key

    done = paper.signed_by(load_key(key, passphrase_of(key, passphrase_file)))
    remember(key, paper.header)
    say(WORDS, "signed", language, key=key.name, role=paper.header.role)
    if not done.missing and done.header.key == key.key.id:
        keep_entry(key, done.entry().raw)
    return done


def put_down(paper: Paper, file: Path, language: Language) -> None:
    """Write the paper to a file and say what comes next."""
    from kept.archive.ledger.durable import write_file

    write_file(file, paper.to_bytes(), secret=True)
    name = "more" if paper.missing else "ready"
    say(WORDS, name, language, file=file, count=len(paper.missing))
    if paper.header.type == "statement.sealed":
        say(WORDS, "only", language, file=file)
    elif paper.body is not None or paper.disclosures:
        say(WORDS, "secret", language)


def hand_in(paper: Paper, ledger: Path, language: Language) -> None:
    """File a complete paper, and say where it stands."""
    from kept.archive.ledger import Admitted, LedgerFolder, Waiting, open_index, outcome, submit
    from kept.archive.ledger import Refused as RefusedEntry
    from kept.cli.registers import why_refused
    from kept.ledger.entries.entry import entry_code

    folder, ready = LedgerFolder(ledger), paper.submitted()
    if folder.signed() is None:
        stop(
            f"{ledger} is a copy of the register, and nobody takes in what is filed there. Hand "
            "the paper to whoever keeps the register, who cannot change a letter of it."
        )
    index = open_index(folder)
    entry = paper.entry()
    code = entry_code(entry.hash)
    try:
        before = outcome(folder, index, entry.hash)
        if isinstance(before, RefusedEntry):
            stop(f"The register refused it. {why_refused(before.reason, language)}", 1)
        submit(folder, index, ready.entry, ready.body, disclosures=ready.disclosures)
        now = outcome(folder, index, entry.hash)
    finally:
        index.close()
    if isinstance(now, Admitted):
        say(WORDS, "in", language, index=now.index, code=code)
        _receipt(folder, now.index, language)
    else:
        say(WORDS, "waits" if isinstance(before, Waiting) else "submitted", language, code=code)


def _receipt(folder: LedgerFolder, index: int, language: Language) -> None:
    """The receipt, once the entry is published; before, only the keeper has it."""
    from kept.ledger.bundle import receipt
    from kept.report.ledger import receipt_text

    if index < folder.size():
        click.echo("")
        click.echo(receipt_text(receipt(folder.read, folder.names(), index), language))
