"""Where things lie in the folder of a ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kept.archive.error import FolderError
from kept.archive.ledger.reading import names_in

_HASH = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Paths:
    """The files below `root`. An entry is named by its hash in 64 hexadecimal digits."""

    root: Path

    @property
    def identity(self) -> Path:
        return self.root / "ledger.json"

    @property
    def checkpoint(self) -> Path:
        return self.root / "checkpoint"

    def published(self, size: int) -> Path:
        """The published checkpoint of this size."""
        return self.root / "checkpoints" / f"{size:012}"

    def published_sizes(self) -> list[int]:
        """The sizes of all published checkpoints, ascending."""
        names = names_in(self.root / "checkpoints")
        return [int(name) for name in names if _SIZE.fullmatch(name)]

    def policy(self, grade: str) -> Path:
        return self.root / "policy" / grade

    def body(self, entry: str) -> Path:
        """The body of the entry."""
        return self._by_hash("bodies", entry)

    def disclosures(self, entry: str) -> Path:
        """The fields shown by the `statement.disclosed` with this hash."""
        return self._by_hash("disclosures", entry)

    def refusal(self, entry: str) -> Path:
        return self.root / "refusals" / f"{_checked(entry)}.json"

    @property
    def private(self) -> Path:
        return self.root / "private"

    @property
    def lock(self) -> Path:
        return self.private / "lock"

    @property
    def submitting(self) -> Path:
        """Held while a body and its entry are put into the queue, one after the other."""
        return self.private / "submitting"

    @property
    def signed(self) -> Path:
        """The newest checkpoint that was signed, published or not."""
        return self.private / "signed"

    def cosigned(self, size: int) -> Path:
        """A checkpoint of this size with fewer cosignatures than its policy asks for."""
        return self.private / "cosigned" / f"{size:012}"

    @property
    def sqlite(self) -> Path:
        return self.private / "index.sqlite"

    @property
    def database(self) -> Path:
        """The address of the PostgreSQL database used instead of SQLite, if one is."""
        return self.private / "database"

    def data_key(self, entry: str) -> Path:
        """The key under which the body or the disclosures of the entry are encrypted."""
        return self.private / "datakeys" / _checked(entry)

    def waiting(self, entry: str) -> Path:
        """The body that was submitted with the entry."""
        return self.private / "pending" / f"{_checked(entry)}.json"

    def all_waiting(self) -> list[str]:
        """The hashes of the entries with which bodies were submitted that are not moved yet."""
        names = names_in(self.private / "pending")
        return sorted({name[:64] for name in names if _HASH.fullmatch(name[:64])})

    def _by_hash(self, folder: str, entry: str) -> Path:
        return self.root / folder / _checked(entry)[:2] / f"{entry}.json"


def _checked(entry: str) -> str:
    if not _HASH.fullmatch(entry):
        raise FolderError(f"{ascii(entry)[:80]} is no hash of an entry: 64 digits from 0 to f.")
    return entry
