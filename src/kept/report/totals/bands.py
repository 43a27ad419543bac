"""Counts of people by area in steps of five, as fine as they may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kept.process.model import Area
from kept.report.totals.said import FEWEST, around
from kept.report.totals.worlds import Bounds, Sum, possible


def reached(named: Iterable[str], areas: Mapping[str, Area]) -> set[str]:
    """The areas named, and those around them."""
    own = {each for each in named if each in areas}
    return own | {outer for each in own for outer in around(each, areas) if outer is not None}


def bands(own: Mapping[str, int], areas: Mapping[str, Area]) -> dict[str, Bounds | None]:
    """The step of five each area's count lies in; None where that would give too much away.

    The finest areas go first: those within an area whose numbers could be worked out.
    """
    totals: Counter[str] = Counter()
    for area, n in own.items():
        for each in reached((area,), areas):
            totals[each] += n
    found: dict[str, Bounds | None] = {area: _step(n) for area, n in totals.items()}
    inwards = sorted(totals, key=lambda each: (-len(around(each, areas)), totals[each], each))
    for area in inwards:
        if _safe(own, totals, found, areas):
            break
        found[area] = None
    return found


def _step(n: int) -> Bounds:
    """The step that `n` lies in.

    >>> _step(3), _step(5), _step(14)
    ((1, 4), (5, 9), (10, 14))
    """
    first = n - n % FEWEST
    return (max(first, 1), first + FEWEST - 1)


def _safe(
    own: Mapping[str, int],
    totals: Mapping[str, int],
    shown: Mapping[str, Bounds | None],
    areas: Mapping[str, Area],
) -> bool:
    """Whether every number from 1 to 4 could still be any from 1 to 4."""
    most = 4 * max(totals.values()) + 100
    bounds: dict[str, Bounds] = {}
    sums: list[Sum] = []
    for area in totals:
        bounds[area] = shown[area] or (0, most)
        inner = [each for each in totals if around(each, areas)[0] == area]
        left = own.get(area, 0)
        bounds[f"own/{area}"] = (0, most) if left else (0, 0)
        parts = (*inner, f"own/{area}")
        sums.append(Sum(((area, 1), *((each, -1) for each in parts)), 0, 0))
    few = [area for area, n in totals.items() if n < FEWEST]
    few += [f"own/{area}" for area, n in own.items() if n < FEWEST]
    return all(_free(each, bounds, sums) for each in few)


def _free(name: str, bounds: Mapping[str, Bounds], sums: Sequence[Sum]) -> bool:
    values = range(1, FEWEST)
    return all(possible({**bounds, name: _both(bounds[name], each)}, sums) for each in values)


def _both(bounds: Bounds, value: int) -> Bounds:
    """`value` alone, or bounds that hold nothing where it lies outside."""
    return (value, value) if bounds[0] <= value <= bounds[1] else (1, 0)
