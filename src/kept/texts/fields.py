"""What may stand in each field of a table: one description reads, refuses and documents.

The same description that reads a field also yields its JSON Schema, so that the
completion an editor offers is never behind the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any, Protocol, TypeVar

from kept.names import NamingError, check_visible, nearest, read_id

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
