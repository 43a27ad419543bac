"""On which line each key of a TOML text stands: the standard reader does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEEPEST = 24  # brackets within brackets; deeper text is refused before it is parsed

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*[^\s=]+)?)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")

Path = tuple[str | int, ...]


class TooDeepError(ValueError):
    """Brackets stand within brackets deeper than any honest text needs."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"more than {DEEPEST} brackets within one another")


@dataclass(slots=True)
class LineIndex:
    """The line of each table, key and list item of one TOML text, counted from 1."""

    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @classmethod
    def of(cls, text: str, first_line: int = 1) -> LineIndex:
        """Scan `text`, whose first line has the number `first_line` in its file."""
        index = cls({(): first_line})
        scan = _Scan(index.lines)
        for number, line in enumerate(text.split("\n"), first_line):
            scan.read_line(line, number)
        return index


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


@dataclass(slots=True)
class _Scan:
    """A walk through the lines; knows whether a value is still open."""

    lines: dict[Path, int]
    table: Path = ()
    key: Path = ()
    depth: int = 0
    quote: str = ""  # the closing quotes of an open multi-line string
    items: int = 0
    counts: dict[Path, int] = field(default_factory=dict)

    def read_line(self, line: str, number: int) -> None:
        if self.quote or self.depth:
            self._read_value(line, 0, number)
        elif header := _HEADER.match(line):
            self._enter(header.group(1), _parts(header.group(2)), number)
        elif key := _KEY.match(line):
            self.key = (*self.table, *_parts(key.group(1)))
            self.lines.setdefault(self.key, number)
            self.items = 0
            self._read_value(line, key.end(), number)

    def _enter(self, brackets: str, parts: list[str], number: int) -> None:
        path: Path = (*self._through_lists(tuple(parts[:-1])), parts[-1])
        if brackets == "[[":
            self.counts[path] = self.counts.get(path, -1) + 1
            self.lines.setdefault(path, number)
            path = (*path, self.counts[path])
        self.table = path
        self.lines.setdefault(path, number)
        for length in range(1, len(path)):
            self.lines.setdefault(path[:length], number)

    def _through_lists(self, parts: tuple[str, ...]) -> Path:
        """`parts` with the number of the open item after each name that is a list of tables."""
        path: Path = ()
        for part in parts:
            path = (*path, part)
            if path in self.counts:
                path = (*path, self.counts[path])
        return path

    def _read_value(self, line: str, at: int, number: int) -> None:
        while at < len(line):
            if self.quote:
                at = self._leave_string(line, at)
                continue
            char = line[at]
            if char == "#":
                return
            if char in "\"'":
                at = self._enter_string(line, at)
                continue
            self._bracket(char, number)
            at += 1
        if len(self.quote) == 1:  # a broken line: the parser will say so
            self.quote = ""

    def _bracket(self, char: str, number: int) -> None:
        if char in "[{":
            if self.depth == 1 and char == "{":
                self.lines.setdefault((*self.key, self.items), number)
                self.items += 1
            self.depth += 1
            if self.depth > DEEPEST:
                raise TooDeepError(number)
        elif char in "]}":
            self.depth = max(0, self.depth - 1)

    def _enter_string(self, line: str, at: int) -> int:
        char = line[at]
        self.quote = char * 3 if line.startswith(char * 3, at) else char
        return at + len(self.quote)

    def _leave_string(self, line: str, at: int) -> int:
        while at < len(line):
            if line[at] == "\\" and self.quote[0] == '"':
                at += 2
            elif line.startswith(self.quote, at):
                at += len(self.quote)
                self.quote = ""
                return at
            else:
                at += 1
        return at
