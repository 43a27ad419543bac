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


@cache
def words(language: Language) -> Mapping[str, str | Mapping[str, str]]:
    """Every sentence in `language`: "overview.title", by file and key."""
    found: dict[str, str | Mapping[str, str]] = {}
    for path in sorted((FOLDER / language).glob("*.toml")):
        with path.open("rb") as file:
            for key, text in tomllib.load(file).items():
                found[f"{path.stem}.{key}"] = text
    return found


@cache
def saying(language: Language) -> Say:
    """A function that says a sentence: `t("overview.due", n=3)`.

    A sentence that counts is a table of `one` and `many`, and is told `n`.
    """
    texts = words(language)

    def say(key: str, **values: Any) -> str:
        text = texts[key]
        if not isinstance(text, str):
            n = values["n"]
            text = text["one" if n == 1 or (n == 0 and language == "fr") else "many"]
        return typeset(text.format(**values) if values else text, language)

    return say
