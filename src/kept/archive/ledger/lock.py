"""One at a time: locks on files, held by the system for the life of a process."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from kept.archive.error import LockedError, StorageError


class Lock:
    """Held from here until `release`, or until the process ends in whatever way.

    The system keeps the lock (flock; on Windows a lock on a byte of the file), so a killed
    process leaves none behind. The file says who holds it, for people to read. Two machines
    that share a folder over a network need a file system that locks across them: NFS 4 does.

    `wait`: until it is free; else `LockedError` tells who holds it.
    """

    def __init__(self, path: Path, *, wait: bool = False) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        try:
            self._file = os.open(path, flags, 0o600)
        except OSError as error:
            raise StorageError(f"{path} cannot be opened: {error.strerror}.") from error
        try:
            _lock(self._file, wait=wait)
            os.ftruncate(self._file, 0)
            os.write(self._file, f"process {os.getpid()} on {socket.gethostname()}\n".encode())
        except (BlockingIOError, PermissionError):
            holder = os.read(self._file, 200).decode(errors="replace").strip() or "unknown"
            os.close(self._file)
            raise LockedError(
                f"Another writer has this ledger open: {holder}. There is one writer at a time. "
                "Submit to its queue, or stop it first."
            ) from None
        except OSError as error:
            os.close(self._file)
            raise StorageError(f"{path} cannot be locked: {error.strerror}.") from error

    @property
    def held(self) -> bool:
        """Whether it was not released yet."""
        return self._file >= 0

    def release(self) -> None:
        """Let another writer in. A second call does nothing."""
        if self._file >= 0:
            with suppress(OSError):  # closing does the same, if no child has a copy
                _unlock(self._file)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # beyond the text, which others could not read otherwise

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
