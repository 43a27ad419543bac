"""What was said, as statements again: made from columns for the few that are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from kept.assessment.record import Heard
from kept.assessment.sweep.columns import (
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    OPEN,
    SIGNED,
    Answers,
)
from kept.assessment.sweep.plain.slots import Slots
from kept.dates import Span
from kept.ledger import Statement
from kept.ledger.statement import KINDS
from kept.names import Interval
from kept.texts import Place, Words

_COLUMNS = Place("columns", 1)
_UNTOLD = Words.of(en="")


@dataclass(frozen=True, slots=True)
class Testimony(Mapping[str, tuple[Heard, ...]]):
    """By proposition what counts in one lane, in the order of entry.

    The statements have what decides a standing alone: no wording, no sources, and the place
    among the statements as their id. They are made once asked for, and kept.
    """

    slots: Slots
    lane: int
    made: dict[str, tuple[Heard, ...]] = field(default_factory=dict)

    def __getitem__(self, proposition: str) -> tuple[Heard, ...]:
        if proposition not in self.made:
            self.made[proposition] = self._heard(proposition)
        return self.made[proposition]

    def __iter__(self) -> Iterator[str]:
        return iter(self.slots.code)

    def __len__(self) -> int:
        return len(self.slots.code)

    def _heard(self, proposition: str) -> tuple[Heard, ...]:
        its = self.slots.about(proposition)
        rows = self.slots.rows.row[its][(self.slots.rows.lanes[its] >> self.lane & 1) != 0]
        spoke: dict[int, tuple[int, dict[str, None]]] = {}
        for row in np.sort(rows).tolist():
            statement = int(self.slots.columns.words.statement[row])
            voice = self.slots.lanes.voices[self.slots.masks.voice[row]]
            spoke.setdefault(statement, (row, {}))[1][voice] = None
        found = [
            Heard(statement_of(self.slots, row), int(self.slots.order[statement]), tuple(voices))
            for statement, (row, voices) in spoke.items()
        ]
        return tuple(sorted(found, key=lambda each: each.order))


def statement_of(slots: Slots, row: int) -> Statement:
    """What one row of words says, without its wording; of its speakers the row's own."""
    words, vocabulary = slots.columns.words, slots.columns.vocabulary
    number, until = int(words.statement[row]), int(words.until[row])
    return Statement(
        id=str(number),
        place=_COLUMNS,
        speakers=(vocabulary.actors[words.speaker[row]],),
        kind=KINDS[words.kind[row]],
        about=(vocabulary.propositions[words.proposition[row]],),
        claim=_UNTOLD,
        said_on=Span.on(_day(int(words.said[row]))),
        when=Span(_day(int(words.first[row])), _day(int(words.last[row]))),
        until=None if until == NEVER else Span.on(_day(until)),
        says=_figure(int(words.low[row]), int(words.high[row])),
        extent=_extent(int(words.extent_low[row]), int(words.extent_high[row])),
        signed=bool(words.flags[row] & SIGNED),
        answers=tuple(map(str, _answered(slots.columns.answers, number))),
    )


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _figure(low: int, high: int) -> Interval | None:
    if low == NO_FIGURE:
        return None
    return Interval(None if low == NO_LOW else low, None if high == NO_HIGH else high)


def _extent(low: int, high: int) -> Interval | None:
    if low == NO_EXTENT:
        return None
    return Interval(None if low == OPEN else low, None if high == OPEN else high)


def _answered(answers: Answers, statement: int) -> list[int]:
    first, after = np.searchsorted(answers.statement, (statement, statement + 1))
    found: list[int] = answers.answered[first:after].tolist()
    return found
