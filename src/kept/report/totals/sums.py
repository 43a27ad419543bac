"""What any reader may add up or take away from figures of people, and what must not come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise, permutations, product
from typing import Final

from kept.process.model import Area
from kept.report.totals.periods import Period
from kept.report.totals.plan import Step
from kept.report.totals.said import FEWEST, Said, around
from kept.report.totals.worlds import Sum

MANY: Final = 64  # ways in which the versions of one sum are combined
Key = tuple[str, str | None]  # an indicator and an area
Given = dict[Key, list[str]]  # the statements that give a figure for it


@dataclass(slots=True)
class Sums:
    """Sums that hold between figures, and those whose outcome is a number to protect.

    Where a whole and its parts do not add up, what is left over is an unknown of its own:
    it too counts people.
    """

    most: int  # above every figure: where an open end is cut off
    bounds: dict[str, tuple[int, int]] = field(default_factory=dict)  # as said
    rests: dict[str, tuple[int, int]] = field(default_factory=dict)  # as a reader bounds them
    hold: list[Sum] = field(default_factory=list)
    protect: list[tuple[tuple[str, int], ...]] = field(default_factory=list)


def sums_of(figures: Sequence[Said], areas: Mapping[str, Area]) -> Sums:
    """All sums over `figures`, which are of one step."""
    highest = max((max(each.low or 0, each.high or 0) for each in figures), default=0)
    found = Sums(most=4 * highest + 100)
    for each in figures:
        found.bounds[each.statement] = (each.low or 0, _or(each.high, found.most))
    for statement in found.bounds:
        _protect(found, ((statement, 1),))
    by_speaker: dict[str, list[Said]] = defaultdict(list)
    for figure in figures:
        for speaker in figure.speakers:
            by_speaker[speaker].append(figure)
    for speaker, theirs in sorted(by_speaker.items()):
        _over_time(found, theirs)
        _over_parts(found, speaker, theirs, areas)
        _between(found, theirs, areas)
    return found


def _or(value: int | None, other: int) -> int:
    return other if value is None else value


def _protect(found: Sums, terms: tuple[tuple[str, int], ...]) -> None:
    """Note the sum `terms` if by what was said it is a number from 1 to 4, of either sign."""
    ends = [sorted(weight * end for end in _said(found, name)) for name, weight in terms]
    low, high = sum(low for low, _ in ends), sum(high for _, high in ends)
    if low >= 1 and high < FEWEST:
        found.protect.append(terms)
    elif high <= -1 and low > -FEWEST:
        found.protect.append(tuple((name, -weight) for name, weight in terms))


def _said(found: Sums, name: str) -> tuple[int, int]:
    return found.bounds[name]


# ── Over time: between any two figures of one series ─────────────────────────


def _over_time(found: Sums, theirs: Sequence[Said]) -> None:
    series: dict[Key, list[Said]] = defaultdict(list)
    for each in theirs:
        series[each.indicator, each.area].append(each)
    for several in series.values():
        several.sort(key=_by_day)
        for earlier, later in combinations(several, 2):
            if earlier.step.measure != "period" or earlier.month == later.month:
                _protect(found, ((later.statement, 1), (earlier.statement, -1)))
        if several[0].step.measure == "running" and _never_falls(several):
            _grow(found, several)


def _by_day(each: Said) -> tuple[object, ...]:
    return (each.as_of.last, each.as_of.first, each.known_on, each.statement)


def _never_falls(several: Sequence[Said]) -> bool:
    """Whether a reader may take it that a running total only grows."""
    least = 0
    for each in several:
        least = max(least, each.low or 0)
        if each.high is not None and each.high < least:
            return False
    return True


def _grow(found: Sums, several: Sequence[Said]) -> None:
    for earlier, later in pairwise(several):
        if earlier.statement != later.statement:
            terms = ((later.statement, 1), (earlier.statement, -1))
            found.hold.append(Sum(terms, 0, found.most))


# ── Between a whole and anything within it, however far down ─────────────────


def _between(found: Sums, theirs: Sequence[Said], areas: Mapping[str, Area]) -> None:
    for whole, part in permutations(theirs, 2):
        same = whole.month == part.month
        if _within(part, whole, areas) and (same or whole.step.measure != "period"):
            terms = ((whole.statement, 1), (part.statement, -1))
            _protect(found, terms)
            grown = whole.step.measure == "running" and part.month < whole.month
            if (same or grown) and found.bounds[whole.statement][1] >= (part.low or 0):
                found.hold.append(Sum(terms, 0, found.most))


def _within(part: Said, whole: Said, areas: Mapping[str, Area]) -> bool:
    inside = whole.area in around(part.area, areas)
    if part.indicator == whole.indicator:
        return inside
    return whole.indicator == whole.step.whole and (inside or whole.area == part.area)


# ── Over parts: a whole, its areas, its categories ───────────────────────────


def _over_parts(
    found: Sums, speaker: str, theirs: Sequence[Said], areas: Mapping[str, Area]
) -> None:
    months: dict[Period, Given] = defaultdict(lambda: defaultdict(list))
    for each in theirs:
        months[each.month][each.indicator, each.area].append(each.statement)
    step = theirs[0].step
    left: dict[object, list[str]] = defaultdict(list)
    before: Given = {}
    for month in sorted(months):
        own = months[month]
        # A running total of a part is no larger than that of the whole in a later month.
        joined = _joined(own, before) if step.measure == "running" else own
        for given in (own, joined) if before else (own,):
            for name, chosen, covered in _choices(own, given, step, areas):
                same = given is own
                rest = f"rest/{speaker}/{month.id}/{'own' if same else 'joined'}/{name}"
                if _split(found, rest, chosen, nothing_else=same and covered):
                    left[_family(name)].append(rest)
        before = joined
    if step.measure != "period":
        for names in left.values():
            for earlier, later in combinations(names, 2):
                _protect(found, ((later, 1), (earlier, -1)))


def _families(
    given: Given, step: Step, areas: Mapping[str, Area]
) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    keys = sorted(given, key=str)
    for indicator, area in keys:
        inside = (key for key in keys if key[0] == indicator and _next(key, area, given, areas))
        if parts := tuple(inside):
            yield (indicator, area), parts
        apart = tuple((each, area) for each in step.indicators if (each, area) in given)
        if indicator == step.whole and apart:
            yield (indicator, area), apart


def _next(key: Key, area: str | None, given: Given, areas: Mapping[str, Area]) -> bool:
    """Whether `area` is the nearest around that of `key` for which there is a figure."""
    if key[1] is None:
        return False
    nearest = (each for each in around(key[1], areas) if (key[0], each) in given)
    return next(nearest, key[1]) == area and key[1] != area


def _choices(
    own: Given, given: Given, step: Step, areas: Mapping[str, Area]
) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Every whole of a month with parts of it: a name, the statements, whether no part lacks."""
    for parent, children in _families(given, step, areas):
        covered = _covered(parent, children, step, areas)
        for number, chosen in enumerate(_versions(own, given, parent, children)):
            yield f"{parent}/{children}/{number}", chosen, covered


