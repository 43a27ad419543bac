"""From the queue to decisions: entries verified many at a time, admitted one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from kept.archive.index import Index, Submission
from kept.archive.ledger.history import History
from kept.archive.ledger.signed import Signed
from kept.archive.ledger.verification import Verdicts, Verifier, signed_by
from kept.ledger.entries.entry import Entry
from kept.ledger.parties import Code, Found, Parties, Place, Refused, admit, receive, signers


@dataclass(frozen=True, slots=True)
class Batch:
    """Submissions taken from the queue, read, and on their way through the verifier."""

    submissions: tuple[Submission, ...]
    entries: tuple[Entry | None, ...]  # None: not well formed
    places: dict[str, tuple[Place, ...]]  # who has to sign each, as far as could be told
    verdicts: Verdicts  # in the order of `places`

    def verified(self) -> dict[str, tuple[Place, ...]]:
        """By entry hash, those who have to sign where all these signatures hold."""
        verdicts = zip(self.places.items(), self.verdicts.all(), strict=True)
        return {entry: places for (entry, places), holds in verdicts if holds}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of a batch: the entries that enter the log, in order, and those refused."""

    numbers: tuple[int, ...]
    admitted: list[tuple[Entry, Found]] = field(default_factory=list)
    refused: dict[str, Code] = field(default_factory=dict)
    known: list[Entry] = field(default_factory=list)  # they are in the log already

    @property
    def entries(self) -> list[Entry]:
        """The entries that enter the log."""
        return [entry for entry, _ in self.admitted]


class Intake:
    """Takes batches from the queue; while one is decided, the next is being verified."""

    def __init__(self, index: Index, verifier: Verifier, history: History, size: int) -> None:
        self._index: Final = index
        self._verifier: Final = verifier
        self._history: Final = history
        self._size: Final = size
        self._ahead: Batch | None = None

    def next(self, parties: Parties, at: int) -> Batch | None:
        """The next batch, and the one after it begun; None if nothing waits."""
        batch, self._ahead = self._ahead or self._begun(parties, at, ()), None
        if batch is not None:
            self._ahead = self._begun(parties, at, batch.submissions)
        return batch

    def decide(self, batch: Batch, parties: Parties, at: int) -> Decisions:
        """Admit the entries of a batch into `parties`, in order, or refuse them."""
        decisions = Decisions(tuple(each.number for each in batch.submissions))
        self._history.look_up([entry for entry in batch.entries if entry is not None])
        verified = batch.verified()
        for submission, entry in zip(batch.submissions, batch.entries, strict=True):
            if entry is None:
                decisions.refused[submission.hash] = "malformed"
                continue
            try:
                places = verified.get(entry.hash)
                facts = admit(parties, entry, self._history, at=at, verified=places)
                decisions.admitted.append((entry, facts))
            except Refused as refused:
                if refused.code == "duplicate":
                    decisions.known.append(entry)
                else:
                    decisions.refused[entry.hash] = refused.code
        return decisions

    def _begun(self, parties: Parties, at: int, taken: tuple[Submission, ...]) -> Batch | None:
        # Not “those after the last taken”: whoever got a lower number may commit later.
        numbers = {each.number for each in taken}
        waiting = self._index.pending(self._size + len(taken))
        submissions = tuple(each for each in waiting if each.number not in numbers)
        if not submissions:
            return None
        entries = tuple(_read(each.entry) for each in submissions)
        places: dict[str, tuple[Place, ...]] = {}
        work: list[Signed] = []
        for entry in entries:
            if entry is not None:
                try:
                    places[entry.hash] = signers(parties, entry, self._history, at=at)
                    work.append(signed_by(entry, places[entry.hash]))
                except Refused:
                    pass  # an entry before it in the batch may change that; it is decided then
        return Batch(submissions, entries, places, self._verifier.start(work))


def _read(raw: bytes) -> Entry | None:
    try:
        return receive(raw)
    except Refused:
        return None
