"""Verifying in threads or processes. Apart, since what it takes is long to load."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from concurrent.futures.thread import ThreadPoolExecutor
from multiprocessing import get_context
from typing import Final

from kept.archive.ledger.signed import Signed, hold

_CHUNK: Final = 16  # entries handed over at once


def thread_pool(threads: int) -> Executor:
    """Threads of this process."""
    return ThreadPoolExecutor(threads, thread_name_prefix="kept-verify")


def process_pool(processes: int) -> Executor:
    """Processes that begin anew: a copy of this one would hold its locks."""
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


class Pool:
    """A `Verifier` over an executor and the thread that asks."""

    def __init__(self, executor: Executor) -> None:
        self._executor: Final = executor

    def start(self, signed: Sequence[Signed]) -> Working:
        """Begin to verify entries."""
        chunks = [signed[at : at + _CHUNK] for at in range(0, len(signed), _CHUNK)]
        try:
            return Working(chunks, [self._executor.submit(hold, chunk) for chunk in chunks])
        except BrokenExecutor:
            return Working(chunks, [])

    def close(self) -> None:
        """Let threads or processes go."""
        self._executor.shutdown(cancel_futures=True)


class Working:
    """`Verdicts` to which the thread that asks for them contributes."""

    def __init__(self, chunks: list[Sequence[Signed]], futures: list[Future[list[bool]]]) -> None:
        self._chunks: Final = chunks
        self._futures: Final = futures

    def all(self) -> list[bool]:
        """The verdicts. What nobody has begun is done here, from the end, while others work."""
        if not self._futures:
            return [verdict for chunk in self._chunks for verdict in hold(chunk)]
        done = {
            number: hold(self._chunks[number])
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
            return hold(self._chunks[number])
