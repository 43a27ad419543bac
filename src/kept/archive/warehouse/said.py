"""What was said, as tables: nothing here depends on who asks."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa

from kept.archive.warehouse.turns import turns_of
from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    OPEN,
    SIGNED,
    Columns,
    Int32,
)
from kept.dates import Duration, add
from kept.ledger import CONTRADICTING
from kept.ledger.statement import KINDS
from kept.process.model import Process

FULLY: Final = 3  # an extent of less is not done


def said_tables(columns: Columns, process: Process) -> dict[str, pa.Table]:
    """`words`, `retractions` and `statements`. Raises `WarehouseError` as `turns_of` does."""
    number = np.unique(columns.words.statement)
    return {
        "words": _words(columns, process),
        "retractions": _retractions(columns),
        "statements": pa.table({"statement": number, "entry": columns.index[number]}),
    }


def _words(columns: Columns, process: Process) -> pa.Table:
    words = columns.words
    says, extent = words.low != NO_FIGURE, words.extent_low != NO_EXTENT
    return _table(
        statement=words.statement,
        proposition=words.proposition,
        speaker=words.speaker,
        unnamed=_unnamed(words.unnamed, columns),
        kind=words.kind.astype(np.int16),
        signed=words.flags & SIGNED != 0,
        lead=words.flags & LEAD != 0,
        release=words.release.astype(np.int16),
        grade=words.grade.astype(np.int16),
        said=words.said,
        first=words.first,
        last=words.last,
        until=words.until,
        fresh_end=_fresh_ends(columns, process),
        says=says,
        low=np.where(says, words.low, NO_LOW),
        high=np.where(says, words.high, NO_HIGH),
        extent=extent,
        extent_low=_bound(words.extent_low, NO_LOW),
        extent_high=_bound(words.extent_high, NO_HIGH),
        published=words.published,
        entered=words.entered,
    )


def _table(**columns: Any) -> pa.Table:
    return pa.table(columns)


def _bound(extents: Any, without: int) -> Any:
    """The bounds of extents; what is open, and what is not told, has none."""
    told = (extents != NO_EXTENT) & (extents != OPEN)
    return np.where(told, extents.astype(np.int64), without)


def _unnamed(unnamed: Any, columns: Columns) -> Int32:
    """The voice of unnamed words; -1 where the speaker is named."""
    voice = len(columns.vocabulary.actors) + unnamed.astype(np.int32)
    return np.where(unnamed < 0, -1, voice).astype(np.int32)


def _fresh_ends(columns: Columns, process: Process) -> Int32:
    """The day from which words without an end of their own are too old to speak.

    An event that is said to have happened stays happened; of it, and of what speaks for good,
    the day is NEVER. Raises `DateError` where the calendar refuses to count, as the reference does.
    """
    words = columns.words
    found = np.full(len(words), NEVER, np.int32)
    affirmed = ~np.isin(words.kind, [KINDS.index(each) for each in CONTRADICTING])
    done = (words.extent_low == NO_EXTENT) | (words.extent_low >= FULLY)
    for code, name in enumerate(columns.vocabulary.propositions):
        about = process.propositions[name]
        if about.fresh is not None:
            ends = (words.proposition == code) & (words.until == NEVER)
            if about.kind == "event":
                ends &= ~(affirmed & done)
            found[ends] = _counted_on(words.last[ends], about.fresh, process)
    return found


def _counted_on(last: Int32, fresh: Duration, process: Process) -> Int32:
    """The day that lies `fresh` after each; every day is counted from once."""
    days, where = np.unique(last, return_inverse=True)
    counted = [add(date.fromordinal(day), fresh, process.calendar) for day in days.tolist()]
    return np.array([each.toordinal() for each in counted], np.int32)[where]


def _retractions(columns: Columns) -> pa.Table:
    rows = columns.retractions
    return _table(
        statement=rows.statement,
        target=rows.target,
        speaker=rows.speaker,
        unnamed=_unnamed(rows.unnamed, columns),
        withdraws=rows.withdraws != 0,
        release=rows.release.astype(np.int16),
        published=rows.published,
        entered=rows.entered,
        turn=turns_of(rows.statement, rows.target),
    )
