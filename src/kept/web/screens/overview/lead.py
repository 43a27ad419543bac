"""The sentence the overview begins with, and what moved since the last meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kept.report.review import Review
from kept.report.wording import dates, names, words
from kept.report.wording.language import sentence
from kept.report.wording.summary import counts, tally
from kept.web.pages.asked import Asked

# What a reader has to know first; the rest stands in the key above the squares.
FIRST: Final = ("kept", "late", "broken", "broken-restraint", "contested")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The headline, and the lines under it."""

    headline: str
    since: str
    due: str
    next: str


def lead(asked: Asked, review: Review) -> Lead:
    """The first lines of the page."""
    return Lead(
        headline=_headline(asked, review),
        since=_since(asked, review),
        due=_due(asked, review),
        next=_next(asked, review),
    )


def _headline(asked: Asked, review: Review) -> str:
    standings = [review.assessment.standings[each] for each in review.commitments]
    told = tally(standings, asked.process)
    first = {word: n for word, n in told.items() if word in FIRST}
    return sentence(counts(first, len(standings), asked.language))


def _since(asked: Asked, review: Review) -> str:
    """How many stand otherwise than before the last meeting, by what they are now."""
    if review.before is None:
        return ""
    moved = Counter(
        words.shown_word(
            each.now.word,
            asked.process,
            asked.language,
            restraint=asked.process.commitments[each.commitment].kind == "refrain",
        )
        for each in review.changed
        if each.before.word != each.now.word
    )
    parts = [asked.t("overview.became", n=n, word=word) for word, n in sorted(moved.items())]
    told = names.join(parts, asked.language) or asked.t("overview.nothing-moved")
    return asked.t("overview.since", meeting=_last(asked, review), told=told)


def _last(asked: Asked, review: Review) -> str:
    last = review.last_meeting
    if last is None:
        return dates.day(review.question.on, asked.language)
    name = names.meeting(last.id, asked.process, asked.language)
    return f"{name} ({dates.span_of_days(last.on, asked.language)})"


def _due(asked: Asked, review: Review) -> str:
    return asked.t("overview.due", n=len(review.due_next))


def _next(asked: Asked, review: Review) -> str:
    if review.next_on is None:
        return asked.t("overview.no-next")
    return asked.t("overview.next", day=dates.span(review.next_on, asked.language))
