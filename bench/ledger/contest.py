"""Several ways to do the same work, in turn, in one run; the median of the ratios counts."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from time import process_time
from typing import TypeVar

Work = TypeVar("Work")
Seconds = Mapping[str, Sequence[float]]  # of each runner, for each round


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: our figure and theirs, how many times better ours is, and the bar."""

    what: str
    beside: str
    unit: str
    ours: float
    theirs: float
    ratio: float
    bar: float | None = None

    @property
    def verdict(self) -> str:
        """Whether the bar holds; nothing where there is none."""
        if self.bar is None:
            return ""
        return "holds" if self.ratio >= self.bar else "MISSED"


def in_turn(
    rounds: Sequence[Work],
    runners: Mapping[str, Callable[[Work], object]],
    clock: Callable[[], float] = process_time,
) -> dict[str, list[float]]:
    """Seconds that each runner takes for each round, in changing order.

    Of processor time, unless another clock is given: others may be at work on the machine, and
    files that were just written need no waiting.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    names = list(runners)
    gc.collect()
    gc.disable()  # a collection would be charged to whoever is at work
    for work in rounds:
        for name in names:
            began = clock()
            runners[name](work)
            seconds[name].append(clock() - began)
        names = names[1:] + names[:1]
    gc.enable()
    return seconds


def medians(seconds: Seconds) -> dict[str, float]:
    """The median time of each runner."""
    return {name: statistics.median(times) for name, times in seconds.items()}


def beside(what: str, seconds: Seconds, other: str, count: int, bar: float | None = None) -> Row:
    """How many times as fast "kept" did `count` things as `other` did: the median ratio."""
    rates = {name: count / median for name, median in medians(seconds).items()}
    pairs = zip(seconds["kept"], seconds[other], strict=True)
    ratio = statistics.median(theirs / ours for ours, theirs in pairs)
    return Row(what, other, "/s", rates["kept"], rates[other], ratio, bar)


def table(rows: Sequence[Row]) -> str:
    """The rows as text."""
    lines = [f"{'':32}{'kept':>12}   {'beside':18}{'':>14}{'ratio':>10}{'bar':>9}"]
    for row in rows:
        bar = "" if row.bar is None else f"{row.bar:,} ×"
        lines.append(
            f"{row.what:32}{_figure(row.ours):>9} {row.unit:5}{row.beside:18}"
            f"{_figure(row.theirs):>9} {row.unit:4}{row.ratio:>10,.2f} ×{bar:>9}  {row.verdict}"
        )
    return "\n".join(lines)


def plain(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows as JSON can hold them."""
    return [{**asdict(row), "verdict": row.verdict} for row in rows]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
