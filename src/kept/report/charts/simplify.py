"""Fewer points for the same line, after Douglas and Peucker."""

from __future__ import annotations

import math

Point = tuple[float, float]
Ring = tuple[Point, ...]


def simplified(ring: Ring, tolerance: float) -> Ring:
    """The points of a closed ring without which it would be off by more than `tolerance`.

    >>> simplified(((0, 0), (5, 0.1), (10, 0), (10, 10), (0, 0)), 1)
    ((0, 0), (10, 0), (10, 10), (0, 0))
    """
    if len(ring) < 5:
        return ring
    far = max(range(len(ring)), key=lambda at: math.dist(ring[0], ring[at]))
    kept = {0, far, len(ring) - 1} | _needed(ring, [(0, far), (far, len(ring) - 1)], tolerance)
    return tuple(ring[at] for at in sorted(kept))


def _needed(ring: Ring, stretches: list[tuple[int, int]], tolerance: float) -> set[int]:
    """Where a straight line would stray too far; a list of what is left to look at, no recursion."""
    needed: set[int] = set()
    while stretches:
        first, last = stretches.pop()
        between = range(first + 1, last)
        if not between:
            continue
        ends = ring[first], ring[last]
        at = max(between, key=lambda each: _off(ring[each], *ends))
        if _off(ring[at], *ends) > tolerance:
            needed.add(at)
            stretches += [(first, at), (at, last)]
    return needed


def _off(point: Point, start: Point, end: Point) -> float:
    """How far a point lies from the line between two others."""
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    (x, y), (ax, ay), (bx, by) = point, start, end
    part = min(1.0, max(0.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length**2))
    return math.dist(point, (ax + part * (bx - ax), ay + part * (by - ay)))
