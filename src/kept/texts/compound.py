"""Fields made of others: lists, words by language, tables with known keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from kept.names import nearest
from kept.texts.fields import Field, Id, Line, Refused, Schema, T, wrong_kind
from kept.texts.words import Words


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
