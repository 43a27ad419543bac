"""The tree beside pymerkle and beside bare hashes: `python -m bench.ledger.tree`.

Each comparison does the same work in turn, in one run, ten times; the median of the ratios
counts. Proofs of ours are read from hash tiles on disk, pymerkle's from memory and from SQLite.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from pymerkle import InmemoryTree, SqliteTree

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.ledger.contest import Row, beside, in_turn, medians, plain, table

from kept.ledger.tree import (
    EMPTY,
    Edge,
    Tree,
    grow,
    open_edge,
    tile_path,
    verify_consistency,
    verify_inclusion,
)

ROUNDS = 10
MEMORY, SQLITE, BARE = "pymerkle in memory", "pymerkle SQLite", "bare hashes"


class Ours:
    """A log of tiles, whose files are let go as they would be once they are written."""

    def __init__(self, folder: Path, edge: Edge = EMPTY) -> None:
        self.folder = folder
        self.edge = edge

    def append(self, entries: Sequence[bytes]) -> None:
        self.edge = grow(self.edge, entries).edge

    def append_by_thousands(self, entries: Sequence[bytes]) -> None:
        for part in batches(entries, 1000):
            self.append(part)

    def append_one_by_one(self, entries: Sequence[bytes]) -> None:
        for entry in entries:
            self.append([entry])

    def write(self, entries: Sequence[bytes]) -> None:
        """Put the hash tiles over all entries into the folder."""
        for path, data in grow(EMPTY, entries).files.items():
            if not path.startswith("tile/entries/"):
                file = self.folder / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

    def read(self, level: int, index: int, width: int) -> bytes:
        with open(f"{self.folder}/{tile_path(level, index, width)}", "rb") as file:  # noqa: PTH123
            return file.read()

    def tree(self) -> Tree:
        return Tree(self.edge.size, self.read, root=self.edge.root)


class Log:
    """The same entries three times: as tiles, in pymerkle's memory and in its SQLite."""

    def __init__(self, folder: Path, size: int) -> None:
        self.size = size
        self.ours = Ours(folder)
        self.memory = InmemoryTree("sha256")
        self.sqlite = SqliteTree(str(folder / "pymerkle.sqlite"))
        self._draw = random.Random(20261122)  # noqa: S311 - the same numbers in each run

    def some(self, count: int) -> list[list[int]]:
        """Entry numbers for each round, the same for all who run in it."""
        return [[self._draw.randrange(self.size - 1) for _ in range(count)] for _ in range(ROUNDS)]


def entries(count: int, shortest: int, longest: int) -> list[bytes]:
    draw = random.Random(6962)  # noqa: S311
    return [draw.randbytes(draw.randint(shortest, longest)) for _ in range(count)]


def batches(entries: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]


def each(prove: Callable[[int], object]) -> Callable[[Sequence[int]], None]:
    def run(numbers: Sequence[int]) -> None:
        for number in numbers:
            prove(number)

    return run


def bare(entries: Sequence[bytes]) -> None:
    """One leaf hash and one node hash for each entry, and nothing else."""
    digest = sha256
    leaves = [digest(b"\x00" + entry).digest() for entry in entries]
    _ = [digest(b"\x01" + a + b).digest() for a, b in zip(leaves, leaves, strict=True)]


def bare_by_thousands(entries: Sequence[bytes]) -> None:
    for part in batches(entries, 1000):
        bare(part)


def bare_with_copies(entries: Sequence[bytes]) -> None:
    bare(entries)
    _ = [b"".join(part) for part in batches(entries, 256)]


