"""Retractions that are taken back themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from kept.assessment.sweep.columns import Int16, Retractions, UInt8


def settle(table: Retractions, voice: Int16, seen: UInt8) -> UInt8:
    """Of each row of a retraction the lanes in which it stands.

    Each takes back one statement alone: so they form trees, and what nobody takes back comes
    first. Some trees stand on a circle, whose members are left as they are seen: they take back
    one another and nothing else, and no retraction is evidence.
    """
    involved = np.isin(table.statement, table.target) | np.isin(table.target, table.statement)
    places = np.flatnonzero(involved)
    rows = _by_statement(table, places.tolist())
    aims = {each: int(table.target[its[0]]) for each, its in rows.items()}
    waiting = Counter(aims.values())
    ready = [each for each in rows if not waiting[each]]
    stands = seen.copy()
    for each in ready:  # grows as it is read
        aim = aims[each]
        _take_back(stands, table, voice, rows[each], rows.get(aim, ()))
        waiting[aim] -= 1
        if aim in rows and not waiting[aim]:
            ready.append(aim)
    return stands


def _by_statement(table: Retractions, places: Sequence[int]) -> Mapping[int, Sequence[int]]:
    rows: dict[int, list[int]] = {}
    for place in places:
        rows.setdefault(int(table.statement[place]), []).append(place)
    return rows


def _take_back(
    stands: UInt8, table: Retractions, voice: Int16, rows: Sequence[int], theirs: Sequence[int]
) -> None:
    for row in rows:
        for each in theirs:
            if table.withdraws[row] or voice[row] == voice[each]:
                stands[each] &= ~stands[row]
