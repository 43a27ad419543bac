"""The register as this site writes into it: a paper handed in, a turn taken, its outcome told."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from django.conf import settings

from kept.archive.index import Index
from kept.archive.ledger import (
    Admitted,
    LedgerError,
    LedgerFolder,
    LockedError,
    Refused,
    Submitted,
    Writer,
    open_index,
    outcome,
    submit_all,
    verify_here,
)
from kept.archive.ledger.lock import Lock
from kept.archive.recording import Paper
from kept.web.filing.log_keys import collect_of, log_signers
from kept.web.reading.clock import seconds
from kept.web.reading.current import site

_LOG: Final = logging.getLogger("kept.filing")
TURN: Final = "turn"  # the file in `private/` whose lock is held while this site writes


class NoRegisterError(LookupError):
    """The site reads files, and has no register to file anything in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of an entry that was handed in.

    *admitted*: it is number `index` of the register. *waiting*: whoever keeps the register has it,
    and has not come round yet. *refused*: for the reason with the code `reason`.
    """

    word: Literal["admitted", "waiting", "refused"]
    entry: str  # hash
    index: int | None = None
    reason: str = ""


def folder() -> LedgerFolder:
    """The register of this site; raises `NoRegisterError` where it has none."""
    path: Path | None = settings.KEPT_LEDGER
    if path is None:
        raise NoRegisterError
    return LedgerFolder(path)


def hand_in(paper: Paper) -> Told:
    """File a complete paper, and say what became of it.

    Raises `SubmissionError` or `PaperError` for what does not come as far as the register.
    """
    return hand_in_all([paper.submitted()])[-1]


def hand_in_all(several: Sequence[Submitted]) -> tuple[Told, ...]:
    """File entries in this order, and say what became of each.

    They are durable in the queue before a turn is tried: what goes wrong then loses nothing, and
    they wait.
    """
    with _opened() as (ledger, index):
        hashes = submit_all(ledger, index, several)
        take_turn(ledger, index)
        return tuple(_told(ledger, index, each) for each in hashes)


def told(entry: str) -> Told | None:
    """What became of an entry; None if it was never handed in here."""
    with _opened() as (ledger, index):
        known = outcome(ledger, index, entry)
        return None if known is None else _told(ledger, index, entry)


def take_turn(ledger: LedgerFolder, index: Index) -> None:
    """Admit what waits, sign, have it co-signed, publish: if the log's keys lie here.

    Where they lie elsewhere, or another writer is at work, that one takes the turn.
    """
    signers = log_signers(ledger)
    if not signers:
        return
    try:
        with (
            Lock(ledger.paths.private / TURN, wait=True),
            Writer(
                ledger,
                index,
                signers=signers,
                collect=collect_of(ledger),
                clock=seconds,
                verifier=verify_here(),
            ) as writer,
        ):
            writer.drain()
            writer.publish()
    except LockedError:
        return
    except LedgerError:
        _LOG.exception("The register could not be written; what was filed waits.")


def _told(ledger: LedgerFolder, index: Index, entry: str) -> Told:
    known = outcome(ledger, index, entry)
    if isinstance(known, Admitted):
        return Told(word="admitted", entry=entry, index=known.index)
    if isinstance(known, Refused):
        return Told(word="refused", entry=entry, reason=known.reason)
    return Told(word="waiting", entry=entry)


@contextmanager
def _opened() -> Iterator[tuple[LedgerFolder, Index]]:
    ledger = folder()
    index = open_index(ledger)
    try:
        yield ledger, index
    finally:
        index.close()
        site().changed()
