"""What the site is held to, beside what it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bench.site.contest import Result

Figure = Literal["cpu_ms", "p99_ms", "to_datasette"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A figure of a page must stay below, or reach, a value."""

    page: str
    figure: Figure
    value: float
    least: bool = False  # a value to reach rather than to stay below

    def met(self, results: Sequence[Result]) -> bool | None:
        """Whether it is; None where that was not measured."""
        found = next((each for each in results if each.name == self.page), None)
        figure: float | None = getattr(found, self.figure, None)
        if figure is None:
            return None
        return figure >= self.value if self.least else figure <= self.value


BARS: Final = (
    Bar(page="overview, made anew", figure="cpu_ms", value=6),
    Bar(page="overview, kept", figure="cpu_ms", value=1),
    Bar(page="overview, made anew", figure="p99_ms", value=100),
    Bar(page="overview, kept", figure="p99_ms", value=100),
    Bar(page="statements, 50 rows, made anew", figure="to_datasette", value=5, least=True),
    Bar(page="statements, 50 rows, kept", figure="to_datasette", value=5, least=True),
)
_FIGURES: Final = {
    "cpu_ms": "{:g} CPU-ms a request",
    "p99_ms": "99 of 100 within {:g} ms",
    "to_datasette": "{:g} × Datasette's requests in a CPU-second",
}
_WORDS: Final = {True: "met", False: "MISSED", None: "not measured"}


def judged(results: Sequence[Result]) -> list[str]:
    """Each bar, and whether it is met."""
    return [
        f"{each.page}: {_FIGURES[each.figure].format(each.value)}: {_WORDS[each.met(results)]}"
        for each in BARS
    ]
