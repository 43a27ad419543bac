"""TOML with the place of everything in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kept.texts.lines import DEEPEST, LineIndex, Path, TooDeepError
from kept.texts.problems import Place, ProblemsError, refused
from kept.texts.seen import check_seen

LARGEST = 2_000_000  # characters in one file; a process is read by people

_AT = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"


@dataclass(frozen=True, slots=True)
class TomlText:
    """A parsed TOML text that still knows where each thing was written."""

    file: str
    tables: Mapping[str, Any]
    index: LineIndex

    def place(self, path: Path, within: str = "") -> Place:
        """Where the thing at `path` was written."""
        return Place(self.file, self.index.line(path), within)


def read_toml(text: str, file: str, first_line: int = 1) -> TomlText:
    """Parse `text`; raise `ProblemsError` naming the line of what is wrong."""
    check_size(text, file, first_line)
    check_seen(text, file, first_line)
    try:
        index = LineIndex.of(text, first_line)
    except TooDeepError as error:
        raise _too_deep(file, error.line) from error
    tables = _parse(text, file, first_line, index)
    _check_depth(tables, file, index)
    return TomlText(file, tables, index)


def check_size(text: str, file: str, line: int = 1) -> None:
    """Refuse a text that nobody could read."""
    if len(text) > LARGEST:
        raise refused(
            Place(file, line),
            f"The file is larger than {LARGEST:,} characters.",
            "Split it: a person has to be able to read it.",
        )


def _check_depth(tables: Mapping[str, Any], file: str, index: LineIndex) -> None:
    """Refuse depth that brackets do not show: a.b.c = 1 is a table within a table."""
    waiting: list[tuple[Path, object]] = [((), tables)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            raise _too_deep(file, index.line(path))
        waiting.extend(((*path, key), each) for key, each in _inside(value))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()


def _too_deep(file: str, line: int) -> ProblemsError:
    return refused(
        Place(file, line),
        f"More than {DEEPEST} tables or lists stand within one another.",
        "Write it flatter.",
    )


# ── What the standard reader refuses, in words for whoever wrote it ──────────


def _parse(text: str, file: str, first_line: int, index: LineIndex) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:  # brackets the scan of lines could not see
        raise _too_deep(file, first_line) from error
    except ValueError as error:  # TOMLDecodeError, and numbers of thousands of digits
        raise _syntax(str(error), text, file, first_line, index) from error


def _syntax(
    message: str, text: str, file: str, first_line: int, index: LineIndex
) -> ProblemsError:
    at = _AT.search(message)
    line = first_line + (int(at[1]) - 1 if at else _lines_before(text, _LONG_NUMBER))
    if message.endswith(_AT_END) and index.left_open is not None:
        return refused(
            Place(file, index.left_open),
            "What is opened on this line is never closed.",
            "Close the bracket, the brace or the quotes.",
        )
    message = _AT.sub("", message).removesuffix(_AT_END)
    if _DATE.search(text.split("\n")[line - first_line]):
        message = "Invalid date or datetime"
    what, remedy = _in_plain(message)
    return refused(Place(file, line), what, remedy)


def _lines_before(text: str, pattern: re.Pattern[str]) -> int:
    """How many lines end before `pattern` begins, or in all of `text`."""
    found = pattern.search(text)
    return text.count("\n", 0, found.start() if found else len(text))


def _in_plain(message: str) -> tuple[str, str]:
    """What the reader of the standard library means, and what to do about it."""
    for start, what, remedy in _PLAIN:
        if message.startswith(start):
            return what, remedy
    if named := _TWICE.match(message):
        name = ".".join(_NAME.findall(named[1]))
        return f"[{name}] stands twice.", "Join the two, or give one another id."
    return f"This is no TOML: {message}.", "Correct the line."


_LONG_NUMBER = re.compile(r"[0-9_]{4300}")  # beyond it, Python refuses without saying where
_DATE = re.compile(r"=\s*[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}")
_TWICE = re.compile(r"Cannot declare \((.*)\) twice$")
_NAME = re.compile(r"'([^']*)'")
_QUOTE = "Put text in quotes; write lists in [ ], tables in { } and dates as 2025-06-27."
_PLAIN = (
    ("Illegal character '\\n'", "Quotes are not closed on this line.", "Close them."),
    ("Unescaped '\\' in a string", "A \\ in quotes means a special character.", "Write \\\\."),
    (
        "Invalid date or datetime",
        "There is no such day or time.",
        "Write a date as 2025-06-27.",
    ),
    ("Invalid value", "This value cannot be read.", _QUOTE),
    (
        "Cannot overwrite a value",
        "This stands here for the second time.",
        "Keep one, or give it another name.",
    ),
    (
        "Duplicate inline table key",
        "A key stands twice within braces.",
        "Keep one.",
    ),
    (
        "Cannot mutate immutable namespace",
        "A list or a table in braces is closed, and this adds to it.",
        "Write it all in one place.",
    ),
    (
        "Unclosed inline table",
        "Braces are not closed, or quotes within them are missing.",
        "Close them on the same line.",
    ),
    ("Unclosed array", "A list is not closed, or a comma in it is missing.", "Write [a, b]."),
    (
        "Expected '=' after a key",
        "Here stands neither a key with its value nor the name of a table.",
        "Write key = value or [table.name].",
    ),
    (
        "Invalid statement",
        "Here stands neither a key with its value nor the name of a table.",
        "Write key = value or [table.name].",
    ),
    (
        "Invalid initial character for a key part",
        "A key is missing or holds a character that no key may hold.",
        "Use a to z, 0 to 9, - and _; a table in braces stands on one line.",
    ),
    (
        "Expected newline or end of document",
        "Something stands behind the value.",
        "Put it on a line of its own, or into the quotes.",
    ),
    ("Exceeds the limit", "A number is too long.", "Write a smaller one, or put it in quotes."),
)
