"""Incidents of a duty to refrain: gathered by what they speak of, dated, counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from kept.assessment.accounts import Interest, accounts, sign_of_event, weigh
from kept.assessment.evidence import Evidence, Strength, Verdict
from kept.assessment.record import Heard
from kept.assessment.standing import Breach
from kept.dates import Calendar, Span, add
from kept.ledger import CONTRADICTING
from kept.process.model import Proposition


@dataclass(frozen=True, slots=True)
class Incident:
    """What was said of one incident: claims whose days overlap, and the denials of them."""

    on: Span
    heard: tuple[Heard, ...]


def incidents(heard: Sequence[Heard]) -> list[Incident]:
    """Gather statements about one kind of incident into the incidents they speak of.

    Claims belong together when their days overlap; a denial belongs to every
    incident it answers or whose days it names.
    """
    claims = [each for each in heard if each.statement.kind not in CONTRADICTING]
    denials = [each for each in heard if each.statement.kind in CONTRADICTING]
    found: list[tuple[Span, list[Heard]]] = []
    for each in sorted(claims, key=lambda one: (one.statement.when, one.order)):
        if found and found[-1][0].overlaps(each.statement.when):
            span, members = found[-1]
            found[-1] = (span.hull(each.statement.when), [*members, each])
        else:
            found.append((each.statement.when, [each]))
    return [Incident(span, (*members, *_of(denials, span, members))) for span, members in found]


def _of(denials: Sequence[Heard], span: Span, claims: Sequence[Heard]) -> list[Heard]:
    answered = {each.statement.id for each in claims}
    return [
        each
        for each in denials
        if answered & set(each.statement.answers) or span.overlaps(each.statement.when)
    ]


def weigh_incident(incident: Incident, interest: Interest) -> Evidence:
    """The evidence that one incident happened, whatever was said of others."""
    return weigh(accounts(incident.heard, sign_of_event, lambda _: True), interest)


def breaches_of(
    about: Proposition,
    heard: Sequence[Heard],
    interest: Interest,
    accept: Strength,
    calendar: Calendar,
    repaired_on: Callable[[date], date | None],
) -> list[Breach]:
    """The accepted incidents of one kind, in order of their days."""
    found = []
    for each in incidents(heard):
        evidence = weigh_incident(each, interest)
        if evidence.verdict(accept) is Verdict.TRUE:
            found.append(_breach(about, each, evidence, calendar, repaired_on))
    return found


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
