"""Readers who ask one page again and again, each on a connection of its own."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

CONNECTIONS: Final = 8
BROWSER: Final[Mapping[str, str]] = {
    "Accept": "text/html,*/*;q=0.8",
    "Accept-Encoding": "gzip, br",
    "Accept-Language": "en",
    "Connection": "keep-alive",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One address, as one reader asks for it."""

    port: int
    path: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What several readers got in a while: seconds of each answer, and bytes of its body."""

    waits: tuple[float, ...]
    size: int


class WrongAnswerError(RuntimeError):
    """A page answers otherwise than it must: its speed says nothing."""


def ask(page: Page, seconds: float, connections: int = CONNECTIONS) -> Read:
    """Ask for `seconds`; raises `WrongAnswerError` if any answer is another than expected."""
    until = perf_counter() + seconds
    readers = [_Reader(page, until) for _ in range(connections)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    for each in readers:
        if each.wrong:
            raise WrongAnswerError(f"{page.path}: {each.wrong}")
    waits = tuple(wait for each in readers for wait in each.waits)
    return Read(waits=waits, size=readers[0].size)


def etag_of(page: Page) -> str:
    """By which name a page is known once it has been read."""
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
    try:
        connection.request("GET", page.path, headers=dict(BROWSER))
        return connection.getresponse().headers["ETag"] or ""
    finally:
        connection.close()


def share(waits: Sequence[float], part: float) -> float:
    """The wait that `part` of all do not exceed.

    >>> share([3.0, 1.0, 2.0, 4.0], 0.5)
    2.0
    """
    ordered = sorted(waits)
    return ordered[max(0, -int(-part * len(ordered) // 1) - 1)]


class _Reader(threading.Thread):
    def __init__(self, page: Page, until: float) -> None:
        super().__init__(daemon=True)
        self.waits: list[float] = []
        self.size = 0
        self.wrong = ""
        self._page, self._until = page, until

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._page.port, timeout=60)
        headers = {**BROWSER, **self._page.headers}
        try:
            while not self.wrong and perf_counter() < self._until:
                self._once(connection, headers)
        except (OSError, http.client.HTTPException) as error:
            self.wrong = repr(error)
        finally:
            connection.close()

    def _once(self, connection: http.client.HTTPConnection, headers: dict[str, str]) -> None:
        began = perf_counter()
        connection.request("GET", self._page.path, headers=headers)
        answer = connection.getresponse()
        self.size = len(answer.read())
        self.waits.append(perf_counter() - began)
        if answer.status != self._page.status:
            self.wrong = f"{answer.status} instead of {self._page.status}"
