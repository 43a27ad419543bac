"""Which checkpoints a bundle carries: those between which its entries were recorded."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from kept.ledger.bundle.findings import Fault
from kept.ledger.bundle.frame import Frame
from kept.ledger.bundle.names import checkpoint_name
from kept.ledger.bundle.source import Source
from kept.ledger.bundle.trust import Trust, open_note_by, read_trust
from kept.ledger.witness import witnessed_size

_PUBLISHED: Final = re.compile(r"checkpoints/([0-9]{12})")


def bounding_checkpoints(source: Source, frame: Frame, indexes: Iterable[int]) -> list[str]:
    """The names of the published checkpoints that bound the times of these entries.

    Of each entry the last without it and the first with it, by which a quorum of the witnesses in
    the register's own policy states a time; where nobody witnesses, its neighbours.
    """
    trust = read_trust(source, frame, None)
    sizes = _Sizes(source, frame, trust)
    chosen: set[int] = set()
    for index in set(indexes):
        at = bisect_right(sizes.all, index)
        chosen |= sizes.first_that_counts(reversed(range(at)))
        chosen |= sizes.first_that_counts(range(at, len(sizes.all)))
    return [checkpoint_name(size) for size in sorted(chosen)]


class _Sizes:
    """The published sizes, and which of their checkpoints say something of time."""

    def __init__(self, source: Source, frame: Frame, trust: Trust) -> None:
        matches = map(_PUBLISHED.fullmatch, source.under("checkpoints"))
        found = (int(match[1]) for match in matches if match)
        self.all = sorted(size for size in found if size <= frame.newest.size)
        self._source, self._trust = source, trust
        self._counts: dict[int, bool] = {}

    def first_that_counts(self, positions: Iterable[int]) -> set[int]:
        for position in positions:
            size = self.all[position]
            if not self._trust.policy.witnesses or self._says_when(size):
                return {size}
        return set()

    def _says_when(self, size: int) -> bool:
        if size not in self._counts:
            name = checkpoint_name(size)
            try:
                opened = open_note_by(self._source.need(name), self._trust, name)
                self._counts[size] = witnessed_size(opened, self._trust.policy) is not None
            except Fault:
                self._counts[size] = False
        return self._counts[size]
