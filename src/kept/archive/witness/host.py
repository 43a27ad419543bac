"""A witness at work: it decides, remembers, and only then lets its cosignature out of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock
from typing import Final, Protocol

from kept.archive.witness.clock import read_clock
from kept.archive.witness.error import WitnessError
from kept.archive.witness.memory import Memory
from kept.ledger.notes import Checkpoint, NoteError, NoteSigner, VerifierKey
from kept.ledger.witness import Answer, answer, checkpoint_path, read_request

TEXT: Final = "text/plain; charset=utf-8"
PATIENCE: Final = 10.0  # seconds to wait for another request about the same log


class Follower(Protocol):
    """Whoever must hold the entries of a log before it is cosigned: a mirror."""

    def follow(self, note: bytes) -> str | None:
        """Copy up to this checkpoint; None if all is held, otherwise why it is not, yet."""


class WitnessHost:
    """Answers for one witness, from any number of threads.

    `logs` has the keys of each log by its origin. Of requests about one log one is answered at a
    time, so that between reading what is remembered and remembering more nothing comes between.
    """

    def __init__(
        self,
        memory: Memory,
        signers: Sequence[NoteSigner],
        logs: Mapping[str, Sequence[VerifierKey]],
        *,
        followers: Mapping[str, Follower] | None = None,
        clock: Callable[[], int] = read_clock,
    ) -> None:
        self._memory = memory
        self._signers = tuple(signers)
        self._logs = dict(logs)
        self._followers = dict(followers or {})
        self._clock = clock
        self._locks = {origin: Lock() for origin in logs}
        self._last = {origin: state for origin in logs if (state := memory.last(origin))}
        self._stopped: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The name this witness signs under."""
        return self._signers[0].name

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The keys its cosignatures are verified with."""
        return tuple(signer.vkey for signer in self._signers)

    @property
    def known(self) -> Mapping[str, Checkpoint | None]:
        """The last checkpoint of each log, by origin; None where none was cosigned yet."""
        return {
            origin: state.checkpoint if (state := self._last.get(origin)) else None
            for origin in self._logs
        }

    def checkpoint(self, path: str) -> bytes | None:
        """What stands under `<hash of an origin>/checkpoint`; None if nothing does."""
        for origin, state in list(self._last.items()):
            if checkpoint_path(origin) == path:
                return state.note
        return None

    def add_checkpoint(self, request: bytes) -> Answer:
        """Answer an add-checkpoint request; what is cosigned is remembered before this returns."""
        origin, note = _asked(request)
        if origin not in self._locks:
            return self._decide(request)
        if waiting := self._wait_for_entries(origin, request, note):
            return waiting
        with self._alone(origin) as stopped:
            if stopped:
                return _unavailable(stopped)
            decided = self._decide(request)
            try:
                return self._remembered(origin, decided)
            except WitnessError as error:
                # What is on disk is not known now; a failed write is never tried again.
                self._stopped[origin] = f"{error} This witness does not sign before a restart."
                return _unavailable(self._stopped[origin])

    def _decide(self, request: bytes) -> Answer:
        return answer(
            request, logs=self._logs, last=self._last, signers=self._signers, now=self._clock()
        )

    def _remembered(self, origin: str, decided: Answer) -> Answer:
        if decided.guilt is not None:
            self._memory.keep_guilt(origin, decided.guilt)
        if decided.state is not None:
            self._memory.remember(decided.state)
            self._last[origin] = decided.state
        return decided

    def _wait_for_entries(self, origin: str, request: bytes, note: bytes) -> Answer | None:
        """A mirror copies first, outside the lock; an answer only if it does not hold all yet."""
        follower = self._followers.get(origin)
        if follower is None or self._decide(request).state is None:
            return None
        missing = follower.follow(note)
        return _unavailable(missing) if missing else None

    @contextmanager
    def _alone(self, origin: str) -> Iterator[str]:
        lock = self._locks[origin]
        if not lock.acquire(timeout=PATIENCE):
            yield "Other requests about this log take too long. Ask again."
            return
        try:
            yield self._stopped.get(origin, "")
        finally:
            lock.release()


def _asked(request: bytes) -> tuple[str, bytes]:
    """Which log a request is about, and its checkpoint; empty if it cannot be read."""
    try:
        signed = read_request(request).checkpoint
    except NoteError:
        return "", b""
    return signed.checkpoint.origin, bytes(signed)


def _unavailable(why: str) -> Answer:
    return Answer(
        status=HTTPStatus.SERVICE_UNAVAILABLE.value,
        content_type=TEXT,
        body=f"{why}\n".encode("utf-8", "replace"),
    )
