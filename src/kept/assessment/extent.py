"""How far a commitment is carried out: on the scale 0 to 3, or as parts kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kept.assessment.accounts import Pick
from kept.assessment.course import Course
from kept.assessment.standing import DutyWord, Extent
from kept.ledger import AFFIRMING
from kept.process.model import Condition, Kept
from kept.process.model.conditions import leaves, propositions_in

FULL = 3


def extent_on(course: Course, commitment: str, on: date, duty: DutyWord) -> Extent | None:
    """The extent on a day; none where nobody whose word counts has said how far it is."""
    it = course.process.commitments[commitment]
    if it.parts is not None:
        return _parts(course, commitment, on)
    if duty == "discharged":
        return Extent(FULL, FULL, FULL, "scale")
    return _said(course, commitment, on)


def _parts(course: Course, commitment: str, on: date) -> Extent:
    names = [
        leaf.commitment
        for leaf in leaves(course.process.commitments[commitment].parts)
        if isinstance(leaf, Kept)
    ]
    days = [course.discharged(each, Pick.CERTAIN) for each in names]
    kept = sum(1 for day in days if day is not None and day <= on)
    return Extent(kept, kept, len(names), "parts")


def _said(course: Course, commitment: str, on: date) -> Extent | None:
    """The reach of what the accounts say; they are set side by side, never averaged."""
    it = course.process.commitments[commitment]
    asked = course.terms(commitment).done if it.kind != "refrain" else None
    bounds = _bounds(course, _events(course, asked), on, figures=False)
    if it.extent is not None:
        bounds += _bounds(course, [it.extent], on, figures=True)
    if not bounds:
        return None
    return Extent(min(low for low, _ in bounds), max(high for _, high in bounds), FULL, "scale")


def _events(course: Course, asked: Condition | None) -> Iterator[str]:
    """The events it asks for: nothing else comes about by degrees."""
    for name in propositions_in(asked):
        if course.process.propositions[name].kind == "event":
            yield name


def _bounds(
    course: Course, names: Iterable[str], on: date, *, figures: bool
) -> list[tuple[int, int]]:
    found = []
    for name in names:
        for account in course.weighing.accounts(name, None, on):
            statement = account.heard.statement
            extent = statement.says if figures else statement.extent
            if extent is None or statement.kind not in AFFIRMING or statement.when.last > on:
                continue
            if extent.low is not None and extent.high is not None:
                found.append((extent.low, extent.high))
    return found
