"""Anything kept knows as plain JSON values: the same for everybody who reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from kept.dates import Duration, Span
from kept.names import Interval, Test
from kept.texts import Place, Words


def instant(at: datetime | None) -> str | None:
    """An instant in UTC, to the second.

    >>> instant(datetime(2026, 11, 21, 12, tzinfo=UTC))
    '2026-11-21T12:00:00Z'
    """
    return None if at is None else at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(value: object) -> Any:
    """`value` as JSON knows it: days and spans as text, words by language, the rest by field.

    >>> plain(Span(date(2025, 6, 1), date(2025, 6, 30)))
    '2025-06-01..2025-06-30'
    """
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.name.lower()
        case date():
            return value.isoformat()
        case Span() | Interval() | Test() | Duration() | Place():
            return str(value)
        case Words():
            return dict(value.by_language)
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case tuple() | list() | frozenset():
            return [plain(each) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} has no plain form")
