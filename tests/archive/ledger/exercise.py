"""The exercise of Aruna and Belva as a ledger on disk: its keys, and entries by the dozen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kept.archive.index import Index
from kept.archive.ledger import (
    Body,
    Identity,
    LedgerFolder,
    Submitted,
    Writer,
    create_ledger,
    open_index,
    submit_all,
)
from kept.ledger.bodies import commit, disclose, read_disclosure
from kept.ledger.canonical import Json, encode
from kept.ledger.entries.entry import sign_entry
from kept.ledger.entries.header import NOTHING_SEEN, Header, Seen
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest, Role, RoleKey
from kept.ledger.entries.members import Member, Opening, Roots
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import Grade, NoteSigner, SignatureType
from kept.ledger.parties import Parties
from kept.ledger.statement import Release

ORIGIN = "lakes.example/exercise"
PROCESS = "lakes-exercise"
STATEMENT = "application/vnd.kept.statement.v1+json"
PARTIES = ("secretariat", "aruna", "belva")
NOON = 1_793_016_000  # 26 October 2026, 12:00 UTC
SCOPE: dict[Kind, int] = {
    "statement.filed": 1,
    "statement.sealed": 1,
    "statement.disclosed": 1,
    "body.erased": 1,
}
LOG = NoteSigner(ORIGIN, SignatureType.ED25519, Ed25519Signer(hashlib.sha256(b"the log").digest()))


def bytes_of(name: str, length: int = 32) -> bytes:
    """Bytes that look like chance and are the same each time."""
    return hashlib.shake_256(name.encode()).digest(length)


def signer(name: str) -> Ed25519Signer:
    return Ed25519Signer(bytes_of(f"key {name}"))


def identity() -> Identity:
    return Identity(origin=ORIGIN, process=PROCESS, log=LOG.vkey)


def clock() -> int:
    return NOON


class Desk:
    """Writes entries for everybody, and keeps each author's own count."""

    def __init__(self) -> None:
        self._sent: dict[str, tuple[int, str | None]] = {}
        self.bodies: dict[str, Body] = {}  # by entry hash
        self.seen = NOTHING_SEEN

    def entry(
        self,
        kind: Kind,
        role: str,
        name: str,
        *,
        member: Member | None = None,
        refs: tuple[str, ...] = (),
        release: Release | None = None,
        body: Body | None = None,
        count: bool = True,
    ) -> Submitted:
        """An entry signed by the key called `name`; not counted, it is as if never written."""
        seq, prev = self._sent.get(name, (0, None))
        digests = tuple(_digest(each) for each in body.disclosures) if body else ()
        header = Header(
            log=ORIGIN,
            type=kind,
            key=signer(name).key.id,
            role=role,
            seq=seq,
            prev=prev,
            claimed=NOON,
            seen=self.seen,
            member=member,
            refs=refs,
            release=release,
            body=commit(body.content, body.salt, body.media) if body else None,
            digests=digests,
        )
        made = sign_entry(header, [signer(name)])
        if count:
            self._sent[name] = (seq + 1, made.hash)
        return Submitted(made.raw, body)

    def resume(self, name: str, parties: Parties) -> None:
        """Go on where the ledger says that this key stands."""
        chain = parties.chain(signer(name).key.id)
        self._sent[name] = (chain.next, chain.last)

    def saw(self, size: int, root: bytes) -> None:
        """Whoever writes from now on has verified this checkpoint."""
        self.seen = Seen(size, root)

    def opened(self) -> Iterator[Submitted]:
        """Entry 0 and a manifest for each party: four entries."""
        roots = {name: signer(f"{name} root").key for name in PARTIES}
        opening = Opening(
            process=PROCESS,
            keeper="secretariat",
            keys=(roots["secretariat"],),
            parties={name: Roots(roots=(key.id,), threshold=1) for name, key in roots.items()},
        )
        yield self.entry("ledger.opened", "secretariat/root", "secretariat root", member=opening)
        for name in PARTIES:
            keys = sorted((signer(f"{name} {n}").key for n in range(4)), key=lambda key: key.id)
            scope = {"process.text": 1, **SCOPE} if name == "secretariat" else SCOPE
            role = Role(role="delegation", keys=tuple(map(RoleKey, keys)), scope=scope)
            manifest = Manifest(
                party=name,
                version=1,
                roots=(roots[name],),
                threshold=1,
                next=(signer(f"{name} next").key.id,),
                next_threshold=1,
                roles=(role,),
            )
            yield self.entry("party.manifest", f"{name}/root", f"{name} root", member=manifest)

    def statement(
        self,
        party: str = "aruna",
        key: int = 0,
        *,
        kind: Kind = "statement.filed",
        release: Release = "public",
        says: str | None = None,
        refs: tuple[str, ...] = (),
        count: bool = True,
    ) -> Submitted:
        """A statement with a body, and a disclosure for each of its members."""
        name = f"{party} {key}"
        seq = self._sent.get(name, (0, None))[0]
        body = body_of(f"{name} {seq}", says or f"The {party} delegation says number {seq}.")
        return self.entry(
            kind, f"{party}/delegation", name, release=release, body=body, refs=refs, count=count
        )

    def refer(
        self,
        kind: Kind,
        target: str,
        *,
        party: str = "aruna",
        key: int = 0,
        member: Member | None = None,
        release: Release | None = None,
    ) -> Submitted:
        """A `statement.disclosed` or a `body.erased`."""
        return self.entry(
            kind,
            f"{party}/delegation",
            f"{party} {key}",
            member=member,
            refs=(target,),
            release=release,
        )


def body_of(name: str, says: str) -> Body:
    value: dict[str, Json] = {"claim": says, "place": "Luvo", "said_on": "2026-10-26"}
    texts = (disclose(bytes_of(f"{name} {each}", 16), each, value[each]).text for each in value)
    return Body(
        content=encode(value),
        salt=bytes_of(f"salt of {name}"),
        media=STATEMENT,
        disclosures=tuple(texts),
    )


def _digest(disclosure: str) -> str:
    return read_disclosure(disclosure).digest


def new_ledger(path: Path, policies: dict[Grade, bytes] | None = None) -> LedgerFolder:
    return create_ledger(path, identity(), policies=policies)


def write(folder: LedgerFolder, index: Index, **options: object) -> Writer:
    return Writer(folder, index, **{"signers": [LOG], "clock": clock, **options})  # type: ignore[arg-type]


def opened_ledger(path: Path, desk: Desk, **options: object) -> tuple[LedgerFolder, Index, Writer]:
    """A ledger with its first four entries signed, its index and its writer, to be closed."""
    folder = new_ledger(path)
    index = open_index(folder)
    submit_all(folder, index, desk.opened())
    writer = write(folder, index, **options)
    writer.drain()
    return folder, index, writer
