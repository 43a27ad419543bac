"""The statements of a register that matter for a question, by its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import CDLL
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from kept.archive.columns import folder_for, is_current, read_about, read_columns, read_missing
from kept.archive.columns.about import About
from kept.archive.columns.error import stale
from kept.archive.columns.reading import Ids, Reading, read_ids, read_reading
from kept.archive.ledger import LedgerFolder
from kept.archive.recording import Selection, head_of
from kept.archive.reduction.reviewing import Source
from kept.assessment import own_words
from kept.assessment.sweep.columns import Columns, Int64
from kept.ledger import LedgerHead, MissingBody, Release, Statement
from kept.process.model import Process


class ByColumns:
    """A register read by its columns, as whoever has a clearance may see it.

    Raises `ColumnsError` where there are none, or where they are not of the newest checkpoint.
    """

    def __init__(self, ledger: LedgerFolder, process: Process, clearance: Release) -> None:
        self._ledger, self._process, self._clearance = ledger, process, clearance
        self.folder: Path = folder_for(ledger, clearance)
        self.about: About = read_about(self.folder)
        if not is_current(ledger, self.about):
            raise stale(self.folder, "the register has grown, or others have signed, since")
        head = head_of(ledger)
        if head is None:
            raise stale(self.folder, "nothing was published")
        self.head: LedgerHead = head
        self.reading: Reading = read_reading(self.folder, self.head)
        self.missing: tuple[MissingBody, ...] = read_missing(self.folder)

    def opened(self) -> None:
        """Map all of it into memory now: who builds it anew takes nothing away from this reader."""
        self.columns  # noqa: B018 -- remembered
        self._ids  # noqa: B018

    @cached_property
    def columns(self) -> Columns:
        """All statements as columns."""
        return read_columns(self.folder, self._process)

    @cached_property
    def entries(self) -> Selection:
        """The entries of the register, one by one."""
        return Selection(
            self._ledger,
            keeper=self.reading.keeper,
            clearance=self._clearance,
            languages=self._process.head.languages,
        )

    def named(self, indices: Sequence[int]) -> dict[int, str]:
        """By the numbers of entries, what statements they hold, where they hold any."""
        at = self.columns.index
        numbers = np.flatnonzero(np.isin(at, np.asarray(indices, np.int64)))
        return {int(at[each]): self._ids[each] for each in numbers.tolist()}

    def statements(
        self, numbers: Int64, progress: Callable[[int], object] | None = None
    ) -> tuple[Statement, ...]:
        """Some statements, in the order of their entries, each checked against the signed tree."""
        read = self.entries.statements(self.columns.index[numbers].tolist(), progress)
        own = own_words(read, self._process, self.reading.recorders)
        named = self._ids.named(numbers)
        return tuple(
            replace(each, id=name.id, retracts=name.retracts, answers=name.answers)
            for each, name in zip(own, (named[at] for at in numbers.tolist()), strict=True)
        )

    def source(self, library: CDLL) -> Source:
        """What a review by columns takes from."""
        return Source(
            process=self._process,
            columns=self.columns,
            library=library,
            read=self.statements,
            names=self.names,
        )

    def names(self, numbers: Int64) -> tuple[str, ...]:
        """What some statements are called, in the order of `numbers`."""
        return tuple(map(self.id_of, numbers.tolist()))

    def id_of(self, number: int) -> str:
        """What one statement is called."""
        return self._ids[number]

    @cached_property
    def _ids(self) -> Ids:
        return read_ids(self.folder)
