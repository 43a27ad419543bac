"""Statements out of many, a page at a time: found by columns, read for the page alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np

from kept.archive.reduction.spoken import rows_chosen
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import NEVER, Columns, Int32, Int64
from kept.assessment.sweep.lanes import lanes_of
from kept.assessment.sweep.plain.masks import Flags, masks_of
from kept.assessment.sweep.reduced import with_retractions
from kept.ledger.statement import KINDS, RELEASES
from kept.process.model import Process, Standpoint

Key = tuple[int, str]  # the latest first: minus the day, then the id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a statement must be to be listed; None: whatever it is.

    Of days that are not certain the last counts: what may have been said later is not told yet.
    """

    by: date  # said by this day
    known_at: date
    basis: Basis
    since: date | None = None
    speaker: str | None = None
    kind: str | None = None
    release: str | None = None
    about: tuple[Collection[str], ...] = ()  # propositions: one out of each


class Listing:
    """The statements of columns that speak of something, the latest first.

    Those that only take others back are not among them: they show where these are shown.
    """

    def __init__(self, columns: Columns, ids: Callable[[int], str]) -> None:
        self._columns: Final = columns
        self._ids: Final = ids
        words = columns.words
        first = np.append(True, words.statement[1:] != words.statement[:-1])
        self._row: Final[Int64] = np.flatnonzero(first[: len(words)])

    @cached_property
    def speakers(self) -> tuple[str, ...]:
        """All who have said anything."""
        actors = self._columns.vocabulary.actors
        return tuple(sorted(actors[at] for at in np.unique(self._columns.words.speaker).tolist()))

    def found(
        self,
        wanted: Wanted,
        before: Key | None,
        rows_that_stand: Flags | None = None,
        *,
        backwards: bool = False,
    ) -> Iterator[int]:
        """The numbers of statements, from behind a key on; of one day by their ids.

        With rows of words only those one of whose rows stands; `backwards`: the last id first.
        """
        passing = self._passing(wanted)
        if rows_that_stand is not None:
            passing &= self._any(rows_that_stand)
        rows = self._latest_first
        rows = rows[passing[rows]]
        said = self._columns.words.said[self._row[rows]]
        if before is not None:
            later = np.searchsorted(-said, before[0], "left")
            rows, said = rows[later:], said[later:]
        ends = np.flatnonzero(said[1:] != said[:-1]) + 1
        start = 0
        for end in (*ends.tolist(), len(rows)):
            yield from self._of_a_day(rows[start:end], before, backwards=backwards)
            start = end

    def _of_a_day(self, rows: Int64, before: Key | None, *, backwards: bool) -> Iterator[int]:
        words = self._columns.words
        numbers = words.statement[self._row[rows]].tolist()
        keys = sorted(((self._ids(each), each) for each in numbers), reverse=backwards)
        same = (
            before is not None and len(rows) and -int(words.said[self._row[rows[0]]]) == before[0]
        )
        for name, each in keys:
            if not same or before is None or (name < before[1] if backwards else name > before[1]):
                yield each

    @cached_property
    def _latest_first(self) -> Int64:
        return np.argsort(-self._columns.words.said[self._row], kind="stable")

    def _passing(self, wanted: Wanted) -> Flags:
        """By statement, as it stands among those of `_row`."""
        words, vocabulary = self._columns.words, self._columns.vocabulary
        known: Int32 = words.published if wanted.basis == "published" else words.entered
        of = self._row
        passing = (words.said[of] <= wanted.by.toordinal()) & (known[of] != NEVER)
        passing &= known[of] <= wanted.known_at.toordinal()
        if wanted.since is not None:
            passing &= words.said[of] >= wanted.since.toordinal()
        if wanted.kind is not None:
            passing &= words.kind[of] == [str(each) for each in KINDS].index(wanted.kind)
        if wanted.release is not None:
            passing &= words.release[of] == [str(e) for e in RELEASES].index(wanted.release)
        if wanted.speaker is not None:
            passing &= self._any(words.speaker == vocabulary.actors.index(wanted.speaker))
        for names in wanted.about:
            asked = np.array([each in names for each in vocabulary.propositions], np.bool_)
            passing &= self._any(asked[words.proposition])
        return np.asarray(passing, np.bool_)

    def _any(self, rows: Flags) -> Flags:
        """Whether one of the rows of each statement is so."""
        found: Flags = np.logical_or.reduceat(rows, self._row)
        return found


def heard_of(
    process: Process,
    columns: Columns,
    numbers: Int64,
    standpoint: Standpoint,
    known_at: date,
    basis: Basis,
) -> tuple[set[int], set[int]]:
    """Of some statements those that count from a standpoint, and those that stand."""
    wanted = with_retractions(columns, numbers)
    rows = np.flatnonzero(np.isin(columns.words.statement, wanted))
    part = rows_chosen(columns, rows, wanted)
    [lanes] = lanes_of(process, [standpoint], columns.vocabulary)
    masks = masks_of(part, lanes, known_at, basis)
    counted, standing = (
        set(wanted[part.words.statement[mask != 0]].tolist())
        for mask in (masks.counted, masks.standing)
    )
    return counted, standing
