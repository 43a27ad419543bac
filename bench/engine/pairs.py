"""Engines side by side on one log: in turn, each in its own process, and only one at work."""

from __future__ import annotations

import json
import os
import select
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bench.engine.cast import DAYS
from bench.engine.engines import ENGINES, HISTORIES, LIMIT, OURS, PEERS, Engine

_THREADS: Final = {"POLARS_MAX_THREADS": "2", "OMP_NUM_THREADS": "2"}
_DATES: Final = ("0", "1826", "3652")
_ROOT: Final = Path(__file__).parents[2]
MOST_ROUNDS: Final = 7


class TooLongError(Exception):
    """An engine did not answer within its budget."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much time a measurement may take."""

    rounds: int  # at most
    budget: float  # seconds for one peer at one size

    @property
    def most(self) -> float:
        """Seconds that one answer may take: whoever needs longer is left out."""
        return 4 * self.budget

    def rounds_of(self, first: float) -> int:
        """How many rounds fit, if one takes as long as the first did."""
        return max(1, min(self.rounds, int(self.budget / max(first, 1e-9))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one engine took on one log."""

    engine: str
    size: int
    seconds: float | None = None  # median; None: it was left out
    rounds: int = 0
    to_limit: float | None = None  # median of pairs
    to_ours: float | None = None
    bar: float | None = None
    agrees: bool | None = None  # None: there is nothing to compare
    held: float | None = None  # megabytes before it was asked
    peak: float | None = None
    note: str = ""


@dataclass(slots=True)
class Process:
    """A worker, and how to talk to it."""

    name: str
    running: subprocess.Popen[str]
    ready: dict[str, Any] = field(default_factory=dict)

    def ask(self, *words: str, within: float = 3600) -> dict[str, Any]:
        """One answer; `TooLongError` if it does not come in time."""
        assert self.running.stdin is not None
        self.running.stdin.write(" ".join(words) + "\n")
        self.running.stdin.flush()
        return self.answer(within)

    def answer(self, within: float) -> dict[str, Any]:
        assert self.running.stdout is not None
        if not select.select([self.running.stdout], [], [], within)[0]:
            raise TooLongError(f"took more than {within:,.0f} s")
        line = self.running.stdout.readline()
        if not line:
            raise TooLongError("ended without an answer")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def process(name: str, folder: Path, within: float = 3600) -> Iterator[Process]:
    """A worker that is ready."""
    running = subprocess.Popen(
        [sys.executable, "-m", "bench.engine.worker", name, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env=os.environ | _THREADS,
    )
    with running:
        try:
            found = Process(name, running)
            found.ready = found.answer(within)
            yield found
        finally:
            running.terminate()


class Bench:
    """The limit and kept, ready on one log, to be held against each peer."""

    def __init__(self, size: int, folder: Path, effort: Effort) -> None:
        self.size, self.folder, self.effort = size, folder, effort
        self.open = ExitStack()
        why = ENGINES[LIMIT].missing()
        self.limit = None if why else self.open.enter_context(process(LIMIT, folder))
        self.ours = self.open.enter_context(process(OURS, folder))
        self.limits: list[float] = []
        self.own: list[float] = []
        self.pairs: list[float] = []
        self.expected: Any = None

    def close(self) -> None:
        self.open.close()

    def base(self) -> tuple[float | None, float]:
        """The limit and kept, one after the other; both are short."""
        once = self.limit.ask("once")["seconds"] if self.limit else None
        found = self.ours.ask("evidence")
        self.expected = found["checksum"]
        self.own.append(found["seconds"])
        if once is not None:
            self.limits.append(once)
            self.pairs.append(found["seconds"] / once)
        return once, found["seconds"]

    def warm(self) -> None:
        """Once for nothing: pages are touched, and what is compiled at first use is."""
        self.base()
        self.limits, self.own, self.pairs = [], [], []
        for _ in range(self.effort.rounds):
            self.base()

    def peer(self, engine: Engine, expected: float | None) -> Result:
        """One peer, in turn with kept and the limit; left out where it would take too long."""
        why = engine.missing()
        if self.size > engine.most:
            why = f"not asked of more than {engine.most:,}"
        elif expected is not None and expected > self.effort.most:
            why = f"about {expected:,.0f} s expected, {self.effort.most:,.0f} s allowed"
        if why:
            return Result(engine=engine.name, size=self.size, note=why)
        try:
            with process(engine.name, self.folder, self.effort.most) as peer:
                return self._beside(engine, peer)
        except TooLongError as reason:
            return Result(engine=engine.name, size=self.size, note=str(reason))

    def _beside(self, engine: Engine, peer: Process) -> Result:
        within = self.effort.most
        command = ("dates", *_DATES) if engine.by_dates else ("evidence",)
        first = peer.ask(*command, within=within)  # also to warm it
        rounds = self.effort.rounds_of(first["seconds"])
        told, taken = [], []
        for number in range(rounds):
            before = self.base() if number % 2 else None
            answer = peer.ask(*command, within=within) if rounds > 1 else first
            told.append((answer["seconds"], *(before or self.base())))
            taken.append(answer["checksum"])
        scale = DAYS / len(_DATES) if engine.by_dates else 1
        mine = self.ours.ask("runs", *_DATES)["checksum"] if engine.by_dates else self.expected
        return Result(
            engine=engine.name,
            size=self.size,
            seconds=scale * statistics.median(each for each, _, _ in told),
            rounds=rounds,
            to_limit=_median([scale * it / limit for it, limit, _ in told if limit]),
            to_ours=_median([scale * it / own for it, _, own in told]),
            bar=engine.bars.get(self.size),
            agrees=all(each == mine for each in taken),
            note=f"reckoned from {len(_DATES)} dates" if engine.by_dates else "",
            **peer.ask("memory"),
        )

    def results(self) -> Iterator[Result]:
        """The limit and kept, over all rounds; then the histories."""
        if self.limit:
            memory, it = self.limit.ask("memory"), self.limit.ask("bound")
            told = f"{it['version']}; memory alone {1000 * it['bound']:,.1f} ms"
            told += f" ({it['read'] / 1e9:,.1f} GB/s read, {it['copied'] / 1e9:,.1f} copied)"
            yield Result(
                engine=LIMIT,
                size=self.size,
                seconds=statistics.median(self.limits),
                rounds=len(self.limits),
                note=told,
                **memory,
            )
        yield Result(
            engine=OURS,
            size=self.size,
            seconds=statistics.median(self.own),
            rounds=len(self.own),
            to_limit=_median(self.pairs),
            note=f"{self.ours.ready['input']:,.0f} MB of columns",
            **self.ours.ask("memory"),
        )
        yield self._histories()

    def _histories(self) -> Result:
        told: list[tuple[float, float | None]] = []
        for _ in range(self.effort.rounds + 1):
            answer = self.ours.ask("histories")
            if "missing" in answer:
                return Result(engine=HISTORIES, size=self.size, note=answer["missing"])
            once = self.limit.ask("once")["seconds"] if self.limit else None
            told.append((answer["seconds"], once))
        told = told[1:]
        return Result(
            engine=HISTORIES,
            size=self.size,
            seconds=statistics.median(each for each, _ in told),
            rounds=len(told),
            to_limit=_median([it / once for it, once in told if once]),
            bar=5 if self.size >= 1_000_000 else None,
            **self.ours.ask("memory"),
        )


def contest(
    size: int,
    folder: Path,
    effort: Effort,
    before: Sequence[Result],
    peers: Sequence[Engine] = PEERS,
) -> list[Result]:
    """All engines on one log; what they took on a smaller one tells what to expect."""
    bench = Bench(size, folder, effort)
    try:
        bench.warm()
        found = [bench.peer(each, _expected(each, size, before)) for each in peers]
        return [*bench.results(), *found]
    finally:
        bench.close()


def _expected(engine: Engine, size: int, before: Sequence[Result]) -> float | None:
    """Seconds, if it takes as long for each statement as it did on a smaller log."""
    known = [each for each in before if each.engine == engine.name and each.seconds]
    if not known or engine.by_dates:
        return None
    last = max(known, key=lambda each: each.size)
    return (last.seconds or 0.0) * size / last.size


def _median(several: Sequence[float]) -> float | None:
    return statistics.median(several) if several else None
