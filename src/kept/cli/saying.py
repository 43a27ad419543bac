"""What short commands say: a sentence in the language asked for, or what is wrong and a code."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, NoReturn, TypeVar

import click

Language = Literal["en", "fr"]
Words = Mapping[str, Mapping[Language, str]]
F = TypeVar("F", bound=Callable[..., Any])

LONG = 5_000  # entries, about a second
WRONG, USAGE, UNREADABLE = 1, 2, 3  # exit codes: docs/commands.md
EXPECTED: Mapping[str, int] = {
    "BundleError": UNREADABLE,
    "EntryError": USAGE,
    "KeyFileError": USAGE,
    "LedgerError": UNREADABLE,
    "NoteError": UNREADABLE,
    "SignatureError": WRONG,
    "TreeError": UNREADABLE,
    "WarehouseError": USAGE,
    "WitnessError": UNREADABLE,
}


def language_of(asked: str | None) -> Language:
    """The language asked for; otherwise French where the terminal speaks it, else English."""
    return "fr" if (asked or os.environ.get("LANG", "")).startswith("fr") else "en"


def language_option(function: F) -> F:
    """`--lang`, as `lang`."""
    return click.option("--lang", type=click.Choice(["en", "fr"]), help="Language.")(function)


def say(words: Words, name: str, language: Language, /, **values: object) -> None:
    """Print one of the sentences in `words`."""
    click.echo(words[name][language].format(**values))


def stop(message: str, code: int = USAGE) -> NoReturn:
    """Say what is wrong and leave."""
    click.echo(f"kept: {message}", err=True)
    sys.exit(code)


def told(function: F) -> F:
    """A command whose expected errors end in a sentence and an exit code, never a traceback."""

    @functools.wraps(function)
    def run(*args: object, **options: object) -> object:
        try:
            return function(*args, **options)
        except Exception as error:
            code = _code(error)
            if code is None:
                raise
            stop(str(error), code)

    return run  # type: ignore[return-value]  # the same signature, by functools.wraps


def _code(error: Exception) -> int | None:
    """By name: to import all that may go wrong takes longer than most of these commands."""
    names = (kind.__name__ for kind in type(error).__mro__ if kind.__module__.startswith("kept."))
    return next((EXPECTED[name] for name in names if name in EXPECTED), None)


@contextmanager
def counting(length: int, label: str) -> Iterator[Callable[[int], object]]:
    """A bar on the error stream for what takes over a second; `advance(n)` for n steps more."""
    shown = length >= LONG and sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=not shown) as bar:
        yield bar.update
