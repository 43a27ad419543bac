"""kept's site beside Datasette and beside a bare page: `python -m bench.site`.

Great Lakes, the same statements for all, 8 connections from this machine. What counts is the
processor time of the server's processes for a request: it hardly depends on who else is at work
here, and not at all on what asking costs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from bench.site.bars import judged
from bench.site.cold import NOTHING, SET_UP, Cold, cold
from bench.site.contest import Result, contest


def main() -> None:
    """Print each page's figures, and whether each bar is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a first look; figures mean little")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--seconds", type=float, help="for one page in one round; 2")
    parser.add_argument("--rounds", type=int, help="3")
    parser.add_argument(
        "--cold", action="store_true", help="only: from a fresh clone to the first page"
    )
    asked = parser.parse_args()
    if asked.cold:
        found = cold()
        print(json.dumps(asdict(found)) if asked.json else told(found))
        return
    seconds, rounds = (0.5, 1) if asked.quick else (2.0, 3)
    with tempfile.TemporaryDirectory() as folder:
        results = contest(asked.seconds or seconds, asked.rounds or rounds, Path(folder))
    if asked.json:
        print(json.dumps([asdict(each) for each in results], indent=1))
    else:
        print("\n".join((table(results), "", *judged(results))))


def told(found: Cold) -> str:
    """How long it took from a clone, and from there."""
    return (
        f"a fresh clone answers after {found.from_nothing:.1f} s (at most {NOTHING:.0f} s)\n"
        f"one that is set up after {found.set_up:.1f} s (at most {SET_UP:.0f} s)"
    )


def table(results: Sequence[Result]) -> str:
    """The figures as text."""
    heads = ("CPU-ms", "per CPU-s", "× Datas.", "p50 ms", "p99 ms", "bytes", "MB")
    lines = [f"{'':32}" + "".join(f"{each:>10}" for each in heads)]
    for it in results:
        if it.note:
            lines.append(f"{it.name:32}  {it.note}")
            continue
        shown = (
            _number(it.cpu_ms, 2),
            _number(it.per_cpu_second, 0),
            _number(it.to_datasette, 1),
            _number(it.p50_ms, 1),
            _number(it.p99_ms, 1),
            _number(it.bytes, 0),
            _number(it.megabytes, 0),
        )
        lines.append(f"{it.name:32}" + "".join(f"{each:>10}" for each in shown))
    return "\n".join(lines)


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"


if __name__ == "__main__":
    main()
