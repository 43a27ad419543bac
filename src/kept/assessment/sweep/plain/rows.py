"""The rows that count, in the order in which one goes before another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kept.assessment.sweep.columns import SIGNED, Columns, Int16, Int32, Int64, UInt8
from kept.assessment.sweep.plain.masks import Masks


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows by proposition, then by voice; of those of one voice the last goes before the others."""

    start: Int64  # by proposition, and one more
    row: Int64  # its place in the words
    voice: Int16
    lanes: UInt8  # in which it counts

    def about(self, proposition: int) -> slice:
        """The rows that speak of one proposition."""
        return slice(int(self.start[proposition]), int(self.start[proposition + 1]))


def rows_of(columns: Columns, masks: Masks, order: Int32) -> Rows:
    """The rows that count in some lane. The order of entry is told by statement."""
    words = columns.words
    row = np.flatnonzero(masks.counted)
    entry = order[words.statement[row]]
    if (entry[1:] < entry[:-1]).any():
        row = row[np.argsort(entry, kind="stable")]
    key = words.proposition[row].astype(np.int64) << 41
    key |= masks.voice[row].astype(np.int64) << 25
    key |= (words.flags[row] & SIGNED).astype(np.int64) << 24
    by = np.argsort(key | words.said[row], kind="stable")
    names = np.arange(len(columns.vocabulary.propositions) + 1)
    return Rows(
        start=np.searchsorted(words.proposition[row[by]], names).astype(np.int64),
        row=row[by],
        voice=masks.voice[row[by]],
        lanes=masks.counted[row[by]],
    )
