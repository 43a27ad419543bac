"""How often a name was tried in vain, and how long to wait before the next try.

Tries are counted by name and address together, so that one person's typing errors keep nobody
else in the office out; and by name alone, for whoever tries from many addresses. Nothing is
counted by address alone. An address from which a name has signed in before is not held to the
count by name: an attack from elsewhere does not keep its holder out. Names nobody has are counted
like all others.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache

from kept.web.reading.clock import seconds

REMEMBERED: Final = 24 * 60 * 60  # seconds after the last wrong try
KNOWN_FOR: Final = 30 * 24 * 60 * 60
ONE_TRY: Final = 30  # seconds within which a try is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is counted under one key: `free` wrong tries, then waits that double, to `longest`."""

    key: str
    free: int
    longest: int  # seconds

    def wait_after(self, failures: int) -> int:
        """Seconds to wait after so many wrong tries.

        >>> count = Count(key="aruna-1", free=5, longest=900)
        >>> [count.wait_after(n) for n in (0, 4, 5, 6, 7, 40)]
        [0, 0, 5, 10, 20, 900]
        """
        if failures < self.free:
            return 0
        doublings: int = min(failures - self.free, 20)
        return min(self.longest, 5 << doublings)


class Tries:
    """The tries under one or more counts; each is begun, and then failed or succeeded."""

    def __init__(self, counts: Sequence[Count]) -> None:
        self._counts: Final = counts
        self._claims: list[str] = []

    def begin(self) -> int:
        """0 if somebody may try now, else the seconds to wait.

        Of several who try at the same time, one may: each number of failures can be tried once.
        """
        wait = max((_wait(each) for each in self._counts), default=0)
        if wait:
            return wait
        for each in self._counts:
            claim = f"{each.key}/{_failures(each)[0]}"
            if not _cache().add(claim, True, ONE_TRY):
                self._release()
                return 1
            self._claims.append(claim)
        return 0

    def failed(self) -> None:
        """The try was wrong."""
        for each in self._counts:
            _cache().set(each.key, (_failures(each)[0] + 1, seconds()), REMEMBERED)
        self._release()

    def succeeded(self, *forget: Count) -> None:
        """The try was right: wrong ones under `forget` count no longer."""
        for each in forget:
            _cache().delete(each.key)
        self._release()

    def _release(self) -> None:
        _cache().delete_many(self._claims)
        self._claims = []


def here(name: str, address: str) -> Count:
    """The count of a name at an address."""
    return Count(key=_key("here", plain(name), address), free=5, longest=900)


def anywhere(name: str) -> Count:
    """The count of a name wherever it is tried."""
    return Count(key=_key("anywhere", plain(name)), free=30, longest=300)


def codes(account: int) -> Count:
    """The count of wrong codes of an account whose password was right."""
    return Count(key=_key("codes", str(account)), free=5, longest=900)


def counts_of(name: str, address: str) -> tuple[Count, ...]:
    """What a try of a name at an address is held to."""
    if _cache().get(_key("known", plain(name), address)):
        return (here(name, address),)
    return (here(name, address), anywhere(name))


def signed_in_at(name: str, address: str) -> None:
    """Remember that a name has signed in at an address."""
    _cache().set(_key("known", plain(name), address), True, KNOWN_FOR)


def first_use(account: int, code: str) -> bool:
    """Whether a code is used for the first time, by all workers' knowledge."""
    return bool(_cache().add(_key("code", str(account), code), True, 120))


def plain(name: str) -> str:
    """A name as it is counted: `Aruna-1 ` is `aruna-1`.

    >>> plain(" ARUNA-1 ")
    'aruna-1'
    """
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _wait(count: Count) -> int:
    failures, at = _failures(count)
    return max(0, at + count.wait_after(failures) - seconds())


def _failures(count: Count) -> tuple[int, int]:
    failures, at = _cache().get(count.key) or (0, 0)
    return int(failures), int(at)


def _key(*parts: str) -> str:
    """A key that tells neither name nor address to whoever reads the database."""
    told = "\0".join((settings.SECRET_KEY, *parts))
    return hashlib.sha256(told.encode()).hexdigest()


def _cache() -> BaseCache:
    return caches["attempts"]
