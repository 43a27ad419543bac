"""A register with one keeper and four authors, and entries for it by the thousand."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from kept.archive.index import Index
from kept.archive.ledger import (
    Identity,
    LedgerFolder,
    Submitted,
    Verifier,
    Writer,
    create_ledger,
    open_index,
    submit_all,
    verify_here,
)
from kept.ledger.bodies import Commitment, decoy
from kept.ledger.entries.entry import sign_entry
from kept.ledger.entries.header import Header
from kept.ledger.entries.kinds import Kind
from kept.ledger.entries.manifest import Manifest, Role, RoleKey
from kept.ledger.entries.members import Member, Opening, Roots
from kept.ledger.envelope import ENTRY_TYPE, Envelope, Signature
from kept.ledger.keys import Ed25519Signer, PublicKey
from kept.ledger.notes import NoteSigner, SignatureType
from kept.ledger.parties import Parties

ORIGIN, NOON = "lakes.example/exercise", 1_793_016_000
LOG = NoteSigner(ORIGIN, SignatureType.ED25519, Ed25519Signer(sha256(b"log").digest()))
ROOT = Ed25519Signer(sha256(b"root").digest())
AUTHORS = tuple(Ed25519Signer(sha256(b"author %d" % n).digest()) for n in range(4))
BODY = Commitment(
    commit=sha256(b"body").hexdigest(), media="application/vnd.kept.statement.v1+json", pad=1024
)
DIGESTS = tuple(sorted(decoy(sha256(b"%d" % n).digest()) for n in range(3)))


def entry(
    signer: Ed25519Signer, kind: Kind, role: str, seq: int, prev: str | None, **more: object
) -> Submitted:
    """One entry, with all that a filed statement has in its header."""
    header = Header(
        log=ORIGIN,
        type=kind,
        key=signer.key.id,
        role=role,
        seq=seq,
        prev=prev,
        claimed=NOON,
        **more,  # type: ignore[arg-type]
    )
    return Submitted(sign_entry(header, [signer]).raw)


def opening() -> Iterator[Submitted]:
    """Entry 0 and the manifest of the keeper."""
    roots = Roots(roots=(ROOT.key.id,), threshold=1)
    member: Member = Opening(
        process="lakes-exercise",
        keeper="secretariat",
        keys=(ROOT.key,),
        parties={"secretariat": roots},
    )
    first = entry(ROOT, "ledger.opened", "secretariat/root", 0, None, member=member)
    yield first
    keys = tuple(RoleKey(each.key) for each in AUTHORS)
    role = Role(role="delegation", keys=keys, scope={"statement.sealed": 1})
    reserve = PublicKey("ed25519", Ed25519Signer(sha256(b"next").digest()).key.raw)
    manifest = Manifest(
        party="secretariat",
        version=1,
        roots=(ROOT.key,),
        threshold=1,
        next=(reserve.id,),
        next_threshold=1,
        roles=(role,),
    )
    prev = leaf(first)
    yield entry(ROOT, "party.manifest", "secretariat/root", 1, prev, member=manifest)


def leaf(submitted: Submitted) -> str:
    return sha256(b"\0" + submitted.entry).hexdigest()


class Authors:
    """The authors in turn, each with a chain of its own."""

    def __init__(self) -> None:
        self._chains: list[tuple[int, str | None]] = [(0, None)] * len(AUTHORS)
        self._turn = 0

    def resume(self, parties: Parties) -> None:
        """Go on where the register stands."""
        chains = [parties.chain(each.key.id) for each in AUTHORS]
        self._chains = [(chain.next, chain.last) for chain in chains]

    def write(self, count: int) -> list[Submitted]:
        """So many signed entries."""
        return [self._next(signed=True) for _ in range(count)]

    def write_unsigned(self, count: int) -> list[Submitted]:
        """So many entries with signatures that do not hold: to fill a log quickly."""
        return [self._next(signed=False) for _ in range(count)]

    def _next(self, *, signed: bool) -> Submitted:
        number = self._turn % len(AUTHORS)
        self._turn += 1
        author, (seq, prev) = AUTHORS[number], self._chains[number]
        made = self._signed(author, seq, prev) if signed else self._unsigned(author, seq, prev)
        self._chains[number] = (seq + 1, leaf(made))
        return made

    def _signed(self, author: Ed25519Signer, seq: int, prev: str | None) -> Submitted:
        return entry(
            author,
            "statement.sealed",
            "secretariat/delegation",
            seq,
            prev,
            release="parties",
            body=BODY,
            digests=DIGESTS,
        )

    def _unsigned(self, author: Ed25519Signer, seq: int, prev: str | None) -> Submitted:
        if seq == 0 or prev is None:
            return self._signed(author, seq, prev)
        header = self._template(author)
        payload = header.replace(b"0" * 64, prev.encode()).replace(b'"seq":1,', b'"seq":%d,' % seq)
        signature = Signature(author.key.id, bytes(64))
        return Submitted(Envelope(payload, ENTRY_TYPE, (signature,)).to_bytes())

    def _template(self, author: Ed25519Signer) -> bytes:
        if author not in _TEMPLATES:
            made = Header(
                log=ORIGIN,
                type="statement.sealed",
                key=author.key.id,
                role="secretariat/delegation",
                seq=1,
                prev="0" * 64,
                claimed=NOON,
                release="parties",
                body=BODY,
                digests=DIGESTS,
            )
            _TEMPLATES[author] = made.to_bytes()
        return _TEMPLATES[author]


_TEMPLATES: dict[Ed25519Signer, bytes] = {}


class Believing:
    """A `Verifier` that believes everything: to fill a log quickly."""

    def __init__(self, count: int = 0) -> None:
        self._count = count

    def start(self, signed: object) -> Believing:
        return Believing(len(signed))  # type: ignore[arg-type]

    def all(self) -> list[bool]:
        return [True] * self._count

    def close(self) -> None:
        pass


def new(path: Path) -> tuple[LedgerFolder, Index]:
    """A register with its first two entries."""
    identity = Identity(origin=ORIGIN, process="lakes-exercise", log=LOG.vkey)
    folder = create_ledger(path, identity)
    index = open_index(folder)
    submit_all(folder, index, opening())
    with writer(folder, index, verify_here()) as first:
        first.drain()
    return folder, index


def writer(folder: LedgerFolder, index: Index, verifier: Verifier, batch: int = 256) -> Writer:
    return Writer(folder, index, signers=[LOG], clock=lambda: NOON, verifier=verifier, batch=batch)
