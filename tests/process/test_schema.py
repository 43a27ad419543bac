"""The published schemas: valid, up to date, and true to a whole process."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kept.ledger.schema import statements_schema
from kept.process.schema import process_schema

ROOT = Path(__file__).resolve().parents[2]
GREAT_LAKES = ROOT / "processes" / "great-lakes"
APART = {"statements", "coverage", "cases.toml", "totals.toml", "diagram.toml"}
SCHEMAS = {"process": process_schema(("en", "fr")), "statements": statements_schema(("en", "fr"))}


def as_json(value: Any) -> Any:
    """TOML has dates; JSON has their text."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def fences(text: str) -> Iterator[str]:
    for part in text.split("\n```toml\n")[1:]:
        yield part.split("\n```")[0] + "\n"


def texts() -> Iterator[tuple[str, str]]:
    for file in sorted(GREAT_LAKES.rglob("*.*")):
        name = file.relative_to(GREAT_LAKES)
        if name.parts[0] not in APART and file.name != "README.md":
            text = file.read_text("utf-8")
            several = [text] if file.suffix == ".toml" else fences(text)
            yield from ((f"{name}-{count}", each) for count, each in enumerate(several))


TEXTS = dict(texts())
STATEMENTS = sorted((GREAT_LAKES / "statements").glob("*.toml"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_file_is_the_schema_of_the_reader(name: str) -> None:
    published = (ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8")

    assert published == json.dumps(SCHEMAS[name], ensure_ascii=False, indent=2) + "\n", (
        f"Refresh it: ./kept schema {name} > docs/schema/{name}.schema.json"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schema_is_a_valid_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_every_table_of_a_whole_process_keeps_to_the_schema(name: str) -> None:
    tables = as_json(tomllib.loads(TEXTS[name]))

    assert list(Draft202012Validator(SCHEMAS["process"]).iter_errors(tables)) == []


@pytest.mark.parametrize("file", STATEMENTS, ids=lambda file: file.name)
def test_every_statement_keeps_to_the_schema(file: Path) -> None:
    tables = as_json(tomllib.loads(file.read_text("utf-8")))

    assert list(Draft202012Validator(SCHEMAS["statements"]).iter_errors(tables)) == []


@pytest.mark.parametrize(
    ("tables", "message"),
    [
        ({"actr": {}}, "'actr' was unexpected"),
        ({"actor": {"Aruna": {"kind": "state", "name": {"en": "a", "fr": "a"}}}}, "'Aruna' does"),
        ({"actor": {"aruna": {"kind": "stat", "name": {"en": "a", "fr": "a"}}}}, "'stat' is not"),
        ({"actor": {"aruna": {"kind": "state", "name": {"en": "a"}}}}, "'fr' is a required"),
        ({"phase": {"two": {"gate": {"not": {"all": []}}}}}, "[] should be non-empty"),
        ({"phase": {"two": {"gate": {"aruna-troops": "0"}}}}, "'0' does not match"),
        ({"phase": {"two": {"gate": {"event": "a", "state": "b"}}}}, "has too many properties"),
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(tables: dict[str, Any], message: str) -> None:
    errors = [
        error.message for error in Draft202012Validator(SCHEMAS["process"]).iter_errors(tables)
    ]

    assert any(message in each for each in errors), errors
