"""Every screen of the site, in the order of the menu."""

from __future__ import annotations

from typing import Final

from kept.web.corrections.screen import CORRECTIONS
from kept.web.screens.about import ABOUT
from kept.web.screens.actor import ACTOR
from kept.web.screens.entry import ENTRY
from kept.web.screens.instrument import INSTRUMENT
from kept.web.screens.instruments import INSTRUMENTS
from kept.web.screens.ledger import LEDGER
from kept.web.screens.mechanism import MECHANISM
from kept.web.screens.meeting import MEETING
from kept.web.screens.meetings import MEETINGS
from kept.web.screens.overview import OVERVIEW
from kept.web.screens.phase import PHASE
from kept.web.screens.plan import PLAN
from kept.web.screens.screen import Screen

SCREENS: Final[tuple[Screen, ...]] = (
    OVERVIEW,
    LEDGER,
    ENTRY,
    PLAN,
    PHASE,
    INSTRUMENTS,
    INSTRUMENT,
    MEETINGS,
    MEETING,
    MECHANISM,
    ACTOR,
    ABOUT,
    CORRECTIONS,
)
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
