"""A statement in lines a signatory can read: each member, what it means, in whole words."""

from __future__ import annotations

from collections.abc import Iterator

from kept.ledger import Statement
from kept.process import Process
from kept.report.wording import dates, figures, names, voting, words
from kept.report.wording.language import Language
from kept.texts import Words
from kept.web.pages.asked import Asked

Line = tuple[str, str]  # the key of a sentence, and the value


def lines_of(statement: Statement, asked: Asked) -> tuple[Line, ...]:
    """What a statement says, member by member."""
    return tuple(_lines(statement, asked, asked.language))


def _lines(it: Statement, asked: Asked, language: Language) -> Iterator[Line]:
    process = asked.process
    yield "speaker", names.actors(it.speakers, process, language)
    yield "kind", words.kind_noun(it.kind, language)
    for each in it.about:
        yield "about", names.proposition(each, process, language)
    if it.says is not None:
        unit = next((process.propositions[each].unit for each in it.about), None)
        yield "figure", figures.interval(it.says, language, unit)
    if it.extent is not None:
        yield "extent", str(it.extent)
    yield "said-on", dates.span(it.said_on, language)
    yield "when", dates.span(it.when, language)
    if it.until is not None:
        yield "until", dates.span(it.until, language)
    for each in it.area:
        yield "area", process.areas[each].name.in_language(language)
    yield from _by_language("claim", it.claim)
    if it.note is not None:
        yield "note", it.note.in_language(language)
    for each in it.answers:
        yield "answers", each
    if it.retracts:
        yield "retracts", it.retracts
    for each in it.ref:
        yield "ref", each
    yield from _of_votes(it, process, language)


def _of_votes(it: Statement, process: Process, language: Language) -> Iterator[Line]:
    if it.vote is not None:
        yield "vote", voting.vote_word(it.vote.word, language)
        yield "voted-on", it.vote.on
    if it.votes is not None:
        for line in voting.votes(it.votes, process, language):
            yield "votes", line


def _by_language(key: str, several: Words) -> Iterator[Line]:
    for language, text in several.by_language:
        yield f"{key}-{language}", text
