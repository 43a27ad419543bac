"""Circles in anything that waits for anything."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kept.process.check.circles import circles, path

GRAPHS = st.dictionaries(
    st.integers(0, 6), st.lists(st.integers(0, 7), max_size=4), max_size=7
)  # 7 is waited for and never waits


def reachable(graph: dict[int, list[int]], start: int) -> set[int]:
    found: set[int] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(graph.get(node, ()))
    return found


@given(GRAPHS)
def test_a_circle_is_told_where_and_only_where_one_is(graph: dict[int, list[int]]) -> None:
    told = list(circles(graph))

    for circle in told:
        for node, following in zip(circle, (*circle[1:], circle[0]), strict=True):
            assert following in graph[node]
        assert len(set(circle)) == len(circle)
    on_a_circle = {node for node in graph if node in reachable(graph, node)}
    assert bool(told) == bool(on_a_circle)


@given(GRAPHS)
def test_where_all_that_is_told_is_cut_no_circle_is_left(graph: dict[int, list[int]]) -> None:
    cut = {(one, two) for circle in circles(graph) for one, two in pairwise((*circle, circle[0]))}
    rest = {
        one: [two for two in several if (one, two) not in cut] for one, several in graph.items()
    }

    assert not any(node in reachable(rest, node) for node in rest)
    assert len(cut) == sum(len(circle) for circle in circles(graph))


@given(GRAPHS, st.integers(0, 7), st.integers(0, 7))
def test_a_path_is_found_where_one_is_and_goes_step_by_step(
    graph: dict[int, list[int]], start: int, goal: int
) -> None:
    way = path(graph, start, goal)

    assert (way is not None) == (goal in reachable(graph, start))
    if way is not None:
        assert (way[0], way[-1]) == (start, goal)
        assert all(after in graph[before] for before, after in pairwise(way))


def test_the_shortest_way_is_taken() -> None:
    graph = {"a": ["b", "c"], "b": ["d"], "c": ["a"], "d": ["a"]}

    assert list(circles(graph)) == [("a", "c"), ("a", "b", "d")]


def test_a_long_chain_is_no_circle_and_no_trouble() -> None:
    chain = {number: [number + 1] for number in range(50_000)}

    assert list(circles(chain)) == []
    assert [len(circle) for circle in circles({**chain, 50_000: [0]})] == [50_001]
