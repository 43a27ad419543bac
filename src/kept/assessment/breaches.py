"""Incidents of a duty to refrain: gathered by what they speak of, dated, counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kept.assessment.accounts import Interest, Pick, accounts, sign_of_event, weigh
from kept.assessment.evidence import Evidence, Verdict
from kept.assessment.record import Heard
from kept.assessment.standing import Breach
from kept.assessment.terms import incident_interest
from kept.assessment.turns import Turns
from kept.dates import Calendar, Span, add
from kept.ledger import CONTRADICTING
from kept.process.model import Proposition


@dataclass(frozen=True, slots=True)
class Incident:
    """What was said of one incident: claims that can be of one day, and the denials of them."""

    on: Span  # the days on which all of the claims allow it to have happened
    heard: tuple[Heard, ...]


def breaches_of(
    turns: Turns, commitment: str, repaired_on: Callable[[date], date | None]
) -> list[Breach]:
    """The accepted incidents against a duty to refrain while it was owed, by day.

    An incident is a breach only if the duty was owed on whichever day it happened.
    """
    found = _accepted(turns, commitment, repaired_on)
    owed = [each for each in found if _owed_on(turns, commitment, each.on)]
    return sorted(owed, key=lambda each: (each.on, each.proposition))


def _accepted(
    turns: Turns, commitment: str, repaired_on: Callable[[date], date | None]
) -> Iterator[Breach]:
    terms, record = turns.terms(commitment), turns.weighing.record
    process = record.process
    for name in terms.commitment.never:
        interest = incident_interest(name, terms, process, record.standpoint)
        for each in incidents(record.about(name)):
            evidence = weigh_incident(each, interest)
            if evidence.verdict(turns.weighing.accept) is Verdict.TRUE:
                about = process.propositions[name]
                yield _breach(about, each, evidence, process.calendar, repaired_on)


def _owed_on(turns: Turns, commitment: str, on: Span) -> bool:
    start = turns.start(commitment, Pick.CERTAIN)
    if start is None or on.first < start:
        return False
    return not any(
        first <= on.last and on.first < end for first, end in turns.suspensions(commitment)
    )


def incidents(heard: Sequence[Heard]) -> list[Incident]:
    """Gather statements about one kind of incident into the incidents they speak of, by day.

    The claims that know the day best come first. One that is less sure joins the first
    incident whose day it allows: it neither makes one incident of two nor blurs the day.
    """
    claims = [each for each in heard if each.statement.kind not in CONTRADICTING]
    denials = [each for each in heard if each.statement.kind in CONTRADICTING]
    found: list[tuple[Span, list[Heard]]] = []  # in order of days, of which no two share one
    for each in sorted(claims, key=_precise_first):
        when = each.statement.when
        at = bisect_left(found, when.first, key=lambda one: one[0].last)
        if at < len(found) and found[at][0].overlaps(when):
            span, others = found[at]
            found[at] = _common(span, when), [*others, each]
        else:
            found.insert(at, (when, [each]))
    return [Incident(span, (*claims, *_of(denials, span, claims))) for span, claims in found]


def _precise_first(heard: Heard) -> tuple[int, Span, int]:
    return heard.statement.when.days, heard.statement.when, heard.order


def _common(one: Span, other: Span) -> Span:
    """The days that both allow."""
    return Span(max(one.first, other.first), min(one.last, other.last))


def _of(denials: Sequence[Heard], span: Span, claims: Sequence[Heard]) -> list[Heard]:
    """The denials of one incident: those that answer a claim of it or name its day."""
    answered = {each.statement.id for each in claims}
    return [
        each
        for each in denials
        if answered & set(each.statement.answers) or span.overlaps(each.statement.when)
    ]


def weigh_incident(incident: Incident, interest: Interest) -> Evidence:
    """The evidence that one incident happened, whatever was said of others."""
    return weigh(accounts(incident.heard, sign_of_event, lambda _: True), interest)


def _breach(
    about: Proposition,
    incident: Incident,
    evidence: Evidence,
    calendar: Calendar,
    repaired_on: Callable[[date], date | None],
) -> Breach:
    last = incident.on.last
    faded = add(last, about.fresh, calendar) if about.fresh else None
    repaired = repaired_on(last)
    made_good = repaired is not None and (faded is None or repaired < faded)
    return Breach(
        proposition=about.id,
        on=incident.on,
        strength=evidence.for_,
        statements=tuple(each.statement.id for each in incident.heard),
        ends_on=repaired if made_good else faded,
        repaired=made_good,
    )
