"""What entries that are in the log mean for the bodies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeAlias

from kept.archive.index import Index
from kept.archive.ledger.body_store import BodyStore, Missing, Randomness, Withheld, of_release
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.lock import Lock
from kept.archive.ledger.stored_body import Clear
from kept.ledger.bodies import BodyError, read_disclosure
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.members import Fields
from kept.ledger.parties import Parties
from kept.ledger.statement import RELEASES

IsErased: TypeAlias = Callable[[str], bool]


class Effects:
    """Moves, shows and destroys bodies as the log says.

    Everything here may be done again, and is, where a writer was stopped before the index says
    that it was done. A tombstone is in the log before anything is destroyed: a body is never
    gone without one, and what one names is gone at the latest when a writer starts again.
    """

    def __init__(self, folder: LedgerFolder, index: Index, randomness: Randomness) -> None:
        self._folder: Final = folder
        self._index: Final = index
        self._store: Final = BodyStore(folder.paths)
        self._randomness: Final = randomness

    def of(self, entries: Sequence[Entry], erased: IsErased) -> None:
        """Carry out what entries of the log mean; `erased` as of the last of them."""
        kept = [entry.hash for entry in entries if _keeps(entry)]
        self._store.move_all(each for each in kept if not erased(each))
        self._store.drop(each for each in kept if erased(each))
        for entry in entries:
            if entry.header.type == "statement.disclosed":
                self._disclosed(entry, erased)
        for entry in entries:
            if entry.header.type == "body.erased":
                shown = [each.hash for each in entries if _shows(each, entry.header.refs[0])]
                self.erase(entry.header.refs[0], shown)

    def erase(self, target: str, shown: Iterable[str] = ()) -> None:
        """Destroy the body of an entry and what was shown of it."""
        referring = [
            each.hash
            for number in self._index.referring(target)
            for each in self._index.entries(number, number + 1)
            if each.type == "statement.disclosed"
        ]
        self._store.erase(target, dict.fromkeys((*referring, *shown)))

    def finish(self, parties: Parties) -> None:
        """On start: destroy what tombstones name, and bodies that came with no entry."""
        for target in parties.erasures():
            self.erase(target)
        if not self._folder.paths.all_waiting():
            return
        with Lock(self._folder.paths.submitting, wait=True):
            waiting = self._folder.paths.all_waiting()
            found = self._index.find(waiting)
            self._store.drop(
                each for each in waiting if each not in found and not self._index.waits(each)
            )
            self.of([self._entry(each.index) for each in found.values()], parties.erased)

    def drop(self, refused: Iterable[str]) -> None:
        """Destroy what was submitted with entries that were refused."""
        self._store.drop(refused)

    def _entry(self, number: int) -> Entry:
        return read_entry(self._folder.entry(number, self._index.head().size))

    def _disclosed(self, entry: Entry, erased: IsErased) -> None:
        target, release = entry.header.refs[0], entry.header.release
        if erased(target) or release is None:
            self._store.drop([entry.hash])
            return
        self._store.move(entry.hash, self._randomness)
        held = self._store.body(target)
        if isinstance(held, Missing | Withheld):
            return
        member = entry.header.member
        if isinstance(member, Fields):
            shown = Clear(
                entry=target, release=release, body=None, disclosures=_named(held, member.names)
            )
            self._store.show(entry.hash, shown, self._randomness)
        elif RELEASES.index(release) < RELEASES.index(held.release):
            self._store.store(of_release(held, release), self._randomness)


def _keeps(entry: Entry) -> bool:
    return entry.header.body is not None and entry.header.type != "statement.sealed"


def _shows(entry: Entry, target: str) -> bool:
    return entry.header.type == "statement.disclosed" and entry.header.refs[0] == target


def _named(held: Clear, names: Sequence[str]) -> tuple[str, ...]:
    """Those disclosures of a body that show the fields with these names."""
    return tuple(
        text for text in (held.body.disclosures if held.body else ()) if _name(text) in names
    )


def _name(disclosure: str) -> str | None:
    try:
        return read_disclosure(disclosure).name
    except BodyError:
        return None
