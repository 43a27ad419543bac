"""Many processes at once: how many commitments of each stand how on a day.

Counts of unlike texts are no comparison: there is no share, no rank and no sum by party.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Final

import numpy as np

from kept.assessment import DUTIES, SHOWN, ShownWord, seen_by
from kept.assessment.sweep.columns import Columns, Int64
from kept.assessment.sweep.runs import DUTY, EVIDENCE, EVIDENCE_AT, TIME, TIMES, WORD, Histories
from kept.assessment.sweep.runs import UInt64 as Codes
from kept.assessment.terms import reading_known_on, terms_of
from kept.ledger.statement import RELEASES
from kept.process import Process, Standpoint
from kept.report.review import OPEN
from kept.texts import Words

AHEAD: Final = timedelta(days=731)  # deadlines are looked for so far
RUNNING: Final = tuple(TIMES.index(each) for each in ("left", "undetermined"))
PASSED: Final = tuple(TIMES.index(each) for each in ("over", "undetermined"))
OWED: Final = tuple(DUTIES.index(each) for each in OPEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What is told of a process besides its histories; the same until a reading becomes known."""

    process: str
    title: Words
    standpoint: str
    compared: tuple[str, ...]
    readings: tuple[tuple[str, ...], ...]  # by compared standpoint, of each commitment; "": none


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
        readings=tuple(tuple(_readings(process, each, known_at)) for each in compared),
    )


def reading_days(process: Process) -> tuple[date, ...]:
    """The days on which readings become known, in order."""
    several = (one for each in process.commitments.values() for one in each.readings)
    return tuple(sorted({reading_known_on(each, process) for each in several}))


def _readings(process: Process, standpoint: Standpoint, known_at: date) -> Iterable[str]:
    for each in process.commitments.values():
        reading = terms_of(each, process, standpoint, known_at).reading if each.readings else None
        yield "" if reading is None else reading.id


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
        compared=outline.compared,
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


def last_said(columns: Columns, standpoint: Standpoint, on: date, known_at: date) -> date | None:
    """The last day up to `on` of which it is known that somebody spoke about what the text asks."""
    words = columns.words
    sees = np.array([each in standpoint.sees for each in RELEASES])
    heard = sees[words.release] & (words.published <= known_at.toordinal())
    days = words.said[heard & (words.said <= on.toordinal())]
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
    time, owed = _axis(codes, TIME, 7), np.isin(_axis(codes, DUTY, 15), OWED)
    turns = np.append(time[1:] != time[:-1], True)
    turns[ends] = True
    places = np.where(turns, np.arange(end), end)
    last = np.minimum.accumulate(places[::-1])[::-1][at]  # of the runs that say the same of time
    after = np.minimum(last + 1, end - 1)
    runs_out = np.isin(time[at], RUNNING) & owed[at] & (last < ends)
    runs_out &= np.isin(time[after], PASSED) & owed[after]
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
    read = np.array(outline.readings, dtype=np.str_).reshape(duty.shape)
    for one, other in combinations(range(len(duty)), 2):
        contested |= (read[one] != read[other]) & (led_to[one] != led_to[other])
    return int(contested.sum())
