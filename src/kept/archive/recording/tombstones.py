"""Which accounts a register has and cannot show: erased, or not in this copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kept.archive.ledger import Missing, Withheld
from kept.archive.recording.folding import Folded, days_of
from kept.ledger import MissingBody, Release
from kept.ledger.entries.entry import Entry
from kept.ledger.entries.members import Erasure
from kept.ledger.register import Ground
from kept.ledger.statement import RELEASES


@dataclass(frozen=True, slots=True)
class _Tombstone:
    index: int
    role: str
    ground: Ground


def missing_bodies(
    folded: Folded, unread: Mapping[str, Withheld | Missing]
) -> tuple[MissingBody, ...]:
    """The statements that were filed and whose bodies this reader cannot see, by their entries.

    Whoever assesses leaves out those whose release the standpoint does not reach.
    """
    return tuple(_missing(folded, unread, _tombstones(folded)))


def _missing(
    folded: Folded, unread: Collection[str], tombstones: Mapping[str, _Tombstone]
) -> Iterator[MissingBody]:
    by_hash = {each.hash: each for each in folded.entries}
    opened = _disclosures(folded)
    for index, entry in enumerate(folded.entries):
        sealed = entry.header.type == "statement.sealed"
        if sealed and entry.hash not in opened:
            continue  # nobody but its author has ever been entitled to it
        gone = tombstones.get(entry.hash)
        if not (sealed or entry.header.type == "statement.filed"):
            continue
        if gone is None and entry.hash not in unread:
            continue
        shown = opened.get(entry.hash, [])
        yield MissingBody(
            index=index,
            entry=entry.hash,
            author=entry.header.role,
            reason="withheld" if gone is None else "erased",
            release=_widest(entry, shown),
            about=_about(entry, shown, by_hash),
            entered_on=days_of(folded.times.of(index)),
            on=None if gone is None else _day(folded, gone.index),
            erased_by=None if gone is None else gone.role,
            ground=None if gone is None else gone.ground,
        )


def _tombstones(folded: Folded) -> dict[str, _Tombstone]:
    return {
        entry.header.refs[0]: _Tombstone(index, entry.header.role, entry.header.member.ground)
        for index, entry in enumerate(folded.entries)
        if isinstance(entry.header.member, Erasure)
    }


def _disclosures(folded: Folded) -> dict[str, list[Entry]]:
    """By entry, those that disclosed its body or some fields of it."""
    found: dict[str, list[Entry]] = {}
    for entry in folded.entries:
        if entry.header.type == "statement.disclosed":
            found.setdefault(entry.header.refs[0], []).append(entry)
    return found


def _widest(entry: Entry, shown: Sequence[Entry]) -> Release:
    """Who could see the body at last: what was shown to many is not hidden by showing it to few.

    Of a sealed one of which only fields were shown, who could see those.
    """
    whole = [each for each in shown if each.header.member is None]
    filed = [entry] if entry.header.type == "statement.filed" else []
    several = [*filed, *whole] or shown
    return min((each.header.release or "public" for each in several), key=RELEASES.index)


def _about(entry: Entry, shown: Sequence[Entry], by_hash: Mapping[str, Entry]) -> tuple[str, ...]:
    """What it spoke of; of a retraction, what the words it took back spoke of."""
    about = {*entry.header.about, *(name for each in shown for name in each.header.about)}
    for each in entry.header.refs:
        about |= {*by_hash[each].header.about} if each in by_hash else set()
    return tuple(sorted(about))


def _day(folded: Folded, index: int) -> date | None:
    days = days_of(folded.times.of(index))
    return None if days is None else days.last
