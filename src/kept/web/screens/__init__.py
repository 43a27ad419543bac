"""Every screen of the site, in the order of the menu."""

from __future__ import annotations

from typing import Final

from kept.web.corrections.screen import CORRECTIONS
from kept.web.filing.screen import CHECKS
from kept.web.pages.screen import Screen
from kept.web.screens.about import ABOUT
from kept.web.screens.actor import ACTOR
from kept.web.screens.commitment import COMMITMENT
from kept.web.screens.commitments import COMMITMENTS
from kept.web.screens.differ import DIFFER
from kept.web.screens.disarmament import DISARMAMENT
from kept.web.screens.entry import ENTRY
from kept.web.screens.figures import FIGURES
from kept.web.screens.figures_one import FIGURE
from kept.web.screens.instrument import INSTRUMENT
from kept.web.screens.instruments import INSTRUMENTS
from kept.web.screens.ledger import LEDGER
from kept.web.screens.mechanism import MECHANISM
from kept.web.screens.meeting import MEETING
from kept.web.screens.meetings import MEETINGS
from kept.web.screens.overview import OVERVIEW
from kept.web.screens.phase import PHASE
from kept.web.screens.plan import PLAN
from kept.web.screens.situation import SITUATION
from kept.web.screens.statement import STATEMENT
from kept.web.screens.statements import STATEMENTS
from kept.web.screens.timeline import TIMELINE

SCREENS: Final[tuple[Screen, ...]] = (
    OVERVIEW,
    DISARMAMENT,
    SITUATION,
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
    CHECKS,
    COMMITMENTS,
    COMMITMENT,
    DIFFER,
    STATEMENTS,
    STATEMENT,
    FIGURES,
    FIGURE,
    TIMELINE,
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