def _covered(
    parent: Key, children: tuple[Key, ...], step: Step, areas: Mapping[str, Area]
) -> bool:
    """Whether a reader may take it that there is nothing but these parts."""
    if children[0][0] != parent[0]:
        return {each for each, _ in children} == set(step.indicators)
    inside = {each.id for each in areas.values() if each.within == parent[1]}
    return inside <= {area for _, area in children}


def _family(name: str) -> str:
    """The name of a sum without the number of its version."""
    return name.rpartition("/")[0]


def _joined(own: Given, before: Given) -> Given:
    """The figures of a month, and those of the months before, the newest first."""
    keys = {**own, **before}
    return {each: [*own.get(each, ()), *before.get(each, ())] for each in keys}


def _versions(
    own: Given, given: Given, parent: Key, children: tuple[Key, ...]
) -> Iterator[tuple[str, ...]]:
    """Each way to set one figure of the whole against one of each part; at most `MANY`."""
    wholes = own.get(parent, ())
    return islice(product(wholes, *(given[each] for each in children)), MANY)


def _split(found: Sums, name: str, chosen: tuple[str, ...], *, nothing_else: bool) -> bool:
    """Note that a whole is its parts and a rest; not where the parts are more than the whole."""
    whole, *parts = chosen
    if len(set(chosen)) < len(chosen):
        return False
    low = found.bounds[whole][0] - sum(found.bounds[each][1] for each in parts)
    high = found.bounds[whole][1] - sum(found.bounds[each][0] for each in parts)
    if high < 0:
        return False
    found.bounds[name] = (low, high)
    found.rests[name] = (0, 0) if nothing_else and (low, high) == (0, 0) else (0, found.most)
    terms = ((whole, 1), *((each, -1) for each in parts), (name, -1))
    found.hold.append(Sum(terms, 0, 0))
    _protect(found, ((name, 1),))
    return True
