"""The overview: its answer in all forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kept.report.interface import review_json
from kept.report.review import Review
from kept.report.wording import standing as wording
from kept.report.wording.language import LANGUAGES
from kept.web.pages.answers import ANSWERS, name_of, review_of
from kept.web.pages.asked import Asked
from kept.web.pages.engine import ENGINE
from kept.web.pages.screen import Screen, Shown
from kept.web.screens.overview.attention import attention
from kept.web.screens.overview.heard import last_heard
from kept.web.screens.overview.lead import lead
from kept.web.screens.overview.pictures import pictures
from kept.web.screens.overview.tracks import tracks
from kept.web.screens.rows import commitment_rows


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
    drawn = name_of(asked, "tracks", asked.language, tuple(sorted(asked.given.items())))
    return {
        "review": review,
        "lead": lead(asked, review),
        "heard": last_heard(asked, review),
        **ANSWERS.get(drawn, lambda: tracks(asked, review)),
        **attention(asked, review),
        **pictures(asked, review),
    }


def _data(asked: Asked, review: Review) -> Any:
    sentences = {
        str(each): wording.first_sentence(
            review.assessment, asked.process, each, review.commitments
        )
        for each in LANGUAGES
        if each in asked.process.head.languages
    }
    return review_json(review, ENGINE, sentences)


OVERVIEW: Final = Screen(
    name="overview",
    path="",
    template="overview.html",
    show=show,
    about="Where every commitment stands, what changed since the last meeting, what is due next.",
)
