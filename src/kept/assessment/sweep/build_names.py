"""What statements are called and whom they name: who takes back and who answers which.

A statement may name one that comes later, so names are kept until all are at hand. Of several
statements of one id the last is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from kept.assessment.sweep.build_types import types_of
from kept.assessment.sweep.columns import Answers, Int64, Retractions

_TYPES: Final = types_of(Retractions)
_FOUND: Final = (
    "target", "withdraws", "statement", "speaker", "unnamed", "release", "published", "entered",
)  # fmt: skip


class Retracting(NamedTuple):
    """One voice of a retraction, whether or not its target is at hand; see `Retractions`."""

    statement: int
    target: str  # id
    speaker: int
    unnamed: int
    release: int
    published: int
    entered: int


class Answering(NamedTuple):
    """A statement and the id of one that it answers."""

    statement: int
    answered: str


@dataclass(frozen=True, slots=True)
class Names:
    """What is needed beside `Columns` to take in more statements. All in order of statement."""

    ids: Sequence[str] = ()  # by statement
    filed_by: Sequence[tuple[str, ...]] = ()  # by statement
    retracting: Sequence[Retracting] = ()
    answering: Sequence[Answering] = ()

    def resolved(self, actors: Sequence[str]) -> tuple[Retractions, Answers]:
        """Those whose targets are at hand; `actors` are those of the vocabulary."""
        place: dict[str, int] = {}
        if self.retracting or self.answering:
            place = {name: at for at, name in enumerate(self.ids)}
        return self._retractions(place, actors), self._answers(place)

    def _answers(self, place: Mapping[str, int]) -> Answers:
        found = (
            (each.statement, place[each.answered])
            for each in self.answering
            if each.answered in place
        )
        table = table_of(found, 2).astype(np.int32)
        return Answers(statement=table[:, 0].copy(), answered=table[:, 1].copy())

    def _retractions(self, place: Mapping[str, int], actors: Sequence[str]) -> Retractions:
        withdrawn = self._withdrawn(place, actors)
        found = (
            (place[each.target], each.statement in withdrawn, each.statement, *each[2:])
            for each in self.retracting
            if each.target in place
        )
        named = zip(_FOUND, table_of(found, len(_FOUND)).T, strict=True)
        return Retractions(**{name: array.astype(_TYPES[name]) for name, array in named})

    def _withdrawn(self, place: Mapping[str, int], actors: Sequence[str]) -> set[int]:
        """The retractions spoken by somebody who filed the target: see `record.withdraws`."""
        return {
            each.statement
            for each in self.retracting
            if each.target in place and actors[each.speaker] in self.filed_by[place[each.target]]
        }


def table_of(rows: Iterable[Sequence[int]], width: int) -> Int64:
    """Rows of so many numbers as one array, rows × width."""
    return np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, width)
