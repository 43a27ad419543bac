"""The register of the exercise: founded, its parties' keys named, its statements entered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kept.archive.folders import Folder, open_process
from kept.archive.ledger import Identity, LedgerFolder, Submitted, create_ledger
from kept.archive.recording import (
    Author,
    ReadRegister,
    Written,
    import_process,
    read_register,
)
from kept.archive.recording.founding import RECORDER, founding_entries
from kept.archive.recording.importing import Recorder
from kept.ledger import Statement
from kept.ledger.canonical import encode
from kept.ledger.entries.body import MEDIA_TYPE, write_statement
from kept.ledger.entries.header import NOTHING_SEEN, Seen
from kept.ledger.notes import PolicyLog, PolicyWitness, write_policies
from kept.ledger.parties import Chain
from kept.web.demo.keys import KEEPER, PARTIES, Ring
from kept.web.demo.witnesses import NAMES, signs_as
from kept.web.filing.register import hand_in_all
from kept.web.reading.clock import seconds

LARGEST: Final = 1 << 24  # bytes of a body


def make_register(path: Path, ring: Ring, process: Path) -> None:
    """Make the register, have it co-signed by all witnesses, and enter what was said."""
    text = open_process(process)
    origin = f"{KEEPER}.example/{text.process.head.id}"
    ring.make(origin)
    ledger = _create(path, ring, origin, text.process.head.id)
    roots = {party: ring.roots(party) for party in PARTIES}
    _file([*founding_entries(ledger, ring.keeper(), roots), *_manifests(ring, origin)])
    register = read_register(ledger, clearance="confidential")
    done = import_process(text, register, _recorder(ring, register))
    _file([*done.submitted, *_confidential(text, ring, register)])


def _create(path: Path, ring: Ring, origin: str, process: str) -> LedgerFolder:
    log, pq = ring.key("log").vkey, ring.key("log-pq").vkey
    witnesses = [
        PolicyWitness(signs_as(name), vkey)
        for name in NAMES
        if (vkey := ring.key(f"witness-{name}").vkey) is not None
    ]
    if log is None:
        raise AssertionError("the key of the log was not made as one")
    made = write_policies([PolicyLog(log)], witnesses, [signs_as(name) for name in NAMES[:2]])
    identity = Identity(origin=origin, log=log, pq=pq, process=process)
    policies = {
        "published": made.published.text,
        "witnessed": made.witnessed.text,
        "mutual": made.mutual.text,
    }
    return create_ledger(path, identity, policies=policies)  # type: ignore[arg-type]


def _file(several: list[Submitted]) -> None:
    refused = [each for each in hand_in_all(several) if each.word != "admitted"]
    if refused:
        raise AssertionError(f"the register of the exercise refuses {refused[0]}")


def _manifests(ring: Ring, origin: str) -> Iterator[Submitted]:
    for party in PARTIES:
        root = ring.signer(f"{party}-root-1")
        author = _author(origin, f"{party}/root", [root.key.id])
        header = author.header("party.manifest", member=ring.manifest(party))
        yield author.write([root], header)


def _author(origin: str, role: str, keys: list[str], seen: Seen = NOTHING_SEEN) -> Author:
    return Author(origin, role, keys, chain=Chain(keys[0]), seen=seen, clock=seconds)


def _recorder(ring: Ring, register: ReadRegister) -> Recorder:
    signer = ring.signer(f"{KEEPER}-{RECORDER}")
    return Recorder(
        origin=register.folded.parties.origin,
        role=f"{KEEPER}/{RECORDER}",
        signer=signer,
        chain=register.folded.parties.chain(signer.key.id),
        seen=Seen(register.folded.size, register.folded.root),
    )


def _confidential(text: Folder, ring: Ring, register: ReadRegister) -> Iterator[Submitted]:
    """What is not public, filed by those who said it."""
    seen = Seen(register.folded.size, register.folded.root)
    for party, (role, pens, eyes) in PARTIES.items():
        signers = [ring.signer(f"{party}-{pen}") for pen in pens[:eyes]]
        keys = [each.key.id for each in signers]
        author = _author(register.folded.parties.origin, f"{party}/{role}", keys, seen)
        for statement in text.statements:
            if statement.release != "public" and statement.speakers == (party,):
                header = author.header("statement.filed", release=statement.release)
                yield author.write(signers, header, _written(statement))


def _written(statement: Statement) -> Written:
    body = write_statement(statement)
    return Written(encode(body, LARGEST), MEDIA_TYPE, statement.release, body)
