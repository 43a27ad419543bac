"""Where it stands: the text and the testimony, weighed from a standpoint, with the reasons."""

from kept.assessment.adoption import (
    Cast,
    OutcomeWord,
    belied,
    cast_on,
    needs_votes,
    outcome,
    votes_of,
)
from kept.assessment.assess import Assessment, assess, standing
from kept.assessment.authors import own_words, told_apart
from kept.assessment.compare import Comparison, answer_of, compare, seen_by
from kept.assessment.evidence import Evidence, Strength, Verdict
from kept.assessment.history import Run, history
from kept.assessment.known import Basis, dated, known_on
from kept.assessment.phases import PhaseStanding, phase_standings
from kept.assessment.record import Record, bloc_of, is_lead
from kept.assessment.slots import bears_on, decisive
from kept.assessment.standing import (
    DUTIES,
    SHOWN,
    Breach,
    DutyWord,
    Extent,
    Occasion,
    Reason,
    ShownWord,
    Standing,
    Timing,
)
from kept.assessment.terms import reading_known_on
from kept.assessment.whatif import Change, Finding, suppose, what_would_change, word_if
from kept.assessment.words import TABLE, shown

__all__ = [
    "DUTIES",
    "SHOWN",
    "TABLE",
    "Assessment",
    "Basis",
    "Breach",
    "Cast",
    "Change",
    "Comparison",
    "DutyWord",
    "Evidence",
    "Extent",
    "Finding",
    "Occasion",
    "OutcomeWord",
    "PhaseStanding",
    "Reason",
    "Record",
    "Run",
    "ShownWord",
    "Standing",
    "Strength",
    "Timing",
    "Verdict",
    "answer_of",
    "assess",
    "bears_on",
    "belied",
    "bloc_of",
    "cast_on",
    "compare",
    "dated",
    "decisive",
    "history",
    "is_lead",
    "known_on",
    "needs_votes",
    "outcome",
    "own_words",
    "phase_standings",
    "reading_known_on",
    "seen_by",
    "shown",
    "standing",
    "suppose",
    "told_apart",
    "votes_of",
    "what_would_change",
    "word_if",
]
