"""One body: who sits in it, by which text, what it met for, decided and found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kept.assessment import Assessment
from kept.process import Mechanism
from kept.report.plain import plain
from kept.report.sittings import Sittings, decisions_by, known_gaps, sittings, sittings_json
from kept.report.wording import voting
from kept.web.pages.answers import assessment_of
from kept.web.pages.asked import Asked
from kept.web.pages.errors import missing
from kept.web.pages.screen import Screen, Shown
from kept.web.screens.meetings import sitting_table
from kept.web.screens.plan_head import head
from kept.web.screens.plan_words import Telling


def show(asked: Asked, mechanism: str) -> Shown:
    """One body."""
    it = asked.process.mechanisms.get(mechanism)
    if it is None:
        raise missing()
    assessment = assessment_of(asked)
    found = sittings(assessment, mechanism)
    return Shown(
        title=it.name.in_language(asked.language),
        context=lambda: _context(asked, assessment, it, found),
        data=lambda: {
            **head(asked, "kept.mechanism/1"),
            **plain(it),
            **sittings_json(found),
            "decisions": [plain(each) for each in decisions_by(assessment, mechanism)],
            "gaps": [plain(each) for each in known_gaps(assessment) if mechanism in each.found_by],
        },
        table=lambda: sitting_table(asked, found.sittings),
    )


def _context(
    asked: Asked, assessment: Assessment, it: Mechanism, found: Sittings
) -> Mapping[str, Any]:
    process = asked.process
    return {
        "assessment": assessment,
        "tell": Telling(asked),
        "it": it,
        "found": found,
        "rules": voting.rules(it.rules, asked.language),
        "decisions": decisions_by(assessment, it.id),
        "gaps": [each for each in known_gaps(assessment) if it.id in each.found_by],
        "powers": [each for each in process.instruments.values() if it.id in each.powers],
        "verifies": [
            each.id for each in process.commitments.values() if it.id in each.verified_by
        ],
    }


MECHANISM: Final = Screen(
    name="mechanism",
    path="mechanisms/<slug:mechanism>/",
    template="mechanism.html",
    show=show,
    about="One body: its members, its meetings, its decisions, what it verifies.",
    menu="meetings",
)
