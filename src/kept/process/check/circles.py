"""Circles: things that wait for one another until none can begin."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def circles(waits_for: Mapping[N, Iterable[N]]) -> Iterator[tuple[N, ...]]:
    """Circles, each as short as can be, that would leave none if they were all cut.

    >>> list(circles({"a": ["b"], "b": ["c", "a"], "c": []}))
    [('a', 'b')]
    """
    left = {node: dict.fromkeys(waits_for[node]) for node in _tangled(waits_for)}
    for node in left:
        while (circle := path(left, node, node)) is not None:
            for before, after in pairwise(circle):
                del left[before][after]
            yield circle[:-1]


def path(waits_for: Mapping[N, Iterable[N]], start: N, goal: N) -> tuple[N, ...] | None:
    """The shortest way of one step or more from `start` to `goal`, both included.

    >>> path({"a": ["b"], "b": ["c"], "c": ["a"]}, "a", "c")
    ('a', 'b', 'c')
    """
    came_from: dict[N, N] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for following in waits_for.get(node, ()):
            if following == goal:
                return (*_way(came_from, start, node), goal)
            if following not in came_from and following != start:
                came_from[following] = node
                waiting.append(following)
    return None


def _way(came_from: Mapping[N, N], start: N, node: N) -> tuple[N, ...]:
    way = [node]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return tuple(reversed(way))


def _tangled(waits_for: Mapping[N, Iterable[N]]) -> Iterable[N]:
    """The nodes on a circle or waiting for one: what is left when all else is in order."""
    order = TopologicalSorter(waits_for)
    try:
        order.prepare()
    except CycleError:
        free: set[N] = set()
        while ready := order.get_ready():
            free.update(ready)
            order.done(*ready)
        return [node for node in waits_for if node not in free]
    return ()
