"""Duties to refrain in words: incidents that were accepted, and what is said of others."""

from __future__ import annotations

from typing import Final

from kept.assessment import Standing
from kept.assessment.evidence import EvidenceWord
from kept.process.model import Process
from kept.report.accounts import incidents_at_issue
from kept.report.wording import dates, names
from kept.report.wording.language import Language, counted, say

_SAID: Final[dict[EvidenceWord, str]] = {
    "unreported": "restraint.unreported",
    "stale": "restraint.stale",
    "unclear": "restraint.unclear",
    "missing": "restraint.missing",
    "claimed": "restraint.denied",
    "corroborated": "restraint.denied",
    "verified": "restraint.denied",
    "refuted": "restraint.alleged",
    "conflicting": "restraint.conflicting",
}


def line(standing: Standing, process: Process, language: Language) -> str:
    """How a duty to refrain stands while it is owed, and which incidents are spoken of."""
    return _naming(_told(standing, language), standing, process, language)


def _naming(told: str, standing: Standing, process: Process, language: Language) -> str:
    """Whose act an incident is belongs to it: a duty of both sides must not blur it."""
    named = [
        names.quoted(names.proposition(each, process, language), language)
        for each in incidents_at_issue(standing)
    ]
    if not named:
        return told
    return say("restraint.of", language, told=told, incidents=names.join(named, language))


def _told(standing: Standing, language: Language) -> str:
    if not standing.breaches:
        return say(_SAID[standing.evidence], language)
    told = _breaches(standing, language)
    if standing.duty == "breached":
        return told
    faded = counted("breaches-faded", len(standing.breaches), language, breaches=told)
    if standing.evidence not in ("conflicting", "refuted"):
        return faded
    now = say(_SAID[standing.evidence], language)  # what is said today comes before what was
    return say("clauses", language, first=faded, second=now)


def _breaches(standing: Standing, language: Language) -> str:
    several = standing.breaches
    since = (standing.started or several[0].on).last
    return say(
        "breach.one" if len(several) == 1 else "breach.several",
        language,
        incidents=counted("incidents", len(several), language),
        since=dates.day(since, language),
        since_on=dates.on(since, language),
        on=dates.on(several[-1].on, language),
    )
