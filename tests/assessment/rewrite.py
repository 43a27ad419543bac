"""The same text with other names or other days: every string or date in it, replaced."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """`value` with names changed wherever they stand as a whole."""
    return _each(value, str, lambda text: names.get(text, text))


def shifted(value: Any, by: timedelta) -> Any:
    """`value` with every day moved; the ends of the calendar stay where they are."""

    def moved(day: date) -> date:
        return day if day in (date.min, date.max) else day + by

    return _each(value, date, moved)


def _each(value: Any, kind: type, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Enum):
        return value
    if isinstance(value, kind):
        return change(value)
    if isinstance(value, tuple | list):
        return type(value)(_each(one, kind, change) for one in value)
    if isinstance(value, Mapping):
        return {_each(k, kind, change): _each(v, kind, change) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        given = {each.name: getattr(value, each.name) for each in fields(value) if each.init}
        return replace(value, **{name: _each(one, kind, change) for name, one in given.items()})
    return value
