"""The time axis in words: days left, days over, and the periods of a recurring duty."""

from __future__ import annotations

from kept.assessment import Standing, Timing
from kept.report.wording import dates
from kept.report.wording.language import Language, ranged, say, series


def due(time: Timing, language: Language) -> str:
    """The deadline, with the one that was set first where it was moved."""
    if time.due is None:
        return say("time.no-deadline", language)
    now = dates.span(time.due, language)
    if time.first_due is None:
        return now
    before = dates.span(time.first_due, language)
    return say("due.moved", language, due=now, first_due=before)


def due_on(time: Timing, language: Language) -> str:
    """The deadline as part of a sentence."""
    return dates.on(time.due, language) if time.due else say("time.no-deadline", language)


def days(time: Timing, language: Language) -> str:
    """How many days to the deadline or beyond it."""
    return ranged("days", time.least or 0, time.most or 0, language)


def clause(time: Timing, language: Language) -> str:
    """Where a duty that is owed lies to its deadline."""
    last_day = time.word == "left" and time.most == 0
    return say(
        f"open.{'last-day' if last_day else time.word}",
        language,
        days=days(time, language),
        due=due(time, language),
        due_on=due_on(time, language),
    )


def done(time: Timing, act: str, language: Language) -> str:
    """When something was done, set against its deadline; `act` says what, and when."""
    if time.word not in ("on-time", "late", "undetermined"):
        return act
    last_day = time.word == "on-time" and time.most == 0
    return say(
        f"done.{'last-day' if last_day else time.word}",
        language,
        done=act,
        days=days(time, language),
        due=due(time, language),
        due_on=due_on(time, language),
    )


def periods(standing: Standing, language: Language) -> str:
    """How a recurring duty stands, by its periods."""
    several = standing.occasions
    if not several:
        return say("recur.none", language)
    ended = [each for each in several if each.last < standing.on]
    missed = [each for each in ended if not each.kept]
    if standing.duty != "active" and missed:
        key = "recur.refuted" if missed[-1].evidence == "refuted" else "recur.missed"
        return say(key, language, on=dates.on(missed[-1].last, language))
    running = say(
        "recur.running" if ended else "recur.first",
        language,
        kept=len(ended) - len(missed),
        ended=len(ended),
        last=dates.day(several[-1].last, language),
    )
    if standing.evidence != "conflicting":
        return running
    return series((running, say("said.several.conflicting", language)), language)
