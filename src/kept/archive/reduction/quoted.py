"""Which statements a review quotes: each side's last word, and that somebody spoke at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

import numpy as np

from kept.archive.reduction.spoken import Spoken, among, distinct
from kept.assessment import Standing, bears_on, bloc_of, decisive
from kept.assessment.sweep.columns import Int64
from kept.assessment.sweep.plain.masks import SPEAKS, Flags, retractions_of
from kept.process.model import Commitment, Process, Standpoint
from kept.report.accounts import incidents_at_issue, sides_of

Names = Callable[[Int64], Sequence[str]]  # what statements are called, by their numbers
Days = Callable[[Int64], Sequence[date]]  # the first days on which they may have been said
_NONE: Final[Int64] = np.empty(0, np.int64)
_STEP: Final = 256  # rows that are looked through at once for one that stands
_MOST: Final = 500  # statements that are looked up to know whether they were said by a day


Untold = Literal["refused", "differs", "uncertain"]


class UntoldError(Exception):
    """The columns cannot tell, and all that was said has to be read.

    *refused*: the calendar refuses a day. *differs*: a standing that was worked out is not the
    one the kernel found. *uncertain*: too much was said on days that may be before or after.
    """

    def __init__(self, why: Untold) -> None:
        self.why: Final = why
        super().__init__(why)


class Quoting:
    """What of all that was said one standpoint of a pass is shown in so many words."""

    def __init__(
        self, process: Process, spoken: Spoken, lane: int, names: Names, days: Days
    ) -> None:
        self._process, self._spoken, self._lane = process, spoken, lane
        self._names, self._days = names, days
        self._standpoint: Final[Standpoint] = spoken.lanes.standpoints[lane]
        self._left = _MOST

    def heard_of(self, commitment: Commitment) -> Int64:
        """One statement about what decides a commitment; none where nobody has spoken of it."""
        for name in decisive(commitment) or bears_on(commitment):
            rows = self._spoken.rows(name)
            for start in range(0, len(rows), _STEP):
                some = rows[start : start + _STEP]
                stands = some[self._stands(some)]
                if len(stands):
                    return self._spoken.columns.words.statement[stands[:1]].astype(np.int64)
        return np.empty(0, np.int64)

    def last_words(self, standing: Standing) -> Iterator[Int64]:
        """What each side said last about a commitment: see `kept.report.accounts.both_sides`."""
        it = self._process.commitments[standing.commitment]
        sides = sides_of(it, self._process)
        blocs = {bloc_of(each, self._process, self._standpoint) for each in sides}
        said = _Said(self._spoken, self._lane, it, standing, blocs)
        for bloc in sorted(blocs):
            yield self._first(said, bloc, blocs - {bloc})

    def _first(self, said: _Said, ours: str, others: set[str]) -> Int64:
        for several in said.in_order(ours, others):
            found = several.numbers if several.by_then else self._said_by_then(several.numbers)
            if len(found):
                names = self._names(found) if len(found) > 1 else ("",)
                return found[[names.index(min(names))]]
        return np.empty(0, np.int64)

    def _said_by_then(self, numbers: Int64) -> Int64:
        """Those that may have been said by the day asked about: columns tell the last day only."""
        self._left -= len(numbers)
        if self._left < 0:
            raise UntoldError("uncertain")
        said = [each <= self._spoken.day.on for each in self._days(numbers)]
        return numbers[np.array(said, np.bool_)]

    def _stands(self, rows: Int64) -> Flags:
        part, _ = self._spoken.part(rows)
        standing: Flags = np.not_equal(self._spoken.masks(part).standing >> self._lane & 1, 0)
        return standing


class _Alike(NamedTuple):
    """Statements that come in the same place, and whether all were said by the day asked about."""

    numbers: Int64
    by_then: bool


class _Said:
    """The statements that bear on one commitment and stand, in the order in which they are told."""

    def __init__(
        self, spoken: Spoken, lane: int, it: Commitment, standing: Standing, blocs: set[str]
    ) -> None:
        self._actors: Final = {n: at for at, n in enumerate(spoken.columns.vocabulary.actors)}
        rows = np.sort(np.concatenate([_NONE, *(spoken.rows(each) for each in bears_on(it))]))
        theirs = np.zeros(len(self._actors), np.bool_)
        theirs[[self._actors[each] for each in blocs]] = True
        mine = theirs[spoken.lanes.voice[spoken.columns.words.speaker[rows]]]
        if standing.started is not None:
            mine &= spoken.columns.words.said[rows] >= standing.started.first.toordinal()
        part, numbers = spoken.part(rows[mine])
        words = part.words
        on = spoken.day.on.toordinal()
        told = np.flatnonzero((spoken.masks(part).standing >> lane & 1) != 0)
        code = {n: at for at, n in enumerate(spoken.columns.vocabulary.propositions)}
        self._words, self._rows, self._on = words, told, on
        self._numbers = numbers[words.statement[told]]
        self._bloc = spoken.lanes.voice[words.speaker[told]]
        about = words.proposition[told]
        self._decides = np.isin(about, [code[each] for each in decisive(it)])
        self._at_issue = np.isin(about, [code[each] for each in incidents_at_issue(standing)])

    def in_order(self, ours: str, others: set[str]) -> Iterator[_Alike]:
        """Those in which one side speaks without the others; of alike ones their names decide."""
        theirs = np.isin(self._bloc, [self._actors[each] for each in others])
        together = among(distinct(self._numbers[theirs]), self._numbers)
        mine = (self._bloc == self._actors[ours]) & ~together
        wanted = among(distinct(self._numbers[mine]), self._numbers)
        numbers = distinct(self._numbers[wanted])
        place = np.searchsorted(numbers, self._numbers[wanted])
        first = np.searchsorted(place, np.arange(len(numbers)))
        at_issue, decides = (
            np.bincount(place, each[wanted], len(numbers)) > 0
            for each in (self._at_issue, self._decides)
        )
        row = self._rows[wanted][first]
        speaks, said = SPEAKS[self._words.kind[row]], self._words.said[row]
        keys = np.stack([-said, ~decides, ~speaks, ~at_issue])
        by = np.lexsort(keys)
        ends = np.flatnonzero((keys[:, by[1:]] != keys[:, by[:-1]]).any(axis=0)) + 1
        for alike in np.split(by, ends) if len(by) else ():
            yield _Alike(numbers[alike], bool(said[alike[0]] <= self._on))


def news_count(spoken: Spoken, lane: int, since: date) -> int:
    """How many statements that stand became known after a day and by the day asked about."""
    columns, day = spoken.columns, spoken.day
    first, last = since.toordinal(), day.on.toordinal()
    found = []
    for table in (columns.words, columns.retractions):
        known = table.published if day.basis == "published" else table.entered
        found.append(np.flatnonzero((known > first) & (known <= last)))
    rows, taking = found
    part, numbers = spoken.part(rows)
    stands = (spoken.masks(part).standing >> lane & 1) != 0
    said = set(numbers[part.words.statement[stands]].tolist())
    table = columns.retractions
    if len(taking):
        lanes = retractions_of(columns, spoken.lanes, day.known_at, day.basis)
        said -= set(table.statement[taking].tolist())
        said |= set(table.statement[taking][(lanes[taking] >> lane & 1) != 0].tolist())
    return len(said)


def joined(several: Iterable[Int64]) -> Int64:
    """The numbers of statements, ascending, each once."""
    return np.unique(np.concatenate([_NONE, *several]))
