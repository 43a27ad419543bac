"""An instrument as Markdown: title, clauses, and the fences of TOML under each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kept.names import NamingError, check_visible
from kept.process.model import Clause
from kept.texts import (
    MarkdownText,
    Passage,
    Place,
    Problem,
    ProblemsError,
    TomlText,
    Words,
    read_markdown,
    read_toml,
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
        _check_visible(file, text)
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
        raise ProblemsError(
            [
                Problem(
                    place=place,
                    what=f"The heading has {len(parts)} parts for {len(languages)} languages.",
                    remedy=f"Write one for each of {', '.join(languages)}, parted by “ / ”.",
                )
            ]
        )
    return Words(tuple(zip(languages, parts, strict=True)))


def _check_visible(file: str, text: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        try:
            check_visible(line)
        except NamingError as error:
            what = f"{error}".rstrip(".") + "."
            raise ProblemsError(
                [Problem(place=Place(file, number), what=what, remedy="Type the line again.")]
            ) from error


def _title(markdown: MarkdownText, languages: tuple[str, ...]) -> Words:
    first = markdown.passages[0] if markdown.passages else None
    if first is None or first.heading.level != 1:
        line = first.heading.line if first else 1
        raise ProblemsError(
            [
                Problem(
                    place=Place(markdown.file, line),
                    what="The file does not begin with a title.",
                    remedy="Begin it with a line such as: # Title / Titre",
                )
            ]
        )
    return split_title(first.heading.text, languages, Place(markdown.file, first.heading.line))


def _instrument_of(markdown: MarkdownText, file: str) -> str:
    """The id of the instrument the first fence describes."""
    for fence in markdown.passages[0].fences:
        named = read_toml(fence.text, file, fence.line).tables.get("instrument")
        if isinstance(named, dict) and len(named) == 1:
            return str(next(iter(named)))
    raise ProblemsError(
        [
            Problem(
                place=Place(file, markdown.passages[0].heading.line),
                what="Under the title stands no instrument.",
                remedy="Add one fence of TOML with [instrument.some-id] there.",
            )
        ]
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
        raise ProblemsError(
            [
                Problem(
                    place=place,
                    what=f"“{heading.text}” is no heading of a clause.",
                    remedy="Write it as: ## Clause 3 — Title / Titre",
                )
            ]
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
        raise ProblemsError(
            [
                Problem(
                    place=place,
                    what=f"The clause has no words in {', '.join(missing)}.",
                    remedy=f"Add a quotation such as: > {missing[0]}: …",
                )
            ]
        )
    return Words(tuple((each, "\n\n".join(passage.paragraphs[each])) for each in languages))
