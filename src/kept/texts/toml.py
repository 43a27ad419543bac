"""TOML with the place of everything in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kept.texts.lines import DEEPEST, LineIndex, Path, TooDeepError
from kept.texts.problems import Place, Problem, ProblemsError

LARGEST = 2_000_000  # characters in one file; a process is read by people

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")


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
    if len(text) > LARGEST:
        raise _refused(
            file,
            first_line,
            f"The file is larger than {LARGEST:,} characters.",
            "Split it: a person has to be able to read it.",
        )
    try:
        index = LineIndex.of(text, first_line)
    except TooDeepError as error:
        raise _refused(
            file, error.line, f"There are {error}.", f"Write it flatter: {DEEPEST} is the limit."
        ) from error
    return TomlText(file, _parse(text, file, first_line), index)


def _parse(text: str, file: str, first_line: int) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text, file, first_line) from error


_TOML_REMEDY = "Correct the line; quote text, and write dates as 2025-06-27."


def _syntax(message: str, text: str, file: str, first_line: int) -> ProblemsError:
    at = _AT.search(message)
    line = int(at.group(1)) if at else text.count("\n") + 1
    what = _AT.sub("", message).replace("(at end of document)", "at the end of the text").strip()
    return _refused(file, first_line + line - 1, f"This is no TOML: {what}.", _TOML_REMEDY)


def _refused(file: str, line: int, what: str, remedy: str) -> ProblemsError:
    return ProblemsError([Problem(place=Place(file, line), what=what, remedy=remedy)])
