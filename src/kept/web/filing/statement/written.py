"""A draft as the statement it will be, and a retraction as the statement it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from kept.archive.recording import Written
from kept.assessment.references import check_statements
from kept.dates import Span
from kept.ledger import Release, Statement
from kept.ledger.canonical import encode
from kept.ledger.entries.body import MEDIA_TYPE, read_statement, write_statement
from kept.ledger.statement import Kind
from kept.names import Interval, read_interval
from kept.process import Process
from kept.texts import Place, ProblemsError, Words
from kept.web.filing.statement.fields import (
    Fields,
    figure,
    languages,
    release,
    several,
    span,
    text,
)
from kept.web.filing.statement.sayings import KNOWN, SAYINGS

PLACE: Final = "draft"
LARGEST: Final = 1 << 20  # bytes of a body
TAKEN_BACK: Final = Words.of(en="What was said is taken back.", fr="Ce qui a été dit est retiré.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a draft is read with: who speaks, on which day, beside which statements."""

    process: Process
    party: str
    today: date
    beside: Sequence[Statement]


def statement_of(
    fields: Fields,
    writing: Writing,
    *,
    name: str,
    answers: str = "",
    digests: Sequence[str] = (),
) -> Statement:
    """The statement that a draft without wrong answers is; raises `ProblemsError`.

    `digests` are those of its annexes. It is read back from the very bytes that are signed, and
    checked beside what was said already, as a statement that is written on the command line is.
    """
    saying = SAYINGS[text(fields, "saying")]
    process = writing.process
    said = figure(fields)
    when, until = (span(fields, each, process) for each in ("when", "until"))
    known = KNOWN.get(text(fields, "known"))
    made = Statement(
        id=f"{writing.party}-{_kind(saying.kind, writing)}-{writing.today}-{name}",
        place=Place(PLACE, 1),
        speakers=(writing.party,),
        kind=_kind(saying.kind, writing),
        about=(text(fields, "about"),),
        claim=_claim(fields, process),
        said_on=Span.on(writing.today),
        when=when or Span.on(writing.today),
        until=until,
        says=said,
        extent=_extent(fields) if saying.extent else None,
        signed=True,
        release=release(fields) or "confidential",
        answers=(answers,) if answers else (),
        area=several(fields, "area"),
        ref=tuple(f"sha256:{each}" for each in digests),
        note=_note(saying.note, known, process.head.languages),
    )
    return checked(made, writing)


def _kind(kind: Kind, writing: Writing) -> Kind:
    """What a party asserts, a body that was set up to look finds."""
    return (
        "verifies" if kind == "asserts" and writing.party in writing.process.mechanisms else kind
    )


def retraction_of(said: Statement, writing: Writing, name: str) -> Statement:
    """The statement that takes back `said`; raises `ProblemsError`."""
    made = Statement(
        id=f"{writing.party}-retracts-{writing.today}-{name}",
        place=Place(PLACE, 1),
        speakers=said.speakers,
        kind="retracts",
        about=(),
        claim=_in(TAKEN_BACK, writing.process.head.languages),
        said_on=Span.on(writing.today),
        when=Span.on(writing.today),
        retracts=said.id,
        signed=True,
        release=said.release,
    )
    return checked(made, writing)


def checked(statement: Statement, writing: Writing) -> Statement:
    """The statement as its bytes read, if it fits the text and what was said already."""
    process = writing.process
    read = read_statement(write_statement(statement), statement.place, process.head.languages)
    wrong = [
        each
        for each in check_statements(process, [*writing.beside, read])
        if each.severity == "error" and each.place.file == PLACE
    ]
    if wrong:
        raise ProblemsError(wrong)
    return read


def written(statement: Statement, level: Release) -> Written:
    """What is signed for, beside its header: whole where it is public, else field by field."""
    body = write_statement(replace(statement, release=level))
    fields: Mapping[str, Any] = {} if level == "public" else body
    return Written(encode(body, LARGEST), MEDIA_TYPE, level, fields)


def _claim(fields: Fields, process: Process) -> Words:
    typed = ((each, text(fields, f"claim_{each}")) for each in languages(process))
    return Words(tuple((each, words) for each, words in typed if words))


def _extent(fields: Fields) -> Interval:
    return read_interval(text(fields, "extent"))


def _note(first: Words | None, second: Words | None, order: Sequence[str]) -> Words | None:
    """Both notes in one, in the languages of the process."""
    given = [_in(each, order) for each in (first, second) if each is not None]
    if not given:
        return None
    return Words(
        tuple(
            (each, " ".join(one.in_language(each) for one in given)) for each in given[0].languages
        )
    )


def _in(words: Words, order: Sequence[str]) -> Words:
    return Words(tuple((each, words.in_language(each)) for each in order))
