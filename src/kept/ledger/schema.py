"""The JSON Schema of a file of statements."""

from __future__ import annotations

from kept.dates import Calendar
from kept.ledger.read import coding_table, statement_table
from kept.texts import Schema


def statements_schema(languages: tuple[str, ...]) -> Schema:
    """The schema of every `.toml` file of statements about a process in `languages`."""
    statement = statement_table(Calendar(), languages).schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:kept:statements",
        "title": "Statements as text",
        "description": "Who said what, about what, when, through whom.",
        "type": "object",
        "properties": {
            "coding": coding_table().schema(),
            "statement": {"type": "array", "items": statement},
        },
        "required": ["coding"],
        "additionalProperties": False,
    }
