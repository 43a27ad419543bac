"""A register too large to be held in memory, told by its columns as one clearance may see it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from ctypes import CDLL
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from kept.archive.columns import ColumnsError
from kept.archive.kernel.engine import engine
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import Selection
from kept.archive.recording.folding import Times, days_of
from kept.archive.reduction.listing import Key, Listing, Wanted, heard_of
from kept.archive.reduction.passes import Pass
from kept.archive.reduction.quoted import UntoldError
from kept.archive.reduction.register import ByColumns
from kept.archive.reduction.reviewing import TOLD, Reviewing
from kept.assessment import Assessment, Run
from kept.assessment.conditions import Weighing
from kept.assessment.course import Course
from kept.assessment.record import Heard
from kept.assessment.sweep.columns import Int64
from kept.assessment.sweep.plain.masks import Flags
from kept.ledger import LedgerHead, Release, Statement
from kept.ledger.entries.entry import Entry
from kept.ledger.statement import RELEASES
from kept.process import Process
from kept.report.accounts import Told, both_sides
from kept.report.gates import Gate, gates
from kept.report.review import Question, Review, review_of
from kept.web.reading.size import TooLargeError, Unread

TAIL: Final = 2000  # entries
LATELY: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeReview:
    """A review by columns, and what else a page tells that is not in it.

    Nothing of the statements can be asked of its assessment: nobody gets a part for the whole.
    """

    review: Review
    sides: Mapping[str, Mapping[str, Told | None]]  # of what is broken, late or contested
    heard: Mapping[str, tuple[date, int]]  # by side its last words, and how many in the last month
    runs: Mapping[str, tuple[Run, ...]]  # by commitment
    gates: tuple[Gate, ...]
    stands: Flags  # by row of the columns: what nobody has taken back


class Listed(NamedTuple):
    """Statements in the order in which they are told, and their numbers, ascending."""

    statements: tuple[Statement, ...]
    numbers: Int64
    more: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a register for several readers at once: one is read after the other."""

    selection: Selection
    lock: threading.Lock

    @property
    def size(self) -> int:
        """How many there are."""
        return self.selection.size

    @property
    def times(self) -> Times:
        """Between which two moments each was recorded."""
        return self.selection.times

    def entry(self, index: int) -> Entry:
        """One entry by its number."""
        with self.lock:
            return self.selection.entry(index)

    def found(self, beginning: str) -> int | None:
        """The number of the first entry whose hash begins with these digits."""
        with self.lock:
            return self.selection.found(beginning)


class Large:
    """The columns of a large register, for viewers of one clearance who file nothing here.

    Raises `TooLargeError` where the register has no columns as it is now, or they cannot tell it.
    """

    def __init__(self, ledger: Path, process: Process, clearance: Release) -> None:
        library = engine().library
        if library is None:
            raise TooLargeError("columns")
        try:
            self._ledger: Final = LedgerFolder(ledger)
            self._register: Final = ByColumns(self._ledger, process, clearance)
            self._register.opened()
        except ColumnsError as error:
            raise TooLargeError("columns") from error
        seen = RELEASES[: RELEASES.index(clearance) + 1]
        if any(each.release in seen for each in self._register.missing):
            raise TooLargeError("missing")
        self._library: Final[CDLL] = library
        self._process: Final = process
        self._lock: Final = threading.Lock()

    @property
    def head(self) -> LedgerHead:
        """The register, as far as the columns go: that is, as it is."""
        return self._register.head

    @property
    def key(self) -> str:
        """What changes whenever something in it does."""
        return self._register.about.witnesses

    @property
    def filed_last(self) -> date | None:
        """The last day on which something was filed that stands in the register alone."""
        return self._register.reading.latest("published")

    @property
    def entries(self) -> Entries:
        """The entries of the register, read one by one."""
        return Entries(self._register.entries, self._lock)

    def named(self, indices: Sequence[int]) -> Mapping[int, str]:
        """By the numbers of entries, the statements in the columns that they hold."""
        return self._register.named(indices)

    @cached_property
    def listing(self) -> Listing:
        """The statements, to be listed by the page."""
        return Listing(self._register.columns, self._register.id_of)

    def listed(
        self,
        wanted: Wanted,
        before: Key | None,
        most: int,
        standing: Flags | None = None,
        *,
        backwards: bool = False,
    ) -> Listed:
        """The first so many of the statements wanted, and whether there are more."""
        found = self.listing.found(wanted, before, standing, backwards=backwards)
        numbers = [*islice(found, most + 1)]
        several = np.array(sorted(numbers[:most]), np.int64)
        with self._lock:
            read = dict(zip(several.tolist(), self._register.statements(several), strict=True))
        return Listed(tuple(read[each] for each in numbers[:most]), several, len(numbers) > most)

    def heard_of(self, listed: Listed, question: Question) -> tuple[set[str], set[str]]:
        """Of what is listed the ids of what counts, and of what stands."""
        columns, process = self._register.columns, self._process
        given = question.standpoint, question.known_at, question.basis
        found = heard_of(process, columns, listed.numbers, *given)
        several = listed.numbers.tolist()
        counted, standing = (
            {self._register.id_of(each) for each in some if each in several} for some in found
        )
        return counted, standing

    def holds_any(self, entries: Collection[str]) -> bool:
        """Whether the words of one of these entries are in the columns."""
        folder = self._ledger
        found = (folder.find(each, size=self.head.size) for each in entries)
        indices = [each for each in found if each is not None]
        return bool(np.isin(self._register.columns.index, indices).any())

    def filed_lately(self, since: date) -> bool:
        """Whether a party has filed public words that were recorded on a day or later.

        Where no witness dates them, the last entries are looked through. Whether somebody has
        looked for harm in them, nobody asks a register of this size.
        """
        keeper, entries = self._register.reading.keeper, self.entries
        for index in range(entries.size - 1, max(-1, entries.size - 1 - TAIL), -1):
            until = days_of(entries.times.of(index))
            if until is not None and until.last < since:
                return False
            header = entries.entry(index).header
            filed = header.type == "statement.filed" and header.release == "public"
            if filed and header.party != keeper:
                return True
        return False

    def told(self, question: Question) -> LargeReview:
        """The review of all that was said; raises `TooLargeError` where columns cannot tell it."""
        source = self._register.source(self._library)
        try:
            with self._lock, Reviewing(source, question, fully=True) as reviewing:
                review = review_of(reviewing, ledger=self.head)
                return _told(review, reviewing.own)
        except UntoldError as error:
            raise TooLargeError from error


