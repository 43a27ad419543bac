"""What is told of an area: a total, never a single incident, and never where in it."""

from __future__ import annotations

from dataclasses import dataclass

from kept.assessment.standing import ShownWord
from kept.report.charts.locale import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One area with its total, a shown word, or both.

    A number that must not be shown is not handed in; `instead` says what stands in its place.
    """

    name: str
    count: int | None = None
    instead: str = ""
    word: ShownWord | None = None
    title: str = ""
    href: str | None = None

    def said(self, locale: Locale) -> str:
        """The total as it is printed."""
        return self.instead if self.count is None else locale.number(self.count)
