"""What can be worked out by adding and subtracting, tried on tables drawn at random.

The attacker here shares no code with what decides: it knows what was shown, tries out every
whole number for the rest, and looks which numbers of people it can pin down.
"""

from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kept.dates import Span
from kept.process.model import Area
from kept.report.totals.hiding import displays
from kept.report.totals.plan import Step
from kept.report.totals.said import Said
from kept.texts import Place, Words

PLACE = Place("totals.toml", 1)
NAME = Words.of(en="x", fr="x")
AREAS = {
    "land": Area(id="land", place=PLACE, name=NAME),
    "hill": Area(id="hill", place=PLACE, name=NAME, within="land"),
    "shore": Area(id="shore", place=PLACE, name=NAME, within="land"),
}
INSIDE = {None: ["land", "hill", "shore"], "land": ["hill", "shore"], "hill": [], "shore": []}
STEPS = {
    how: Step(
        id="step",
        place=PLACE,
        group="people",
        name=NAME,
        indicators=("adults", "children"),
        whole="everybody",
        measure=how,
    )
    for how in ("running", "period", "stock")
}
MOST = 14  # the largest number in a table; the attacker tries up to TRIED
TRIED = 20


def figure(number, step, *, value, area=None, indicator="adults", month=1, told=0, release=0):
    day = date(2025, month, 20)
    return Said(
        statement=f"s{number}",
        step=step,
        indicator=indicator,
        speakers=("aruna",),
        area=area,
        as_of=Span.on(day),
        low=value,
        high=value,
        best=value,
        lead=False,
        known_on=day + timedelta(days=told),
        release=release,
    )


@st.composite
def tables(draw, most=4):
    step = STEPS[draw(st.sampled_from(sorted(STEPS)))]
    several = draw(st.integers(1, most))
    return [
        figure(
            number,
            step,
            value=draw(st.integers(0, MOST)),
            area=draw(st.sampled_from([None, "land", "hill", "shore"])),
            indicator=draw(st.sampled_from(["adults", "adults", "children", "everybody"])),
            month=draw(st.integers(1, 2)),
            told=draw(st.integers(0, 2)),
            release=draw(st.integers(0, 1)),
        )
        for number in range(several)
    ]


def additive(draw_values, step):
    """A whole, its two parts, told at once: the classic table."""
    one, other, rest = draw_values
    return [
        figure(0, step, value=one + other + rest, area="land"),
        figure(1, step, value=one, area="hill"),
        figure(2, step, value=other, area="shore"),
    ]


# ── The attacker ─────────────────────────────────────────────────────────────


def sums(table):
    """Whole and parts of one month, with what is left over: ids of parts, id of the whole."""
    for whole in table:
        here = [
            each
            for each in table
            if each.month == whole.month and each.statement != whole.statement
        ]
        below = [
            each
            for each in here
            if each.indicator == whole.indicator and each.area in INSIDE[whole.area]
        ]
        nearest = [
            each for each in below
            if not any(each.area in INSIDE[other.area] for other in below if other.area)
        ]  # fmt: skip
        yield from ((whole, parts) for parts in one_version_each(nearest, "area"))
        if whole.indicator == "everybody":
            kinds = [e for e in here if e.area == whole.area and e.indicator != "everybody"]
            yield from ((whole, parts) for parts in one_version_each(kinds, "indicator"))


def one_version_each(several, by):
    groups = {}
    for each in several:
        groups.setdefault(getattr(each, by), []).append(each)
    if groups:
        yield from product(*groups.values())


def left_over(whole, parts):
    return whole.low - sum(each.low for each in parts)


def series(table):
    for one, other in combinations(table, 2):
        same = (one.indicator, one.area) == (other.indicator, other.area)
        if same and (one.step.measure != "period" or one.month == other.month):
            yield one, other


def worlds(table, shown):
    """Every way the numbers may be, for somebody who saw all that is shown."""
    known = {"few": range(1, 5), "withheld": range(TRIED + 1)}
    choices = [
        (each.low,) if shown[each.statement] == "figure" else known[shown[each.statement]]
        for each in table
    ]
    truth = [(whole, parts) for whole, parts in sums(table) if left_over(whole, parts) >= 0]
    for values in product(*choices):
        world = {each.statement: value for each, value in zip(table, values, strict=True)}
        if all(fits(world, whole, parts) for whole, parts in truth) and grows(table, world):
            yield world


def grows(table, world):
    """Running totals that never fell are taken never to have fallen."""
    chains = {}
    for each in sorted(table, key=lambda it: (it.month, it.known_on, it.statement)):
        if each.step.measure == "running":
            chains.setdefault((each.indicator, each.area), []).append(each)
    return all(
        rising([world[each.statement] for each in chain])
        for chain in chains.values()
        if rising([each.low for each in chain])
    )


def rising(values):
    return sorted(values) == values


def fits(world, whole, parts):
    left = world[whole.statement] - sum(world[each.statement] for each in parts)
    return left == 0 if left_over(whole, parts) == 0 and covered(whole, parts) else left >= 0


