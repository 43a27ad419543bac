"""One statement in one line: who, what kind of words, when, the claim, and how far it is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kept.assessment import Basis, Extent, dated, is_lead, known_on
from kept.ledger import Statement
from kept.process.model import Process
from kept.report.wording import dates, figures, names, register, voting, words
from kept.report.wording.language import Language, say, series, typeset

_FULL: Final = 3


def statement_line(
    statement: Statement, process: Process, language: Language, basis: Basis = "published"
) -> str:
    """Who said it, of what kind it is, the day, the claim, through whom, and its marks.

    The kind is a noun: a claim is told in words that already deny or demand, and "denies:"
    before a denial would turn it round.
    """
    return say(
        "statement",
        language,
        who=_who(statement, process, language),
        kind=words.kind_noun(statement.kind, language),
        on=dates.span(statement.said_on, language),
        claim=typeset(statement.claim.in_language(language), language).rstrip("."),
        marks=series(_marks(statement, process, language, basis), language),
    )


def short_line(statement: Statement, process: Process, language: Language) -> str:
    """Who said it, of what kind it is, the day and the claim: for a list."""
    return say(
        "statement.short",
        language,
        who=_voices(statement, process, language),
        kind=words.kind_noun(statement.kind, language),
        on=dates.span(statement.said_on, language),
        claim=typeset(statement.claim.in_language(language), language).rstrip("."),
    )


def _voices(statement: Statement, process: Process, language: Language) -> str:
    """Who speaks; of a statement by many the body that issued it, where one did."""
    bodies = tuple(each for each in statement.speakers if each in process.mechanisms)
    many = len(statement.speakers) > len(bodies) + 1
    speakers = bodies if bodies and many else statement.speakers
    return names.actors(speakers, process, language)


def _who(statement: Statement, process: Process, language: Language) -> str:
    who = names.actors(statement.speakers, process, language)
    if statement.unnamed:
        return say("statement.unnamed", language, who=who)
    office = next(
        (
            each
            for speaker in statement.speakers
            for each in process.actors[speaker].office
            if each.id == statement.office
        ),
        None,
    )
    if office is None:
        return who
    title = typeset(office.office.in_language(language), language)
    return say("statement.office", language, who=who, name=office.name, office=title)


def _marks(
    statement: Statement, process: Process, language: Language, basis: Basis
) -> Iterator[str]:
    publishers = dict.fromkeys(process.sources[each].publisher for each in statement.sources)
    if publishers:
        yield say("statement.through", language, publishers=names.join(publishers, language))
    yield from _figures(statement, process, language)
    if statement.votes is not None:
        yield voting.counted_votes(statement.votes, language)
    if not statement.signed:
        yield say("statement.reported", language)
    if is_lead(statement, process):
        yield say("statement.lead", language)
    if statement.entered is not None:
        yield register.entered_line(statement.entered, process, language)
    if basis == "published" and not dated(statement, process):
        day = dates.day(known_on(statement, process), language)
        yield say("statement.undated", language, day=day)


def _figures(statement: Statement, process: Process, language: Language) -> Iterator[str]:
    if statement.says is not None:
        units = (process.propositions[each].unit for each in statement.about)
        unit = next((each for each in units if each), None)
        figure = figures.interval(statement.says, language, unit)
        yield say("statement.figure", language, figure=figure)
    if statement.extent is not None:
        low, high = statement.extent.low, statement.extent.high
        reach = Extent(low or 0, _FULL if high is None else high, _FULL, "scale")
        yield say("said.extent", language, extent=words.extent(reach, language))
