"""A real register on disk, kept by a writer, with entries of the parties of the exercise."""

from __future__ import annotations

from pathlib import Path

from tests.archive.witness.logs import ORIGIN, MemoryLog
from tests.ledger.entries.headers import commitment
from tests.ledger.parties.book import Book, opened

from kept.archive.ledger import Identity, LedgerFolder, Writer, create_ledger, open_index, submit
from kept.archive.ledger.publication import Collect, Publication
from kept.ledger.entries.header import NOTHING_SEEN
from kept.ledger.notes import Policies


class Register:
    """A register in `path` whose entries are those of a book; `publish` brings it up to date."""

    def __init__(self, path: Path, log: MemoryLog, policies: Policies | None = None) -> None:
        self.path = path
        self.signers = log.signers
        identity = Identity(origin=ORIGIN, process="lakes-exercise", log=log.keys[0])
        texts = {
            grade: bytes(getattr(policies, grade)) for grade in ("published", "witnessed", "mutual")
        } if policies else {}  # fmt: skip
        self.folder: LedgerFolder = create_ledger(path, identity, policies=texts)
        self.book: Book = opened()
        self.submitted = 0

    def seal(self, count: int = 1, release: str = "parties") -> Register:
        for _ in range(count):
            self.book.enter(
                "statement.sealed", "aruna/delegation", "aruna pen",
                body=commitment(), release=release, seen=NOTHING_SEEN,
            )  # fmt: skip
        return self

    def publish(self, collect: Collect | None = None) -> Publication:
        index = open_index(self.folder)
        try:
            clock = iter(range(self.book.clock, self.book.clock + 10**6))
            with Writer(
                self.folder,
                index,
                signers=self.signers,
                collect=collect,
                clock=lambda: next(clock),
            ) as writer:
                for entry in self.book.entries[self.submitted :]:
                    if entry.header.seen.size > 0:
                        writer.drain()  # it names the size before it, which must be signed
                    submit(self.folder, index, entry.raw)
                writer.drain()
                self.submitted = len(self.book.entries)
                assert writer.size == self.submitted
                return writer.publish()
        finally:
            index.close()
