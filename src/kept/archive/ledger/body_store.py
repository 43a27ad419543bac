"""Bodies on disk: kept while their entry waits, moved when it is in the log, read, destroyed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TypeAlias

from kept.archive.error import BodyFileError
from kept.archive.ledger.durable import (
    destroy_files,
    move_files,
    remove_files,
    write_file,
    write_files,
)
from kept.archive.ledger.paths import Paths
from kept.archive.ledger.reading import is_there, read_file
from kept.archive.ledger.stored_body import (
    DATA_KEY,
    NONCE,
    Clear,
    Encrypted,
    encrypt,
    read_stored,
)
from kept.ledger import Release
from kept.ledger.statement import RELEASES

Randomness: TypeAlias = Callable[[int], bytes]  # so many bytes that nobody can foresee


@dataclass(frozen=True, slots=True)
class Withheld:
    """The body is there, and not for this reader: `release` says for whom it is.

    Also what a copy without the data keys answers.
    """

    release: Release


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no body here. Whether it was erased, or never left its author, the log says."""


class BodyStore:
    """The bodies and disclosures in the folder of a ledger."""

    def __init__(self, paths: Paths) -> None:
        self._paths: Final = paths

    def read(self, path: Path, key_of: str, clearance: Release) -> Clear | Withheld | Missing:
        """What a file holds, for a reader with this clearance; `key_of` names the data key."""
        stored = self._stored(path)
        if stored is None:
            return Missing()
        if RELEASES.index(stored.release) > RELEASES.index(clearance):
            return Withheld(stored.release)
        if isinstance(stored, Clear):
            return stored
        key = self._key(key_of)
        return Withheld(stored.release) if key is None else stored.opened(key)

    def body(self, entry: str, clearance: Release = "confidential") -> Clear | Withheld | Missing:
        """The body of the entry `entry`."""
        return self.read(self._paths.body(entry), entry, clearance)

    def disclosures(
        self, entry: str, clearance: Release = "confidential"
    ) -> Clear | Withheld | Missing:
        """The fields that the `statement.disclosed` with the hash `entry` shows."""
        return self.read(self._paths.disclosures(entry), entry, clearance)

    def wait(self, submitted: Mapping[str, Clear], randomness: Randomness) -> None:
        """Keep what was submitted with entries, encrypted, until they are decided upon."""
        new = {hash_: clear for hash_, clear in submitted.items() if not self._waits(hash_)}
        keys = {hash_: self._key(hash_) or randomness(DATA_KEY) for hash_ in new}
        self._write_keys(keys)
        write_files(
            {
                self._paths.waiting(hash_): encrypt(
                    clear, keys[hash_], randomness(NONCE)
                ).to_bytes()
                for hash_, clear in new.items()
            },
            secret=True,
        )

    def waiting(self, submitted: str) -> Clear | None:
        """What was submitted with an entry; None if nothing was, or it is moved already."""
        stored = self._stored(self._paths.waiting(submitted))
        if not isinstance(stored, Encrypted):
            return None
        key = self._key(submitted)
        if key is None:
            raise BodyFileError(f"The data key of entry {submitted} is missing. See the backup.")
        return stored.opened(key)

    def move_all(self, submitted: Iterable[str]) -> None:
        """Give the bodies of entries that are in the log now their places."""
        moved: dict[Path, Path] = {}
        shown: dict[str, Clear] = {}
        for each in submitted:
            stored = self._stored(self._paths.waiting(each))
            if stored is not None and stored.release != "public":
                moved[self._paths.waiting(each)] = self._paths.body(each)
            elif stored is not None and (clear := self.waiting(each)) is not None:
                shown[each] = clear
        move_files(moved)
        write_files({self._paths.body(each): clear.to_bytes() for each, clear in shown.items()})
        remove_files(self._paths.waiting(each) for each in shown)

    def move(self, submitted: str, randomness: Randomness) -> None:
        """Give what was submitted with a `statement.disclosed` its place."""
        clear = self.waiting(submitted)
        if clear is None:
            return
        if clear.body is None:
            self._store(self._paths.disclosures(submitted), submitted, clear, randomness)
        else:
            held = self.body(clear.entry)
            if not isinstance(held, Clear) or _is_wider(clear.release, held.release):
                self.store(clear, randomness)  # what many may see is not taken back from them
            destroy_files([self._paths.data_key(submitted)])
        remove_files([self._paths.waiting(submitted)])

    def store(self, clear: Clear, randomness: Randomness) -> None:
        """Store a body at its level of release, in place of how it was stored before."""
        self._store(self._paths.body(clear.entry), clear.entry, clear, randomness)

    def show(self, disclosing: str, clear: Clear, randomness: Randomness) -> None:
        """Store the disclosures that the entry `disclosing` shows, unless they are there."""
        if not is_there(self._paths.disclosures(disclosing)):
            self._store(self._paths.disclosures(disclosing), disclosing, clear, randomness)

    def drop(self, submitted: Iterable[str]) -> None:
        """Destroy what was submitted with entries that were refused, or never came."""
        entries = list(submitted)
        destroy_files(map(self._paths.data_key, entries))
        destroy_files(map(self._paths.waiting, entries))

    def erase(self, entry: str, disclosing: Iterable[str]) -> None:
        """Destroy the body of an entry and all disclosures of it; again and again if need be.

        The data keys go first: from then on nothing encrypted can be read, here or in a backup.
        """
        entries = [entry, *disclosing]
        destroy_files(map(self._paths.data_key, entries))
        destroy_files(map(self._paths.waiting, entries))
        destroy_files(map(self._paths.body, entries))
        destroy_files(map(self._paths.disclosures, entries))

    def _store(self, path: Path, key_of: str, clear: Clear, randomness: Randomness) -> None:
        if clear.release == "public":
            write_file(path, clear.to_bytes())
        else:
            self._encrypt(path, key_of, clear, randomness)

    def data_key(self, entry: str, randomness: Randomness) -> bytes:
        """The key under which what belongs to an entry is encrypted, made if there is none."""
        key = self._key(entry)
        if key is None:
            key = randomness(DATA_KEY)
            self._write_keys({entry: key})
        return key

    def _encrypt(self, path: Path, key_of: str, clear: Clear, randomness: Randomness) -> None:
        key = self.data_key(key_of, randomness)
        write_file(path, encrypt(clear, key, randomness(NONCE)).to_bytes())

    def _write_keys(self, keys: Mapping[str, bytes]) -> None:
        files = {self._paths.data_key(entry): key.hex().encode() for entry, key in keys.items()}
        write_files(files, secret=True)

    def _waits(self, submitted: str) -> bool:
        return is_there(self._paths.waiting(submitted))

    def _stored(self, path: Path) -> Clear | Encrypted | None:
        data = read_file(path)
        return None if data is None else read_stored(data)

    def _key(self, entry: str) -> bytes | None:
        data = read_file(self._paths.data_key(entry))
        try:
            return None if data is None else bytes.fromhex(data.decode("ascii"))
        except ValueError:
            raise BodyFileError(
                f"The data key of entry {entry} is damaged. Take it from the backup."
            ) from None


def _is_wider(release: Release, than: Release) -> bool:
    return RELEASES.index(release) < RELEASES.index(than)


def of_release(clear: Clear, release: Release) -> Clear:
    """The same for others to see."""
    return replace(clear, release=release)
