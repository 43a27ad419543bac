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

from kept.assessment.evidence import EvidenceWord
from kept.assessment.standing import DutyWord, ShownWord

NOTHING_TO_GO_BY = ("unreported", "stale", "unclear")
ANY = ("*",)

# duty, evidence, kind of duty ("restraint", "deed" or "*"), deadline ("yes", "no", "*"), word
TABLE: tuple[tuple[tuple[str, ...], tuple[str, ...], str, str, ShownWord], ...] = (
    (("discharged",), ANY, "*", "*", "kept"),
    (("breached",), ANY, "*", "*", "broken"),
    (("proposed", "dormant"), ANY, "*", "*", "not-yet-due"),
    (("blocked", "suspended"), ANY, "*", "*", "blocked"),
    (("released", "lapsed", "superseded"), ANY, "*", "*", "no-longer-owed"),
    (("active", "overdue"), ("conflicting",), "*", "*", "contested"),
    (("overdue",), ("refuted",), "*", "*", "late"),
    (("overdue",), ANY, "*", "*", "cannot-be-judged"),
    (("active",), NOTHING_TO_GO_BY, "deed", "yes", "not-yet-due"),
    (("active",), NOTHING_TO_GO_BY, "*", "*", "cannot-be-judged"),
    (("active",), ("refuted",), "restraint", "*", "cannot-be-judged"),
    (("active",), ANY, "*", "*", "under-way"),
)


def shown(duty: DutyWord, evidence: EvidenceWord, *, restraint: bool, deadline: bool) -> ShownWord:
    """The word shown for a standing; `restraint` marks a duty to refrain."""
    kind, due = "restraint" if restraint else "deed", "yes" if deadline else "no"
    for duties, strengths, kinds, deadlines, word in TABLE:
        fits = duty in duties and (strengths == ANY or evidence in strengths)
        if fits and kinds in ("*", kind) and deadlines in ("*", due):
            return word
    raise AssertionError(f"no row of the table fits {duty}, {evidence}")  # pragma: no cover
