"""What the commands that sign share: where a key stands, signing a paper, handing it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kept.cli.keys import passphrase_of
from kept.cli.saying import USAGE, Language, Words, say, stop

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import Author, Folded, Paper
    from kept.ledger.entries.entry import Entry
    from kept.ledger.entries.kinds import Kind

WORDS: Words = {
    "signed": {
        "en": "Signed with {key} as {role}.",
        "fr": "Signé avec {key} au titre de {role}.",
    },
    "more": {
        "en": "{file} needs {count} more signatures. Hand it to the other signatories: "
        "kept statement sign {file} --key NAME.",
        "fr": "{file} attend encore {count} signatures. Transmettez-le aux autres "
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


@dataclass(frozen=True, slots=True)
class Pen:
    """A key in hand, and the register it is to write into."""

    folder: LedgerFolder
    folded: Folded
    key: KeyFile
    role: str

    def author(self, beside: Sequence[str] = ()) -> Author:
        """Who writes the next entry, with the keys of those who sign beside it."""
        from kept.archive.keys import kept_entries
        from kept.archive.recording import Author, chain_of
        from kept.ledger.entries.header import Seen

        own = self.key.key.id
        return Author(
            self.folder.identity.origin,
            self.role,
            [own, *beside],
            chain=chain_of(self.folder, self.folded, own, kept_entries(self.key)),
            seen=Seen(self.folded.size, self.folded.root),
        )


def pen_of(ledger: Path, keys: Path, name: str, kind: Kind) -> Pen:
    """The key `name` and where it stands in the register; leaves if it may not sign this kind."""
    from kept.archive.keys import read_key
    from kept.archive.ledger import LedgerFolder
    from kept.archive.recording import fold_all

    folder = LedgerFolder(ledger)
    folded, key = fold_all(folder), read_key(keys, name)
    place = folded.parties.place(key.key.id)
    if place is None:
        stop(
            f"The register {folder.identity.origin} does not know the key {name}: no manifest "
            "in force names it. The party adds it with kept key manifest."
        )
    if kind not in place.scope:
        stop(f"The role {place.party}/{place.office} may not sign {kind}: {_may(place.scope)}.")
    return Pen(folder, folded, key, f"{place.party}/{place.office}")


def _may(scope: Sequence[str] | object) -> str:
    kinds = sorted(scope) if isinstance(scope, dict) else []
    return f"it may sign {', '.join(kinds)}" if kinds else "it may sign nothing"


def beside(pen: Pen, names: Sequence[str], keys: Path, kind: Kind) -> list[str]:
    """The key ids of those who sign beside the author; leaves if the role asks for more."""
    from kept.archive.keys import read_key, read_public_file

    found = [
        (read_public_file(Path(each)) if each.endswith(".pub") else read_key(keys, each)).key.id
        for each in names
    ]
    place = pen.folded.parties.place(pen.key.key.id)
    wanted = place.scope.get(kind, 1) if place else 1
    if len({pen.key.key.id, *found}) < wanted:
        stop(
            f"The role {pen.role} signs {kind} with {wanted} keys. Name the others with --with: "
            "each signs that the others do too."
        )
    return found


def signed(paper: Paper, key: KeyFile, passphrase_file: Path | None, language: Language) -> Paper:
    """The paper with the signature of `key`; a finished entry is kept beside the key."""
    from kept.archive.keys import keep_entry, load_key

    done = paper.signed_by(load_key(key, passphrase_of(key, passphrase_file)))
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
    if paper.body is not None:
        say(WORDS, "secret", language)


def hand_in(paper: Paper, ledger: Path, language: Language) -> None:
    """File a complete paper, and say where it stands."""
    from kept.archive.ledger import Admitted, LedgerFolder, Waiting, open_index, outcome, submit
    from kept.archive.ledger import Refused as RefusedEntry
    from kept.cli.registers import why_refused
    from kept.ledger.entries.entry import entry_code

    folder, ready = LedgerFolder(ledger), paper.submitted()
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
    else:
        say(WORDS, "waits" if isinstance(before, Waiting) else "submitted", language, code=code)


def find_entry(folded: Folded, named: str) -> tuple[int, Entry]:
    """An entry by its number, its hash or the beginning of it, or its code; leaves if none fits."""
    from kept.ledger.entries.entry import entry_code

    if named.isdigit() and len(named) < 12:
        if int(named) < folded.size:
            return int(named), folded.entries[int(named)]
        stop(f"There is no entry {named}: the register has {folded.size}, the first is 0.")
    wanted = named.lower()
    found = [
        (index, each)
        for index, each in enumerate(folded.entries)
        if (len(wanted) >= 8 and each.hash.startswith(wanted))
        or entry_code(each.hash) == named.upper()
    ]
    if len(found) != 1:
        what = "Several entries begin so." if found else f"No entry is called “{named}”."
        stop(f"{what} Write its number, its code, or at least 8 digits of its hash.", USAGE)
    return found[0]
