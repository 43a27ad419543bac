"""kept's engine beside its peers and beside the limit: `python -m bench.engine`.

The evidence on 600 commitments, from 8 standpoints, on each day of ten years, from logs of ten
thousand statements to ten million. Each engine runs in its own process and holds the log in its
own form before it is asked; kept and the limit are asked again beside each peer, and the median
of the ratios counts. Whoever is not installed or would take longer than its budget is left out,
and the reason told.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.engine.drawing import Points, curves
from bench.engine.engines import ENGINES, HISTORIES, OURS, PEERS
from bench.engine.generator import generate
from bench.engine.pairs import Effort, Result, contest
from bench.engine.worker import save

ROOT = Path(__file__).parents[2]
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
TITLE = "Evidence on every day of ten years, eight standpoints"
NOTE = "Seconds, by how many statements there are; both axes by powers of ten."


def main() -> None:
    """Print the table of each size, and draw cost against size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small logs; figures mean little")
    parser.add_argument("--json", action="store_true", help="the rows as JSON")
    parser.add_argument("--sizes", help="statements, such as 10000,1000000")
    parser.add_argument("--only", help="peers, such as DuckDB,Polars; all of them if not given")
    parser.add_argument("--rounds", type=int, help="at most; 7, and 2 with --quick")
    parser.add_argument(
        "--budget",
        type=float,
        help="seconds for one peer at one size; one answer may take 4 times as long",
    )
    parser.add_argument("--svg", type=Path, help="where to draw; docs/engine-cost.svg")
    asked = parser.parse_args()
    sizes = SIZES[: 2 if asked.quick else 4]
    if asked.sizes:
        sizes = tuple(int(each) for each in asked.sizes.split(","))
    rounds, budget = (2, 20.0) if asked.quick else (7, 120.0)
    effort = Effort(asked.rounds or rounds, asked.budget or budget)
    picture = asked.svg or (None if asked.quick else ROOT / "docs" / "engine-cost.svg")
    peers = [each for each in PEERS if not asked.only or each.name in asked.only.split(",")]
    found: list[Result] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            save(generate(size), Path(folder))
            found += contest(size, Path(folder), effort, found, peers)
        if not asked.json:
            print(table([each for each in found if each.size == size]), flush=True)
        if picture:
            picture.write_text(drawn(found), encoding="utf-8")
    if not asked.json:
        print("\n".join(growth(found)))
    if asked.json:
        print(json.dumps([asdict(each) for each in found], indent=1))
    if any(each.agrees is False for each in found):
        sys.exit("Not all gave the same answer.")


def table(results: Sequence[Result]) -> str:
    """The rows of one size as text."""
    head = f"{'median':>11}{'× limit':>11}{'× kept':>11}{'bar':>9}{'memory':>16}  {'answer':7}"
    lines = [f"{results[0].size:,} statements", f"{'':18}{head}"]
    for it in results:
        if it.seconds is None:
            lines.append(f"{it.engine:18}{'left out:':>11} {it.note}")
            continue
        memory = f"{it.held:,.0f} → {it.peak:,.0f} MB"
        bar = "" if it.bar is None else f"{it.bar:,.0f} ×"
        answer = {True: "equal", False: "DIFFERS", None: ""}[it.agrees]
        lines.append(
            f"{it.engine:18}{_seconds(it.seconds):>11}{_times(it.to_limit):>11}"
            f"{_times(it.to_ours):>11}{bar:>9}{memory:>16}  {answer:7} {it.note}"
        )
    return "\n".join(lines) + "\n"


def growth(results: Sequence[Result]) -> Iterator[str]:
    """How the time of kept grows beside the size: equal factors are linear growth."""
    for name in (OURS, HISTORIES):
        known = [(it.size, it.seconds) for it in results if it.engine == name and it.seconds]
        for (size, seconds), (larger, longer) in pairwise(sorted(known)):
            yield (
                f"{name}: from {size:,} to {larger:,}, {larger / size:,.0f} × the statements, "
                f"{longer / seconds:,.1f} × the time"
            )


def drawn(results: Sequence[Result]) -> str:
    """Cost against size: a line an engine."""
    lines: dict[str, Points] = {}
    for name in (*ENGINES, HISTORIES):
        points = [(it.size, it.seconds) for it in results if it.engine == name and it.seconds]
        if points:
            lines[name] = points
    return curves(lines, TITLE, NOTE)


def _seconds(value: float) -> str:
    if value >= 1:
        return f"{value:,.1f} s"
    return f"{1000 * value:,.{1 if value < 0.1 else 0}f} ms"


def _times(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.1f} ×" if value < 100 else f"{value:,.0f} ×"


if __name__ == "__main__":
    main()
