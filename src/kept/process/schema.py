"""The JSON Schema of a process as text: what an editor needs to complete and to warn.

It is made of the very descriptions that read the fields, so it is never behind them.
What needs more than one field or one file to be judged is left to `kept check`.
"""

from __future__ import annotations

from typing import Any

from kept.dates import Calendar
from kept.process.read.conditions import condition_schema
from kept.process.read.head import calendar_table, head_table, undated_table, words_table
from kept.process.read.tables import Grammar
from kept.texts import Field, Id, Schema


def process_schema(languages: tuple[str, ...]) -> Schema:
    """The schema of every `.toml` file of a process in `languages`, statements apart.

    Any table may stand in any file, so none is required.
    """
    named = Grammar(Calendar(), languages).tables()
    single: dict[str, Field[Any]] = {
        "process": head_table(languages),
        "calendar": calendar_table(),
        "undated": undated_table(),
        "words": words_table(languages),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:kept:process",
        "title": "A process as text",
        "description": "Any file of a process but statements, cases and coverage.",
        "type": "object",
        "properties": {
            **{key: each.schema() for key, each in single.items()},
            **{
                key: {
                    "type": "object",
                    "propertyNames": Id().schema(),
                    "additionalProperties": each.schema(),
                }
                for key, each in named.items()
            },
        },
        "additionalProperties": False,
        "$defs": {"condition": condition_schema()},
    }
