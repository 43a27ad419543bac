"""Conditions as they are written: `{ all = [{ event = "…" }, { rdf-troops = "= 0" }] }`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kept.dates import Calendar
from kept.names import NamingError, nearest, read_test
from kept.process.model import (
    AtLeast,
    Condition,
    Decided,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Reached,
)
from kept.texts import Day, Field, Id, Listed, Refused, Table, Whole
from kept.texts.fields import Schema, wrong_kind

_SHAPE = 'a condition such as { event = "…" } or { all = [ … ] }'

_LEAVES: Mapping[str, Callable[[str], Condition]] = {
    "event": lambda name: Happened(name, "event"),
    "state": lambda name: Happened(name, "state"),
    "in_force": lambda name: InstrumentIs(name, "in-force"),
    "signed": lambda name: InstrumentIs(name, "signed"),
    "kept": Kept,
    "phase": lambda name: PhaseIs(name, "entered"),
    "completed": lambda name: PhaseIs(name, "completed"),
    "decided": Decided,
}
_COMPARES = re.compile("[=<>0-9]")
# Any other key of a condition is an indicator.
CONDITION_WORDS = (*_LEAVES, "date", "all", "any", "not", "at_least")


@dataclass(frozen=True, slots=True)
class ConditionField:
    """One condition; a table with one key says one thing."""

    calendar: Calendar

    def read(self, value: object) -> Condition:
        if not isinstance(value, dict):
            raise wrong_kind(value, _SHAPE)
        if not value:
            raise Refused("The condition says nothing.", f"Write {_SHAPE}.")
        if len(value) != 1:
            raise Refused(
                f"A condition says one thing, and here are {len(value)} keys.",
                "Join several with { all = [ … ] } or { any = [ … ] }.",
            )
        ((key, inner),) = value.items()
        try:
            return self._one(key, inner)
        except Refused as refused:
            raise refused.under(key) from None

    def _one(self, key: str, inner: object) -> Condition:
        if key in ("all", "any"):
            several = self._several(inner)
            if key == "all":
                return AtLeast(len(several), several, "all")
            return AtLeast(1, several, "any")
        if key == "not":
            return Not(self.read(inner))
        if key == "at_least":
            return self._at_least(inner)
        if key == "date":
            return Reached(Day(self.calendar).read(inner))
        if key in _LEAVES:
            return _LEAVES[key](Id().read(inner))
        return self._measured(key, inner)

    def _several(self, inner: object) -> tuple[Condition, ...]:
        if not isinstance(inner, list):
            raise wrong_kind(inner, "a list of conditions in brackets")
        if not inner:
            raise Refused("The list of conditions is empty.", "Write at least one condition.")
        return tuple(self._item(position, each) for position, each in enumerate(inner))

    def _item(self, position: int, value: object) -> Condition:
        try:
            return self.read(value)
        except Refused as refused:
            raise refused.under(position) from None

    def _at_least(self, inner: object) -> Condition:
        read = _some_of(_ListOf(self)).read(inner)
        if read["n"] > len(read["of"]):
            raise Refused(
                f"{read['n']} of {len(read['of'])} cannot be.", "Lower n or name more conditions."
            )
        return AtLeast(read["n"], read["of"])

    def _measured(self, key: str, inner: object) -> Condition:
        if not isinstance(inner, str) or not _COMPARES.search(inner):
            meant = nearest(key, CONDITION_WORDS)
            if meant is not None:
                raise Refused(f"Nobody knows the condition “{key}”.", f"Did you mean “{meant}”?")
        indicator = Id().read(key)
        if not isinstance(inner, str):
            raise wrong_kind(inner, f'a comparison such as {key} = "= 0"')
        try:
            return Measured(indicator, read_test(inner))
        except NamingError as error:
            raise Refused(str(error), "") from error

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/condition"}


@dataclass(frozen=True, slots=True)
class _ListOf:
    condition: ConditionField

    def read(self, value: object) -> tuple[Condition, ...]:
        return self.condition._several(value)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.condition.schema(), "minItems": 1}


@dataclass(frozen=True, slots=True)
class PartsField:
    """The commitments another is made of: `{ all = ["a", "b"] }` or `{ at_least = … }`."""

    def read(self, value: object) -> Condition:
        if not isinstance(value, dict) or len(value) != 1:
            raise Refused("These are no parts.", 'Write { all = ["…", "…"] } or { at_least = … }.')
        ((key, inner),) = value.items()
        if key == "at_least":
            read = _some_of(_Names()).read(inner)
            if read["n"] > len(read["of"]):
                raise Refused(
                    f"{read['n']} of {len(read['of'])} cannot be.", "Lower n or name more parts."
                )
            return AtLeast(read["n"], read["of"])
        if key == "all":
            names = _Names().read(inner)
            return AtLeast(len(names), names, "all")
        raise Refused(f"Nobody knows “{key}” here.", "Write all or at_least.", (key,))

    def schema(self) -> Schema:
        names = _Names()
        return {
            "type": "object",
            "properties": {"all": names.schema(), "at_least": _some_of(names).schema()},
            "maxProperties": 1,
            "minProperties": 1,
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class _Names:
    """Ids of commitments, each read as “it is kept”."""

    def read(self, value: object) -> tuple[Condition, ...]:
        if not isinstance(value, list):
            raise wrong_kind(value, "a list of commitments in brackets")
        if not value:
            raise Refused("The list of commitments is empty.", "Name at least one.")
        return tuple(Kept(each) for each in Listed(Id()).read(value))

    def schema(self) -> Schema:
        return {"type": "array", "items": Id().schema(), "minItems": 1}


def _some_of(several: Field[Any]) -> Table[dict[str, Any]]:
    """`{ n = 2, of = [ … ] }`."""
    return Table(dict, {"n": Whole(1), "of": several}, ("n", "of"))


def condition_schema() -> Schema:
    """The JSON Schema of a condition; it refers to itself."""
    one = ConditionField(Calendar())
    several = _ListOf(one)
    names = {key: Id().schema() for key in _LEAVES}
    return {
        "type": "object",
        "description": "One key: what must hold. Any other key is an indicator, compared.",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {
            **names,
            "date": {"type": "string"},
            "all": several.schema(),
            "any": several.schema(),
            "not": one.schema(),
            "at_least": _some_of(several).schema(),
        },
        "additionalProperties": {"type": "string", "pattern": "^(=|<=|>=|<|>) ?-?[0-9]+$"},
    }