def covered(whole, parts):
    """Whether the parts are all that the whole can have."""
    if parts[0].indicator != whole.indicator:
        return len(parts) == 2
    return {"land": {"hill", "shore"}, None: {"land"}}[whole.area] <= {e.area for e in parts}


def small_numbers(table):
    """Every number from 1 to 4 that adding and subtracting can yield: a way to work it out."""
    for each in table:
        if 1 <= each.low <= 4:
            yield lambda world, each=each: world[each.statement]
    for one, other in series(table):
        if 1 <= abs(one.low - other.low) <= 4:
            sign = 1 if one.low > other.low else -1
            yield (
                lambda world, one=one, other=other, sign=sign: (
                    sign * (world[one.statement] - world[other.statement])
                )
            )
    for whole, parts in sums(table):
        if 1 <= left_over(whole, parts) <= 4:
            yield (
                lambda world, whole=whole, parts=parts: (
                    world[whole.statement] - sum(world[each.statement] for each in parts)
                )
            )


def pinned_down(table, shown):
    """The small numbers of people of which fewer than four values are left, as “<5” leaves."""
    found = list(worlds(table, shown))
    for compute in small_numbers(table):
        left = {compute(world) for world in found}
        if len(left) < 4:
            yield left


# ── What must hold ───────────────────────────────────────────────────────────


def attackable(table, shown):
    return sum(shown[each.statement] == "withheld" for each in table) <= 3


@given(tables())
def test_no_small_number_of_people_can_be_worked_out(table):
    shown = displays(table, AREAS)
    assume(attackable(table, shown))
    assert list(pinned_down(table, shown)) == []


@given(
    st.tuples(st.integers(0, 8), st.integers(0, 8), st.integers(0, 6)),
    st.sampled_from(sorted(STEPS)),
)
def test_nor_from_a_whole_and_its_parts_told_at_once(values, measure):
    table = additive(values, STEPS[measure])
    assert list(pinned_down(table, displays(table, AREAS))) == []


@given(tables(most=6))
def test_no_two_numbers_on_show_differ_by_one_to_four(table):
    shown = displays(table, AREAS)
    seen = [each for each in table if shown[each.statement] == "figure"]
    assert not any(1 <= abs(one.low - other.low) <= 4 for one, other in series(seen))
    assert not any(1 <= each.low <= 4 for each in seen)


@given(tables(most=6))
def test_what_becomes_known_later_changes_nothing_that_was_shown(table):
    shown = displays(table, AREAS)
    for day in {each.known_on for each in table}:
        then = [each for each in table if each.known_on <= day and not each.release]
        assert displays(then, AREAS) == {each.statement: shown[each.statement] for each in then}


@given(tables(most=6))
def test_what_a_reader_may_not_see_changes_nothing_that_is_shown(table):
    public = [each for each in table if not each.release]
    shown = displays(table, AREAS)
    assert displays(public, AREAS) == {each.statement: shown[each.statement] for each in public}


@given(st.data(), tables(most=6))
def test_the_order_of_entry_makes_no_difference(data, table):
    assert displays(data.draw(st.permutations(table)), AREAS) == displays(table, AREAS)


def test_the_attacker_finds_what_is_there_to_be_found():
    table = additive((60, 37, 3), STEPS["stock"])
    naive = {"s0": "figure", "s1": "figure", "s2": "figure"}
    assert list(pinned_down(table, naive)) == [{3}]


@pytest.mark.parametrize("measure", sorted(STEPS))
def test_the_next_smallest_is_hidden_too(measure):
    table = [
        figure(0, STEPS[measure], value=100, area="land"),
        figure(1, STEPS[measure], value=97, area="hill"),
        figure(2, STEPS[measure], value=3, area="shore"),
    ]
    assert displays(table, AREAS) == {"s0": "figure", "s1": "withheld", "s2": "few"}


def test_a_running_total_that_grows_by_three_is_not_shown_and_returns_when_it_has_grown():
    values = (50, 53, 54, 55, 55)
    table = [figure(n, STEPS["running"], value=each, month=n + 1) for n, each in enumerate(values)]
    assert [displays(table, AREAS)[f"s{n}"] for n in range(5)] == [
        "figure", "withheld", "withheld", "figure", "figure",
    ]  # fmt: skip


def test_zero_is_shown_where_somebody_said_zero():
    table = [figure(0, STEPS["running"], value=0), figure(1, STEPS["running"], value=2, month=2)]
    assert displays(table, AREAS) == {"s0": "figure", "s1": "few"}


def test_that_totals_only_grow_gives_nothing_away_either():
    step = STEPS["running"]
    table = [
        figure(0, step, value=20, area="land"),
        figure(1, step, value=17, area="hill"),
        figure(2, step, value=3, area="shore"),
        figure(3, step, value=17, area="hill", month=2),  # so the 17 of before were 16 or 17
    ]
    shown = displays(table, AREAS)
    assert shown == {"s0": "figure", "s1": "withheld", "s2": "few", "s3": "withheld"}
    assert list(pinned_down(table, shown)) == []
