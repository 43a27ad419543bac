"""Standings as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from kept.report.review import Review, track_of
from kept.report.wording import names, words
from kept.report.wording import standing as wording
from kept.web.pages.asked import Asked
from kept.web.pages.screen import Table

HEADER = (
    "commitment",
    "track",
    "instrument",
    "clause",
    "text",
    "of",
    "to",
    "standing",
    "duty",
    "evidence",
    "time",
    "due_first",
    "due_last",
    "says",
)


def commitment_rows(
    asked: Asked, review: Review, commitments: Iterable[str] | None = None
) -> Table:
    """A row for each commitment, in the order of the text."""
    several = review.commitments if commitments is None else commitments
    return Table(header=HEADER, rows=[_row(asked, review, each) for each in several])


def _row(asked: Asked, review: Review, commitment: str) -> tuple[object, ...]:
    process, language = asked.process, asked.language
    it, standing = process.commitments[commitment], review.assessment.standings[commitment]
    due = standing.time.due
    return (
        commitment,
        track_of(process, commitment),
        it.instrument,
        it.clause,
        names.commitment(commitment, process, language),
        " ".join(it.of),
        " ".join(it.to),
        words.shown_word(standing.word, process, language, restraint=it.kind == "refrain"),
        standing.duty,
        standing.evidence,
        standing.time.word,
        due.first if due else None,
        due.last if due else None,
        wording.line(standing, process, language),
    )
