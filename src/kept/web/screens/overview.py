"""The overview: where it stands, in a sentence, and then in pictures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kept.assessment import SHOWN
from kept.report.interface import review_json
from kept.report.review import Review
from kept.report.wording import standing as wording
from kept.web.pages.answers import review_of
from kept.web.pages.asked import Asked
from kept.web.screens.rows import commitment_rows
from kept.web.screens.screen import Screen, Shown

ENGINE: Final = "kept 2026.11.0, reference assessment"


def show(asked: Asked) -> Shown:
    """Where everything stands."""
    review = review_of(asked)
    return Shown(
        title=asked.t("overview.title"),
        context=lambda: _context(asked, review),
        data=lambda: _data(asked, review),
        table=lambda: commitment_rows(asked, review),
    )


def _context(asked: Asked, review: Review) -> Mapping[str, Any]:
    return {
        "review": review,
        "sentence": wording.first_sentence(
            review.assessment, asked.process, asked.language, review.commitments
        ),
        "shown": SHOWN,
    }


def _data(asked: Asked, review: Review) -> Any:
    sentences = {
        each: wording.first_sentence(review.assessment, asked.process, each, review.commitments)  # type: ignore[arg-type]
        for each in asked.process.head.languages
    }
    return review_json(review, ENGINE, sentences)


OVERVIEW: Final = Screen(
    name="overview",
    path="",
    template="overview.html",
    show=show,
    about="Where every commitment stands, what changed since the last meeting, what is due next.",
)
