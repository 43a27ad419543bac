"""Between standpoints: where they agree, where only one side knows, and what is contested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kept.assessment.assess import Assessment
from kept.assessment.standing import Standing
from kept.process.model import Standpoint

Answer = Literal["done", "not-done", "open"]
Agreement = Literal["agreed", "one-sided", "contested"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One commitment from several standpoints.

    *contested*: one says done where another says not done, or different readings
    are in effect and lead to different duties. *one-sided*: some answer, and the
    others know nothing. *agreed* otherwise.
    """

    commitment: str
    word: Agreement
    by: tuple[Literal["facts", "reading"], ...]  # what it is contested about
    standings: Mapping[str, Standing]  # by standpoint, in alphabetical order


def seen_by(reader: Standpoint, other: Standpoint) -> Standpoint:
    """Another standpoint as `reader` may be shown it: resting on nothing `reader` may not see."""
    return replace(other, sees=tuple(each for each in other.sees if each in reader.sees))


def answer_of(standing: Standing) -> Answer:
    """Whether somebody holds that it was done: an open question is no answer."""
    if standing.duty == "discharged":
        return "done"
    if standing.duty == "breached":
        return "not-done"
    if standing.duty == "overdue" and standing.evidence == "refuted":
        return "not-done"
    return "open"


def compare(assessments: Sequence[Assessment]) -> tuple[Comparison, ...]:
    """Set assessments of the same day and process side by side, commitment by commitment."""
    ordered = sorted(assessments, key=lambda each: each.standpoint.id)
    names = ordered[0].standings if ordered else {}
    return tuple(_compare(each, ordered) for each in names)


def _compare(commitment: str, assessments: Sequence[Assessment]) -> Comparison:
    standings = {each.standpoint.id: each.standings[commitment] for each in assessments}
    about = tuple(_contested_about(list(standings.values())))
    if about:
        word: Agreement = "contested"
    else:
        answers = {answer_of(each) for each in standings.values()}
        word = "one-sided" if len(answers) > 1 else "agreed"
    return Comparison(commitment=commitment, word=word, by=about, standings=standings)


def _contested_about(standings: Sequence[Standing]) -> list[Literal["facts", "reading"]]:
    answers = {answer_of(each) for each in standings}
    found: list[Literal["facts", "reading"]] = []
    if {"done", "not-done"} <= answers:
        found.append("facts")
    if _readings_differ(standings):
        found.append("reading")
    return found


def _led_to(standing: Standing) -> str:
    """What a reading leads to: past its deadline is past it, whatever the evidence says."""
    return "past its deadline" if standing.duty in ("overdue", "breached") else standing.duty


def _readings_differ(standings: Sequence[Standing]) -> bool:
    """Whether two different readings really lead to two different duties."""
    return any(
        one.reading != other.reading and _led_to(one) != _led_to(other)
        for one in standings
        for other in standings
    )
