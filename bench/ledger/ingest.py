"""Entries on their way into a ledger on disk: `python -m bench.ledger.ingest`.

From the envelope as it was submitted to a signed checkpoint: into the queue, read, verified,
admitted, stored as tiles, read again, signed, indexed, every step durable. Beside it the bare
verification of the same signatures by the same library. Then how long a ledger takes to open, and
how much memory its writer needs, by size.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.ledger.contest import Row, beside, in_turn, plain, table
from bench.ledger.register import Authors, Believing, new, writer
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from kept.archive.index import Index
from kept.archive.ledger import (
    LedgerFolder,
    Submitted,
    Verifier,
    Writer,
    open_index,
    submit_all,
    verify_here,
    verify_in_processes,
    verify_in_threads,
)
from kept.ledger.entries.entry import read_entry

ROUNDS, BATCH = 9, 256
BARE = "bare verify"


class Ledger:
    """A ledger that takes rounds of submissions in, batch by batch."""

    def __init__(self, path: Path, verifier: Verifier) -> None:
        self.authors = Authors()
        self.folder, self.index = new(path)
        self.verifier = verifier
        self.writer: Writer = writer(self.folder, self.index, verifier, BATCH)

    def take(self, round_: Sequence[Submitted]) -> None:
        """Submit and admit, as many at a time as make a batch."""
        before = self.writer.size
        for start in range(0, len(round_), BATCH):
            submit_all(self.folder, self.index, round_[start : start + BATCH])
        self.writer.drain()
        assert self.writer.size == before + len(round_)

    def close(self) -> None:
        self.writer.close()
        self.verifier.close()
        self.index.close()


def bare(rounds: Sequence[Sequence[Submitted]]) -> Callable[[Sequence[Submitted]], None]:
    """The signatures of a round, verified one after the other; keys and messages lie ready."""
    ready = {}
    for round_ in rounds:
        entries = [read_entry(each.entry) for each in round_]
        ready[id(round_)] = [
            (_key(entry.header.key), entry.envelope.signatures[0].sig, entry.envelope.signed)
            for entry in entries
        ]

    def run(round_: Sequence[Submitted]) -> None:
        for key, signature, message in ready[id(round_)]:
            key.verify(signature, message)

    return run


def _key(key_id: str) -> Ed25519PublicKey:
    from bench.ledger.register import AUTHORS

    [author] = [each for each in AUTHORS if each.key.id == key_id]
    return Ed25519PublicKey.from_public_bytes(author.key.raw)


def ingesting(folder: Path, batches: int) -> Iterator[Row]:
    """One process and two; by the clock, since several threads or processes are at work."""
    for what, verifier, bar in (
        ("ingest, one process", verify_in_threads(1), 0.65),
        ("ingest, two processes", verify_in_processes(1), 1.2),
        ("ingest, one thread", verify_here(), None),
    ):
        ledger = Ledger(folder / what.replace(", ", "-"), verifier)
        ledger.take(ledger.authors.write(BATCH))  # processes take a while to begin
        rounds = [ledger.authors.write(batches * BATCH) for _ in range(ROUNDS)]
        runners = {"kept": ledger.take, BARE: bare(rounds)}
        clock = process_time if bar is None else perf_counter
        yield beside(what, in_turn(rounds, runners, clock), BARE, batches * BATCH, bar)
        ledger.close()


def scaling(rounds: int) -> Row:
    """What two processes that do nothing but verify reach here: no ingest can do better."""
    program = (
        f"import sys, time; sys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
        "from bench.ledger.ingest import verify_for_a_while\n"
        "sys.stdin.readline(); print(verify_for_a_while())"
    )

    def at_once(count: int) -> float:
        running = [
            subprocess.Popen(
                [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            for _ in range(count)
        ]
        return sum(float(each.communicate(b"go\n")[0]) for each in running)

    pairs = [(at_once(1), at_once(2)) for _ in range(rounds)]
    one, two = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(two / one for one, two in pairs)
    return Row("bare verify, two processes", BARE, "/s", two, one, ratio)


def verify_for_a_while() -> float:
    """Verifications in a second, for half of one."""
    [submitted] = Authors().write(1)
    entry = read_entry(submitted.entry)
    key, signature = _key(entry.header.key), entry.envelope.signatures[0].sig
    message, count, began = entry.envelope.signed, 0, perf_counter()
    while (taken := perf_counter() - began) < 0.5:
        for _ in range(50):
            key.verify(signature, message)
        count += 50
    return count / taken


def growing(folder: Path, sizes: Sequence[int]) -> Iterator[Row]:
    """How long opening takes, and how much memory the writer needs, at each size."""
    path = folder / "large"
    ledger, index = new(path)
    found = []
    for size in sizes:
        fill(ledger, index, size)
        measured = json.loads(
            subprocess.run(
                [sys.executable, "-m", "bench.ledger.ingest", "--measure", str(path)],
                cwd=Path(__file__).parents[2],
                check=True,
                capture_output=True,
            ).stdout
        )
        found.append((size, measured["reopen"], measured["memory"]))
        print(f"  at {size:,}: {measured}", file=sys.stderr)
    index.close()
    size, taken, memory = found[-1]
    yield Row(f"reopen {size:,} and prove", "the bar", "ms", taken, 50, 50 / taken, 1)
    for smaller, _, before in found[:-1]:
        yield Row(
            f"memory of a writer at {size:,}",
            f"at {smaller:,}",
            "MB",
            memory,
            before,
            before / memory,
            0.9,
        )


def fill(folder: LedgerFolder, index: Index, size: int) -> None:
    """Grow a ledger, without verifying, to `size` entries and a few that make no full tile."""
    authors = Authors()
    with writer(folder, index, Believing(), 4096) as growing:
        authors.resume(growing.parties)
        while growing.size < size + 77:
            submit_all(folder, index, authors.write_unsigned(min(4096, size + 77 - growing.size)))
            growing.drain()
        growing.publish()


def measure(path: Path) -> None:
    """In a process of its own: open again and again, then take some batches in."""
    times = []
    for _ in range(ROUNDS):
        began = perf_counter()
        folder = LedgerFolder(path)
        index = open_index(folder)
        opened = writer(folder, index, verify_here())
        times.append(perf_counter() - began)
        opened.close()
        index.close()
    index = open_index(folder)
    with writer(folder, index, verify_here()) as opened:
        authors = Authors()
        authors.resume(opened.parties)
        for _ in range(4):
            submit_all(folder, index, authors.write(BATCH))
            assert opened.drain() == BATCH
    index.close()
    print(json.dumps({"reopen": 1000 * statistics.median(times), "memory": _most_memory()}))


def _most_memory() -> float:
    """Megabytes. What `getrusage` says begins with the memory of whoever started this process."""
    [line] = [
        each
        for each in Path("/proc/self/status").read_text().splitlines()
        if each.startswith("VmHWM:")
    ]
    return int(line.split()[1]) / 1000


def main() -> None:
    """Print each comparison, its bar, and whether the bar holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes; bars mean little")
    parser.add_argument("--json", action="store_true", help="the rows as JSON")
    parser.add_argument("--in", type=Path, dest="folder", help="where to put the ledgers")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure is not None:
        measure(asked.measure)
        return
    sizes = (1_000, 3_000, 10_000) if asked.quick else (10_000, 100_000, 1_000_000)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        rows = [
            *ingesting(Path(folder), 1 if asked.quick else 8),
            scaling(3 if asked.quick else ROUNDS),
            *growing(Path(folder), sizes),
        ]
    if asked.json:
        print(json.dumps({"entries": sizes[-1], "rows": plain(rows)}, indent=1))
    else:
        print(table(rows))


if __name__ == "__main__":
    main()
