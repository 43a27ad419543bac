"""The colours of what is shown, on paper and in the dark.

Colour never speaks alone: a shape and a word go with it. No red and no green, which say more
than a standing does and which many cannot tell apart; no colour of a flag. Filled words keep
their distance under every kind of colour blindness; the others are outlined and differ by shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kept.assessment import SHOWN
from kept.assessment.standing import ShownWord


@dataclass(frozen=True, slots=True)
class Colour:
    """One colour on a light ground and on a dark one."""

    light: str
    dark: str


# What standings stand on and are written in.
GROUND: Final[Mapping[str, Colour]] = {
    "ground": Colour("#f4f5f3", "#12181a"),
    "card": Colour("#ffffff", "#1a2225"),
    "soft": Colour("#e8eceb", "#263236"),
    "line": Colour("#d5dad7", "#344044"),
    "ink": Colour("#1b2426", "#e8eceb"),
    "muted": Colour("#55625f", "#a6b2b0"),
    "link": Colour("#0b5563", "#7cc7d6"),
}

FILLED: Final[Mapping[ShownWord, Colour]] = {
    "kept": Colour("#0b5f58", "#5fbdac"),
    "under-way": Colour("#7187bd", "#bac6fa"),
    "late": Colour("#b05d0e", "#e59a55"),
    "broken": Colour("#0d1214", "#fef1d6"),
    "contested": Colour("#4e1a84", "#bd70f0"),
    "blocked": Colour("#8f908c", "#6f8393"),
}

# What is written on a filled shape.
ON: Final[Mapping[ShownWord, Colour]] = {
    "kept": Colour("#ffffff", "#10171a"),
    "under-way": Colour("#0a1520", "#10171a"),
    "late": Colour("#ffffff", "#10171a"),
    "broken": Colour("#ffffff", "#10171a"),
    "contested": Colour("#ffffff", "#10171a"),
    "blocked": Colour("#10171a", "#10171a"),
}

OUTLINED: Final[Mapping[ShownWord, Colour]] = {
    "not-yet-due": Colour("#75807d", "#8c9896"),
    "cannot-be-judged": Colour("#5d6669", "#a3adb0"),
    "no-longer-owed": Colour("#75807d", "#8c9896"),
}

# Bottom to top in a column, left to right in a key.
ORDER: Final[tuple[ShownWord, ...]] = SHOWN


def tokens() -> Mapping[str, Colour]:
    """Every custom property of the style sheet, without its dashes."""
    return {
        **GROUND,
        **_named(FILLED, ""),
        **_named(ON, "on-"),
        **_named(OUTLINED, ""),
    }


def _named(colours: Mapping[ShownWord, Colour], before: str) -> dict[str, Colour]:
    return {before + word: colour for word, colour in colours.items()}


def css() -> str:
    """The custom properties that all style sheets of the site draw on; paper is never dark."""
    light = ";".join(f"--{name}:{each.light}" for name, each in tokens().items())
    dark = ";".join(f"--{name}:{each.dark}" for name, each in tokens().items())
    return (
        f":root{{color-scheme:light dark;{light}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        "@media print{:root{color-scheme:light}}\n"
    )
