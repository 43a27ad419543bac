"""Who was heard from last: silence is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from kept.assessment import bloc_of
from kept.report.review import Review
from kept.report.wording import dates, names
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
    parties = {each for it in process.instruments.values() for each in it.parties}
    named = sorted((names.actor(each, process, language), each) for each in parties)
    mechanism = process.head.mechanism
    if mechanism is not None:
        named.append((names.actor(mechanism, process, language), mechanism))
    return tuple(Heard(name=name, told=_told(asked, review, each)) for name, each in named)


def _told(asked: Asked, review: Review, party: str) -> str:
    days = [each.said_on.last for each in _of(review, party)]
    if not days:
        return asked.t("overview.never-heard")
    lately = sum(1 for each in days if each > review.question.on - LATELY)
    return asked.t("overview.heard", day=dates.day(max(days), asked.language), n=lately)


def _of(review: Review, party: str) -> Iterator[object]:
    assessment = review.assessment
    for each in assessment.record.live:
        if each.unnamed or each.said_on.first > review.question.on:
            continue
        sides = {bloc_of(one, assessment.process, assessment.standpoint) for one in each.speakers}
        if bloc_of(party, assessment.process, assessment.standpoint) in sides:
            yield each
