"""Backups that forget what is erased: bodies only encrypted, and their keys kept elsewhere.

Two places: one for everything, of which as many copies may be made as one likes, and one for
the data keys, of which no copy is made that cannot be destroyed. Once the keys are brought up to
date after an erasure, no copy of the first shows what was erased.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from secrets import token_bytes
from typing import Final

from kept.archive.error import FolderError
from kept.archive.ledger.body_store import BodyStore, Randomness
from kept.archive.ledger.durable import (
    destroy_files,
    make_folder,
    remove_files,
    write_file,
    write_files,
)
from kept.archive.ledger.folder import LedgerFolder
from kept.archive.ledger.paths import Paths
from kept.archive.ledger.reading import is_there, names_in, read_file
from kept.archive.ledger.stored_body import NONCE, Clear, Encrypted, encrypt, read_stored
from kept.ledger.notes import GRADES
from kept.ledger.tree import ENTRIES, TILE_WIDTH, tile_path, tile_width, write_bundle

_AT_ONCE: Final = 256  # files


def back_up(
    folder: LedgerFolder, target: Path, keys: Path, *, randomness: Randomness = token_bytes
) -> int:
    """Bring a backup up to the newest signed checkpoint; gives its size.

    `target` gets all but the queue, the index and the data keys, and every body encrypted;
    `keys` is made equal to the data keys: what was destroyed here is destroyed there. A writer
    may be at work meanwhile. Interrupted, it is simply called again.
    """
    note = folder.signed()
    if note is None:
        raise FolderError(f"{folder.path} has signed nothing yet, or is a copy: nothing to keep.")
    size = folder.opened(note).size
    kept = Paths(target)
    make_folder(kept.private, secret=True)
    _copy_log(folder, target, size)
    _copy_bodies(folder, target, randomness)
    _mirror_keys(folder.paths.private / "datakeys", keys)
    write_file(kept.signed, note, secret=True)
    write_file(kept.identity, folder.identity.to_bytes())
    return size


def restore(target: Path, keys: Path, path: Path) -> LedgerFolder:
    """Make a ledger of a backup, in the new folder `path`; its index is made when it is opened.

    A body whose key is gone stays encrypted. Before the restored ledger is written to, the
    witnesses must be asked (`Writer` does): it may be older than what they have cosigned.
    """
    if names_in(path):
        raise FolderError(f"{path} is there already, and is not empty. Name a new folder.")
    backup = LedgerFolder(target)
    make_folder(Paths(path).private, secret=True)
    names = [name for name in backup.names() if name != "ledger.json"]
    for some in _grouped(names):
        write_files({path / name: backup.read(name) or b"" for name in some})
    data_keys = {
        path / "private" / "datakeys" / name: read_file(keys / name) or b""
        for name in names_in(keys)
    }
    write_files(data_keys, secret=True)
    write_file(Paths(path).signed, backup.signed() or b"", secret=True)
    _open_public(path, [name for name in names if _holds_body(name)])
    write_file(Paths(path).identity, backup.identity.to_bytes())
    return LedgerFolder(path)


def _copy_log(folder: LedgerFolder, target: Path, size: int) -> None:
    for some in _grouped([path for path in _tiles(size) if not is_there(target / path)]):
        write_files({target / path: _tile(folder, path, size) for path in some})
    sizes = [each for each in folder.published_sizes() if each <= size]
    names = [f"checkpoints/{each:012}" for each in sizes]
    names += [f"policy/{grade}" for grade in GRADES]
    names += [f"refusals/{name}" for name in names_in(folder.path / "refusals")]
    for some in _grouped(names):
        _copy_changed(folder, target, some)
    if sizes:
        write_file(target / "checkpoint", folder.checkpoint_at(sizes[-1]) or b"")


def _copy_changed(folder: LedgerFolder, target: Path, names: list[str]) -> None:
    files = {name: folder.read(name) for name in names}
    write_files(
        {
            target / name: data
            for name, data in files.items()
            if data is not None and data != read_file(target / name)
        }
    )


def _tiles(size: int) -> Iterator[str]:
    """The paths of all tiles of a log of `size` entries, as wide as they are then."""
    for level in (ENTRIES, *range(8)):
        index = 0
        while width := tile_width(size, level, index):
            yield tile_path(level, index, width)
            index += 1


def _tile(folder: LedgerFolder, path: str, size: int) -> bytes:
    data = folder.read(path)
    if data is not None:
        return data
    for level in (ENTRIES, *range(8)):  # only the full tile is left: of it the beginning
        index = (size >> (8 * max(level, 0))) // TILE_WIDTH
        width = tile_width(size, level, index)
        if width and tile_path(level, index, width) == path:
            if level == ENTRIES:
                return write_bundle(folder.read_entries(index, width))
            return folder.read_tile(level, index, width)
    raise FolderError(f"{folder.path / path} is missing. Get it from another copy of the ledger.")


def _copy_bodies(folder: LedgerFolder, target: Path, randomness: Randomness) -> None:
    """Copy bodies, the public ones encrypted; take away those that are gone here."""
    here = [name for name in folder.names() if _holds_body(name)]
    for some in _grouped(here):
        files: dict[Path, bytes] = {}
        for name in some:
            data = folder.read(name)
            held = read_file(target / name)
            if data is not None and not _is_kept(data, held):
                files[target / name] = _encrypted(folder, name, data, randomness)
        write_files(files)
    gone = set(_bodies_in(target)) - set(folder.names())  # erased, perhaps just now
    remove_files(target / name for name in sorted(gone))


def _is_kept(data: bytes, held: bytes | None) -> bool:
    if held is None or data == held:
        return held is not None
    stored, kept = read_stored(data), read_stored(held)
    return isinstance(stored, Clear) and stored.release == kept.release


def _encrypted(folder: LedgerFolder, name: str, data: bytes, randomness: Randomness) -> bytes:
    stored = read_stored(data)
    if isinstance(stored, Encrypted):
        return data
    key = BodyStore(folder.paths).data_key(Path(name).stem, randomness)
    return encrypt(stored, key, randomness(NONCE)).to_bytes()


def _mirror_keys(here: Path, there: Path) -> None:
    make_folder(there, secret=True)
    names = names_in(here)
    new = [name for name in names if not is_there(there / name)]
    for some in _grouped(new):
        write_files({there / name: read_file(here / name) or b"" for name in some}, secret=True)
    destroy_files(there / name for name in {*names_in(there)} - {*names})


def _open_public(path: Path, names: list[str]) -> None:
    """Put public bodies back in the clear, as far as their keys are there."""
    for some in _grouped(names):
        files: dict[Path, bytes] = {}
        for name in some:
            stored = read_stored(read_file(path / name) or b"")
            key = read_file(Paths(path).data_key(Path(name).stem))
            if isinstance(stored, Encrypted) and stored.release == "public" and key is not None:
                files[path / name] = stored.opened(bytes.fromhex(key.decode())).to_bytes()
        write_files(files)


def _bodies_in(target: Path) -> Iterator[str]:
    for kind in ("bodies", "disclosures"):
        for folder in names_in(target / kind):
            for name in names_in(target / kind / folder):
                yield f"{kind}/{folder}/{name}"


def _holds_body(name: str) -> bool:
    return name.startswith(("bodies/", "disclosures/"))


def _grouped(names: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(names), _AT_ONCE):
        yield names[start : start + _AT_ONCE]
