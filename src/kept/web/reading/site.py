"""The process and the register of this site, read again when either has changed."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kept.archive import Folder, open_process
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import ReadRegister, fitting, read_register
from kept.ledger import LedgerHead, MissingBody, Release, Statement
from kept.process import Process
from kept.report.wording.names import as_called_by
from kept.web.reading.clock import today
from kept.web.reading.size import TooLargeError, Unread, is_large
from kept.web.reading.viewer import Held, Viewer, seen

if TYPE_CHECKING:
    from kept.web.reading.large import Large

LOOK_EVERY: Final = 1.0  # seconds between two looks at whether anything has changed
UNSEEN_FOR: Final = timedelta(days=4)  # after which words nobody has looked at are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What one viewer may see, at one moment: nothing else about the statements reaches a page.

    Two snapshots with the same `key` are the same.
    """

    process: Process
    statements: tuple[Statement, ...]
    missing: tuple[MissingBody, ...]
    head: LedgerHead | None
    viewer: Viewer
    key: str
    large: Large | None = None  # what tells of a large register, whose statements nobody has

    @property
    def filed_last(self) -> date | None:
        """The last day on which something was filed that stands in the register alone."""
        if self.large is not None:
            return self.large.filed_last
        filed = (
            each.entered.entered_on.last
            for each in self.statements
            if each.entered and each.entered.entered_on and not each.sources
        )
        return max(filed, default=None)


class Site:
    """One process, with its register or the files of its statements."""

    def __init__(
        self, process: Path, ledger: Path | None, held: Callable[[], Held] = Held
    ) -> None:
        self.path: Final = process
        self.ledger: Final = ledger
        self._held: Final = held
        self._lock: Final = threading.RLock()
        self._looked = float("-inf")
        self._stamp = ""
        self._folder: Folder | None = None
        self._registers: dict[Release, tuple[ReadRegister, tuple[Statement, ...]]] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._large: dict[Release, Large] = {}
        self._is_large = False

    @property
    def is_large(self) -> bool:
        """Whether the register is too large to be held in memory: its columns tell it."""
        with self._lock:
            self._look()
            return self._is_large

    @property
    def folder(self) -> Folder:
        """The process as it is now."""
        with self._lock:
            self._look()
            if self._folder is None:
                self._folder = open_process(self.path)
            return self._folder

    @property
    def process(self) -> Process:
        """The text as it is now."""
        return self.folder.process

    def register(self, clearance: Release = "public") -> ReadRegister | None:
        """The register as far as it is released to `clearance`; None where files are read.

        Raises `TooLargeError` for a large one, as does everything that takes all that was said.
        """
        if self.ledger is None:
            return None
        with self._lock:
            return self._read(self.ledger, clearance)[0]

    @property
    def every(self) -> tuple[Statement, ...]:
        """All statements, whoever may see them: for what must not depend on who looks."""
        with self._lock:
            folder = self.folder
            if self.ledger is None:
                return folder.statements
            return self._read(self.ledger, "confidential")[1]

    def changed(self) -> None:
        """Look again at once: somebody has just filed."""
        self._looked = float("-inf")

    def snapshot(self, viewer: Viewer) -> Snapshot:
        """What `viewer` may see now."""
        held = self._held()
        with self._lock:
            folder = self.folder
            name = f"{viewer.key}/{viewer.role == 'secretariat'}/{held.key}"
            if name not in self._snapshots:
                self._snapshots[name] = self._take(folder, viewer, held)
            return self._snapshots[name]

    def called_by(self, snapshot: Snapshot, standpoint: str) -> Snapshot:
        """What a viewer sees, with the names a standpoint has of its own; most have none."""
        if not any(standpoint in each.called for each in snapshot.process.actors.values()):
            return snapshot
        key = f"{snapshot.key}/{standpoint}"  # so that no page is kept under two names
        with self._lock:
            if key not in self._snapshots:
                process = as_called_by(snapshot.process, standpoint)
                self._snapshots[key] = replace(snapshot, process=process, key=key)
            return self._snapshots[key]

    def _take(self, folder: Folder, viewer: Viewer, held: Held) -> Snapshot:
        if self._is_large and self.ledger is not None:
            return self._take_large(folder, self.ledger, viewer, held)
        head, missing, statements = self._said(folder, viewer)
        shown = tuple(each for each in statements if seen(viewer, each, held))
        return Snapshot(
            process=folder.process,
            statements=shown,
            missing=missing,
            head=head,
            viewer=viewer,
            key=_key(viewer.key, folder.process.digest, head, missing, shown),
        )

    def _take_large(self, folder: Folder, ledger: Path, viewer: Viewer, held: Held) -> Snapshot:
        """Columns are made for a clearance: who sees more or less than that is told so."""
        from kept.web.reading.large import Large

        if viewer.party is not None:
            raise TooLargeError("viewer")
        clearance = viewer.clearance
        if clearance not in self._large:
            self._large[clearance] = Large(ledger, folder.process, clearance)
        large = self._large[clearance]
        if viewer.role != "secretariat" and (
            large.holds_any(held.entries) or large.filed_lately(today() - UNSEEN_FOR)
        ):
            raise TooLargeError("viewer")
        return Snapshot(
            process=folder.process,
            statements=Unread(),
            missing=(),
            head=large.head,
            viewer=viewer,
            key=_key(viewer.key, folder.process.digest, large.head, large.key),
            large=large,
        )

    def _said(
        self, folder: Folder, viewer: Viewer
    ) -> tuple[LedgerHead | None, tuple[MissingBody, ...], tuple[Statement, ...]]:
        if self.ledger is None:
            return None, (), folder.statements
        register, statements = self._read(self.ledger, viewer.clearance)
        if viewer.party is not None:
            known = {each.id for each in statements}
            every = self._read(self.ledger, "confidential")[1]
            own = (each for each in every if each.id not in known)
            statements = (*statements, *own)
        return register.head, register.missing, statements

    def _read(
        self, ledger: Path, clearance: Release
    ) -> tuple[ReadRegister, tuple[Statement, ...]]:
        process = self.folder.process
        if self._is_large:
            raise TooLargeError
        if clearance not in self._registers:
            register = read_register(
                LedgerFolder(ledger), clearance=clearance, languages=process.head.languages
            )
            self._registers[clearance] = register, fitting(process, register).statements
        return self._registers[clearance]

    def _look(self) -> None:
        """Forget what was read if the files are others now."""
        if time.monotonic() - self._looked < LOOK_EVERY:
            return
        self._looked = time.monotonic()
        stamp = _stamp(self.path, self.ledger)
        if stamp != self._stamp:
            self._stamp, self._folder = stamp, None
            self._registers, self._snapshots, self._large = {}, {}, {}
            self._is_large = is_large(self.ledger)


def _stamp(process: Path, ledger: Path | None) -> str:
    """What changes whenever a file of the process or the head of the register does."""
    files = [each for each in sorted(process.rglob("*")) if each.suffix in (".md", ".toml")]
    if ledger is not None:
        files.append(ledger / "checkpoint")
    told = []
    for each in files:
        stat = each.stat()
        told.append(f"{each}\t{stat.st_size}\t{stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _key(*several: object) -> str:
    """A name for what is shown. What is not shown is no part of it, or the name would tell."""
    return hashlib.sha256(repr(several).encode()).hexdigest()[:24]
