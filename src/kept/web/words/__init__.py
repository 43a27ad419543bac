"""The words of the site: a folder a language, a file a screen, a line a sentence.

A language is there once its folder is; a test holds the folders to the same keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from kept.report.wording.language import Language, typeset

FOLDER: Final = Path(__file__).parent
Say = Callable[..., str]
Text = str | Mapping[str, str]


@cache
def words(language: Language) -> Mapping[str, Text]:
    """Every sentence in `language`: "overview.title", by file and key."""
    names = sorted(path.stem for path in (FOLDER / language).glob("*.toml"))
    return {key: text for name in names for key, text in _file(language, name).items()}


@cache
def _file(language: Language, name: str) -> Mapping[str, Text]:
    """The sentences of one file."""
    with (FOLDER / language / f"{name}.toml").open("rb") as file:
        return {f"{name}.{key}": text for key, text in tomllib.load(file).items()}


class _WhenAsked(dict[str, Text]):
    """Sentences, a file of them read when one is first asked for: a start needs few."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language: Final = language

    def __missing__(self, key: str) -> Text:
        try:
            file = _file(self._language, key.partition(".")[0])
        except FileNotFoundError:
            raise KeyError(key) from None
        self.update(file)
        return file[key]


@cache
def saying(language: Language) -> Say:
    """A function that says a sentence: `t("overview.due", n=3)`.

    A sentence that counts is a table of `one` and `many`, and is told `n`.
    """
    texts = _WhenAsked(language)

    def say(key: str, **values: Any) -> str:
        text = texts[key]
        if not isinstance(text, str):
            n = values["n"]
            text = text["one" if n == 1 or (n == 0 and language == "fr") else "many"]
        return typeset(text.format(**values) if values else text, language)

    return say
