"""Markdown as instruments use it: headings, paragraphs, their French, fences of TOML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kept.texts.problems import Place, ProblemsError, refused

_HEADING = re.compile(r"^(#{1,6})\s+(.*\S)\s*$")
_OTHER_LANGUAGE = re.compile(r"^>\s*([a-z]{2}):\s*(.*)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that begins with one or more `#`."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of TOML; `line` is the line of its first row."""

    text: str
    line: int


@dataclass(slots=True)
class Passage:
    """A heading and what stands under it, up to the next heading."""

    heading: Heading
    paragraphs: dict[str, list[str]] = field(default_factory=dict)  # by language
    fences: list[Fence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """The passages of one Markdown file, in order."""

    file: str
    passages: tuple[Passage, ...]


def read_markdown(text: str, file: str, language: str = "en") -> MarkdownText:
    """Split `text` into passages; paragraphs are in `language` unless quoted as `> fr: …`."""
    walk = _Walk(file, language)
    for number, line in enumerate(text.split("\n"), 1):
        walk.read_line(line.rstrip(), number)
    return MarkdownText(file, tuple(walk.finished()))


@dataclass(slots=True)
class _Walk:
    file: str
    language: str
    passages: list[Passage] = field(default_factory=list)
    paragraph: list[str] = field(default_factory=list)
    spoken: str = ""  # the language of the open paragraph
    rows: list[str] = field(default_factory=list)  # of the open fence
    open: bool = False
    fence_line: int = 0

    def read_line(self, line: str, number: int) -> None:
        if self.open:
            self._inside_fence(line)
        elif line.lstrip().startswith(("```", "~~~")):
            self._open_fence(line, number)
        elif heading := _HEADING.match(line):
            self._close_paragraph()
            self.passages.append(Passage(Heading(len(heading[1]), heading[2], number)))
        elif line.startswith("#"):
            raise self._refused(
                number, "This looks like a heading and is none.", "Write ## and a space before it."
            )
        elif not line:
            self._close_paragraph()
        else:
            self._words(line, number)

    def finished(self) -> list[Passage]:
        self._close_paragraph()
        if self.open:
            raise self._refused(
                self.fence_line - 1, "A fence is opened and never closed.", "Close it with ```."
            )
        return self.passages

    def _words(self, line: str, number: int) -> None:
        self._current(number)
        if quoted := _OTHER_LANGUAGE.match(line):
            self._close_paragraph()
            self.spoken, line = quoted[1], quoted[2]
        elif line.startswith(">"):
            line = line.lstrip("> ")
            self.spoken = self.spoken or self.language
        elif not self.paragraph:
            self.spoken = self.language
        self.paragraph.append(line)

    def _open_fence(self, line: str, number: int) -> None:
        self._close_paragraph()
        self._current(number)
        if line != "```toml":  # read as anything else, its commitments would be lost in silence
            raise self._refused(
                number,
                "A fence holds TOML, and this one says something else.",
                "Write ```toml at the beginning of the line.",
            )
        self.open, self.rows, self.fence_line = True, [], number + 1

    def _inside_fence(self, line: str) -> None:
        if line != "```":
            self.rows.append(line)
            return
        self.passages[-1].fences.append(Fence("\n".join(self.rows), self.fence_line))
        self.open = False

    def _close_paragraph(self) -> None:
        if self.paragraph:
            words = " ".join(part for part in self.paragraph if part)
            self.passages[-1].paragraphs.setdefault(self.spoken, []).append(words)
        self.paragraph, self.spoken = [], ""

    def _current(self, number: int) -> None:
        if not self.passages:
            raise self._refused(
                number,
                "Text stands before the first heading.",
                "Begin the file with a line such as: # Title / Titre",
            )

    def _refused(self, line: int, what: str, remedy: str) -> ProblemsError:
        return refused(Place(self.file, line), what, remedy)
