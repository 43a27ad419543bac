"""A mirror: it holds every entry of a log before it cosigns, and entries the log has yet to take.

So the register outlives its keeper, and what its keeper leaves out can be shown.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from kept.archive.witness.authors import Authors, read_authors
from kept.archive.witness.clock import read_clock
from kept.archive.witness.copy import Copy
from kept.archive.witness.error import WitnessError
from kept.archive.witness.rate import Rate
from kept.archive.witness.source import FilesSource, Source, SourceError
from kept.archive.witness.spool import FullError, Held, Spool
from kept.ledger.entries.entry import read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.keys import SignatureError
from kept.ledger.notes import SignatureType, VerifierKey
from kept.ledger.parties import RefusalError, verify_refusal

NOTHING: Final = FilesSource({})
AUTHORS: Final = "authors.json"
OVERDUE: Final = 3  # checkpoints after which an entry should have been taken
LARGEST_ENTRY: Final = 65_535  # bytes
REFUSALS_AT_ONCE: Final = 50


class DeclinedError(Exception):
    """An entry is not held; `status` says in HTTP whether it may be tried again."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What became of an entry submitted here: nothing yet, or a signed refusal.

    `overtaken`: the log has taken a later entry of the same author, which names this one. With
    `checkpoints` since, or without a refusal, that is evidence against the keeper.
    """

    held: Held
    checkpoints: int  # followed since it came
    overtaken: bool
    refusal: str | None  # the code, signed by the log

    @property
    def overdue(self) -> bool:
        """Whether the log ought to have taken it, or said why not."""
        return self.refusal is None and self.checkpoints >= OVERDUE


class Mirror:
    """The mirror of one log in `folder`. Safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        keys: tuple[VerifierKey, ...],
        source: Source | None = None,
        *,
        seconds: float = 8.0,
        clock: Callable[[], int] = read_clock,
    ) -> None:
        self.origin = keys[0].name
        self._keys = keys
        self._source = source
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._rate = Rate()
        self.copy = Copy(folder, keys)
        self._authors = self._known_authors()
        self._spool = Spool(folder / "submissions")
        self._catch_up()

    def follow(self, note: bytes) -> str | None:
        """Copy up to the checkpoint in `note`; None if all is held, else what is missing.

        What is copied in the time there is stays: the next call goes on from there.
        """
        missing = self.follow_from(note, self._source or NOTHING, seconds=self._seconds)
        if missing and self._source is None:
            return f"This mirror is fed by hand: bring it a part of the register. {missing}"
        return missing

    def follow_from(self, note: bytes, source: Source, *, seconds: float | None) -> str | None:
        """The same from another source, as a part that was carried here; None: take all the time."""
        deadline = math.inf if seconds is None else time.monotonic() + seconds
        with self._alone() as mine:
            if not mine:
                return "This mirror is copying. Ask again."
            try:
                self.copy.extend(note, source, lambda: time.monotonic() < deadline)
                self._catch_up()
                self._fetch_refusals(source)
            except (SourceError, WitnessError, SignatureError) as error:
                return str(error)
        return None

    def hold(self, raw: bytes) -> str:
        """Hold an entry for its author until the log has it; its hash. Raises `DeclinedError`."""
        if len(raw) > LARGEST_ENTRY:
            raise DeclinedError(413, f"An entry has at most {LARGEST_ENTRY:,} bytes.")
        try:
            entry = read_entry(raw)
        except EntryError as error:
            raise DeclinedError(400, str(error)) from None
        if entry.header.log != self.origin:
            raise DeclinedError(404, f"It is an entry for the register {entry.header.log}.")
        with self._alone() as mine:
            if not mine:
                raise DeclinedError(503, "This mirror is copying. Try again.")
            try:
                self._authors.check(entry)
            except SignatureError as error:
                raise DeclinedError(403, str(error)) from None
            if not self._rate.allows(entry.header.key, time.monotonic()):
                raise DeclinedError(429, "This author submits too much at once. Try again later.")
            try:
                self._spool.add(Held(entry=entry, at=self._clock(), size=self.copy.size))
            except FullError as error:
                raise DeclinedError(507, str(error)) from None
            except WitnessError as error:
                raise DeclinedError(503, str(error)) from None
        return entry.hash

    def submissions(self) -> tuple[Submission, ...]:
        """All that is held, the oldest first."""
        sizes = self.copy.paths.published_sizes()
        held = sorted(self._spool.held.values(), key=_arrival)
        return tuple(
            Submission(
                held=each,
                checkpoints=sum(size > each.size for size in sizes),
                overtaken=self._authors.overtaken(each.entry.header.key, each.entry.header.seq),
                refusal=self._reason(each.entry.hash),
            )
            for each in held
        )

    def submission(self, entry: str) -> bytes | None:
        """The envelope of an entry that is held."""
        held = self._spool.held.get(entry)
        return None if held is None else held.entry.raw

    def _reason(self, entry: str) -> str | None:
        raw = self._spool.refusal(entry)
        return None if raw is None else self._verified(entry, raw)

    def _verified(self, entry: str, raw: bytes) -> str | None:
        [key] = [each.key for each in self._keys if each.type is SignatureType.ED25519][:1]
        try:
            refusal = verify_refusal(raw, key)
        except RefusalError:
            return None
        return refusal.reason if (refusal.log, refusal.entry) == (self.origin, entry) else None

    def _catch_up(self) -> None:
        """Look through what is new in the copy: whose it is, and what need not be held longer."""
        known = self._authors.size
        for entries in self.copy.entries(known):
            self._spool.drop(self._authors.read(entries))
        if self._authors.size > known:
            self.copy.keep(AUTHORS, self._authors.to_bytes())

    def _known_authors(self) -> Authors:
        try:
            authors = read_authors((self.copy.path / AUTHORS).read_bytes())
        except (OSError, ValueError):  # it is made anew from the entries
            return Authors()
        return authors if authors.size <= self.copy.size else Authors()

    def _fetch_refusals(self, source: Source) -> None:
        waiting = [each for each in self._spool.held if self._spool.refusal(each) is None]
        for entry in waiting[:REFUSALS_AT_ONCE]:
            raw = source.read(f"refusals/{entry}.json", LARGEST_ENTRY)
            if raw is not None and self._verified(entry, raw) is not None:
                self._spool.keep_refusal(entry, raw)

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        mine = self._lock.acquire(timeout=self._seconds)
        try:
            yield mine
        finally:
            if mine:
                self._lock.release()


def _arrival(held: Held) -> tuple[int, int, str, int]:
    header = held.entry.header
    return held.at, held.size, header.key, header.seq
