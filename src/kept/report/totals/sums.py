"""What any reader may add up or take away from figures of people, and what must not come out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, pairwise, product
from typing import Final

from kept.process.model import Area
from kept.report.totals.said import FEWEST, Said, around
from kept.report.totals.worlds import Sum

MANY: Final = 27  # ways in which the versions of one sum are combined
Key = tuple[str, str | None]  # an indicator and an area


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


# ── Over parts: a whole, its areas, its categories ───────────────────────────


def _over_parts(
    found: Sums, speaker: str, theirs: Sequence[Said], areas: Mapping[str, Area]
) -> None:
    months: dict[object, dict[Key, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in theirs:
        months[each.month][each.indicator, each.area].append(each.statement)
    step = theirs[0].step
    left: dict[object, list[str]] = defaultdict(list)
    for month in sorted(months, key=str):
        given = months[month]
        for parent, children in _families(given, step.indicators, step.whole, areas):
            for number, chosen in enumerate(_versions(given, parent, children)):
                name = f"rest/{speaker}/{month}/{parent}/{children}/{number}"
                if _split(found, name, chosen):
                    left[parent, children].append(name)
    if step.measure != "period":
        for names in left.values():
            for earlier, later in combinations(names, 2):
                _protect(found, ((later, 1), (earlier, -1)))


def _families(
    given: Mapping[Key, list[str]],
    categories: Sequence[str],
    whole: str | None,
    areas: Mapping[str, Area],
) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    for indicator, area in sorted(given, key=str):
        inside = tuple(
            key
            for key in sorted(given, key=str)
            if key[0] == indicator and _next(key, area, given, areas)
        )
        if inside:
            yield (indicator, area), inside
        apart = tuple((each, area) for each in categories if (each, area) in given)
        if indicator == whole and apart:
            yield (indicator, area), apart


def _next(
    key: Key, area: str | None, given: Mapping[Key, list[str]], areas: Mapping[str, Area]
) -> bool:
    """Whether `area` is the nearest around that of `key` for which there is a figure."""
    if key[1] is None:
        return False
    nearest = (each for each in around(key[1], areas) if (key[0], each) in given)
    return next(nearest, key[1]) == area and key[1] != area


def _versions(
    given: Mapping[Key, list[str]], parent: Key, children: tuple[Key, ...]
) -> Iterator[tuple[str, ...]]:
    """Each way to set one figure of the whole against one of each part; at most `MANY`."""
    return islice(product(given[parent], *(given[each] for each in children)), MANY)


def _split(found: Sums, name: str, chosen: tuple[str, ...]) -> bool:
    """Note that a whole is its parts and a rest; not where the parts are more than the whole."""
    whole, *parts = chosen
    if len(set(chosen)) < len(chosen):
        return False
    low = found.bounds[whole][0] - sum(found.bounds[each][1] for each in parts)
    high = found.bounds[whole][1] - sum(found.bounds[each][0] for each in parts)
    if high < 0:
        return False
    found.bounds[name] = (low, high)
    found.rests[name] = (0, 0) if (low, high) == (0, 0) else (0, found.most)
    terms = ((whole, 1), *((each, -1) for each in parts), (name, -1))
    found.hold.append(Sum(terms, 0, 0))
    _protect(found, ((name, 1),))
    return True
