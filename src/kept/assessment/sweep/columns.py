"""Statements as columns: one row for each voice in each statement about each proposition.

The rows stand in the order in which the statements were given. Days are proleptic Gregorian
ordinals (`date.toordinal`), codes are places in the vocabularies. Nothing here depends on a
standpoint or on a day of knowledge; what depends on the text of a process (who publishes what,
when an undated source had appeared) was worked out when the row was made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Int8 = NDArray[np.int8]
Int16 = NDArray[np.int16]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
UInt8 = NDArray[np.uint8]

NEVER: Final = date.max.toordinal()
NO_LOW: Final = -(2**62)  # a figure without a lower bound; real figures stay within 2**53
NO_HIGH: Final = 2**62
NO_FIGURE: Final = 2**62 + 1  # as `low`: the statement tells no figure
NO_EXTENT: Final = -1
OPEN: Final = -2
NOT_ENTERED: Final = -1

SIGNED: Final = 1  # the speaker's own text
LEAD: Final = 2  # rests on leads alone: never counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the codes mean. The order is that of the process, so that equal texts give equal codes."""

    propositions: tuple[str, ...]
    actors: tuple[str, ...]
    publishers: tuple[str, ...]  # who brought unnamed words; the last is "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The rows that speak of a proposition. All arrays have one length, the number of rows."""

    statement: Int32  # the place of the statement among those given, ascending
    proposition: Int32
    speaker: Int16  # actor
    unnamed: Int16  # publisher whose unnamed source it is; -1: the speaker is named
    kind: UInt8  # place in `kept.ledger.KINDS`
    flags: UInt8  # SIGNED, LEAD
    release: UInt8  # place in `kept.ledger.RELEASES`
    grade: UInt8  # 8 · reliability (A = 1) + credibility; 0: none, or nobody could judge
    said: Int32  # last day of `said_on`
    first: Int32  # of `when`
    last: Int32
    until: Int32  # last day of `until`; NEVER: not said
    low: Int64  # of the figure; NO_LOW, NO_FIGURE
    high: Int64
    extent_low: Int8  # NO_EXTENT: no extent is told; OPEN: it is, without this bound
    extent_high: Int8
    published: Int32  # known from this day by its sources
    entered: Int32  # known from this day by its entry; NEVER

    def __len__(self) -> int:
        return len(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retractions:
    """Who takes back what: one row for each voice in each retraction whose target is at hand."""

    statement: Int32  # the retraction, ascending
    target: Int32  # the statement it takes back
    speaker: Int16
    unnamed: Int16
    withdraws: UInt8  # 1: who filed the target says it was filed by mistake
    release: UInt8
    published: Int32
    entered: Int32

    def __len__(self) -> int:
        return len(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Which statements answer which: what tells a denial of one incident from that of another."""

    statement: Int32  # ascending
    answered: Int32

    def __len__(self) -> int:
        return len(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """All statements of a process, ready for a sweep."""

    vocabulary: Vocabulary
    words: Words
    retractions: Retractions
    answers: Answers
    index: Int32  # by statement: its place in the register; NOT_ENTERED

    @property
    def statements(self) -> int:
        """How many statements there are, those that speak of nothing included."""
        return len(self.index)

    @property
    def nbytes(self) -> int:
        """The bytes all columns take."""
        tables = (self.words, self.retractions, self.answers)
        return int(self.index.nbytes) + sum(
            int(array.nbytes) for table in tables for array in arrays(table).values()
        )


def arrays(table: Words | Retractions | Answers) -> Mapping[str, NDArray[Any]]:
    """The arrays of a table by name, in the order of its fields."""
    return {each.name: getattr(table, each.name) for each in fields(table)}
