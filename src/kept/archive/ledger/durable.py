"""Files that are there after a power cut once a call has returned.

A file is written whole under another name, made durable, renamed, and the name made durable.
A write that the disk refuses raises `StorageError` and is never tried again: after a failed
fsync a system may report success for data it has dropped.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kept.archive.error import StorageError

UNFINISHED = ".unfinished"  # the ending of a name under which nobody looks for anything
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
_OLD = os.O_WRONLY | getattr(os, "O_CLOEXEC", 0)
_FOLDER = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_AT_ONCE = 128  # open files
_BLOCK = 65_536  # bytes


def write_file(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Store one file, in the place of an older one if there is one. `secret`: for its owner only."""
    write_files({path: data}, secret=secret)


def write_files(files: Mapping[Path, bytes], *, secret: bool = False) -> None:
    """Store files: all of them or, after an interruption, any of them, each whole or not at all."""
    waiting = list(files)
    for start in range(0, len(waiting), _AT_ONCE):
        some = waiting[start : start + _AT_ONCE]
        made = [each for path in some for each in _made(path.parent, secret=secret)]
        _write_unfinished({path: files[path] for path in some}, 0o600 if secret else 0o644)
        for path in some:
            with _reported(path):
                _unfinished(path).rename(path)
        sync_folders((*made, *(path.parent for path in some)))


def move_files(moves: Mapping[Path, Path]) -> None:
    """Give stored files other names, in place of what had them."""
    for folder in dict.fromkeys(new.parent for new in moves.values()):
        make_folder(folder)
    for old, new in moves.items():
        with _reported(new):
            old.rename(new)
    sync_folders(new.parent for new in moves.values())
    sync_folders(old.parent for old in moves)


def make_folder(folder: Path, *, secret: bool = False) -> None:
    """Make a folder, and those it lies in, unless they are there."""
    sync_folders(_made(folder, secret=secret))


def remove_files(files: Iterable[Path]) -> None:
    """Take away files that hold nothing secret; those that are not there are none to take."""
    gone = []
    for path in files:
        with _reported(path), suppress(FileNotFoundError):
            path.unlink()
            gone.append(path)
    sync_folders(path.parent for path in gone)


def remove_folders(folders: Iterable[Path]) -> None:
    """Take away folders of files that hold nothing secret; those that are not there are none."""
    for folder in folders:
        with _reported(folder):
            if not folder.is_dir():
                continue
            for file in folder.iterdir():
                file.unlink()
            folder.rmdir()
        sync_folders((folder.parent,))


def destroy_files(files: Iterable[Path]) -> None:
    """Overwrite files and what an interruption left of them, and take them away.

    On a disk that writes elsewhere than it reads (flash, snapshots) old blocks may outlive
    this. Against whoever can read those, it is the destroyed key of an encrypted body that helps.
    """
    paths = []
    for path in (each for file in files for each in (file, _unfinished(file))):
        with _reported(path), suppress(FileNotFoundError):
            _overwrite(path)
            paths.append(path)
    remove_files(paths)


def sync_folders(folders: Iterable[Path]) -> None:
    """Make the names in folders durable."""
    if sys.platform == "win32":  # it has no such call; names are as durable as NTFS makes them
        return
    for folder in dict.fromkeys(folders):
        with _reported(folder):
            _sync_path(folder)


def _made(folder: Path, *, secret: bool) -> list[Path]:
    """Make a folder and those it lies in; gives those whose names are still to be made durable."""
    with _reported(folder):
        if folder.is_dir():
            return []
    changed = _made(folder.parent, secret=False)
    with _reported(folder):
        folder.mkdir(mode=0o700 if secret else 0o755, exist_ok=True)
    return [*changed, folder.parent]


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + UNFINISHED)


def _write_unfinished(files: Mapping[Path, bytes], mode: int) -> None:
    """Write all, then wait for all: a disk does many things in the time it needs for one."""
    with ExitStack() as stack:
        opened: dict[Path, int] = {}
        for path, data in files.items():
            with _reported(path):
                opened[path] = os.open(_unfinished(path), _NEW, mode)
                stack.callback(os.close, opened[path])
                _write_all(opened[path], data)
        for path, descriptor in opened.items():
            with _reported(path):
                _sync(descriptor)


def _overwrite(path: Path) -> None:
    descriptor = os.open(path, _OLD)
    try:
        for start in range(0, length := os.fstat(descriptor).st_size, _BLOCK):
            _write_all(descriptor, bytes(min(_BLOCK, length - start)))
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_path(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | _FOLDER)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _sync(descriptor: int) -> None:
    if sys.platform == "darwin":  # its fsync leaves data in the cache of the disk
        import fcntl

        try:
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                raise  # else this file system has no better call than fsync
    os.fsync(descriptor)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{path} could not be stored: {error.strerror or error}. Nothing that was "
            "acknowledged is lost. Free space or mend the disk, then start again."
        ) from error
