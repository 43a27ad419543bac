"""The one table from the axes of a standing to the word that is shown.

Read from the top: the first row that fits decides. `*` fits everything.
A commitment is called late only where somebody whose word counts has said that it is
not done. Silence is shown as silence, and a claim to have done it that nobody denies is
no lateness; that the deadline has passed is shown on the time axis either way.

>>> shown("overdue", "unreported", restraint=False, deadline=True)
'cannot-be-judged'
>>> shown("overdue", "refuted", restraint=False, deadline=True)
'late'
"""

from __future__ import annotations

from kept.assessment.evidence import NOTHING_TO_GO_BY, EvidenceWord
from kept.assessment.standing import DutyWord, ShownWord

ANY = ("*",)

# duty, evidence, kind of duty ("restraint", "deed" or "*"), deadline and progress ("yes", "no"
# or "*"), word. Progress: somebody whose word counts reports that it is at least begun.
TABLE: tuple[tuple[tuple[str, ...], tuple[str, ...], str, str, str, ShownWord], ...] = (
    (("discharged",), ANY, "*", "*", "*", "kept"),
    (("breached",), ANY, "*", "*", "*", "broken"),
    (("proposed", "dormant"), ANY, "*", "*", "*", "not-yet-due"),
    (("blocked", "suspended"), ANY, "*", "*", "*", "blocked"),
    (("released", "lapsed", "superseded"), ANY, "*", "*", "*", "no-longer-owed"),
    (("active", "overdue"), ("conflicting",), "*", "*", "*", "contested"),
    (("overdue",), ("refuted",), "*", "*", "*", "late"),
    (("overdue",), ANY, "*", "*", "*", "cannot-be-judged"),
    (("active",), ("refuted",), "restraint", "*", "*", "cannot-be-judged"),
    (("active",), ("refuted",), "deed", "*", "yes", "under-way"),
    (("active",), ("refuted",), "deed", "*", "no", "not-yet-due"),
    (("active",), ("missing",), "*", "*", "*", "cannot-be-judged"),
    (("active",), NOTHING_TO_GO_BY, "deed", "yes", "*", "not-yet-due"),
    (("active",), NOTHING_TO_GO_BY, "*", "*", "*", "cannot-be-judged"),
    (("active",), ANY, "*", "*", "*", "under-way"),
)


def shown(
    duty: DutyWord,
    evidence: EvidenceWord,
    *,
    restraint: bool,
    deadline: bool,
    progress: bool = False,
) -> ShownWord:
    """The word shown for a standing; `restraint` marks a duty to refrain."""
    found = ("restraint" if restraint else "deed", _yes(deadline), _yes(progress))
    return next(
        word
        for duties, strengths, *wanted, word in TABLE
        if duty in duties
        and (strengths == ANY or evidence in strengths)
        and all(each in ("*", one) for each, one in zip(wanted, found, strict=True))
    )


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
