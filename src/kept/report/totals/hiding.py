"""Which figures of people are shown: decided once, for every view alike.

A figure that says of people that they are one to four is shown as *few*. That alone would not
hide it: a reader may take parts from a whole, or one month's running total from the next. So a
figure is shown only if afterwards, whatever is added up or taken away, each number from 1 to 4
that could come out could still be any number from 1 to 4.

The figures are taken in the order in which they became known, the public ones first, and within
one day the largest first. What has been shown stays shown, and what comes later is hidden where
it would give away too much. Therefore

- no view depends on its day, language, standpoint or area: the decision is made here, on all
  that the register holds, and views only leave figures out, which tells no more;
- later words do not change what was shown earlier;
- words that a reader may not see change nothing that this reader is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from kept.process.model import Area
from kept.report.totals.said import FEWEST, Said
from kept.report.totals.sums import Sums, sums_of
from kept.report.totals.worlds import Bounds, Sum, Terms, by_name, near, possible

# figure: as said. few: one to four people. most: only the upper end of a range whose lower end
# is small. withheld: a figure was given, and it is not shown.
Display = Literal["figure", "few", "most", "withheld"]

PROTECTED: Final = range(1, FEWEST)
MANY: Final = 60  # figures of one step: what is given beyond them is not worked out, nor shown


def displays(figures: Iterable[Said], areas: Mapping[str, Area]) -> dict[str, Display]:
    """How the figure of each statement is shown, by the id of the statement."""
    shown: dict[str, Display] = {}
    for component in _components(figures):
        _decide(component, areas, shown)
    return shown


def _components(figures: Iterable[Said]) -> list[list[Said]]:
    """Figures that have to do with one another: of one step, and of speakers who are joined.

    What does not count people is a component of its own, with nothing to hide.
    """
    components: list[list[Said]] = []
    for each in figures:
        near = [it for it in components if any(_meet(each, other) for other in it)]
        apart = [it for it in components if it not in near]
        components = [*apart, [each, *(other for it in near for other in it)]]
    return components


def _meet(one: Said, other: Said) -> bool:
    if one.statement == other.statement:
        return True
    return one.step.id == other.step.id and bool(set(one.speakers) & set(other.speakers))


def _order(each: Said) -> tuple[object, ...]:
    high = -1 if each.high is None else each.high
    return (each.release, each.known_on, -max(high, each.low or 0), each.statement)


def _decide(component: list[Said], areas: Mapping[str, Area], shown: dict[str, Display]) -> None:
    known: list[Said] = []
    for each in sorted(component, key=_order):
        known.append(each)
        if not each.step.of_people:
            shown.setdefault(each.statement, "figure")
            continue
        tried = _ways(each) if each.statement not in shown else (shown[each.statement],)
        shown[each.statement] = _first_safe(each, tried, known, areas, shown)


def _ways(each: Said) -> tuple[Display, ...]:
    """How it may be shown, from the most telling on."""
    low = each.low or 0
    if each.small:
        return ("few",)
    if 0 < low < FEWEST:
        return ("most",) if each.high is not None else ()
    return ("figure",)


def _first_safe(
    each: Said,
    tried: tuple[Display, ...],
    known: Sequence[Said],
    areas: Mapping[str, Area],
    shown: Mapping[str, Display],
) -> Display:
    step = [other for other in known if other.step.id == each.step.id]
    if len(step) > MANY:
        return "withheld"
    sums = sums_of(step, areas)
    for way in tried:
        if safe(step, sums, {**shown, each.statement: way}, each.statement):
            return way
    return "withheld"


def safe(figures: Sequence[Said], sums: Sums, shown: Mapping[str, Display], new: str) -> bool:
    """Whether every number to protect that `new` bears on could still be any from 1 to 4."""
    bounds = {**sums.rests, **{each.statement: _seen(each, shown, sums) for each in figures}}
    index = by_name(sums.hold)
    for terms in sums.protect:
        hold = near(terms, bounds, sums.hold, index)
        names = {name for each in hold for name, _ in each.terms} | {name for name, _ in terms}
        if new in names and not _free(terms, bounds, hold):
            return False
    return True


def _free(terms: Terms, bounds: Mapping[str, Bounds], hold: Sequence[Sum]) -> bool:
    told = {name: bounds[name] for each in hold for name, _ in each.terms}
    told.update({name: bounds[name] for name, _ in terms})
    return all(possible(told, [*hold, Sum(terms, value, value)]) for value in PROTECTED)


def _seen(each: Said, shown: Mapping[str, Display], sums: Sums) -> Bounds:
    """Between which bounds a reader knows the figure to lie."""
    low, high = sums.bounds[each.statement]
    match shown[each.statement]:
        case "figure":
            return (low, high)
        case "few":
            return (min(1, low), FEWEST - 1)
        case "most":
            return (0, high)
        case _:
            return (0, sums.most)
