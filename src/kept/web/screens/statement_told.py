"""A statement as the pages tell it: who, what kind of words, when, the claim, and its marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kept.assessment import Extent, dated, is_lead, known_on
from kept.ledger import Statement
from kept.process import Process
from kept.report.wording import dates, figures, names, register, words
from kept.report.wording.language import Language, say, typeset
from kept.web.pages.asked import Asked

_FULL: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement in words, with the address of its own page."""

    id: str
    href: str
    who: str
    office: str  # who spoke for it, with the office; empty if nobody is named
    kind: str
    on: str
    claim: str
    through: str  # the publishers, joined
    marks: tuple[str, ...]
    entry: str  # its number and hash in the register, who filed it; empty if it has none
    release: str


def said(asked: Asked, statement: Statement) -> Said:
    """`statement` in the language of the page."""
    process, language = asked.process, asked.language
    return Said(
        id=statement.id,
        href=asked.link(f"/statements/{statement.id}/"),
        who=who(statement, process, language),
        office=office(statement, process, language),
        kind=words.kind_noun(statement.kind, language),
        on=dates.span(statement.said_on, language),
        claim=typeset(statement.claim.in_language(language), language),
        through=through(statement, process, language),
        marks=tuple(marks(asked, statement)),
        entry=entry(statement, process, language),
        release=statement.release,
    )


def who(statement: Statement, process: Process, language: Language) -> str:
    """The speakers, in one breath."""
    joined = names.actors(statement.speakers, process, language)
    named = any(process.actors[each].kind != "unnamed" for each in statement.speakers)
    return (
        say("statement.unnamed", language, who=joined) if statement.unnamed and named else joined
    )


def office(statement: Statement, process: Process, language: Language) -> str:
    """The office-holder who spoke, and the office."""
    for speaker in statement.speakers:
        for each in process.actors[speaker].office:
            if each.id == statement.office and not statement.unnamed:
                return f"{each.name}, {typeset(each.office.in_language(language), language)}"
    return ""


def through(statement: Statement, process: Process, language: Language) -> str:
    """Through whom it is known, each publisher once."""
    several = dict.fromkeys(process.sources[each].publisher for each in statement.sources)
    return (
        say("statement.through", language, publishers=names.join(several, language))
        if several
        else ""
    )


def entry(statement: Statement, process: Process, language: Language) -> str:
    """Where it stands in the register."""
    if statement.entered is None:
        return ""
    return register.entered_line(statement.entered, process, language)


def marks(asked: Asked, statement: Statement) -> Iterator[str]:
    """How far it is known and how much it weighs, in short."""
    process, language = asked.process, asked.language
    yield from figure(statement, process, language)
    if not statement.signed:
        yield say("statement.reported", language)
    if is_lead(statement, process):
        yield say("statement.lead", language)
    if asked.question.basis == "published" and not dated(statement, process):
        day = dates.day(known_on(statement, process), language)
        yield say("statement.undated", language, day=day)


def figure(statement: Statement, process: Process, language: Language) -> Iterator[str]:
    """The figure it gives, and how far it says a thing is done."""
    if statement.says is not None:
        units = (process.propositions[each].unit for each in statement.about)
        unit = next((each for each in units if each), None)
        told = figures.interval(statement.says, language, unit)
        yield say("statement.figure", language, figure=told)
    if statement.extent is not None:
        low, high = statement.extent.low, statement.extent.high
        reach = Extent(low or 0, _FULL if high is None else high, _FULL, "scale")
        yield say("said.extent", language, extent=words.extent(reach, language))
