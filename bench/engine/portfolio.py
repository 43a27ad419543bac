"""Many agreements at once: `python -m bench.engine.portfolio`.

Each has a hundred commitments and a thousand statements, made from a seed with the mixture of
the large agreement and a sixth of its propositions and decisions.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np
from bench.engine.agreement import _commitment as commitment
from bench.engine.cast import LAST, PLACE, UNDATED, by_id, words
from bench.engine.generator import Generated, subject
from bench.engine.testimony import Testimony, casts, testimony
from bench.engine.texts import COMMITMENTS, Text, decisions, instruments, phases
from numpy.typing import NDArray

from bench.engine import cast, rows
from kept.archive.kernel.engine import Engine, cache_folder, engine
from kept.archive.portfolio.reading import ready_of, told_by
from kept.archive.portfolio.shelf import Ready, read, write
from kept.dates import Calendar
from kept.process import Head, Process, Standpoint, Track
from kept.report.portfolio import Line

SHARE: Final = 6  # of the propositions and decisions of the large agreement one in so many
SIZE: Final = 1_000  # statements
NUMBERS: Final = (*range(42), *range(101, 154), *range(COMMITMENTS - 5, COMMITMENTS))


def agreements(count: int, size: int = SIZE, seed: int = 1) -> Iterator[Generated]:
    """So many small processes, and what was said about each."""
    for number in range(count):
        yield generate(size, 1_000 * seed + number)


def generate(size: int, seed: int) -> Generated:
    """A process of a hundred commitments and `size` statements about it."""
    process = agreed(seed)
    return Generated(process=process, columns=_columns(process, size, seed), size=size, seed=seed)


def said(process: Process, size: int, seed: int) -> Testimony:
    """What is said about `process`, made as arrays."""
    place = {name: at for at, name in enumerate(process.propositions)}
    asked = sorted({place[subject(each)] for each in process.commitments.values()})
    return testimony(process, _cast(seed), _popularity(seed, len(place), asked), size, seed)


def agreed(seed: int, compared: int = 8) -> Process:
    """The process alone; of its eight standpoints so many are compared, or the first alone."""
    draw = np.random.default_rng((seed, 2))
    written = cast.propositions(np.random.default_rng((seed, 0)))[::SHARE]
    text = Text(draw, written, _cast(seed))
    commitments = [commitment(text, number) for number in NUMBERS]
    several = [commitments[number % len(commitments)] for number in range(COMMITMENTS)]
    name = f"bench-{seed}"
    return Process(
        head=Head(
            id=name,
            title=words(name),
            standpoint="public",
            languages=("en", "fr"),
            compiled_on=LAST,
            coded_by=("bench",),
            fictional=True,
        ),
        calendar=Calendar(month_end="clip"),
        undated=UNDATED,
        tracks=by_id([Track(id="track", place=PLACE, name=words("track"))]),
        actors=by_id(cast.actors()),
        sources=by_id(cast.sources(np.random.default_rng((seed, 1)))),
        propositions=by_id(written),
        instruments=by_id(instruments(text, [each.id for each in commitments])),
        commitments=by_id(commitments),
        phases=by_id(phases(text)),
        decisions=by_id(decisions(text, several)[: 90 // SHARE]),
        standpoints=by_id(_standpoints(compared)),
        digest=f"bench:{seed}",
    )


def _standpoints(compared: int) -> Iterator[Standpoint]:
    for at, each in enumerate(cast.standpoints()):
        yield replace(each, compared=1 < compared > at)


def _cast(seed: int) -> NDArray[np.int16]:
    return casts(seed)[::SHARE]


def _popularity(seed: int, propositions: int, asked: Sequence[int]) -> NDArray[Any]:
    """The share of each proposition, as in the large agreement."""
    draw = np.random.default_rng((seed, 4))
    rank = draw.random(propositions)
    rank[list(asked)] *= 0.4
    shares = np.empty(propositions)
    shares[np.argsort(rank)] = 1 / np.arange(1, propositions + 1) ** 0.6
    return shares / shares.sum()


def _columns(process: Process, size: int, seed: int) -> Any:
    return rows.columns(process, said(process, size, seed))


# ── Measured ─────────────────────────────────────────────────────────────────

KNOWN: Final = LAST


def main() -> None:
    """Print what each step takes for all agreements together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1_000, help="agreements")
    parser.add_argument("--size", type=int, default=SIZE, help="statements of each")
    parser.add_argument("--jobs", type=int, default=2, help="threads")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the seconds as JSON")
    asked = parser.parse_args()
    told = {}
    for compared in (8, 1):
        seconds = measured(asked.count, asked.size, compared, asked.jobs, asked.rounds)
        told[f"{compared} standpoints"] = seconds
        if not asked.json:
            print(
                f"{asked.count:,} agreements of {asked.size:,} statements, {compared} standpoints"
            )
            print("\n".join(f"  {name:44}{value:8.3f} s" for name, value in seconds.items()))
    if asked.json:
        print(json.dumps(told, indent=1))


def measured(count: int, size: int, compared: int, jobs: int, rounds: int) -> dict[str, float]:
    """Seconds for each step; of what is asked again and again the median."""
    tool = engine(cache_folder())
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.ready") for number in range(count)]
        found["made ready once: text to tables"] = _made_ready(paths, size, compared)
        several: list[Ready] = []
        found["read from rest"] = _median(rounds, lambda: _read(paths, several))
        for threads in {1: 1, jobs: jobs}:
            name = f"swept and counted, {threads} threads"
            found[name] = _median(rounds, lambda: _swept(tool, several, threads))  # noqa: B023
    return found


def _made_ready(paths: Sequence[Path], size: int, compared: int) -> float:
    """Seconds from the text and the columns to what lies at rest; making them up is not counted."""
    seconds = 0.0
    for number, path in enumerate(paths):
        process = agreed(1_000 + number, compared)
        columns = _columns(process, size, 1_000 + number)
        begun = time.perf_counter()
        ready = ready_of(process, columns, None, KNOWN)
        assert ready is not None
        write(path, ready)
        seconds += time.perf_counter() - begun
    return seconds


def _read(paths: Sequence[Path], several: list[Ready]) -> None:
    several[:] = [each for each in map(read, paths) if each is not None]
    assert len(several) == len(paths)


def _swept(tool: Engine, several: Sequence[Ready], jobs: int) -> list[Line]:
    def one(ready: Ready) -> Line:
        found = told_by(tool, ready, KNOWN, KNOWN)
        assert found is not None
        return found

    if jobs == 1:
        return [one(each) for each in several]
    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(one, several))


def _median(rounds: int, work: Callable[[], object]) -> float:
    several = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        several.append(time.perf_counter() - begun)
    return statistics.median(several)


if __name__ == "__main__":
    main()
