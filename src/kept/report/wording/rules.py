"""One sentence for each rule that `kept.assessment.reasons` documents.

A reason holds a rule and what it found: the rule chooses the words, the facts fill them.
The sentences come without their capital and full stop, so that one may follow another.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kept.assessment import Reason, Timing
from kept.names import read_test
from kept.process.model import Process
from kept.report.wording import dates, deadline, ending, figures, found, names, register, words
from kept.report.wording.language import Language, counted, say, series, typeset

_Tell = Callable[[Reason, Process, Language], str]


def _plain(step: Reason, _: Process, language: Language) -> str:
    return say(f"rule.{step.rule}", language)


def _reading(step: Reason, process: Process, language: Language) -> str:
    name, holders = found.name_of(step, "reading"), found.names_of(step, "holders")
    labels = {
        reading.label.in_language(language)
        for commitment in process.commitments.values()
        for reading in commitment.readings
        if (reading.id, reading.holders) == (name, holders)
    }
    actors = names.actors(holders, process, language)
    if len(labels) != 1:  # several commitments give one id to readings of their own
        return say("rule.reading", language, actors=actors)
    label = names.quoted(typeset(labels.pop(), language), language)
    return say("rule.reading-labelled", language, actors=actors, label=label)


def _owed(step: Reason, _: Process, language: Language) -> str:
    return _dated("rule.owed", step, language, fact="since")


def _deadline(step: Reason, _: Process, language: Language) -> str:
    time = Timing(due=found.day_of(step, "due"), first_due=found.day_of(step, "first_due"))
    return say("rule.deadline", language, due=deadline.due(time, language))


def _moved(step: Reason, process: Process, language: Language) -> str:
    by = (names.thing(each, process, language) for each in found.names_of(step, "by"))
    joined = names.join(by, language)
    return _dated("rule.moved", step, language, fact="to", by=joined)


def _test(step: Reason, _: Process, language: Language) -> str:
    accept = say(f"accept.{step.facts['accept']}", language)
    return _dated("rule.test", step, language, accept=accept, verdict=_verdict(step, language))


def _joined(step: Reason, _: Process, language: Language) -> str:
    return say(f"rule.{step.rule}", language, verdict=_verdict(step, language))


def _at_least(step: Reason, _: Process, language: Language) -> str:
    n = int(found.name_of(step, "n"))
    return counted("rule.at-least", n, language, verdict=_verdict(step, language))


def _verdict(step: Reason, language: Language) -> str:
    return say(f"verdict.{step.facts['verdict']}", language)


def _slot(step: Reason, process: Process, language: Language) -> str:
    verdict, word = step.facts["verdict"], step.facts["word"]
    weighed = say(f"slot.{word if verdict == 'unknown' else verdict}", language)
    asked = _asked(step, process, language)
    told = say("rule.slot", language, name=asked, verdict=weighed)
    if step.facts["for"] == step.facts["against"] == "none":
        return told
    plus, minus = (say(f"strength.{step.facts[each]}", language) for each in ("for", "against"))
    return say("rule.slot-sides", language, told=told, plus=plus, minus=minus)


def _asked(step: Reason, process: Process, language: Language) -> str:
    """A proposition, and what its figure must be."""
    quoted = _quoted(names.proposition, step, "proposition", process, language)
    if not step.facts["test"]:
        return quoted
    unit = process.propositions[found.name_of(step, "proposition")].unit
    test = figures.comparison(read_test(found.name_of(step, "test")), language, unit)
    return say("rule.slot-test", language, name=quoted, test=test)


def _account(step: Reason, process: Process, language: Language) -> str:
    voice = names.voice(found.name_of(step, "voice"), process, language)
    return say(f"rule.account.{step.facts['sign']}", language, voice=voice)


def _silent(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.proposition, step, "proposition", process, language)
    return say(f"rule.{step.rule}", language, name=name)


def _missing(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.proposition, step, "proposition", process, language)
    entries = step.facts["entries"]
    several = entries if isinstance(entries, tuple) else ()
    told = (say("register.entries", language, index=each) for each in several)
    return say("rule.missing", language, name=name, entries=names.join(told, language))


def _not_reproducible(step: Reason, process: Process, language: Language) -> str:
    return register.reason_line(step.facts, process, language)


def _instrument(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.instrument, step, "instrument", process, language)
    return _dated(f"rule.instrument.{step.facts['status']}", step, language, name=name)


def _kept(step: Reason, process: Process, language: Language) -> str:
    name = names.owed(found.name_of(step, "commitment"), process, language)
    return _dated("rule.kept", step, language, name=name)


def _phase(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.phase, step, "phase", process, language)
    return _dated(f"rule.phase.{step.facts['status']}", step, language, name=name)


def _day(step: Reason, _: Process, language: Language) -> str:
    on = found.the_day(step)
    still = "open" if on.certain else "uncertain"
    key = f"rule.day.{'reached' if step.facts['reached'] else still}"
    return say(key, language, day=dates.span(on, language))


def _decision(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.decision, step, "decision", process, language)
    by = names.actors(found.names_of(step, "by"), process, language)
    told = _dated("rule.decision", step, language, name=name, actors=by)
    if step.facts["effect"] is None:
        return told
    return series((told, words.effect_word(found.name_of(step, "effect"), language)), language)


def _breach(step: Reason, process: Process, language: Language) -> str:
    name = _quoted(names.proposition, step, "proposition", process, language)
    strength = say(f"strength.{step.facts['strength']}", language)
    told = _dated("rule.breach", step, language, name=name, strength=strength)
    ends = found.day_of(step, "ends_on")
    if ends is None:
        return told
    key = "breach.repaired" if step.facts["repaired"] else "breach.ends"
    return series((told, say(key, language, on=dates.on(ends, language))), language)


def _occasion(step: Reason, _: Process, language: Language) -> str:
    first, last = (found.the_day(step, each) for each in ("first", "last"))
    return say(
        f"rule.occasion.{'kept' if step.facts['kept'] else 'open'}",
        language,
        first=dates.span(first, language),
        last=dates.span(last, language),
        evidence=say(f"evidence.{step.facts['evidence']}", language),
    )


def _ended(step: Reason, process: Process, language: Language) -> str:
    how, day = found.name_of(step, "how"), found.the_day(step)
    return ending.ended_on(how, step, day, process, language)


def _quoted(
    named: Callable[[str, Process, Language], str],
    step: Reason,
    fact: str,
    process: Process,
    language: Language,
) -> str:
    return names.quoted(named(found.name_of(step, fact), process, language), language)


def _dated(
    key: str, step: Reason, language: Language, *, fact: str = "on", **values: object
) -> str:
    """What came about on a day; where no day was found, that it is not known to have."""
    day = found.day_of(step, fact)
    if day is None:
        return say(f"{key}.no", language, **values)
    on, plain = dates.on(day, language), dates.span(day, language)
    return say(key, language, on=on, day=plain, **values)


RULES: Final[dict[str, _Tell]] = {
    "reading": _reading,
    "owed": _owed,
    "not-owed": _plain,
    "deadline": _deadline,
    "no-deadline": _plain,
    "moved": _moved,
    "test": _test,
    "no-test": _plain,
    "all": _joined,
    "any": _joined,
    "at-least": _at_least,
    "not": _joined,
    "slot": _slot,
    "account": _account,
    "silent": _silent,
    "stale": _silent,
    "missing": _missing,
    "not-reproducible": _not_reproducible,
    "instrument": _instrument,
    "kept": _kept,
    "not-kept": _kept,
    "phase": _phase,
    "day": _day,
    "decision": _decision,
    "breach": _breach,
    "occasion": _occasion,
    "ended": _ended,
}
