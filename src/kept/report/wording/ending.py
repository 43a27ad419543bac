"""How a duty ended, in words: done, made good, given up, replaced, or found breached."""

from __future__ import annotations

from kept.assessment import Reason, Standing
from kept.dates import Span
from kept.process.model import Process
from kept.report.wording import dates, deadline, found, names, words
from kept.report.wording.language import Language, say, series


def discharged(standing: Standing, process: Process, language: Language) -> str:
    """When it was done, how that lies to the deadline, and what has been said since."""
    met = standing.time.met
    if met is None:
        return words.duty_word(standing.duty, language)
    how = _how(standing, process)
    told = say(f"done.{how}", language, met_on=dates.on(met, language))
    if how not in ("unbroken", "ended"):
        told = deadline.done(standing.time, told, language)
    if standing.evidence not in ("claimed", "conflicting", "refuted"):
        return told
    return series((told, say(f"done.{standing.evidence}", language)), language)


def _how(standing: Standing, process: Process) -> str:
    it = process.commitments[standing.commitment]
    if it.kind == "refrain":
        return "unbroken"
    if it.kind == "recur":
        return "ended"
    if found.accepted(standing):
        return "done"
    if found.decision(standing, "certify") is not None:
        return "certified"
    return "repaired" if it.repair is not None else "done"


def ended(standing: Standing, process: Process, language: Language) -> str:
    """How a duty ceased without being done."""
    reason = found.first(standing, "ended")
    day = found.day_of(reason) if reason else None
    if reason is None or day is None:
        return words.duty_word(standing.duty, language)
    return ended_on(standing.duty, reason, day, process, language)


def ended_on(duty: str, reason: Reason, day: Span, process: Process, language: Language) -> str:
    """The end of a duty, its day, and what took its place."""
    on, by = dates.on(day, language), found.names_of(reason, "by")
    if not by:
        return say(f"ended.{duty}", language, on=on)
    return say("ended.superseded-by", language, on=on, by=names.thing(by[0], process, language))


def found_breached(standing: Standing, process: Process, language: Language) -> str | None:
    """The decision that found a breach, if one did."""
    reason = found.decision(standing, "find_breach")
    return by_decision("breach.decided", reason, process, language) if reason else None


def by_decision(key: str, reason: Reason, process: Process, language: Language) -> str:
    """A turn that a body decided, with the body and the day."""
    return say(
        key,
        language,
        on=dates.on(found.the_day(reason), language),
        actors=names.actors(found.names_of(reason, "by"), process, language),
    )
