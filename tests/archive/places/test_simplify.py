"""Fewer points, and neighbours that still meet."""

from hypothesis import given
from hypothesis import strategies as st

from kept.archive.places.simplify import SCALE, simplified

STEPS = 12


@st.composite
def neighbours(draw):
    """Two areas with a crooked border between them, one walked the other way."""
    border = [(5 + draw(st.integers(-100, 100)) / 1000, step / STEPS) for step in range(STEPS + 1)]
    west = [(0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0)]
    east = [(9.0, 0.0), (9.0, 1.0), *reversed(border), (9.0, 0.0)]
    turn = draw(st.integers(0, len(east) - 2))
    turned = [*east[turn:-1], *east[: turn + 1]]
    return tuple(west), tuple(turned)


def edges(ring):
    return {frozenset(pair) for pair in zip(ring, (*ring[1:], ring[0]), strict=True)}


@given(neighbours(), st.sampled_from([0.0, 0.01, 0.05, 0.3]))
def test_both_sides_of_a_border_get_the_same_line(areas, tolerance):
    west, east = ([ring] for ring in areas)
    ((left,),), ((right,),) = simplified([(tuple(west),), (tuple(east),)], tolerance)
    shared = edges(left) & edges(right)
    between = [edge for edge in edges(left) if all(x > SCALE for x, _ in edge)]
    assert set(between) == shared
    assert shared


@given(neighbours())
def test_nothing_moves_and_nothing_is_invented(areas):
    west = areas[0]
    (((ring,),),) = simplified([((west,),)], 0.02)
    grid = {(round(x * SCALE), round(y * SCALE)) for x, y in west}
    assert set(ring) <= grid


def test_points_on_a_line_are_left_out():
    ring = (*((step / 10, 0.0) for step in range(11)), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    (((drawn,),),) = simplified([((ring,),)], 0.001)
    assert set(drawn) == {(0, 0), (SCALE, 0), (SCALE, SCALE), (0, SCALE)}


def test_what_is_too_small_to_be_drawn_is_left_out():
    speck = ((0.0, 0.0), (0.0, 0.001), (0.001, 0.001), (0.0, 0.0))
    assert simplified([((speck,),)], 0.5) == [[]]


def test_a_hole_stays_a_hole():
    outer = ((0.0, 0.0), (0.0, 4.0), (4.0, 4.0), (4.0, 0.0), (0.0, 0.0))
    hole = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0))
    (((one, other),),) = simplified([((outer, hole),)], 0.01)
    assert (len(one), len(other)) == (4, 4)
