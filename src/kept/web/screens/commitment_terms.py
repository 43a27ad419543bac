"""What a commitment asks for, in words: its trigger, its deadline, its condition."""

from __future__ import annotations

from collections.abc import Iterator

from kept.dates import Duration
from kept.process import (
    AtLeast,
    Commitment,
    Condition,
    Decided,
    Due,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Reached,
)
from kept.report.wording import dates, figures, names
from kept.report.wording.language import sentence, series
from kept.web.pages.asked import Asked


def terms(asked: Asked, it: Commitment) -> Iterator[tuple[str, str]]:
    """Each term by the key of its name, in the order in which a reader asks."""
    yield "trigger", _sentence(asked, it.from_) or asked.t("commitment.from-force")
    yield "deadline", _sentence_of(due(asked, it.due)) or asked.t("commitment.no-deadline")
    if it.every is not None:
        yield "every", _sentence_of(asked.t("commitment.each", every=duration(asked, it.every)))
    yield from _asks(asked, it)
    if it.until is not None:
        yield "until", _sentence(asked, it.until)
    if it.expires is not None:
        yield "expires", _sentence_of(due(asked, it.expires))
    if it.repair is not None:
        yield "repair", _sentence(asked, it.repair.done)


def _asks(asked: Asked, it: Commitment) -> Iterator[tuple[str, str]]:
    if it.never:
        quoted = (_quoted(asked, each) for each in it.never)
        yield "never", _sentence_of(series(quoted, asked.language))
    asks = it.done or it.parts
    if asks is not None:
        yield "done", _sentence(asked, asks)
    elif not it.never:
        yield "done", asked.t("commitment.untested")


def _sentence(asked: Asked, asks: Condition | None) -> str:
    return "" if asks is None else _sentence_of(condition(asked, asks))


def _sentence_of(fragment: str) -> str:
    return sentence(fragment) if fragment else ""


def due(asked: Asked, it: Due | None) -> str:
    """A deadline as the text sets it, before any day is worked out."""
    if it is None:
        return ""
    if it.by is not None:
        return asked.t("commitment.by", day=dates.span(it.by, asked.language))
    if it.before is not None:
        return asked.t("commitment.before", what=condition(asked, it.before))
    if it.within is None:
        return ""
    length = duration(asked, it.within)
    if it.after is None:
        return asked.t("commitment.within", length=length)
    return asked.t("commitment.within-after", length=length, what=condition(asked, it.after))


def duration(asked: Asked, length: Duration) -> str:
    """A length of time."""
    years, months = divmod(length.months, 12)
    counted = (("years", years), ("months", months), ("days", length.days))
    told = [asked.t(f"commitment.{key}", n=n) for key, n in counted if n]
    return names.join(told, asked.language)


def condition(asked: Asked, asks: Condition) -> str:
    """What must be so, as part of a sentence."""
    match asks:
        case AtLeast(n=n, of=several, written=written):
            told = [condition(asked, each) for each in several]
            if len(told) == 1:
                return told[0]
            key = f"commitment.{written.replace('_', '-')}"
            return asked.t(key, n=n, things=series(told, asked.language))
        case Not(inner):
            return asked.t("commitment.not", what=condition(asked, inner))
        case Happened(proposition):
            return _quoted(asked, proposition)
        case Measured(indicator, test):
            unit = asked.process.propositions[indicator].unit
            told_test = figures.comparison(test, asked.language, unit)
            return asked.t("commitment.measured", name=_quoted(asked, indicator), test=told_test)
        case _:
            return _of_the_text(asked, asks)


def _of_the_text(asked: Asked, asks: Condition) -> str:
    process, language = asked.process, asked.language
    match asks:
        case InstrumentIs(name, status):
            key = f"commitment.instrument-{status}"
            return asked.t(
                key, name=names.quoted(names.instrument(name, process, language), language)
            )
        case Kept(name):
            text = names.quoted(names.commitment(name, process, language), language)
            return asked.t("commitment.is-kept", name=text)
        case PhaseIs(name, status):
            text = names.quoted(names.phase(name, process, language), language)
            return asked.t(f"commitment.phase-{status}", name=text)
        case Reached(on):
            return dates.span(on, language)
        case Decided(name):
            return asked.t("commitment.decided", name=names.decision(name, process, language))
    raise TypeError(f"{type(asks).__name__} has no words")


def _quoted(asked: Asked, proposition: str) -> str:
    name = names.proposition(proposition, asked.process, asked.language)
    return names.quoted(name, asked.language)
