"""In which turn a retraction is settled: after all that may take it back."""

from __future__ import annotations

from typing import Final

import numpy as np

from kept.archive.warehouse.error import WarehouseError
from kept.assessment.sweep.columns import Int32

DEEPEST: Final = 12  # the plan has a step for each turn


def turns_of(statement: Int32, target: Int32) -> Int32:
    """Of each row the turn of its statement: 0 where no row takes that statement back itself.

    Raises `WarehouseError` where retractions form a circle, or a chain longer than DEEPEST.
    """
    turn = np.zeros(int(max(statement.max(initial=-1), target.max(initial=-1))) + 1, np.int32)
    for _ in range(DEEPEST + 2):
        later = turn.copy()
        np.maximum.at(later, target, turn[statement] + 1)
        if np.array_equal(later, turn):
            return turn[statement]
        turn = later
    raise WarehouseError(
        f"Words take back words that take back words, more than {DEEPEST} times or in a circle. "
        "A warehouse cannot hold that; correct the statements."
    )
