"""What a reader could work out: whether hidden numbers may be so, given what is shown.

A world gives every unknown a whole number within its bounds so that all sums hold. The search
is exact: it says yes only after it has found one. It gives up after `EFFORT` steps and then
says no, which is on the safe side, for what is not shown to be possible is hidden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

EFFORT: Final = 400
ROUNDS: Final = 12  # drawing bounds in further than this seldom helps

Bounds = tuple[int, int]
Terms = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A weighted sum of unknowns that lies between two numbers, both included."""

    terms: Terms
    low: int
    high: int


def by_name(sums: Sequence[Sum]) -> dict[str, list[int]]:
    """The numbers of the sums in which each unknown stands."""
    found: dict[str, list[int]] = {}
    for at, each in enumerate(sums):
        for name, _ in each.terms:
            found.setdefault(name, []).append(at)
    return found


def near(
    terms: Terms,
    bounds: Mapping[str, Bounds],
    sums: Sequence[Sum],
    index: Mapping[str, Sequence[int]],
) -> list[Sum]:
    """Those of `sums` that have to do with `terms`: a number that is known carries nothing on."""
    waiting, met = [name for name, _ in terms], set[int]()
    while waiting:
        name = waiting.pop()
        for at in index.get(name, ()) if bounds[name][0] < bounds[name][1] else ():
            if at not in met:
                met.add(at)
                waiting.extend(other for other, _ in sums[at].terms)
    return [sums[at] for at in sorted(met)]


def possible(bounds: Mapping[str, Bounds], sums: Sequence[Sum]) -> bool:
    """Whether some world has all `sums` true, each unknown within its bounds.

    >>> possible({"a": (1, 4), "b": (0, 9)}, [Sum((("a", 1), ("b", 1)), 7, 7)])
    True
    >>> possible({"a": (1, 4), "b": (0, 2)}, [Sum((("a", 1), ("b", 1)), 7, 7)])
    False
    """
    waiting: list[dict[str, Bounds]] = [dict(bounds)]
    for _ in range(EFFORT):
        if not waiting:
            return False
        narrowed = _narrowed(waiting.pop(), sums)
        if narrowed is None:
            continue
        free = [name for name, (low, high) in narrowed.items() if low < high]
        if not free:
            if all(_holds(narrowed, each) for each in sums):
                return True
            continue
        waiting.extend(_halves(narrowed, free))
    return False


def _halves(world: dict[str, Bounds], free: Sequence[str]) -> tuple[dict[str, Bounds], ...]:
    """Two narrower worlds that together are this one; the one to try first comes last.

    Ends come first: what is tight at an end decides soonest.
    """
    name = min(free, key=lambda each: (world[each][1] - world[each][0], each))
    low, high = world[name]
    return ({**world, name: (low + 1, high)}, {**world, name: (low, low)})


def _narrowed(world: dict[str, Bounds], sums: Sequence[Sum]) -> dict[str, Bounds] | None:
    """Bounds drawn in as far as each sum alone allows; None where one cannot hold."""
    for _ in range(ROUNDS):
        before = dict(world)
        for each in sums:
            if not _draw_in(world, each):
                return None
        if world == before:
            break
    return world


def _draw_in(world: dict[str, Bounds], each: Sum) -> bool:
    least, most = _reach(world, each)
    if least > each.high or most < each.low:
        return False
    for name, weight in each.terms:
        ends = sorted(weight * end for end in world[name])
        # What the others leave for this one.
        low = max(ends[0], each.low - (most - ends[1]))
        high = min(ends[1], each.high - (least - ends[0]))
        drawn = (low, high) if weight > 0 else (-high, -low)
        if drawn[0] > drawn[1]:
            return False
        world[name] = drawn
        least, most = _reach(world, each)
    return True


def _holds(world: Mapping[str, Bounds], each: Sum) -> bool:
    return each.low <= _reach(world, each)[0] <= each.high


def _reach(world: Mapping[str, Bounds], each: Sum) -> Bounds:
    ends = [sorted(weight * end for end in world[name]) for name, weight in each.terms]
    return sum(low for low, _ in ends), sum(high for _, high in ends)
