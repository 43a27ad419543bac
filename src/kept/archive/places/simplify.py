"""Outlines with fewer points, so that neighbours still share their border.

Points are set on a grid and borders are cut where more than two meet. Each piece is drawn
simpler on its own, always from the same end: so both sides of a border get the same line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kept.archive.places.features import Polygon, Ring

SCALE: Final = 10_000  # points of the grid in one degree: about eleven metres apart

Node = tuple[int, int]
Line = tuple[Node, ...]
Nodes = tuple[Line, ...]  # a polygon on the grid, without the closing points


def simplified(shapes: Iterable[tuple[Polygon, ...]], tolerance: float) -> list[list[Nodes]]:
    """Each shape on the grid, drawn with no more points than `tolerance` degrees ask for.

    Rings too small to be drawn are left out, and polygons with them.
    """
    gridded = [[tuple(_on_grid(ring) for ring in each) for each in shape] for shape in shapes]
    near = _neighbours(ring for shape in gridded for each in shape for ring in each)
    limit = tolerance * SCALE
    return [[drawn for each in shape if (drawn := _drawn(each, near, limit))] for shape in gridded]


def _on_grid(ring: Ring) -> Line:
    """Whole numbers, without points that fall on the one before and without the closing one."""
    nodes = [(round(x * SCALE), round(y * SCALE)) for x, y in ring[:-1]]
    kept = [
        each
        for each, before in zip(nodes, [*nodes[-1:], *nodes[:-1]], strict=True)
        if each != before
    ]
    return tuple(kept)


def _neighbours(rings: Iterable[Line]) -> dict[Node, set[Node]]:
    near: dict[Node, set[Node]] = defaultdict(set)
    for ring in rings:
        for each, after in zip(ring, (*ring[1:], *ring[:1]), strict=True):
            near[each].add(after)
            near[after].add(each)
    return near


def _drawn(polygon: Nodes, near: dict[Node, set[Node]], limit: float) -> Nodes:
    rings = [_ring(each, near, limit) for each in polygon if len(each) >= 3]
    if not rings or len(rings[0]) < 3:
        return ()
    return tuple(each for each in rings if len(each) >= 3)


def _ring(ring: Line, near: dict[Node, set[Node]], limit: float) -> Line:
    ends = [at for at, node in enumerate(ring) if len(near[node]) != 2]
    start = ends[0] if ends else ring.index(min(ring))
    turned = (*ring[start:], *ring[:start], ring[start])
    cuts = [at for at, node in enumerate(turned) if at and len(near[node]) != 2]
    if not ends:
        # A ring of its own: cut where it is farthest from its first point.
        far = max(range(len(ring)), key=lambda at: (_square(turned[at], turned[0]), turned[at]))
        cuts = [far, len(ring)]
    drawn: list[Node] = []
    first = 0
    for cut in cuts:
        drawn.extend(_piece(turned[first : cut + 1], limit)[:-1])
        first = cut
    return tuple(drawn)


def _piece(line: Line, limit: float) -> Line:
    """A piece of border, the same whichever way it is walked."""
    if line[::-1] < line:
        return _thinned(line[::-1], limit)[::-1]
    return _thinned(line, limit)


def _thinned(line: Line, limit: float) -> Line:
    """Ramer, Douglas and Peucker: the ends, and what lies farther than `limit` between them."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        at, distance = _farthest(line, first, last)
        if distance > limit:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return tuple(line[at] for at in sorted(kept))


def _farthest(line: Sequence[Node], first: int, last: int) -> tuple[int, float]:
    found = (first, 0.0)
    for at, distance in _distances(line, first, last):
        if distance > found[1]:
            found = (at, distance)
    return found


def _distances(line: Sequence[Node], first: int, last: int) -> Iterator[tuple[int, float]]:
    (x0, y0), (x1, y1) = line[first], line[last]
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    for at in range(first + 1, last):
        x, y = line[at][0] - x0, line[at][1] - y0
        along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
        yield at, ((x - along * dx) ** 2 + (y - along * dy) ** 2) ** 0.5


def _square(one: Node, other: Node) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2
