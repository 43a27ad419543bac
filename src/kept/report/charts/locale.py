"""How numbers and months are written in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass

from kept.report.wording.figures import number
from kept.report.wording.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """The language of a chart, and its months short enough for a scale."""

    language: Language
    months: tuple[str, ...]  # twelve, from January

    def number(self, value: int) -> str:
        """A whole number as people write it."""
        return number(value, self.language)
