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
    row = row[np.argsort(order[words.statement[row]], kind="stable")]
    signed = (words.flags[row] & SIGNED).astype(np.int32)
    row = row[np.argsort(words.said[row] + (signed << 24), kind="stable")]
    proposition, voice = words.proposition[row], masks.voice[row]
    by = np.argsort((proposition.astype(np.int64) << 16) + voice, kind="stable")
    names = np.arange(len(columns.vocabulary.propositions) + 1)
    return Rows(
        start=np.searchsorted(proposition[by], names).astype(np.int64),
        row=row[by],
        voice=voice[by],
        lanes=masks.counted[row[by]],
    )
