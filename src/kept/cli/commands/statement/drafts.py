"""Drafts: one statement as a text file, before anybody has signed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kept.cli.saying import UNREADABLE, stop

if TYPE_CHECKING:
    from kept.ledger import Statement
    from kept.process import Process


def write_draft(record: Mapping[str, object]) -> str:
    """One statement as TOML; what is empty is left out."""
    lines = [
        f"{name} = {_toml(value)}" for name, value in record.items() if value not in (None, [])
    ]
    return "[[statement]]\n" + "\n".join(lines) + "\n"


def open_draft(file: Path, process: Process, beside: Sequence[Statement] = ()) -> Statement:
    """The statement in a file; leaves with what is wrong with it."""
    try:
        return read_draft(file.read_text("utf-8"), file.name, process, beside)
    except UnicodeDecodeError:
        stop(f"{file} is not UTF-8. Save it as UTF-8.", UNREADABLE)


def read_draft(
    text: str, name: str, process: Process, beside: Sequence[Statement] = ()
) -> Statement:
    """The statement in a text, checked against the process; leaves with what is wrong with it.

    `beside` are the statements it may answer or take back.
    """
    from kept.assessment.references import check_statements
    from kept.ledger import read_filed
    from kept.texts import ProblemsError

    try:
        statement = read_filed(name, text, process.calendar, process.head.languages)
        others = [each for each in beside if each.id != statement.id]
        wrong = [
            each
            for each in check_statements(process, [*others, statement])
            if each.severity == "error" and each.place.file == name
        ]
        if wrong:
            raise ProblemsError(wrong)
    except ProblemsError as error:
        for problem in error.problems:
            click.echo(str(problem), err=True)
        stop("Nothing was written or signed.", UNREADABLE)
    return statement


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_toml(each)}" for name, each in value.items()) + " }"
    return json.dumps(str(value), ensure_ascii=False)
