"""What a duty waits for, in words: another commitment, what activates it, or its own text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from kept.assessment import Reason, Standing
from kept.process.model import Process
from kept.report.wording import dates, ending, found, names
from kept.report.wording.language import Language, counted, say, series

SHOWN: Final = 2  # so many are named; the others are counted


def blocked(standing: Standing, process: Process, language: Language) -> str:
    """What somebody else must do first."""
    return commitments(standing.blocked_by, process, language)


def commitments(several: Sequence[str], process: Process, language: Language) -> str:
    """The commitments something waits for."""
    told = [names.owed(each, process, language) for each in several]
    return say("waits.for", language, things=things(told, language))


def dormant(standing: Standing, process: Process, language: Language) -> str:
    """What activates a duty and has not come about."""
    first = say("waits.activation", language)
    second = reasons(found.still_open(standing), process, language)
    return series(filter(None, (first, second)), language)


def reasons(several: Iterable[Reason], process: Process, language: Language) -> str:
    """The things something waits for; empty if there are none."""
    told = [_thing(each, process, language) for each in several]
    return say("waits.open", language, things=things(told, language)) if told else ""


def proposed(standing: Standing, process: Process, language: Language) -> str:
    """That the text does not bind yet, as far as is known."""
    it = process.commitments[standing.commitment].instrument
    title = names.quoted(names.instrument(it, process, language), language)
    return say("waits.text", language, instrument=title)


def suspended(standing: Standing, process: Process, language: Language) -> str:
    """That a duty rests, and by whose decision."""
    reason = found.decision(standing, "suspend")
    if reason is None:
        return say("waits.suspended", language)
    return ending.by_decision("waits.suspended-by", reason, process, language)


def things(told: Sequence[str], language: Language) -> str:
    """The first few by name, the others by number.

    >>> things(["a", "b", "c", "d"], "en")
    'a; b; 2 more'
    """
    more = len(told) - SHOWN
    shown = [*told[:SHOWN], *([counted("more", more, language)] if more > 0 else [])]
    return series(shown, language)


def _thing(reason: Reason, process: Process, language: Language) -> str:
    """One thing that has not come about, by its name."""
    match reason.rule:
        case "slot":
            name = names.proposition(found.name_of(reason, "proposition"), process, language)
        case "instrument":
            return _instrument(reason, process, language)
        case "not-kept":
            return names.owed(found.name_of(reason, "commitment"), process, language)
        case "phase":
            name = names.phase(found.name_of(reason, "phase"), process, language)
        case "decision":
            name = names.decision(found.name_of(reason, "decision"), process, language)
        case "day":
            return dates.span(found.the_day(reason), language)
        case _:
            return _several(reason, process, language)
    return names.quoted(name, language)


def _instrument(reason: Reason, process: Process, language: Language) -> str:
    title = names.instrument(found.name_of(reason, "instrument"), process, language)
    status = say(f"status.{reason.facts['status']}", language)
    return say("waits.instrument", language, name=names.quoted(title, language), status=status)


def _several(reason: Reason, process: Process, language: Language) -> str:
    """Conditions of which not all must hold, or the contrary of one."""
    inner = ", ".join(_thing(each, process, language) for each in reason.because)
    return say(f"waits.{reason.rule}", language, n=reason.facts.get("n"), things=inner)
