"""One more statement: `python -m bench.engine.arrivals`.

The last statements of a log come one by one to a sweep that is kept up to date. What it says in
the end is compared, run by run, with what a sweep of all of them says.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import numpy as np
from bench.engine.generator import Generated, generate
from numpy.typing import NDArray

from kept.archive.kernel.engine import engine
from kept.archive.kernel.live import Addition, Live
from kept.archive.kernel.sweeping import Sweep
from kept.assessment.sweep.columns import Columns, arrays
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.tables import tables_of

TABLES: Final = ("words", "retractions", "answers")


def main() -> None:
    """Print how long one more statement takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="statements")
    parser.add_argument("--count", type=int, default=10_000, help="how many of them come last")
    asked = parser.parse_args()
    took, equal = measured(generate(asked.size), asked.count)
    places = np.percentile(took, [50, 90, 99, 99.9, 100])
    names = ("median", "90 %", "99 %", "99.9 %", "longest")
    print(", ".join(f"{name} {1000 * each:.2f} ms" for name, each in zip(names, places)))  # noqa: B905
    if not equal:
        sys.exit("What they came to is not what a sweep of all of them says.")


def measured(generated: Generated, count: int) -> tuple[NDArray[np.float64], bool]:
    """Seconds of processor time for each arrival, and whether the end is as it must be."""
    process, columns = generated.process, generated.columns
    library = engine().library
    assert library is not None
    [lanes] = lanes_of(process, tuple(process.standpoints.values()), columns.vocabulary)
    known_at = date.fromordinal(generated.known_at)
    tables = tables_of(process, lanes, known_at)
    days: Any = {"known_at": known_at, "basis": "published", "until": known_at}
    begun = columns.statements - count
    first = replace(columns, **_part(columns, 0, begun), index=columns.index[:begun])
    with Live(library, first, lanes, tables, **days, room=count) as live:
        took = np.array(list(_taken(live, columns, begun)))
        found = live.sweep.histories()
    with Sweep(library, columns, lanes, tables, **days) as sweep:
        wanted = sweep.run()
    equal = np.array_equal(found.day, wanted.day) and np.array_equal(found.code, wanted.code)
    return took, equal and np.array_equal(found.start, wanted.start)


def _taken(live: Live, columns: Columns, begun: int) -> Iterator[float]:
    for at in range(begun, columns.statements):
        more = Addition(**_part(columns, at, at + 1), statements=at + 1)
        before = time.thread_time()
        live.add(more)
        yield time.thread_time() - before


def _part(columns: Columns, first: int, last: int) -> dict[str, Any]:
    """The rows of the statements from one to before another."""
    found = {}
    for name in TABLES:
        table = getattr(columns, name)
        bounds = np.array([first, last], table.statement.dtype)
        where = slice(*np.searchsorted(table.statement, bounds).tolist())
        found[name] = type(table)(**{key: each[where] for key, each in arrays(table).items()})
    return found


if __name__ == "__main__":
    main()
