"""Entries that a mirror holds for their authors until the log has taken them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kept.archive.error import LedgerError
from kept.archive.ledger.durable import make_folder, remove_files, write_file
from kept.archive.witness.error import WitnessError
from kept.ledger.canonical import CanonicalError, Json, decode, encode, from_base64, to_base64
from kept.ledger.entries.entry import Entry, read_entry
from kept.ledger.entries.error import EntryError

MOST: Final = 10_000  # entries held in all
MOST_OF_ONE: Final = 500  # of one author
LARGEST: Final = 128 * 1024  # bytes of one file: an entry in base64, and two numbers

REFUSAL: Final = ".refusal"


class FullError(Exception):
    """Nothing more is held, for this author or for anybody; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry in the spool: when it came, and how large the mirrored log was then."""

    entry: Entry
    at: int  # seconds since 1970
    size: int


class Spool:
    """The submissions in a folder, one file each. For one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            make_folder(folder)
            self.held = {held.entry.hash: held for held in map(_read, folder.glob("*.json"))}
        except (LedgerError, OSError) as error:
            raise WitnessError(str(error)) from error

    def add(self, held: Held) -> None:
        """Hold an entry, durably; again is once. Raises `FullError`."""
        if held.entry.hash in self.held:
            return
        authors = Counter(each.entry.header.key for each in self.held.values())
        if len(self.held) >= MOST:
            raise FullError("This mirror holds as many entries as it can. Try another one.")
        if authors[held.entry.header.key] >= MOST_OF_ONE:
            raise FullError(
                f"This mirror holds {MOST_OF_ONE} entries of this author already, and the "
                "register has taken none of them. Tell its keeper."
            )
        data: Json = {"at": held.at, "size": held.size, "raw": to_base64(held.entry.raw)}
        self._write(self._path(held.entry.hash), encode(data, LARGEST))
        self.held[held.entry.hash] = held

    def drop(self, entries: Iterable[str]) -> None:
        """Let go of what the log has taken."""
        gone = [each for each in entries if each in self.held]
        try:
            remove_files(path for each in gone for path in (self._path(each), self._refusal(each)))
        except LedgerError as error:
            raise WitnessError(str(error)) from error
        for each in gone:
            del self.held[each]

    def refusal(self, entry: str) -> bytes | None:
        """The signed refusal of an entry held, if the register has given one."""
        path = self._refusal(entry)
        return path.read_bytes() if path.exists() else None

    def keep_refusal(self, entry: str, refusal: bytes) -> None:
        """Keep it, durably."""
        self._write(self._refusal(entry), refusal)

    def _path(self, entry: str) -> Path:
        return self._folder / f"{entry}.json"

    def _refusal(self, entry: str) -> Path:
        return self._folder / f"{entry}{REFUSAL}"

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_file(path, data)
        except LedgerError as error:
            raise WitnessError(str(error)) from error


def _read(path: Path) -> Held:
    try:
        match decode(path.read_bytes(), LARGEST):
            case {"at": int() as at, "size": int() as size, "raw": str() as raw}:
                entry = read_entry(from_base64(raw))
                if entry.hash == path.stem:
                    return Held(entry=entry, at=at, size=size)
    except (OSError, CanonicalError, EntryError):
        pass
    raise WitnessError(f"{path} is damaged. Restore it, or move it away: its author has a copy.")
