"""The head of a process, its calendar and its shown words: tables that stand once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kept.dates import Calendar, DateError
from kept.process.model import Head
from kept.process.read.parts import Fields
from kept.process.read.world import SOURCE_KINDS
from kept.texts import (
    LANGUAGE,
    Choice,
    ExactDay,
    Flag,
    Id,
    Lasting,
    Line,
    Listed,
    Pattern,
    Refused,
    Table,
    Whole,
    WordsField,
)
from kept.texts.fields import Schema, wrong_kind

WORDS = (
    "kept",
    "under-way",
    "late",
    "broken",
    "broken-restraint",
    "contested",
    "blocked",
    "not-yet-due",
    "cannot-be-judged",
    "no-longer-owed",
)
_MONTH_DAY = Pattern(re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"), "month-day: 03-31")


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Two days of a year, `["01-01", "03-31"]`, or of a month, `[11, 20]`."""

    of_year: bool

    def read(self, value: object) -> tuple[Any, Any]:
        shape = '["01-01", "03-31"]' if self.of_year else "[11, 20]"
        if not isinstance(value, list) or len(value) != 2:
            raise wrong_kind(value, f"two days, {shape}")
        first, last = (self._bound(each) for each in value)
        return first, last

    def _bound(self, value: object) -> Any:
        if not self.of_year:
            return Whole(1, 31).read(value)
        month, day = _MONTH_DAY.read(value).split("-")
        return int(month), int(day)

    def schema(self) -> Schema:
        item = _MONTH_DAY.schema() if self.of_year else Whole(1, 31).schema()
        return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


def languages_of(raw: object) -> tuple[str, ...]:
    """The languages a process declares in its head."""
    if not isinstance(raw, dict):
        raise wrong_kind(raw, "a table under [process], in single brackets")
    if "languages" not in raw:
        raise Refused(
            "The process declares no languages.", 'Add languages = ["en", "fr"] to [process].'
        )
    try:
        languages = Listed(LANGUAGE).read(raw["languages"])
    except Refused as refused:
        raise refused.under("languages") from None
    if not languages or len(set(languages)) != len(languages):
        raise Refused(
            "The languages are none, or one stands twice.", "Name each once.", ("languages",)
        )
    return languages


def head_table(languages: tuple[str, ...]) -> Table[Head]:
    """`[process]`."""
    words, names = WordsField(languages), Listed(Line())
    fields: Fields = {
        "id": Id(),
        "title": words,
        "summary": words,
        "languages": Listed(LANGUAGE),
        "compiled_on": ExactDay(),
        "coded_by": names,
        "reviewed_by": names,
        "standpoint": Id(),
        "mechanism": Id(),
        "fictional": Flag(),
    }
    required = ("id", "title", "languages", "compiled_on", "coded_by")
    return Table(Head, fields, required, "What a process is and who coded it.")


def calendar_table() -> Table[Calendar]:
    """`[calendar]`: what ambiguous dates mean here."""
    of_month, of_year = _Bounds(of_year=False), _Bounds(of_year=True)
    fields: Fields = {
        "count": Choice(("exclusive", "inclusive")),
        "month_end": Choice(("clip", "refuse")),
        "early_month": of_month,
        "mid_month": of_month,
        "late_month": of_month,
        "early_year": of_year,
        "mid_year": of_year,
        "late_year": of_year,
        "seasons": Table(dict, dict.fromkeys(("spring", "summer", "autumn", "winter"), of_year)),
    }
    return Table(_calendar, fields, (), "What ambiguous dates mean in this process.")


def _calendar(**read: Any) -> Calendar:
    try:
        return Calendar(**read)
    except DateError as error:
        raise Refused(str(error), "") from error


def undated_table() -> Table[dict[str, Any]]:
    """`[undated]`: how long after its words a source without a date may have appeared."""
    return Table(
        dict, dict.fromkeys((*SOURCE_KINDS, "other"), Lasting()), (), "By kind of source."
    )


def words_table(languages: tuple[str, ...]) -> Table[dict[str, Any]]:
    """`[words]`: what this process calls a standing."""
    words: Fields = dict.fromkeys(WORDS, WordsField(languages))
    return Table(dict, words, (), "What this process calls a standing.")
