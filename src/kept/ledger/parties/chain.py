"""An author's own count of entries, which shows what is missing and what was said twice."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final

from kept.ledger.parties.refused import Refused

MOST_GAPS: Final = 256  # of one key; nobody needs more, and each costs memory


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers an author has used for entries that are not in the register."""

    key: str
    first: int
    last: int
    below: str | None  # hash of the entry before `first`, which is here; None if that is 0
    named: str  # hash of the missing entry `last`: the entry after it names it as its `prev`


@dataclass(frozen=True, slots=True)
class Chain:
    """How far the entries of one key go."""

    key: str
    next: int = 0  # the number after the largest
    last: str | None = None  # hash of the entry with the largest number: what `prev` names next
    gaps: tuple[Gap, ...] = ()  # by number

    def holds(self, seq: int) -> bool:
        """Whether an entry with this number is in the register."""
        return seq < self.next and self._gap(seq) is None

    def extended(self, seq: int, prev: str | None, entry: str) -> Chain:
        """The chain with the entry of hash `entry`; it may leap ahead, or fill a gap.

        Raises `Refused`, "equivocation" or "broken-chain".
        """
        if seq == self.next:
            if prev != self.last:
                raise _broken(seq, prev, self.last)
            return Chain(self.key, seq + 1, entry, self.gaps)
        if seq > self.next:
            return self._leaping(seq, prev or "", entry)
        gap = self._gap(seq)
        if gap is None:
            raise Refused(
                "equivocation",
                f"Entry {seq} under this key is in the register already, and it is another one. "
                "If only the signature was made anew, nothing is lost; else it is proof that the "
                "author, or a thief of the key, told two stories.",
            )
        return self._filling(gap, seq, prev, entry)

    def _gap(self, seq: int) -> Gap | None:
        if not self.gaps or seq >= self.next:
            return None
        position = bisect_right(self.gaps, seq, key=lambda gap: gap.first)
        found = self.gaps[position - 1] if position else None
        return found if found is not None and seq <= found.last else None

    def _leaping(self, seq: int, prev: str, entry: str) -> Chain:
        gap = Gap(self.key, self.next, seq - 1, self.last, prev)
        return Chain(self.key, seq + 1, entry, _bounded((*self.gaps, gap)))

    def _filling(self, gap: Gap, seq: int, prev: str | None, entry: str) -> Chain:
        if seq == gap.first and prev != gap.below:
            raise _broken(seq, prev, gap.below)
        if seq == gap.last and entry != gap.named:
            raise Refused(
                "broken-chain",
                f"Entry {seq + 1} under this key says that entry {seq} is {gap.named}, "
                "and this is another. Submit the one that was named.",
            )
        before = replace(gap, last=seq - 1, named=prev or "")
        after = replace(gap, first=seq + 1, below=entry)
        left = [each for each in (before, after) if each.first <= each.last]
        position = self.gaps.index(gap)
        gaps = (*self.gaps[:position], *left, *self.gaps[position + 1 :])
        return replace(self, gaps=_bounded(gaps))


def _bounded(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    if len(gaps) > MOST_GAPS:
        raise Refused(
            "broken-chain",
            f"Under this key entries are missing in {MOST_GAPS} places. "
            "Submit some of those before new ones.",
        )
    return gaps


def _broken(seq: int, prev: str | None, expected: str | None) -> Refused:
    return Refused(
        "broken-chain",
        f"Entry {seq} under this key must name {expected or 'no entry'} as the one before it, "
        f"and it names {prev or 'none'}. Make it anew after your last receipt.",
    )
