"""What admission asks of the log: a `kept.ledger.parties.Log` over index and folder."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kept.archive.index import Index, IndexedEntry
from kept.archive.ledger.folder import LedgerFolder
from kept.ledger.entries.entry import Entry
from kept.ledger.entries.kinds import KINDS, Kind
from kept.ledger.parties import Found
from kept.ledger.tree import Tree
from kept.ledger.witness import witnessed_time

_ROOTS_KEPT: Final = 1024
_KINDS: Final[dict[str, Kind]] = {kind: kind for kind in KINDS}


class History:
    """The log up to its newest signed checkpoint. Remembers what was asked for, within bounds."""

    def __init__(self, folder: LedgerFolder, index: Index, size: int, root: bytes) -> None:
        self._folder: Final = folder
        self._index: Final = index
        self._roots: Final[dict[int, bytes]] = {size: root}
        self._found: dict[str, Found | None] = {}
        self._tree: Tree | None = None
        self.size = size
        self.root = root

    def grown(self, size: int, root: bytes) -> None:
        """The log has a newer signed checkpoint."""
        self.size, self.root = size, root
        self._tree, self._found = None, {}
        self._remember(size, root)

    def look_up(self, entries: Iterable[Entry]) -> None:
        """Ask the index at once for all that `entries` refer to."""
        wanted = {ref for each in entries for ref in each.header.refs} - self._found.keys()
        known = self._index.find(wanted) if wanted else {}
        for each in wanted:
            self._found[each] = _found(known[each]) if each in known else None

    def find(self, entry_hash: str) -> Found | None:
        """What is known of an entry of the log."""
        if entry_hash not in self._found:
            known = self._index.find([entry_hash])
            self._found[entry_hash] = _found(known[entry_hash]) if known else None
        return self._found[entry_hash]

    def root_at(self, size: int) -> bytes | None:
        """The root of the first `size` entries; None if the log has fewer."""
        if size > self.size:
            return None
        root = self._roots.get(size)
        if root is None:
            root = self.tree().root_at(size)
            self._remember(size, root)
        return root

    def tree(self) -> Tree:
        """The tree of the newest signed checkpoint."""
        if self._tree is None:
            self._tree = Tree(self.size, self._folder.read_tile, root=self.root)
        return self._tree

    def not_before(self, index: int) -> int | None:
        """The witnessed time of the last checkpoint without entry number `index`."""
        return self._witnessed(index)[0]

    def not_after(self, index: int) -> int | None:
        """The witnessed time of the first checkpoint with entry number `index`."""
        return self._witnessed(index)[1]

    def _witnessed(self, index: int) -> tuple[int | None, int | None]:
        policy = self._folder.policies().get("witnessed")
        if policy is None:
            return (None, None)
        sizes = self._folder.published_sizes()
        notes = [note for size in sizes if (note := self._folder.checkpoint_at(size))]
        time = witnessed_time(index, notes, policy)
        return (time.after, time.until)

    def _remember(self, size: int, root: bytes) -> None:
        if len(self._roots) >= _ROOTS_KEPT:
            del self._roots[next(iter(self._roots))]
        self._roots[size] = root


def _found(entry: IndexedEntry) -> Found:
    return Found(
        index=entry.index,
        type=_KINDS[entry.type],
        party=entry.party,
        about=entry.about,
        body=entry.body,
    )