def _told(review: Review, own: Pass) -> LargeReview:
    now = review.assessment
    sides = {each.commitment: both_sides(now, each.commitment) for each in review.with_word(*TOLD)}
    stands = np.not_equal(own.spoken.masks(own.spoken.columns).standing >> own.lane.number & 1, 0)
    runs = {
        name: tuple(
            Run(day, axes.word, axes.duty, axes.evidence)
            for day, axes in own.histories.runs(name, own.standpoint.id)
        )
        for name in review.process.commitments
    }
    return LargeReview(
        review=replace(review, assessment=_closed(now)),
        sides=sides,
        heard=_heard(own, stands),
        stands=stands,
        runs=runs,
        gates=tuple(gates(now)),
    )


@dataclass(slots=True)
class _Closed(Course):
    """A course after its sweep is over: what was not asked by then takes all that was said."""

    @property
    def weighing(self) -> Weighing:
        """Nothing can be weighed any more."""
        raise TooLargeError


def _closed(now: Assessment) -> Assessment:
    """An assessment of which nobody can ask for statements: those at hand are not all."""
    known = now.course
    record = replace(known.record, seen=Unread(), live=Unread(), counted=_Untold())
    course = _Closed(record, remembered=known.remembered)
    return replace(now, statements=Unread(), course=course)


class _Untold(Mapping[str, tuple[Heard, ...]]):
    """What counts about each proposition, where nobody can ask for it."""

    def __getitem__(self, proposition: str) -> tuple[Heard, ...]:
        raise TooLargeError

    def __iter__(self) -> Iterator[str]:
        raise TooLargeError

    def __len__(self) -> int:
        raise TooLargeError


def _heard(own: Pass, stands: Flags) -> dict[str, tuple[date, int]]:
    """By side the day of its last words by name, and how often it spoke in the month before."""
    columns, on = own.spoken.columns, own.day.on.toordinal()
    words = columns.words
    rows = np.flatnonzero(stands & (words.unnamed < 0) & (words.said <= on))
    side, said = own.spoken.lanes.voice[words.speaker[rows]], words.said[rows]
    last = np.zeros(len(columns.vocabulary.actors), np.int32)
    np.maximum.at(last, side, said)
    lately = said > on - LATELY.days
    few = np.stack([side[lately].astype(np.int64), words.statement[rows][lately]])
    count = np.bincount(np.unique(few, axis=1)[0], minlength=len(last))
    return {
        name: (date.fromordinal(int(last[at])), int(count[at]))
        for at, name in enumerate(columns.vocabulary.actors)
        if last[at]
    }
