"""What may stand in each field of a table: one description reads, refuses and documents.

The same description that reads a field also yields its JSON Schema, so that the
completion an editor offers is never behind the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Generic, Protocol, TypeVar

from kept.names import NamingError, check_visible, nearest, read_id
from kept.texts.words import Words

EXACT = 2**53 - 1  # the largest whole number that every program keeps exactly

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]
Path = tuple[str | int, ...]


class Refused(ValueError):  # noqa: N818 - what happened to the field, in the words of its reader
    """One field cannot be read; `path` leads to it from the table it stands in."""

    def __init__(self, what: str, remedy: str, path: Path = ()) -> None:
        self.what, self.remedy, self.path = what, remedy, path
        super().__init__(f"{what} {remedy}")

    def under(self, *parts: str | int) -> Refused:
        """The same refusal, seen from further out."""
        return Refused(self.what, self.remedy, (*parts, *self.path))


class Field(Protocol[T_co]):
    """Reads one value of a table, or refuses it."""

    def read(self, value: object) -> T_co:
        """The value as kept uses it; raises `Refused`."""

    def schema(self) -> Schema:
        """The JSON Schema of what may be written."""


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (str, "text"),
    (int, "a number"),
    (float, "a fraction"),
    (dict, "a table"),
    (list, "a list"),
    (date, "a date"),
    (time, "a time of day"),
)


def kind_of(value: object) -> str:
    """What a writer of TOML would call this value."""
    for kind, name in _KINDS:
        if isinstance(value, kind):
            return name
    return "something else"


def wrong_kind(value: object, wanted: str) -> Refused:
    """The refusal of a value of the wrong kind."""
    return Refused(f"Here stands {kind_of(value)}.", f"Write {wanted}.")


def visible(text: str) -> str:
    """`text`, unless it hides characters a reader cannot see."""
    try:
        check_visible(text)
    except NamingError as error:
        raise Refused(str(error), "") from error
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """Plain text that is not shown in several languages: a name, an address, a note."""

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise wrong_kind(value, "text in quotes")
        if not value.strip():
            raise Refused("The text is empty.", "Write it, or leave the field out.")
        return visible(value)

    def schema(self) -> Schema:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Id:
    """The id of something, here or elsewhere in the process."""

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise wrong_kind(value, "an id in quotes")
        try:
            return read_id(value)
        except NamingError as error:
            raise Refused(str(error), "") from error

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$", "maxLength": 80}


@dataclass(frozen=True, slots=True)
class Ids:
    """A list of ids, each once; one id alone may stand without brackets."""

    def read(self, value: object) -> tuple[str, ...]:
        ids = Listed(Id()).read([value] if isinstance(value, str) else value)
        for position, name in enumerate(ids):
            if name in ids[:position]:
                raise Refused(f"{name} stands twice.", "Name it once.")
        return ids

    def schema(self) -> Schema:
        one = Id().schema()
        return {"anyOf": [one, {"type": "array", "items": one, "uniqueItems": True}]}


@dataclass(frozen=True, slots=True)
class Lines:
    """One or several plain texts; one alone may stand without brackets."""

    item: Field[str] = field(default_factory=Line)

    def read(self, value: object) -> tuple[str, ...]:
        return Listed(self.item).read([value] if isinstance(value, str) else value)

    def schema(self) -> Schema:
        one = self.item.schema()
        return {"anyOf": [one, {"type": "array", "items": one}]}


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise wrong_kind(value, "true or false, without quotes")
        return value

    def schema(self) -> Schema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, both included."""

    low: int = 0
    high: int = EXACT

    def read(self, value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong_kind(value, "a whole number, without quotes")
        if not self.low <= value <= self.high:
            raise Refused("The number is out of bounds.", self._bounds())
        return value

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def _bounds(self) -> str:
        if self.high == EXACT:
            return f"Write {self.low} or more, and no more digits than 15."
        return f"Write a number from {self.low} to {self.high}."


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: object) -> str:
        if not isinstance(value, str):
            raise wrong_kind(value, f"one of {', '.join(self.words)}")
        if value not in self.words:
            close = nearest(value, self.words)
            hint = f" Did you mean {close}?" if close else ""
            raise Refused(f"“{value}” is none of {', '.join(self.words)}.", f"Choose one.{hint}")
        return value

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class WordsField:
    """Words for people in every language of the process, as `{ en = "…", fr = "…" }`."""

    languages: tuple[str, ...]

    def read(self, value: object) -> Words:
        if not isinstance(value, dict):
            raise wrong_kind(value, self._shape())
        for language in value:
            if language not in self.languages:
                raise Refused(
                    f"“{language}” is no language of this process.", f"Write {self._shape()}."
                )
        return Words(tuple((each, self._words(each, value)) for each in self.languages))

    def _words(self, language: str, value: Mapping[str, object]) -> str:
        if language not in value:
            raise Refused(f"The words in “{language}” are missing.", f"Write {self._shape()}.")
        try:
            return Line().read(value[language])
        except Refused as refused:
            raise refused.under(language) from None

    def _shape(self) -> str:
        return "{ " + ", ".join(f'{each} = "…"' for each in self.languages) + " }"

    def schema(self) -> Schema:
        line = Line().schema()
        return {
            "type": "object",
            "properties": dict.fromkeys(self.languages, line),
            "required": list(self.languages),
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class ShortWords:
    """A short name: the same everywhere as `"JSCM"`, or by language as `{ en = "…", fr = "…" }`."""

    languages: tuple[str, ...]

    def read(self, value: object) -> Words:
        if isinstance(value, str):
            return Words(tuple((each, Line().read(value)) for each in self.languages))
        return WordsField(self.languages).read(value)

    def schema(self) -> Schema:
        return {"anyOf": [Line().schema(), WordsField(self.languages).schema()]}


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """A list of values of one kind."""

    item: Field[T]

    def read(self, value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise wrong_kind(value, "a list in brackets")
        return tuple(self._item(position, each) for position, each in enumerate(value))

    def _item(self, position: int, value: object) -> T:
        try:
            return self.item.read(value)
        except Refused as refused:
            raise refused.under(position) from None

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema()}


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """A table with known keys, carried into what `build` makes of it."""

    build: Callable[..., T]
    fields: Mapping[str, Field[Any]]
    required: Sequence[str] = ()
    means: str = ""
    names: Mapping[str, str] = field(default_factory=dict)  # as written: as `build` takes it

    def read(self, value: object) -> T:
        if not isinstance(value, dict):
            raise wrong_kind(value, "a table")
        return self.build(**self.read_fields(value))

    def read_fields(self, value: Mapping[str, object]) -> dict[str, Any]:
        """The fields as `build` takes them; refuses the first that is wrong."""
        for key in value:
            self._known(key)
        for key in self.required:
            if key not in value:
                raise Refused(f"The field “{key}” is missing.", f"Add {key} = … .")
        return {self.names.get(key, key): self._field(key, each) for key, each in value.items()}

    def _known(self, key: str) -> None:
        if key in self.fields:
            return
        close = nearest(key, self.fields)
        hint = f"Did you mean “{close}”?" if close else f"Known are {', '.join(self.fields)}."
        raise Refused(f"Nobody knows the field “{key}” here.", hint, (key,))

    def _field(self, key: str, value: object) -> object:
        try:
            return self.fields[key].read(value)
        except Refused as refused:
            raise refused.under(key) from None

    def schema(self) -> Schema:
        schema: Schema = {
            "type": "object",
            "properties": {key: each.schema() for key, each in self.fields.items()},
            "additionalProperties": False,
        }
        if self.required:
            schema["required"] = list(self.required)
        if self.means:
            schema["description"] = self.means
        return schema
