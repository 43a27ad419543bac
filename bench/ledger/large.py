"""A large register about a process, filled quickly: `python -m bench.ledger.large FOLDER`.

It begins as any register does, with the process imported. Then come statements made from those
of the process, each moved to other days, signed and hashed like any other; but many at a time,
without a queue, and without waiting for the disk: it is made to be read. The same process and
number give the same statements.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256, shake_256
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.ledger.register import LOG, NOON, ORIGIN

from kept.archive import Folder, open_process
from kept.archive.ledger import (
    Identity,
    LedgerFolder,
    Writer,
    create_ledger,
    open_index,
    submit_all,
)
from kept.archive.ledger.growing import stored_edge
from kept.archive.ledger.stored_body import Body, Clear
from kept.archive.recording import import_process, read_register
from kept.archive.recording.founding import SCOPES, Keeper, founding_entries
from kept.archive.recording.importing import Recorder
from kept.ledger import Statement
from kept.ledger.bodies import commit
from kept.ledger.entries.body import MEDIA_TYPE, write_statement
from kept.ledger.entries.entry import entry_hash, sign_entry
from kept.ledger.entries.header import Header, Seen
from kept.ledger.envelope import ENTRY_TYPE, pae
from kept.ledger.keys import Ed25519Signer
from kept.ledger.notes import Checkpoint, sign_checkpoint
from kept.ledger.tree import grow

ROLE: Final = "secretariat/recorder"
SEED: Final = 20240101
STEP: Final = 1 << 14  # entries that are written together
EARLIER: Final = 200  # days by which a statement is moved at most
ROOT: Final = Path(__file__).parents[2]
_write: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def signer(name: str) -> Ed25519Signer:
    """The key of this name."""
    return Ed25519Signer(sha256(f"large {name}".encode()).digest())


def begin(path: Path, process: Folder) -> LedgerFolder:
    """A register with nobody but its keeper, into which the process was imported."""
    identity = Identity(origin=ORIGIN, process=process.process.head.id, log=LOG.vkey)
    folder = create_ledger(path, identity)
    keeper = Keeper(
        party="secretariat",
        root=signer("root"),
        next_root=signer("next").key,
        roles={name: signer(name).key for name in SCOPES},
    )
    _enter(folder, list(founding_entries(folder, keeper, {})))
    read = read_register(folder, languages=process.process.head.languages)
    recorder = Recorder(
        origin=ORIGIN,
        role=ROLE,
        signer=signer("recorder"),
        chain=read.folded.parties.chain(signer("recorder").key.id),
        seen=Seen(read.folded.size, read.folded.root),
    )
    _enter(folder, list(import_process(process, read, recorder).submitted))
    return folder


def _enter(folder: LedgerFolder, submitted: list[Any]) -> None:
    index = open_index(folder)
    try:
        with Writer(folder, index, signers=[LOG], clock=lambda: NOON) as writer:
            submit_all(folder, index, submitted)
            if writer.drain() != len(submitted):
                raise RuntimeError("an entry was refused")
            writer.publish()
    finally:
        index.close()


def told(process: Folder, count: int) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """What so many statements are about, and their bodies."""
    draw = random.Random(SEED)  # noqa: S311 -- the same days each time
    public = [each for each in process.statements if each.release == "public"]
    base = [each for each in public if each.retracts is None]
    several = [
        (tuple(sorted({*each.about})), write_statement(_alone(each)), each) for each in base
    ]
    for number in range(count):
        about, body, statement = several[number % len(several)]
        back = timedelta(draw.randint(-EARLIER, 0))
        moved = {"id": f"g{number}", "said_on": _moved(statement.said_on, back)}
        for name, span in (("when", statement.when), ("until", statement.until)):
            if name in body:
                moved[name] = _moved(span, back)
        yield about, _write({**body, **moved}).encode()


def _alone(statement: Statement) -> Statement:
    return replace(statement, answers=())


def _moved(span: Any, by: timedelta) -> str:
    first, last = _day(span.first + by), _day(span.last + by)
    return first if first == last else f"{first}..{last}"


def _day(day: date) -> str:
    return day.isoformat()


class Pen:
    """The recorder, writing one entry after the other."""

    def __init__(self, next_: int, last: str, seen: Seen) -> None:
        self._key: Final = signer("recorder")
        self._next, self._last, self._seen = next_, last, seen
        self._root = b64encode(seen.root).decode()

    def write(self, about: tuple[str, ...], content: bytes) -> tuple[bytes, str, bytes]:
        """The next entry, its hash, and the file of its body."""
        salt = shake_256(b"%d" % self._next).digest(32)
        body = commit(content, salt, MEDIA_TYPE)
        names = '","'.join(about)
        payload = (
            f'{{"about":["{names}"],"body":{{"alg":"hmac-sha256","commit":"{body.commit}",'
            f'"media":"{MEDIA_TYPE}","pad":{body.pad}}},"claimed":"2026-10-26T12:00:00Z",'
            f'"key":"{self._key.key.id}","log":"{ORIGIN}","prev":"{self._last}",'
            f'"release":"public","role":"{ROLE}","seen":{{"root":"{self._root}",'
            f'"size":{self._seen.size}}},"seq":{self._next},"type":"statement.filed","v":1}}'
        ).encode()
        signature = self._key.sign(pae(ENTRY_TYPE, payload))
        raw = b'{"payload":"%b","payloadType":"%b","signatures":[{"keyid":"%b","sig":"%b"}]}' % (
            b64encode(payload),
            ENTRY_TYPE.encode(),
            self._key.key.id.encode(),
            b64encode(signature),
        )
        name = entry_hash(raw)
        file = b'{"body":"%b","entry":"%b","media":"%b","release":"public","salt":"%b","v":1}' % (
            b64encode(content),
            name.encode(),
            MEDIA_TYPE.encode(),
            b64encode(salt),
        )
        self._next, self._last = self._next + 1, name
        return raw, name, file

    def checked(self, about: tuple[str, ...], content: bytes) -> None:
        """Raise unless what is written is what the careful way would write."""
        before = self._next, self._last
        raw, name, file = self.write(about, content)
        salt = shake_256(b"%d" % before[0]).digest(32)
        header = Header(
            log=ORIGIN,
            type="statement.filed",
            key=self._key.key.id,
            role=ROLE,
            seq=before[0],
            prev=before[1],
            claimed=NOON,
            seen=self._seen,
            about=about,
            release="public",
            body=commit(content, salt, MEDIA_TYPE),
        )
        body = Body(content=content, salt=salt, media=MEDIA_TYPE)
        clear = Clear(entry=name, release="public", body=body)
        if sign_entry(header, [self._key]).raw != raw or clear.to_bytes() != file:
            raise RuntimeError("an entry is not what it would be if it were made with care")
        self._next, self._last = before


def fill(folder: LedgerFolder, process: Folder, count: int) -> None:
    """Add so many statements, and publish."""
    read = read_register(folder, languages=process.process.head.languages)
    chain = read.folded.parties.chain(signer("recorder").key.id)
    pen = Pen(chain.next, chain.last or "", Seen(read.folded.size, read.folded.root))
    edge = stored_edge(folder, read.folded.size, read.folded.root)
    for place in range(256):
        (folder.path / "bodies" / f"{place:02x}").mkdir(parents=True, exist_ok=True)
    waiting: list[bytes] = []
    for number, (about, content) in enumerate(told(process, count), 1):
        if number == 1:
            pen.checked(about, content)
        raw, name, file = pen.write(about, content)
        waiting.append(raw)
        folder.paths.body(name).write_bytes(file)
        if number % STEP and number != count:
            continue
        growth = grow(edge, waiting)
        for path, data in growth.files.items():
            target = folder.path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        edge, waiting = growth.edge, []
        print(f"{number:,} of {count:,}", file=sys.stderr, flush=True)
    note = sign_checkpoint(Checkpoint(ORIGIN, edge.size, edge.root), [LOG], NOON)
    for path in (folder.paths.signed, folder.paths.published(edge.size), folder.paths.checkpoint):
        path.write_bytes(note)


def main() -> None:
    """Make the register, unless it is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--process", default="lakes-exercise")
    parser.add_argument("--statements", type=int, default=100_000)
    asked = parser.parse_args()
    process = open_process(ROOT / "processes" / asked.process)
    fill(begin(asked.folder, process), process, asked.statements)


if __name__ == "__main__":
    main()
