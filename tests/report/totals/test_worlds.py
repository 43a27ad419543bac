"""The search for a world against trying out every one."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from kept.report.totals.worlds import Sum, possible

NAMES = ("a", "b", "c")


@st.composite
def bounds(draw):
    low = draw(st.integers(0, 5))
    return low, low + draw(st.integers(0, 4))


@st.composite
def sums(draw):
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    terms = tuple((name, draw(st.sampled_from([1, -1]))) for name in names)
    low = draw(st.integers(-6, 12))
    return Sum(terms, low, low + draw(st.integers(0, 2)))


def by_trying(world, several):
    for values in product(*(range(low, high + 1) for low, high in world.values())):
        named = dict(zip(world, values, strict=True))
        if all(
            each.low <= sum(weight * named[name] for name, weight in each.terms) <= each.high
            for each in several
        ):
            return True
    return False


@given(st.fixed_dictionaries(dict.fromkeys(NAMES, bounds())), st.lists(sums(), max_size=4))
def test_it_finds_a_world_exactly_where_there_is_one(world, several):
    before = dict(world)
    assert possible(world, several) == by_trying(world, several)
    assert world == before


def test_where_the_search_is_too_long_it_says_no():
    world = {str(each): (0, 10**6) for each in range(4)}
    odd = Sum(
        (("0", 2), ("1", 2), ("2", -2), ("3", -2)), 1, 1
    )  # even on one side, odd on the other
    assert not possible(world, [odd])
