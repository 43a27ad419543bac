"""Many processes at once: how many commitments of each stand how on a day.

Counts of unlike texts are no comparison: there is no share, no rank and no sum by party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final

import numpy as np

from kept.assessment import DUTIES, SHOWN, ShownWord, seen_by
from kept.assessment.sweep.columns import Columns, Int32, Int64
from kept.assessment.sweep.runs import DUTY, EVIDENCE, EVIDENCE_AT, TIME, TIMES, WORD, Histories
from kept.assessment.sweep.runs import UInt64 as Codes
from kept.assessment.terms import reading_known_on, terms_of
from kept.ledger.statement import RELEASES
from kept.process import Process, Standpoint
from kept.report.review import OPEN
from kept.texts import Words

AHEAD: Final = timedelta(days=731)  # deadlines are looked for so far
RUNNING: Final = np.array([each in ("left", "undetermined") for each in TIMES])
PASSED: Final = np.array([each in ("over", "undetermined") for each in TIMES])
OWED: Final = np.array([each in OPEN for each in DUTIES])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is told of a process besides its histories; the same until a reading becomes known."""

    process: str
    title: Words
    standpoint: str
    compared: tuple[str, ...]
    apart: tuple[
        tuple[int, int, int], ...
    ]  # commitment, and two compared that read it differently


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where one process stands. Its counts say nothing about another process."""

    process: str
    title: Words
    on: date
    known_at: date
    standpoint: str
    compared: tuple[str, ...]
    counts: Mapping[ShownWord, int]  # in the order of the table of words; none that is 0
    contested: int  # what the compared standpoints answer differently
    next_deadline: date | None  # on which days left run out, by all that is known; see `AHEAD`
    last_said: date | None  # of what the standpoint may see, about what the text asks


def standpoints_of(process: Process, named: str | None) -> tuple[Standpoint, ...]:
    """The one `named`, or that of the process; then those it compares, as that one may see them."""
    it = process.standpoints
    reader = it[named if named is not None and named in it else process.head.standpoint]
    others = (each for each in it.values() if each.compared and each.id != reader.id)
    return (reader, *(seen_by(reader, each) for each in others))


def outline_of(process: Process, standpoints: Sequence[Standpoint], known_at: date) -> Outline:
    """What is told of a process from `standpoints`, by the readings known on a day."""
    compared = [each for each in standpoints if each.compared]
    return Outline(
        process=process.head.id,
        title=process.head.title,
        standpoint=standpoints[0].id,
        compared=tuple(each.id for each in compared),
        apart=tuple(_apart(process, compared, known_at)),
    )


def reading_days(process: Process) -> tuple[date, ...]:
    """The days on which readings become known, in order."""
    several = (one for each in process.commitments.values() for one in each.readings)
    return tuple(sorted({reading_known_on(each, process) for each in several}))


def _apart(
    process: Process, compared: Sequence[Standpoint], known_at: date
) -> Iterator[tuple[int, int, int]]:
    for place, it in enumerate(process.commitments.values()):
        several = compared if it.readings else ()
        read = [terms_of(it, process, each, known_at).reading for each in several]
        for one, other in combinations(range(len(read)), 2):
            if read[one] != read[other]:
                yield place, one, other


def line(
    outline: Outline, histories: Histories, on: date, known_at: date, last_said: date | None
) -> Line:
    """Where a process stands on `on`; the histories go on to `on` and `AHEAD`, if they can."""
    at = _on(histories, on)
    several = len(histories.commitments)
    codes = histories.code[at].reshape(len(histories.standpoints), several)
    return Line(
        process=outline.process,
        title=outline.title,
        on=on,
        known_at=known_at,
        standpoint=outline.standpoint,
        compared=tuple(sorted(outline.compared)),
        counts=_counts(codes[0]),
        contested=_contested(outline, histories.standpoints, codes),
        next_deadline=_next_deadline(histories, at[:several]),
        last_said=last_said,
    )


def totals(lines: Iterable[Line]) -> Mapping[ShownWord, int]:
    """How many commitments stand how in all, each on the day of its own line."""
    several = [each.counts for each in lines]
    found = {word: sum(each.get(word, 0) for each in several) for word in SHOWN}
    return {word: count for word, count in found.items() if count}


def heard_by(columns: Columns, standpoint: Standpoint) -> Int32:
    """Of all words a standpoint may see, the day of each and the day it became known: 2 × words."""
    words = columns.words
    sees = np.array([each in standpoint.sees for each in RELEASES])[words.release]
    return np.array([words.said[sees], words.published[sees]], np.int32)


def last_said(heard: Int32, on: date, known_at: date) -> date | None:
    """The last day up to `on` of which it is known that somebody spoke about what the text asks."""
    said, known = heard
    days = said[(said <= on.toordinal()) & (known <= known_at.toordinal())]
    return date.fromordinal(int(days.max())) if len(days) else None


def until(on: date) -> date:
    """How far histories have to go for the deadlines ahead."""
    return on + min(AHEAD, date.max - on)


def _on(histories: Histories, on: date) -> Int64:
    """The run in which each history is on a day."""
    begun = np.concatenate([[0], np.cumsum(histories.day <= on.toordinal())])
    start = histories.start
    found: Int64 = start[:-1] + begun[start[1:]] - begun[start[:-1]] - 1
    return found


def _counts(codes: Codes) -> Mapping[ShownWord, int]:
    found = np.bincount(_axis(codes, WORD, 15), minlength=len(SHOWN)).tolist()
    return {word: count for word, count in zip(SHOWN, found, strict=True) if count}


def _axis(codes: Codes, at: int, mask: int) -> Int64:
    return (codes >> np.uint64(at) & np.uint64(mask)).astype(np.int64)


def _next_deadline(histories: Histories, at: Int64) -> date | None:
    """The day before the first on which days left have run out, where a duty is still open."""
    if not len(at):
        return None
    end = int(histories.start[len(at)])
    codes, ends = histories.code[:end], histories.start[1 : len(at) + 1] - 1
    time, owed = _axis(codes, TIME, 7), OWED[_axis(codes, DUTY, 15)]
    turns = np.append(time[1:] != time[:-1], True)
    turns[ends] = True
    places = np.where(turns, np.arange(end), end)
    last = np.minimum.accumulate(places[::-1])[::-1][at]  # of the runs that say the same of time
    after = np.minimum(last + 1, end - 1)
    runs_out = RUNNING[time[at]] & owed[at] & (last < ends)
    runs_out &= PASSED[time[after]] & owed[after]
    days = histories.day[after[runs_out]]
    return date.fromordinal(int(days.min()) - 1) if len(days) else None


# ── Between standpoints ──────────────────────────────────────────────────────


def _contested(outline: Outline, names: Sequence[str], codes: Codes) -> int:
    """How many commitments the compared standpoints answer differently: see `compare`."""
    compared = codes[[names.index(each) for each in outline.compared]]
    duty = _axis(compared, DUTY, 15)
    refuted = _axis(compared, EVIDENCE_AT, 15) == EVIDENCE.index("refuted")
    done, breached, overdue = (
        duty == DUTIES.index(each) for each in ("discharged", "breached", "overdue")
    )
    not_done = breached | (overdue & refuted)
    contested = done.any(axis=0) & not_done.any(axis=0)
    led_to = np.where(overdue, DUTIES.index("breached"), duty)
    place, one, other = np.array(outline.apart, np.int64).reshape(-1, 3).T
    contested[place[led_to[one, place] != led_to[other, place]]] = True
    return int(contested.sum())