def appending(log: Log) -> Iterator[Row]:
    """From nothing to the full size; beside bare hashes before other trees fill the memory."""
    every = entries(log.size, 64, 64)
    rounds = list(batches(every, log.size // ROUNDS))
    step, fresh = len(rounds[0]), Ours(log.ours.folder)
    seconds = in_turn(rounds, {"kept": fresh.append, BARE: bare})
    yield beside("append in bulk, 64 bytes", seconds, BARE, step, 0.9)
    fresh = Ours(log.ours.folder)
    seconds = in_turn(rounds, {"kept": fresh.append_by_thousands, BARE: bare_by_thousands})
    yield beside("append a thousand at a time", seconds, BARE, step)
    theirs = {MEMORY: log.memory.append_entries, SQLITE: log.sqlite.append_entries}
    seconds = in_turn(rounds, {"kept": log.ours.append, **theirs})
    log.ours.write(every)
    assert log.ours.edge.root == log.memory.get_root()
    for other, bar in ((MEMORY, 8), (SQLITE, 3)):
        yield beside("append in bulk, 64 bytes", seconds, other, step, bar)


def appending_envelopes(log: Log) -> Iterator[Row]:
    """Entries as a register has them, of several hundred bytes, which bundles copy."""
    rounds = list(batches(entries(log.size // 5, 300, 1100), log.size // 5 // ROUNDS))
    copying = f"{BARE}, copies"
    runners = {"kept": Ours(log.ours.folder).append, BARE: bare, copying: bare_with_copies}
    seconds = in_turn(rounds, runners)
    for other in (BARE, copying):
        yield beside("append in bulk, 300–1,100 bytes", seconds, other, len(rounds[0]))


def appending_one_by_one(log: Log, count: int) -> Iterator[Row]:
    """Each entry with the root and the files of its own size, beyond the full log."""
    ours = Ours(log.ours.folder, log.ours.edge)

    def memory(entries: Sequence[bytes]) -> None:
        for entry in entries:
            log.memory.append_entry(entry)
            log.memory.get_root()

    def hashes(entries: Sequence[bytes]) -> None:
        """What no one can leave out: the leaf, and the nodes on its way up to the root."""
        for size, entry in enumerate(entries, log.size + 1):
            node = sha256(b"\x00" + entry).digest()
            for _ in range(size.bit_count()):
                node = sha256(b"\x01" + node + node).digest()

    rounds = list(batches(entries(count * ROUNDS, 64, 64), count))
    seconds = in_turn(rounds, {"kept": ours.append_one_by_one, BARE: hashes, MEMORY: memory})
    assert ours.edge.root == log.memory.get_root()
    for other in (BARE, MEMORY):
        yield beside("append one, its root and files", seconds, other, count)


def proving(log: Log, count: int) -> Iterator[Row]:
    """Random entries and earlier sizes, after one proof from each tile; then from unread tiles."""
    tree, size = log.ours.tree(), log.size
    each(tree.inclusion_proof)(range(0, size, 256))
    ways: dict[str, Callable[[Any, int], object]] = {
        "inclusion proof": lambda theirs, n: theirs.prove_inclusion(n + 1, size),
        "consistency proof": lambda theirs, n: theirs.prove_consistency(n + 1, size),
    }
    kept = {
        "inclusion proof": tree.inclusion_proof,
        "consistency proof": lambda n: tree.consistency_proof(n + 1),
    }
    bars = {"inclusion proof": (3, 1000), "consistency proof": (1.5, None)}
    for what, theirs in ways.items():
        contenders = ((MEMORY, log.memory, count), (SQLITE, log.sqlite, 5))
        for (name, other, some), bar in zip(contenders, bars[what], strict=True):
            runners = {"kept": each(kept[what]), name: each(lambda n: theirs(other, n))}  # noqa: B023
            yield beside(what, in_turn(log.some(some), runners), name, some, bar)
    runners = {
        "kept": lambda numbers: each(log.ours.tree().inclusion_proof)(numbers),
        MEMORY: each(lambda n: log.memory.prove_inclusion(n + 1, size)),
    }
    unread = in_turn(log.some(count // 4), runners)
    yield beside("inclusion proof, unread tiles", unread, MEMORY, count // 4)


def verifying(log: Log, count: int) -> Iterator[Row]:
    """Checking proofs without the tree."""
    tree, size, root = log.ours.tree(), log.size, log.ours.edge.root
    numbers = log.some(count)[0]
    roots = {n: tree.root_at(n + 1) for n in numbers}
    leaves = {n: tree.subtree(0, n) for n in numbers}
    ours = {n: (tree.inclusion_proof(n), tree.consistency_proof(n + 1)) for n in numbers}
    memory = log.memory
    theirs = {
        n: (memory.prove_inclusion(n + 1, size), memory.prove_consistency(n + 1, size))
        for n in numbers
    }

    def inclusion(n: int) -> None:
        verify_inclusion(index=n, size=size, leaf=leaves[n], proof=ours[n][0], root=root)

    def consistency(n: int) -> None:
        verify_consistency(
            old_size=n + 1, new_size=size, proof=ours[n][1], old_root=roots[n], new_root=root
        )

    checks = {
        "verify inclusion": (inclusion, lambda n: theirs[n][0].verify(leaves[n], root)),
        "verify consistency": (consistency, lambda n: theirs[n][1].verify(roots[n], root)),
    }
    for what, (mine, other) in checks.items():
        seconds = in_turn([numbers] * ROUNDS, {"kept": each(mine), MEMORY: each(other)})
        yield beside(what, seconds, MEMORY, count)


def reopening(log: Log) -> Iterator[Row]:
    """From files to an edge to append to and a tree to prove with, both of the right root."""
    bundle, size, root = log.ours.edge.bundle, log.size, log.ours.edge.root

    def ours(_: int) -> None:
        assert open_edge(size, log.ours.read, bundle).root == root
        assert log.ours.tree().root == root

    def sqlite(_: int) -> None:
        theirs = SqliteTree(log.sqlite.dbfile)
        assert theirs.get_root(size) == root
        theirs.close()

    seconds = in_turn(range(ROUNDS), {"kept": ours, SQLITE: sqlite})
    taken, theirs = (1000 * value for value in medians(seconds).values())
    what = "reopen and prove the root"
    yield Row(what, "the bar", "ms", taken, 50, 50 / taken, 1)
    yield Row(what, SQLITE, "ms", taken, theirs, theirs / taken, 500)


def holding(log: Log) -> Iterator[Row]:
    """The most memory taken while a batch is appended to a tenth of the log and to all of it."""
    every = entries(1000, 64, 64)
    small = Ours(log.ours.folder)
    small.append(every * (log.size // 10 // 1000))
    peaks = []
    for edge in (small.edge, log.ours.edge):
        tracemalloc.start()
        grow(edge, every)
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
        tracemalloc.stop()
    yield Row(
        "memory while appending", "a tenth the size", "MB", *peaks[::-1], peaks[0] / peaks[1], 0.9
    )


def run(size: int, count: int) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder), size)
        yield from appending_envelopes(log)
        yield from appending(log)
        yield from proving(log, count)
        yield from verifying(log, count)
        yield from reopening(log)
        yield from holding(log)
        yield from appending_one_by_one(log, count)
        log.sqlite.close()


def main() -> None:
    """Print each comparison, its bar, and whether the bar holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 entries; bars mean little")
    parser.add_argument("--json", action="store_true", help="the rows as JSON")
    asked = parser.parse_args()
    size, count = (20_000, 200) if asked.quick else (1_000_000, 2_000)
    rows = list(run(size, count))
    if asked.json:
        print(json.dumps({"entries": size, "rows": plain(rows)}, indent=1))
    else:
        print(f"{size:,} entries, {ROUNDS} rounds\n{table(rows)}")


if __name__ == "__main__":
    main()
