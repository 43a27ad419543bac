"""Printing for people: headings, indented lines, short lists with an honest "and n more"."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from kept.report.labels import label
from kept.report.wording.language import Language

T = TypeVar("T")
WIDEST = 110  # columns; longer lines are hard to read
PIPED = 100  # columns where there is no window to ask

# Terminals are wrapped at every kind of space; these two stand in where none may be broken.
_BREAKLESS = {0x00A0: 0xE000, 0x202F: 0xE001}
_UNBREAK = {stand_in: space for space, stand_in in _BREAKLESS.items()}

STYLES = {
    "kept": "blue",
    "under-way": "cyan",
    "late": "yellow",
    "broken": "bold yellow",
    "contested": "magenta",
    "blocked": "bright_black",
    "not-yet-due": "dim",
    "cannot-be-judged": "dim",
    "no-longer-owed": "dim",
}
MARKS = {  # a shape for each word, so that colour is never needed
    "kept": "●",
    "under-way": "◐",
    "late": "◷",
    "broken": "■",
    "contested": "◆",
    "blocked": "▣",
    "not-yet-due": "○",
    "cannot-be-judged": "?",
    "no-longer-owed": "–",
}


class Screen:
    """A terminal, or a pipe; NO_COLOR and narrow windows are respected."""

    def __init__(self, language: Language, *, limited: bool = False) -> None:
        self.language = language
        self.limited = limited
        self.console = Console(highlight=False, soft_wrap=False)
        if not self.console.is_terminal and "COLUMNS" not in os.environ:
            self.console.width = PIPED
        self.console.width = min(self.console.width, WIDEST)

    def show(self, thing: RenderableType = "") -> None:
        """Print, without breaking a line at a space that is not to be broken."""
        with self.console.capture() as captured:
            self.console.print(thing)
        click.echo(captured.get().translate(_UNBREAK), nl=False)

    def heading(self, name: str, **values: object) -> None:
        """A heading from the labels."""
        self.show()
        self.line(label(name, self.language, **values), style="bold")

    def line(self, text: str, indent: int = 0, style: str = "") -> None:
        """One paragraph, wrapped and indented."""
        unbroken = Text(text.translate(_BREAKLESS), style=style)
        self.show(Padding(unbroken, (0, 0, 0, indent)))

    def word(self, word: str, shown: str) -> str:
        """A shown word with its mark, as markup."""
        return f"[{STYLES[word]}]{MARKS[word]} {escape(shown)}[/]"

    def marked(self, markup: str, indent: int = 0) -> None:
        """One paragraph of markup."""
        unbroken = Text.from_markup(markup.translate(_BREAKLESS))
        self.show(Padding(unbroken, (0, 0, 0, indent)))

    def some(self, items: Sequence[T], show: Callable[[T], None], *, most: int = 4) -> None:
        """At most so many on a limited screen, and how many more there are."""
        shown = items[:most] if self.limited else items
        for each in shown:
            show(each)
        left = len(items) - len(shown)
        if left:
            self.line("… " + label("more", self.language, n=left), 2, "dim")


@contextmanager
def steps(names: Iterable[str]) -> Iterator[Iterator[str]]:
    """Walk through named steps with a bar on the terminal, on the error stream, gone at the end."""
    console = Console(stderr=True)
    several = list(names)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("", total=len(several))

        def walk() -> Iterator[str]:
            for each in several:
                bar.update(task, description=each)
                yield each
                bar.advance(task)

        yield walk()
