"""Files that the site has but the repository has not, for they are made of others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from kept.web.serving.stylesheet import stylesheet
from kept.web.serving.verifier import verifier

MADE: Final[Mapping[str, Callable[[], str]]] = {
    "css/kept.css": stylesheet,
    "ledger/verify.js": verifier,
}


def write(folder: Path) -> None:
    """Write them where the files of the site are collected from; what is right stays untouched."""
    for name, make in MADE.items():
        file, text = folder / name, make()
        if file.is_file() and file.read_text("utf-8") == text:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
