"""On which line each key of a TOML text stands: the standard reader does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEEPEST = 24  # tables and lists within one another; deeper text is refused before it is parsed

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_EACH = re.compile(_PART)

# What may stand in a string before its closing quotes; a backslash takes the next with it.
_INSIDE = {
    '"': re.compile(r'(?:[^"\\]|\\.)*'),
    "'": re.compile(r"[^']*"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*'),
    "'''": re.compile(r"(?:[^']|'(?!''))*"),
}

Path = tuple[str | int, ...]


class TooDeepError(ValueError):
    """Tables and lists stand within one another deeper than any honest text needs."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}: more than {DEEPEST} tables or lists within one another")


@dataclass(slots=True)
class LineIndex:
    """The line of each table, key and list item of one TOML text, counted from 1."""

    lines: dict[Path, int] = field(default_factory=dict)
    left_open: int | None = None  # the line of a bracket or string that is never closed

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
        if scan.quote or scan.open:
            index.left_open = index.line(scan.here())
        return index


def _parts(dotted: str, number: int) -> tuple[str, ...]:
    parts = tuple(part.strip("\"'") for part in _EACH.findall(dotted))
    if len(parts) > DEEPEST:
        raise TooDeepError(number)
    return parts


@dataclass(slots=True)
class _Bracket:
    """An open list or inline table of a value."""

    path: Path
    is_list: bool
    item: int = 0  # of a list: the number of the item
    key: Path = ()  # of a table: the key whose value comes
    fresh: bool = True  # an item or a key is about to begin

    def here(self) -> Path:
        return (*self.path, self.item) if self.is_list else (*self.path, *self.key)


@dataclass(slots=True)
class _Scan:
    """A walk through the lines; knows whether a value is still open."""

    lines: dict[Path, int]
    table: Path = ()
    key: Path = ()
    open: list[_Bracket] = field(default_factory=list)
    quote: str = ""  # the closing quotes of an open multi-line string
    counts: dict[Path, int] = field(default_factory=dict)

    def here(self) -> Path:
        """What the walk is reading."""
        return self.open[-1].here() if self.open else self.key

    def read_line(self, line: str, number: int) -> None:
        if self.quote or self.open:
            self._read_value(line, 0, number)
        elif header := _HEADER.match(line):
            self._enter(header[1], _parts(header[2], number), number)
        elif key := _KEY.match(line):
            self.key = self._record(self.table, _parts(key[1], number), number)
            self._read_value(line, key.end(), number)

    def _enter(self, brackets: str, parts: tuple[str, ...], number: int) -> None:
        path: Path = (*self._through_lists(parts[:-1]), parts[-1])
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
            elif line[at] == "#":
                break
            else:
                at = self._read_char(line, at, number)
        if len(self.quote) == 1:  # a broken line: the parser will say so
            self.quote = ""

    def _read_char(self, line: str, at: int, number: int) -> int:
        char = line[at]
        if self.open and self.open[-1].fresh and not char.isspace() and char not in ",]}":
            end = self._begin(line, at, number)
            if end > at:
                return end
        if char in "\"'":
            return self._enter_string(line, at)
        self._punctuation(char, number)
        return at + 1

    def _begin(self, line: str, at: int, number: int) -> int:
        """An item of a list, or a key of an inline table, begins; says where the key ends."""
        bracket = self.open[-1]
        bracket.fresh = False
        if bracket.is_list:
            self.lines.setdefault(bracket.here(), number)
            return at
        key = _KEY.match(line, at)
        if key is None:  # a broken line: the parser will say so
            return at
        bracket.key = _parts(key[1], number)
        self._record(bracket.path, bracket.key, number)
        return key.end()

    def _record(self, path: Path, parts: tuple[str, ...], number: int) -> Path:
        """Note the line of each part of a dotted key under `path`."""
        for part in parts:
            path = (*path, part)
            self.lines.setdefault(path, number)
        return path

    def _punctuation(self, char: str, number: int) -> None:
        if char in "[{":
            self.open.append(_Bracket(self.here(), is_list=char == "["))
            if len(self.open) > DEEPEST:
                raise TooDeepError(number)
        elif char in "]}" and self.open:
            self.open.pop()
        elif char == "," and self.open:
            self.open[-1].fresh = True
            self.open[-1].item += 1

    def _enter_string(self, line: str, at: int) -> int:
        char = line[at]
        self.quote = char * 3 if line.startswith(char * 3, at) else char
        return at + len(self.quote)

    def _leave_string(self, line: str, at: int) -> int:
        inside = _INSIDE[self.quote].match(line, at)
        end = inside.end() if inside else at
        if line.startswith(self.quote, end):
            end += len(self.quote)
            self.quote = ""
            return end
        return len(line)
