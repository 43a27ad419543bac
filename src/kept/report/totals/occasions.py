"""That something took place, in which month, and who says so: never what passed there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kept.assessment import Record
from kept.dates import Span
from kept.ledger import AFFIRMING, CONTRADICTING, Statement
from kept.report.totals.periods import Period, period_of
from kept.report.totals.plan import Step

Word = Literal["says-so", "denies", "both", "silent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """What one side says of an occasion."""

    party: str
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Something that took place by somebody's account, in one month or between several."""

    event: str
    first: Period
    last: Period
    said_by: tuple[str, ...]  # by id
    denied_by: tuple[str, ...]
    acknowledged: tuple[Acknowledgement, ...]  # one for each party of the step, by id
    statements: tuple[str, ...]

    @property
    def month_known(self) -> bool:
        """Whether it can have been in one month only."""
        return self.first == self.last


def occasions(step: Step, record: Record, since: date, on: date) -> tuple[Occasion, ...]:
    """What took place of `step` from `since` to `on`, as far as is known, in order of months."""
    heard: dict[tuple[str, Period, Period], list[Statement]] = {}
    for each in record.live:
        for event in each.about if each.evidence and each.when.first <= on else ():
            if event in step.events and each.when.last >= since:
                heard.setdefault((event, *_months(each.when)), []).append(each)
    return tuple(
        _occasion(step, key, heard[key])
        for key in sorted(heard, key=lambda it: (it[2], it[1], step.events.index(it[0])))
        if any(each.kind in AFFIRMING for each in heard[key])
    )


def _months(when: Span) -> tuple[Period, Period]:
    return period_of(when.first, "month"), period_of(when.last, "month")


def _occasion(step: Step, key: tuple[str, Period, Period], heard: Sequence[Statement]) -> Occasion:
    said = _speakers(each for each in heard if each.kind in AFFIRMING)
    denied = _speakers(each for each in heard if each.kind in CONTRADICTING)
    return Occasion(
        event=key[0],
        first=key[1],
        last=key[2],
        said_by=said,
        denied_by=denied,
        acknowledged=tuple(
            Acknowledgement(party=each, word=_word(each in said, each in denied))
            for each in sorted(step.parties)
        ),
        statements=tuple(each.id for each in heard),
    )


def _speakers(several: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(sorted({speaker for each in several for speaker in each.speakers}))


def _word(says: bool, denies: bool) -> Word:
    if says:
        return "both" if denies else "says-so"
    return "denies" if denies else "silent"
