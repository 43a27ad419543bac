"""`kept ledger new`: begin a register."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kept.cli.commands.ledger.words import WORDS
from kept.cli.keys import keys_folder, keys_option, new_passphrase, passphrase_option
from kept.cli.saying import language_of, language_option, say, stop, told

if TYPE_CHECKING:
    from kept.archive.keys import KeyFile, Purpose
    from kept.archive.ledger import Identity, LedgerFolder, Submitted
    from kept.archive.recording.founding import Keeper
    from kept.ledger.entries.members import Roots
    from kept.ledger.keys import Algorithm
    from kept.ledger.notes import Grade, PolicyWitness


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--process", required=True, metavar="ID", help="The process it is about.")
@click.option("--origin", metavar="NAME", help="Its name, such as lakes.example/exercise.")
@click.option("--keeper", default="secretariat", show_default=True, metavar="PARTY")
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="PARTY=PUB[,PUB…][:N]",
    help="A party: the files of its root keys, N of which must sign; repeatable.",
)
@click.option(
    "--witness",
    "witnesses",
    multiple=True,
    metavar="PUB[@URL]",
    help="A witness: the file of its key, and where it answers; repeatable.",
)
@click.option(
    "--of-party",
    "of_parties",
    multiple=True,
    metavar="WITNESS",
    help="Which two witnesses are the parties' own.",
)
@click.option("--no-passphrase", is_flag=True, help="Leave the secrets in the clear: for a trial.")
@keys_option
@passphrase_option
@language_option
@told
def command(
    folder: Path,
    process: str,
    origin: str | None,
    keeper: str,
    parties: tuple[str, ...],
    witnesses: tuple[str, ...],
    of_parties: tuple[str, ...],
    *,
    no_passphrase: bool,
    keys: Path | None,
    passphrase_file: Path | None,
    lang: str | None,
) -> None:
    """Begin a register in FOLDER: make its keys, its first entries, its first checkpoint.

    One command is enough for a trial; for use, the parties and the witnesses bring their own
    keys, made by them with kept key new.
    """
    from kept.archive.ledger import LedgerFolder, submit_all
    from kept.cli.registers import writing

    language = language_of(lang)
    asked = _Asked(
        origin=origin or f"{keeper}.example/{process}",
        process=process,
        keeper=keeper,
        parties=dict(map(_party, parties)),
        witnesses=[_witness(each) for each in witnesses],
        of_parties=of_parties,
    )
    stem = re.sub("[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "register"
    _check(folder, keys_folder(keys), stem, asked)
    phrase = None if no_passphrase else new_passphrase("The register", passphrase_file)
    ring = _Ring(keys_folder(keys), stem, phrase)
    entries = _found(folder, ring, asked)
    with writing(folder, ring.folder, passphrase_file) as desk:
        submit_all(desk.folder, desk.index, entries)
        desk.writer.drain()
        publication = desk.writer.publish()
    say(WORDS, "begun", language, folder=folder, origin=asked.origin, size=publication.size)
    say(WORDS, "keys", language, keys=ring.folder, names=", ".join(ring.names))
    say(WORDS, "log-key", language, vkey=LedgerFolder(folder).identity.log)
    if not asked.witnesses:
        say(WORDS, "no-witness", language)
    elif not publication.published:
        say(WORDS, "waits", language)
    for party in asked.parties:
        say(WORDS, "manifest-next", language, party=party)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """The register that is wanted."""

    origin: str
    process: str
    keeper: str
    parties: Mapping[str, Roots]
    witnesses: Sequence[PolicyWitness]
    of_parties: Sequence[str]


def _check(folder: Path, keys: Path, stem: str, asked: _Asked) -> None:
    """Leave if anything is wrong, before a key is made: the whole is gone through once, in vain."""
    from kept.archive.ledger.durable import make_folder
    from kept.ledger.entries.values import read_identifier, read_process_id

    read_identifier(asked.keeper, "--keeper")
    read_process_id(asked.process, "--process")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        stop(f"{folder} is there already, and is not empty. Name a new folder.")
    if any(keys.glob(f"{stem}-*.pub")):
        stop(
            f"There are keys of an earlier register called {stem} in {keys}, and a key is never "
            "overwritten. Name another folder for the keys with --keys."
        )
    with TemporaryDirectory() as elsewhere:
        _found(Path(elsewhere) / "register", _Ring(Path(elsewhere), stem, None), asked)
    make_folder(folder)


def _found(folder: Path, ring: _Ring, asked: _Asked) -> tuple[Submitted, Submitted]:
    """Make the folder and all keys; the first entries, signed and not yet entered."""
    from kept.archive.recording.founding import founding_entries

    made = _create(folder, ring, asked)
    return founding_entries(made, ring.keeper(asked.keeper), asked.parties)


class _Ring:
    """The keys made for a new register, all in one folder, named after it."""

    def __init__(self, folder: Path, stem: str, passphrase: bytes | None) -> None:
        self.folder, self._stem, self._passphrase = folder, stem, passphrase
        self.names: list[str] = []

    def make(
        self,
        name: str,
        purpose: Purpose,
        algorithm: Algorithm = "ed25519",
        signs_as: str | None = None,
    ) -> KeyFile:
        """One key more."""
        from kept.archive.keys import new_key

        made = new_key(
            self.folder,
            f"{self._stem}-{name}",
            purpose=purpose,
            algorithm=algorithm,
            signs_as=signs_as,
            passphrase=self._passphrase,
        )
        self.names.append(made.name)
        return made

    def keeper(self, party: str) -> Keeper:
        """The keys of the keeper: a root, the root after it, and one for each role."""
        from kept.archive.keys import load_key
        from kept.archive.recording.founding import SCOPES, Keeper

        root = self.make("root-1", "root")
        return Keeper(
            party=party,
            root=load_key(root, self._passphrase),
            next_root=self.make("root-2", "root").key,
            roles={name: self.make(name, "role").key for name in SCOPES},
        )


def _create(path: Path, ring: _Ring, asked: _Asked) -> LedgerFolder:
    from kept.archive.ledger import Identity, create_ledger

    log = ring.make("log", "log", signs_as=asked.origin)
    pq = ring.make("log-pq", "log", "ml-dsa-44", asked.origin)
    if log.vkey is None or pq.vkey is None:
        stop("The keys of the log were not made as keys of a log.")
    identity = Identity(origin=asked.origin, log=log.vkey, pq=pq.vkey, process=asked.process)
    return create_ledger(path, identity, policies=_policies(identity, asked))


def _policies(identity: Identity, asked: _Asked) -> dict[Grade, bytes]:
    from kept.ledger.notes import NoteError, PolicyLog, write_policies

    log, witnesses = PolicyLog(identity.log), asked.witnesses
    if not witnesses:
        return {"published": f"log {identity.log}\nquorum none\n".encode()}
    own = asked.of_parties or [each.name for each in witnesses[:2]]
    try:
        policies = write_policies([log], witnesses, own)
    except NoteError as error:
        stop(str(error))
    return {
        "published": policies.published.text,
        "witnessed": policies.witnessed.text,
        "mutual": policies.mutual.text,
    }


def _party(text: str) -> tuple[str, Roots]:
    from kept.archive.keys import read_public_file
    from kept.ledger.entries.members import Roots

    name, _, rest = text.partition("=")
    files, _, threshold = rest.partition(":")
    if not name or not files or (threshold and not (threshold.isascii() and threshold.isdigit())):
        stop(f"“{text}” names no party: write aruna=FILE.pub,FILE.pub:2.")
    roots = [read_public_file(Path(each)).key.id for each in files.split(",")]
    return name, Roots(roots=tuple(roots), threshold=int(threshold or len(roots)))


def _witness(text: str) -> PolicyWitness:
    from kept.archive.keys import read_public_file
    from kept.ledger.notes import PolicyWitness

    file, _, url = text.partition("@")
    vkey = read_public_file(Path(file)).vkey
    if vkey is None:
        stop(f"{file} is no key of a witness: it is made with kept key new NAME --for witness.")
    return PolicyWitness(vkey.name, vkey, url or None)
