"""Single statements of a register by the numbers of their entries, without reading the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kept.archive.error import FolderError, HistoryError
from kept.archive.ledger import LedgerFolder, Missing, Withheld, read_body
from kept.archive.recording.filed import Remark, as_filed
from kept.archive.recording.folding import Times, days_of, instant_of
from kept.ledger import Entered, LedgerHead, Release, Statement
from kept.ledger.canonical import to_base64
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError
from kept.ledger.tree import HASH_LENGTH, TILE_WIDTH, Tree

_STEP: Final = 256  # entries


class Selection:
    """A register of which single entries are read.

    Each entry is held against the tree under the signed checkpoint, and each body against its
    entry. That the entries were admitted rightly is not checked again: whoever read all of them
    has. Raises `LedgerError` for what is missing or altered.
    """

    def __init__(
        self,
        folder: LedgerFolder,
        *,
        keeper: str | None,
        clearance: Release = "public",
        languages: Sequence[str] = (),
    ) -> None:
        self._folder: Final = folder
        self._tree: Final[Tree] = folder.tree()
        self._times: Final = Times(folder)
        self._keeper: Final = keeper
        self._clearance: Final[Release] = clearance
        self._languages: Final = tuple(languages)

    def statements(
        self, indices: Sequence[int], progress: Callable[[int], object] | None = None
    ) -> list[Statement]:
        """The statements that the entries with these numbers filed or disclosed."""
        found = []
        for count, index in enumerate(indices, 1):
            found.append(self._statement(index))
            if progress is not None and count % _STEP == 0:
                progress(_STEP)
        return found

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self._tree.size

    @property
    def times(self) -> Times:
        """Between which two moments each was recorded."""
        return self._times

    def found(self, beginning: str) -> int | None:
        """The number of the first entry whose hash begins with these digits, an even number."""
        wanted = bytes.fromhex(beginning)
        for tile in range(-(-self.size // TILE_WIDTH)):
            width = min(TILE_WIDTH, self.size - tile * TILE_WIDTH)
            hashes = self._folder.read_tile(0, tile, width)
            at = hashes.find(wanted)
            while at % HASH_LENGTH and at >= 0:
                at = hashes.find(wanted, at + 1)
            if at >= 0:
                return tile * TILE_WIDTH + at // HASH_LENGTH
        return None

    def _statement(self, index: int) -> Statement:
        shown_by = self.entry(index)
        entry = shown_by
        if shown_by.header.type == "statement.disclosed":
            target = self._folder.find(shown_by.header.refs[0], size=self._tree.size)
            if target is None:
                raise self._not_one(index, "It shows an entry that is not there.")
            entry = self.entry(target)
        body = read_body(self._folder, entry, self._clearance)
        if isinstance(body, Withheld | Missing):
            raise self._not_one(index, "Its body is not there any more.")
        entered = Entered(
            index=index,
            entry=shown_by.hash,
            author=entry.header.role,
            entered_on=days_of(self._times.of(index)),
        )
        read = as_filed(
            body.content,
            entry,
            entered,
            release=shown_by.header.release or "public",
            about=entry.header.about or shown_by.header.about,
            keeper=self._keeper,
            languages=self._languages,
        )
        if isinstance(read, Remark):
            raise self._not_one(index, read.what)
        return read.statement

    def entry(self, index: int) -> Entry:
        """One entry, held against the tree."""
        raw = self._folder.entry(index, self._tree.size)
        try:
            entry = read_entry(raw)
        except EntryError as error:
            raise HistoryError(f"Entry {index} of the register is none. {error}") from None
        if bytes.fromhex(entry.hash) != self._tree.subtree(0, index):
            raise FolderError(
                f"Entry {index} in {self._folder.path} is not the one that was signed. "
                "Get its file from another copy of the register."
            )
        return entry

    def _not_one(self, index: int, why: str) -> FolderError:
        return FolderError(
            f"Entry {index} in {self._folder.path} cannot be read as a statement, and could when "
            f"the columns were built. {why} Build them again: kept ledger columns."
        )


def head_of(folder: LedgerFolder) -> LedgerHead | None:
    """What the newest published checkpoint says, checked; None where nothing was published."""
    note = folder.checkpoint()
    if note is None:
        return None
    checkpoint, grade = folder.opened(note), folder.grade(note)
    until = Times(folder).of(checkpoint.size - 1).until if checkpoint.size else None
    return LedgerHead(
        origin=folder.identity.origin,
        size=checkpoint.size,
        root=to_base64(checkpoint.root),
        grade=grade or "published",
        witnessed_at=instant_of(until),
    )
