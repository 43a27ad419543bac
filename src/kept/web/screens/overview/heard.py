"""Who was heard from last: silence is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kept.assessment import bloc_of
from kept.report.review import Review
from kept.report.wording import dates, names
from kept.web.pages.answers import ANSWERS, large_of, name_of
from kept.web.pages.asked import Asked

LATELY: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A party, the day of its last words, and how often it spoke in the month before the day."""

    name: str
    told: str


def last_heard(asked: Asked, review: Review) -> tuple[Heard, ...]:
    """The parties in alphabetical order, then the mechanism that meets."""
    process, language = asked.process, asked.language
    large = large_of(asked)
    days = (
        ANSWERS.get(name_of(asked, "overview heard"), lambda: _days(review))
        if large is None
        else large.heard
    )
    parties = {each for it in process.instruments.values() for each in it.parties}
    named = sorted((names.actor(each, process, language), each) for each in parties)
    mechanism = process.head.mechanism
    if mechanism is not None:
        named.append((names.actor(mechanism, process, language), mechanism))
    return tuple(
        Heard(name=name, told=_told(asked, days.get(_side(review, each)))) for name, each in named
    )


def _told(asked: Asked, heard: tuple[date, int] | None) -> str:
    if heard is None:
        return asked.t("overview.never-heard")
    last, lately = heard
    return asked.t("overview.heard", day=dates.day(last, asked.language), n=lately)


def _side(review: Review, actor: str) -> str:
    return bloc_of(actor, review.process, review.assessment.standpoint)


def _days(review: Review) -> dict[str, tuple[date, int]]:
    """By side the day of its last words, and how often it spoke: forces speak with their state."""
    found: dict[str, list[date]] = {}
    for each in review.assessment.record.live:
        if each.unnamed or each.said_on.first > review.question.on:
            continue
        for side in {_side(review, one) for one in each.speakers}:
            found.setdefault(side, []).append(each.said_on.last)
    since = review.question.on - LATELY
    return {
        side: (max(days), sum(1 for each in days if each > since)) for side, days in found.items()
    }
