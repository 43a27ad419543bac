"""What a report tells besides standings: what is new, that somebody spoke, each side's last word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import numpy as np

from kept.archive.reduction.whole import Whole
from kept.assessment import bears_on, bloc_of, decisive
from kept.assessment.standing import SHOWN
from kept.assessment.sweep.columns import Int64
from kept.assessment.sweep.plain.masks import SPEAKS, Flags
from kept.assessment.sweep.runs import WORD
from kept.process.model import Commitment, Process, Standpoint

WORST: Final = tuple(SHOWN.index(each) for each in ("broken", "late", "contested"))


def told_besides(process: Process, whole: Whole, since: date | None) -> Int64:
    """The numbers of the statements that a review shows beside those that decide."""
    live = whole.masks.standing != 0
    statement = whole.columns.words.statement
    several = [_one_of_each(whole, live)]
    new = _news(whole, since) if since is not None else np.empty(0, np.int64)
    for lane, standpoint in enumerate(whole.lanes.standpoints):
        several += _last_words(process, whole, lane, standpoint)
    return np.union1d(new, np.concatenate([statement[each] for each in several]))


def _one_of_each(whole: Whole, live: Flags) -> Int64:
    """Of each proposition and lane one row that stands: so nobody is called silent who spoke."""
    proposition, found = whole.columns.words.proposition, []
    for lane in range(len(whole.lanes.standpoints)):
        rows = np.flatnonzero(live & (whole.masks.standing >> lane & 1 != 0))
        found.append(rows[np.unique(proposition[rows], return_index=True)[1]])
    return np.concatenate(found)


def _news(whole: Whole, since: date) -> Int64:
    """The statements that became known after a day and by the day asked about."""
    first, last = since.toordinal(), whole.day.on.toordinal()
    found = [
        table.statement[(known > first) & (known <= last)]
        for table in (whole.columns.words, whole.columns.retractions)
        for known in [table.published if whole.day.basis == "published" else table.entered]
    ]
    return np.unique(np.concatenate(found)).astype(np.int64)


def _last_words(
    process: Process, whole: Whole, lane: int, standpoint: Standpoint
) -> Iterator[Int64]:
    """Of each side of what is broken, late or contested the last it said, of every weight."""
    codes = whole.histories.on(whole.day.on).reshape(len(whole.lanes.standpoints), -1)[lane]
    words = (codes >> np.uint64(WORD) & np.uint64(15)).tolist()
    stands = whole.masks.standing >> lane & 1 != 0
    by_proposition = _Rows(whole, stands)
    for word, commitment in zip(words, process.commitments.values(), strict=True):
        if word in WORST:
            yield from _of_sides(process, by_proposition, commitment, standpoint)


class _Rows:
    """The rows that stand in a lane, by proposition."""

    def __init__(self, whole: Whole, stands: Flags) -> None:
        self.whole: Final = whole
        rows = np.flatnonzero(stands)
        code = whole.columns.words.proposition[rows]
        order = np.argsort(code, kind="stable")
        names = np.arange(len(whole.columns.vocabulary.propositions) + 1)
        self._rows: Final = rows[order]
        self._start: Final = np.searchsorted(code[order], names)
        self._code: Final = {n: at for at, n in enumerate(whole.columns.vocabulary.propositions)}

    def about(self, names: set[str]) -> Int64:
        """The rows about some propositions."""
        places = sorted(self._code[each] for each in names)
        several = [self._rows[self._start[at] : self._start[at + 1]] for at in places]
        return np.concatenate([np.empty(0, np.int64), *several])


def _of_sides(
    process: Process, rows: _Rows, commitment: Commitment, standpoint: Standpoint
) -> Iterator[Int64]:
    parties = process.instruments[commitment.instrument].parties
    named = (*commitment.of, *commitment.to)
    sides = {each for each in named if each in parties} or {*commitment.of}
    blocs = {bloc_of(each, process, standpoint) for each in sides}
    decides = set(decisive(commitment))
    for names in (decides, set(bears_on(commitment)) - decides):
        about = rows.about(names)
        for bloc in sorted(blocs):
            yield from _latest(rows.whole, about, bloc, blocs - {bloc})


def _latest(whole: Whole, about: Int64, ours: str, others: set[str]) -> Iterator[Int64]:
    """The rows in which one side speaks last without the others: as evidence, and otherwise."""
    words, actors = whole.columns.words, whole.columns.vocabulary.actors
    place = {name: at for at, name in enumerate(actors)}
    bloc = whole.lanes.voice[words.speaker[about]]
    theirs = np.isin(bloc, [place[each] for each in others])
    together = np.isin(words.statement[about], words.statement[about[theirs]])
    mine = about[(bloc == place[ours]) & ~together]
    mine = mine[words.said[mine] <= whole.day.on.toordinal()]
    speaks = SPEAKS[words.kind[mine]]
    for several in (mine[speaks], mine[~speaks]):
        said = words.said[several]
        yield several[said == said.max(initial=0)]
