"""Every screen of the site, in the order of the menu."""

from __future__ import annotations

from typing import Final

from kept.web.screens.overview import OVERVIEW
from kept.web.screens.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = (OVERVIEW,)
MENU: Final = (
    "overview",
    "commitments",
    "plan",
    "statements",
    "figures",
    "disarmament",
    "meetings",
    "situation",
    "instruments",
    "ledger",
    "about",
)
