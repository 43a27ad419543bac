"""A statement as the body of an entry: JSON values of strict JCS, and back.

Members are those of a `[[statement]]` in a file, and `filed_by`. Days, spans and figures
are text in their one form, words an object by language; what a statement has not, or has
as everybody else, is left out. Each statement has exactly one body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from kept.dates import Calendar, Span
from kept.ledger.canonical import Json
from kept.ledger.read import build
from kept.ledger.statement import KINDS, RELEASES, Statement
from kept.ledger.votes import vote_table, votes_table, write_vote, write_votes
from kept.names import Interval
from kept.texts import (
    GRADE,
    LANGUAGE,
    SEED,
    Choice,
    Day,
    Field,
    Figure,
    Flag,
    Id,
    Ids,
    Line,
    Lines,
    Place,
    Refused,
    Schema,
    Table,
    Words,
    refused,
)
from kept.texts.fields import wrong_kind

MEDIA_TYPE: Final = "application/vnd.kept.statement.v1+json"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _AsText(Generic[T]):
    """A value as the one text that stands for it: no month for its days, no number for text."""

    item: Field[T]
    pattern: str

    def read(self, value: object) -> T:
        if not isinstance(value, str):
            raise wrong_kind(value, "it as text in quotes")
        found = self.item.read(value)
        if str(found) != value:
            raise Refused(f"“{value}” has another form here.", f"Write “{found}”.")
        return found

    def schema(self) -> Schema:
        return {"type": "string", "pattern": self.pattern}


@dataclass(frozen=True, slots=True)
class _Some(Generic[T]):
    """A list of one or more; without any, the member is left out."""

    item: Field[T]
    several: Field[tuple[T, ...]]

    def read(self, value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise wrong_kind(value, "a list in brackets")
        if not value:
            raise Refused("The list is empty.", "Leave the member out.")
        return self.several.read(value)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema(), "minItems": 1}


@dataclass(frozen=True, slots=True)
class _InLanguages:
    """Words for people: an object with one text or more, each under its language."""

    order: tuple[str, ...]  # of the process: an object of JSON has none

    def read(self, value: object) -> Words:
        if not isinstance(value, dict) or not value:
            raise wrong_kind(value, 'words by language, such as {"en": "…", "fr": "…"}')
        found = {LANGUAGE.read(name): self._line(name, text) for name, text in value.items()}
        names = dict.fromkeys((*(each for each in self.order if each in found), *sorted(found)))
        return Words(tuple((name, found[name]) for name in names))

    def _line(self, name: str, text: object) -> str:
        try:
            return Line().read(text)
        except Refused as error:
            raise error.under(name) from None

    def schema(self) -> Schema:
        return {
            "type": "object",
            "propertyNames": {"pattern": LANGUAGE.pattern.pattern},
            "additionalProperties": Line().schema(),
            "minProperties": 1,
        }


_DAY: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ONE_SPAN: Final = _AsText(Day(Calendar()), rf"^{_DAY}(\.\.{_DAY})?$")


@lru_cache(maxsize=1 << 14)
def _span(value: str) -> Span:
    return _ONE_SPAN.read(value)


@dataclass(frozen=True, slots=True)
class _Span:
    """A day or a span as text; a register has few of them, many times over."""

    def read(self, value: object) -> Span:
        return _span(value) if isinstance(value, str) else _ONE_SPAN.read(value)

    def schema(self) -> Schema:
        return _ONE_SPAN.schema()


_SPAN: Final = _Span()
_NUMBER: Final = "(0|-?[1-9][0-9]*)"
_FIGURE: Final = _AsText(Figure(), rf"^({_NUMBER}|{_NUMBER}?\.\.{_NUMBER}?)$")
_IDS: Final = _Some(Id(), Ids())
_LINES: Final = _Some(Line(), Lines())


def _as_given(**values: Any) -> dict[str, Any]:
    return values


@lru_cache(maxsize=16)
def _table(languages: tuple[str, ...]) -> Table[dict[str, Any]]:
    words = _InLanguages(languages)
    fields: dict[str, Field[Any]] = {
        "id": Id(),
        "speaker": _IDS,
        "office": Id(),
        "unnamed": Flag(),
        "kind": Choice(KINDS),
        "about": _IDS,
        "says": _FIGURE,
        "extent": _FIGURE,
        "when": _SPAN,
        "until": _SPAN,
        "said_on": _SPAN,
        "signed": Flag(),
        "claim": words,
        "release": Choice(RELEASES),
        "grade": GRADE,
        "answers": _IDS,
        "retracts": Id(),
        "filed_by": _LINES,
        "area": _IDS,
        "sources": _IDS,
        "ref": _LINES,
        "seed": _Some(SEED, Lines(SEED)),
        "note": words,
        "vote": vote_table(),
        "votes": votes_table(words, _IDS),
    }
    required = ("id", "speaker", "kind", "said_on", "claim")
    return Table(_as_given, fields, required, "A statement, as the body of an entry.")


def write_statement(statement: Statement) -> dict[str, Json]:
    """The body of `statement`: what it says, without its place and its entry.

    >>> from datetime import date
    >>> said = Span.on(date(2030, 6, 15))
    >>> body = write_statement(
    ...     Statement(
    ...         id="one",
    ...         place=Place("", 1),
    ...         speakers=("belva",),
    ...         kind="asserts",
    ...         about=("raid",),
    ...         claim=Words.of(en="So it is."),
    ...         said_on=said,
    ...         when=said,
    ...     )
    ... )
    >>> body["said_on"], body["claim"], "when" in body
    ('2030-06-15', {'en': 'So it is.'}, False)
    """
    return {name: each for name, each in _members(statement) if each not in (None, False, [])}


def _members(it: Statement) -> Iterable[tuple[str, Json]]:
    yield "id", it.id
    yield "speaker", [*it.speakers]
    yield "office", it.office
    yield "unnamed", it.unnamed
    yield "kind", it.kind
    yield "about", [*it.about]
    yield "says", _text(it.says)
    yield "extent", _text(it.extent)
    yield "when", None if it.when == it.said_on else str(it.when)
    yield "until", _text(it.until)
    yield "said_on", str(it.said_on)
    yield "signed", it.signed
    yield "claim", dict(it.claim.by_language)
    yield "release", None if it.release == "public" else it.release
    yield "grade", it.grade
    yield "answers", [*it.answers]
    yield "retracts", it.retracts
    yield "filed_by", [*it.filed_by]
    yield "area", [*it.area]
    yield "sources", [*it.sources]
    yield "ref", [*it.ref]
    yield "seed", [*it.seed]
    yield "note", None if it.note is None else dict(it.note.by_language)
    yield "vote", write_vote(it.vote)
    yield "votes", write_votes(it.votes)


def _text(value: Span | Interval | None) -> str | None:
    return None if value is None else str(value)


def read_statement(value: object, place: Place, languages: tuple[str, ...] = ()) -> Statement:
    """The statement whose body is `value`, read at `place`.

    `languages` are those of the process, in its order: the first is the one shown where
    another is missing. Raises `ProblemsError` for members that are unknown, missing or in
    another form than `write_statement` gives them, and for those that do not go together.
    """
    try:
        fields = _table(languages).read(value)
        statement = build(fields, place, fields.pop("filed_by", ()))
        _check_written_so(statement, value)
    except Refused as error:
        raise refused(_within(place, error.path), error.what, error.remedy) from error
    return statement


def _check_written_so(statement: Statement, value: object) -> None:
    """Refuse members that say what leaving them out says: each statement has one body."""
    members: Mapping[str, object] = value if isinstance(value, Mapping) else {}
    for name in members.keys() & _IMPLIED.keys():
        if _IMPLIED[name](statement):
            raise Refused(
                f"“{name}” says nothing that is not so without it.", "Leave it out.", (name,)
            )
    if "votes" in members and write_votes(statement.votes) != members["votes"]:
        raise Refused("The votes have another form here.", "Sort each list.", ("votes",))


_IMPLIED: Final[Mapping[str, Callable[[Statement], bool]]] = {
    "unnamed": lambda it: not it.unnamed,
    "signed": lambda it: not it.signed,
    "when": lambda it: it.when == it.said_on,
    "release": lambda it: it.release == "public",
}


def _within(place: Place, path: tuple[str | int, ...]) -> Place:
    within = " ".join(filter(None, (place.within, ".".join(map(str, path)))))
    return Place(place.file, place.line, within)


def body_schema() -> Schema:
    """The JSON Schema of the body of a statement."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:kept:statement-body",
        "title": "A statement as the body of an entry",
        **_table(()).schema(),
    }
