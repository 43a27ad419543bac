"""What a witness remembers on disk: the last checkpoint of each log, and proofs of guilt.

    witness                 the keys this witness has cosigned with, one a line, newest last
    cosigned                the logs it has cosigned, one origin a line
    lock                    held by the one process that answers
    <hash>/checkpoint       the last checkpoint cosigned of a log; <hash>: SHA-256 of its origin
    <hash>/guilt-<hash>.txt what proves that the log signed two histories

A witness that has forgotten can be led to cosign a second history. So a memory that is lost or
cannot be read stops the witness, and nothing is begun anew unless that is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kept.archive.error import LedgerError, LockedError
from kept.archive.ledger.durable import make_folder, write_file
from kept.archive.ledger.lock import Lock
from kept.archive.witness.error import WitnessError
from kept.ledger.keys import SignatureError
from kept.ledger.notes import NoteError, VerifierKey, read_vkey
from kept.ledger.witness import State, checkpoint_path, read_state

MARK: Final = "witness"
COSIGNED: Final = "cosigned"
LOCK: Final = "lock"


class Memory:
    """The memory of one witness, open for one process.

    `own` are the keys it cosigns with today; those of former days are in the folder. A folder
    that does not exist is begun, an empty one only if `new`: it may be a disk that is missing.
    """

    def __init__(self, folder: Path, own: Sequence[VerifierKey], *, new: bool = False) -> None:
        self._folder = folder
        try:
            _begin(folder, new=new)
            self._lock = _locked(folder)
            self._keys = _remember_keys(folder / MARK, own)
            self._cosigned = _lines(folder / COSIGNED) if (folder / COSIGNED).exists() else []
        except LedgerError as error:
            raise WitnessError(str(error)) from error

    def close(self) -> None:
        """Let another process answer."""
        self._lock.release()

    def last(self, origin: str) -> State | None:
        """The last checkpoint cosigned of this log; None if none ever was.

        Raises `WitnessError` if there was one and it cannot be read.
        """
        path = self._folder / checkpoint_path(origin)
        if not path.exists() and origin not in self._cosigned:
            return None
        try:
            state = read_state(path.read_bytes(), self._keys)
        except (OSError, NoteError, SignatureError) as error:
            raise WitnessError(
                f"What this witness remembers of {origin} cannot be read from {path} ({error}). "
                "It must not sign without it: restore the file from the newest copy, or retire "
                "this witness and its key."
            ) from error
        if state.checkpoint.origin != origin:
            raise WitnessError(
                f"{path} is about {state.checkpoint.origin}, not {origin}. Restore it."
            )
        return state

    def remember(self, state: State) -> None:
        """Make `state` durable. Raises `WitnessError`: then nothing may be answered any more."""
        origin = state.checkpoint.origin
        self._write(self._folder / checkpoint_path(origin), state.note)
        if origin not in self._cosigned:
            # Last, and once: from now on a missing checkpoint is a lost one.
            several = [*self._cosigned, origin]
            self._write(self._folder / COSIGNED, "".join(f"{each}\n" for each in several).encode())
            self._cosigned = several

    def keep_guilt(self, origin: str, document: bytes) -> Path:
        """Keep a proof that the log signed two histories; the same proof is kept once."""
        name = f"guilt-{hashlib.sha256(document).hexdigest()[:16]}.txt"
        path = (self._folder / checkpoint_path(origin)).with_name(name)
        if not path.exists():
            self._write(path, document)
        return path

    def _write(self, path: Path, data: bytes) -> None:
        try:
            write_file(path, data)
        except LedgerError as error:
            raise WitnessError(str(error)) from error


def _begin(folder: Path, *, new: bool) -> None:
    if (folder / MARK).exists():
        return
    if folder.exists() and not new:
        raise WitnessError(
            f"{folder} holds no memory of a witness. If its disk is missing, or was restored "
            "without it, bring it back: a witness that has forgotten can be led to cosign a "
            "second history. If this witness has never cosigned anything, start it with --new."
        )
    if folder.exists() and any(folder.iterdir()):
        raise WitnessError(f"{folder} holds other things. Name a folder for the witness alone.")
    make_folder(folder)
    write_file(folder / MARK, b"")


def _locked(folder: Path) -> Lock:
    try:
        return Lock(folder / LOCK)
    except LockedError as error:
        raise WitnessError(
            f"Another process answers for this witness already, from {folder}. Two at once could "
            "cosign two histories: stop the other one first."
        ) from error


def _remember_keys(path: Path, own: Sequence[VerifierKey]) -> tuple[VerifierKey, ...]:
    try:
        known = [read_vkey(line) for line in _lines(path)]
    except NoteError as error:
        raise WitnessError(f"{path} cannot be read ({error}). Restore it.") from error
    fresh = [key for key in own if key not in known]
    if fresh:
        write_file(path, "".join(f"{key}\n" for key in (*known, *fresh)).encode())
    return (*known, *fresh)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WitnessError(f"{path} cannot be read ({error}). Restore it.") from error
