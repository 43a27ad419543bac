"""A whole review beside reading the text alone: pairs in turn, the median of the ratios."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from kept.archive import Folder, open_process  # noqa: E402 - the path comes first
from kept.report.review import Question, review  # noqa: E402

PAIRS = 9


def read() -> tuple[float, Folder]:
    """Seconds to read Great Lakes from disk."""
    began = perf_counter()
    folder = open_process(ROOT / "processes" / "great-lakes")
    return perf_counter() - began, folder


def answer(folder: Folder) -> float:
    """Seconds to review it: now, before the last meeting, and from each compared standpoint."""
    process = folder.process
    day = process.head.compiled_on
    standpoint = process.standpoints[process.head.standpoint]
    began = perf_counter()
    review(process, folder.statements, Question(on=day, known_at=day, standpoint=standpoint))
    return perf_counter() - began


def main() -> None:
    """Print each side's median and the median ratio."""
    pairs = []
    for _ in range(PAIRS):
        reading, folder = read()
        pairs.append((reading, answer(folder)))
    ratio = statistics.median(one / other for other, one in pairs)
    for name, values in zip(("reading", "review"), zip(*pairs, strict=True), strict=True):
        print(f"{name:8} {statistics.median(values):.3f} s")
    print(f"review / reading: {ratio:.2f}")


if __name__ == "__main__":
    main()
