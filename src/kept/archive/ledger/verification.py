"""Where signatures are verified: here, in threads, or in processes. The verdicts are the same."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor
from functools import lru_cache
from multiprocessing import get_context
from typing import Final, TypeAlias

from kept.ledger.entries.entry import Entry
from kept.ledger.keys import Algorithm, PublicKey, RelyingParty, SignatureError, verify
from kept.ledger.parties import Place

# What was signed, and for each signature the key, the signature and the site of a passkey.
_Signed: TypeAlias = tuple[bytes, tuple[tuple[Algorithm, bytes, bytes, RelyingParty | None], ...]]

_CHUNK: Final = 16  # entries handed over at once


class Verifier:
    """Verifies the signatures of many entries, beside what else goes on.

    Signatures are facts about bytes: whether the signers are the right ones is not asked here.
    """

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor: Final = executor

    def start(self, entries: Sequence[tuple[Entry, tuple[Place, ...]]]) -> Verdicts:
        """Begin to verify entries by the keys of those who have to sign each."""
        signed = [_signed(entry, places) for entry, places in entries]
        chunks = [signed[at : at + _CHUNK] for at in range(0, len(signed), _CHUNK)]
        if self._executor is None:
            return Verdicts(chunks, ())
        try:
            return Verdicts(chunks, [self._executor.submit(_hold, chunk) for chunk in chunks])
        except BrokenExecutor:
            return Verdicts(chunks, ())

    def close(self) -> None:
        """Let threads or processes go."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


class Verdicts:
    """Whether signatures hold, entry by entry, as soon as it is known."""

    def __init__(self, chunks: list[list[_Signed]], futures: Sequence[Future[list[bool]]]) -> None:
        self._chunks: Final = chunks
        self._futures: Final = futures

    def all(self) -> list[bool]:
        """The verdicts. What nobody has begun is done here, from the end, while others work."""
        if not self._futures:
            return [verdict for chunk in self._chunks for verdict in _hold(chunk)]
        done = {
            number: _hold(self._chunks[number])
            for number in reversed(range(len(self._chunks)))
            if self._futures[number].cancel()
        }
        return [
            verdict
            for number in range(len(self._chunks))
            for verdict in (done[number] if number in done else self._result(number))
        ]

    def _result(self, number: int) -> list[bool]:
        try:
            return self._futures[number].result()
        except BrokenExecutor:  # a worker was killed, for want of memory perhaps
            return _hold(self._chunks[number])


def verify_here() -> Verifier:
    """Verifies in the calling thread, when the verdicts are asked for."""
    return Verifier()


def verify_in_threads(threads: int = 1) -> Verifier:
    """Verifies in so many threads and the calling one: OpenSSL runs beside Python."""
    return Verifier(ThreadPoolExecutor(threads, thread_name_prefix="kept-verify"))


def verify_in_processes(processes: int = 1) -> Verifier:
    """Verifies in so many further processes and the calling one."""
    return Verifier(ProcessPoolExecutor(processes, mp_context=get_context("spawn")))


def _signed(entry: Entry, places: tuple[Place, ...]) -> _Signed:
    signatures = entry.envelope.signatures
    if tuple(each.keyid for each in signatures) != tuple(each.key.id for each in places):
        return (b"", ())
    return (
        entry.envelope.signed,
        tuple(
            (place.key.algorithm, place.key.raw, each.sig, place.relying_party)
            for each, place in zip(signatures, places, strict=True)
        ),
    )


def _hold(signed: list[_Signed]) -> list[bool]:
    return [_holds(message, signatures) for message, signatures in signed]


def _holds(
    message: bytes, signatures: tuple[tuple[Algorithm, bytes, bytes, RelyingParty | None], ...]
) -> bool:
    try:
        for algorithm, raw, signature, party in signatures:
            verify(_key(algorithm, raw), message, signature, party=party)
    except SignatureError:
        return False
    return bool(signatures)


@lru_cache(4096)
def _key(algorithm: Algorithm, raw: bytes) -> PublicKey:
    return PublicKey(algorithm, raw)
