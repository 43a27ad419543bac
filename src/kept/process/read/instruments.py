"""An instrument as Markdown: title, clauses, and the fences of TOML under each."""

from __future__ import annotations

import re
from collections.abc import Sized
from dataclasses import dataclass

from kept.process.model import Clause
from kept.texts import (
    MarkdownText,
    Passage,
    Place,
    TomlText,
    Words,
    check_seen,
    check_size,
    read_markdown,
    read_toml,
    refused,
)

_CLAUSE = re.compile(r"^Clause (\S+) [—–-] (.+)$")


@dataclass(frozen=True, slots=True)
class ClauseFence:
    """A fence of TOML and the clause it stands under, if any."""

    toml: TomlText
    clause: str | None


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """One Markdown file: an instrument with its clauses."""

    instrument: str
    title: Words
    clauses: tuple[Clause, ...]
    fences: tuple[ClauseFence, ...]

    @classmethod
    def read(cls, file: str, text: str, languages: tuple[str, ...]) -> InstrumentFile:
        """Read one instrument; the words of each language must all be there."""
        check_size(text, file)
        check_seen(text, file)
        markdown = read_markdown(text, file, languages[0])
        title = _title(markdown, languages)
        instrument = _instrument_of(markdown, file)
        clauses: list[Clause] = []
        fences: list[ClauseFence] = []
        for passage in markdown.passages:
            clause = _clause(passage, file, instrument, languages)
            if clause is not None:
                clauses.append(clause)
            for fence in passage.fences:
                toml = read_toml(fence.text, file, fence.line)
                fences.append(ClauseFence(toml, clause.id if clause else None))
        return cls(instrument, title, tuple(clauses), tuple(fences))


def split_title(text: str, languages: tuple[str, ...], place: Place) -> Words:
    """`English / French`, one part for each language of the process."""
    parts = [part.strip() for part in text.split(" / ")]
    if len(parts) != len(languages):
        raise refused(
            place,
            f"The heading has {_counted(parts, 'part')} for {_counted(languages, 'language')}.",
            f"Write the words in {', then '.join(languages)}, parted by “ / ”.",
        )
    return Words(tuple(zip(languages, parts, strict=True)))


def _counted(several: Sized, what: str) -> str:
    return f"{len(several)} {what}" + ("" if len(several) == 1 else "s")


def _title(markdown: MarkdownText, languages: tuple[str, ...]) -> Words:
    titles = [each.heading for each in markdown.passages if each.heading.level == 1]
    first = markdown.passages[0].heading if markdown.passages else None
    if first is None or first.level != 1:
        raise refused(
            Place(markdown.file, first.line if first else 1),
            "The file does not begin with a title.",
            "Begin it with a line such as: # Title / Titre",
        )
    for second in titles[1:]:
        raise refused(
            Place(markdown.file, second.line),
            "The file has a second title.",
            "Move it to a file of its own, or make it a clause with ##.",
        )
    return split_title(first.text, languages, Place(markdown.file, first.line))


def _instrument_of(markdown: MarkdownText, file: str) -> str:
    """The id of the instrument that the fence under the title describes."""
    named: list[str] = []
    for fence in markdown.passages[0].fences:
        tables = read_toml(fence.text, file, fence.line).tables.get("instrument", {})
        named.extend(tables if isinstance(tables, dict) else ())
    if len(named) == 1:
        return named[0]
    raise refused(
        Place(file, markdown.passages[0].heading.line),
        f"The fence under the title describes {_counted(named, 'instrument')}, and not one.",
        "Put one [instrument.some-id] there; another has a file of its own.",
    )


def _clause(
    passage: Passage, file: str, instrument: str, languages: tuple[str, ...]
) -> Clause | None:
    heading = passage.heading
    if heading.level == 1:
        return None
    place = Place(file, heading.line, f"instrument.{instrument}")
    match = _CLAUSE.match(heading.text)
    if match is None:
        raise refused(
            place,
            f"“{heading.text}” is no heading of a clause.",
            "Write it as: ## Clause 3 — Title / Titre",
        )
    return Clause(
        id=f"{instrument}/{match[1]}",
        place=place,
        instrument=instrument,
        number=match[1],
        title=split_title(match[2], languages, place),
        text=_paragraphs(passage, languages, place),
    )


def _paragraphs(passage: Passage, languages: tuple[str, ...], place: Place) -> Words | None:
    if not passage.paragraphs:
        return None
    missing = [each for each in languages if each not in passage.paragraphs]
    if missing:
        raise refused(
            place,
            f"The clause has no words in {' and '.join(missing)}.",
            f"Add {_example(missing[0], languages)}.",
        )
    return Words(tuple((each, "\n\n".join(passage.paragraphs[each])) for each in languages))


def _example(language: str, languages: tuple[str, ...]) -> str:
    """How words in `language` are written under a heading."""
    return "a paragraph" if language == languages[0] else f"a quotation such as: > {language}: …"
