"""The evidence on every slot, for the standpoints of one pass, over all days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from kept.assessment.accounts import Interest, Pick
from kept.assessment.conditions import Window
from kept.assessment.known import Basis
from kept.assessment.sweep.columns import NEVER, Columns, Int8, Int32, Int64, UInt8
from kept.assessment.sweep.lanes import LANES, Lanes
from kept.assessment.sweep.plain.counting import canonical, count, weights
from kept.assessment.sweep.plain.masks import Flags, Masks, masks_of, order_of
from kept.assessment.sweep.plain.rows import Rows, rows_of
from kept.assessment.sweep.plain.signs import (
    Ages,
    begins_on,
    ends_on,
    grows_old,
    holding_from,
    sign_of_events,
    sign_of_figures,
    tells_extent,
)
from kept.assessment.sweep.plain.speaking import NOBODY, Speaking, speaking
from kept.names import Test
from kept.process.model import Process, Proposition

Atom = tuple[str, Test | None, Pick, Window | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """The evidence on one question: from each day on, until the next, the code of every lane.

    The first day is day 1, and each row differs from the one before in some lane.
    """

    days: Int32
    codes: UInt8  # days × LANES


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The accounts of one slot, with the sign of each row about it."""

    row: Int64  # places in the words
    sign: Int8
    turns: Speaking
    stale_from: Int32  # by lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What counts in each lane as known on one day, and what it comes to; worked out once.

    Raises `DateError` where the calendar cannot tell when a row has grown old that is asked for.
    """

    process: Process
    columns: Columns
    lanes: Lanes
    known_at: date
    basis: Basis
    masks: Masks
    order: Int32  # by statement
    rows: Rows
    code: dict[str, int]  # of each proposition
    ages: Ages
    voices: dict[str, int]  # the code of each voice
    kin: tuple[tuple[int, ...], ...]  # by lane: the lanes with the same verifiers
    spoken: dict[Atom, Spoken] = field(default_factory=dict)
    found: dict[tuple[Atom, Interest, int], tuple[Int32, UInt8]] = field(default_factory=dict)
    weighed: dict[Interest, tuple[Int64, Int64]] = field(default_factory=dict)

    def evidence(
        self,
        proposition: str,
        test: Test | None,
        interests: Sequence[Interest],
        pick: Pick = Pick.CERTAIN,
        windows: Sequence[Window | None] | None = None,
    ) -> Runs:
        """The evidence on a slot over all days, with an interest and perhaps a window a lane."""
        several = [
            self.lane(
                lane, (proposition, test, pick, windows[lane] if windows else None), interest
            )
            for lane, interest in enumerate(interests)
        ]
        days = np.unique(np.concatenate([each for each, _ in several]))
        codes = np.zeros((len(days), LANES), np.uint8)
        for lane, (since, told) in enumerate(several):
            codes[:, lane] = told[np.searchsorted(since, days, "right") - 1, 0]
        return Runs(days=days, codes=codes)

    def lane(self, lane: int, atom: Atom, interest: Interest) -> tuple[Int32, UInt8]:
        """The days on which the evidence turns in one lane, from day 1 on, and codes: days × 1."""
        days, codes = self._of_kin(self.kin[lane], atom, interest)
        return canonical(days, codes[:, [self.kin[lane].index(lane)]])

    def _of_kin(self, kin: tuple[int, ...], atom: Atom, interest: Interest) -> tuple[Int32, UInt8]:
        """The same for all lanes that are likely to ask it with the same interest."""
        key = (atom, interest, kin[0])
        if key not in self.found:
            if interest not in self.weighed:
                self.weighed[interest] = weights(self.voices, interest)
            spoken, lanes = self.accounts(*atom), list(kin)
            turns = replace(spoken.turns, top=spoken.turns.top[:, lanes])
            weighed = self.weighed[interest]
            self.found[key] = count(turns, spoken.sign, weighed, spoken.stale_from[lanes])
        return self.found[key]

    def accounts(
        self, proposition: str, test: Test | None, pick: Pick, window: Window | None
    ) -> Spoken:
        """Of each voice in each lane the row that is its account, day by day."""
        atom = (proposition, test, pick, window)
        if atom not in self.spoken:
            self.spoken[atom] = self._accounts(*atom)
        return self.spoken[atom]

    def about(self, proposition: str) -> slice:
        """The counted rows about one proposition; none where nobody has spoken of it."""
        return self.rows.about(self.code[proposition])

    def days(self, proposition: str, pick: Pick, lane: int) -> Int32:
        """The days on which somebody begins or ceases to speak for a proposition, in a lane."""
        its = self.about(proposition)
        row = self.rows.row[its][(self.rows.lanes[its] >> lane & 1) != 0]
        about = self.process.propositions[proposition]
        sign = sign_of_events(self.columns.words, row)
        ends = ends_on(self.columns.words, row, about, sign, self.ages)
        return np.unique(np.append(holding_from(self.columns.words, row, pick), ends))

    def extent_days(self, proposition: str, lane: int, *, figures: bool) -> Int32:
        """The days on which accounts begin or cease to tell an extent, or another one.

        With `figures` the extent is what an indicator measures.
        """
        spoken = self.accounts(proposition, None, Pick.CERTAIN, None)
        words, top = self.columns.words, spoken.turns.top[:, lane]
        tells = np.append(tells_extent(words, spoken.row, figures=figures), False)
        row = np.where(tells[top], top, NOBODY)
        turns = np.append(True, row[1:] != row[:-1])[: len(row)]
        told = spoken.row[np.compress(row != NOBODY, row)]
        return np.unique(np.append(spoken.turns.day[turns], words.last[told]))

    def _accounts(
        self, proposition: str, test: Test | None, pick: Pick, window: Window | None
    ) -> Spoken:
        words, about = self.columns.words, self.process.propositions[proposition]
        its = self.about(proposition)
        row, voice, lanes = self.rows.row[its], self.rows.voice[its], self.rows.lanes[its]
        sign = sign_of_events(words, row)
        stale = self._stale_from(row, lanes, sign, about, window)
        if window is not None:
            inside = _within(window, holding_from(words, row, pick))
            row, voice, lanes, sign = row[inside], voice[inside], lanes[inside], sign[inside]
        if test is not None:
            sign = sign_of_figures(words, row, test, about)
        begins = begins_on(words, row, about, sign, pick)
        ends = ends_on(words, row, about, sign, self.ages)
        turns = speaking(voice, begins, ends, lanes, len(self.lanes.standpoints))
        return Spoken(row=row, sign=sign, turns=turns, stale_from=stale)

    def _stale_from(
        self, row: Int64, lanes: UInt8, sign: Int8, about: Proposition, window: Window | None
    ) -> Int32:
        """By lane the first day by which words that counted once had grown too old."""
        words = self.columns.words
        old = grows_old(words, row)
        if window is not None:
            old &= _within(window, holding_from(words, row, Pick.CERTAIN))
        ends = ends_on(words, row[old], about, sign[old], self.ages)
        bits = lanes[old, None] >> np.arange(len(self.lanes.standpoints)) & 1
        least = np.where(bits != 0, ends[:, None], NEVER).min(axis=0, initial=NEVER)
        return np.asarray(least, np.int32)


def slots_of(
    process: Process, columns: Columns, lanes: Lanes, known_at: date, basis: Basis
) -> Slots:
    """The slots of a process as known by the end of `known_at`, for the standpoints of a pass."""
    masks = masks_of(columns, lanes, known_at, basis)
    order = order_of(columns, basis)
    return Slots(
        process=process,
        columns=columns,
        lanes=lanes,
        known_at=known_at,
        basis=basis,
        masks=masks,
        order=order,
        rows=rows_of(columns, masks, order),
        ages=Ages(process.calendar),
        voices={name: at for at, name in enumerate(lanes.voices)},
        kin=_kin(lanes),
        code={name: at for at, name in enumerate(columns.vocabulary.propositions)},
    )


def _kin(lanes: Lanes) -> tuple[tuple[int, ...], ...]:
    several = [each.verifiers for each in lanes.standpoints]
    return tuple(
        tuple(lane for lane, other in enumerate(several) if other == each) for each in several
    )


def _within(window: Window, day: Int32) -> Flags:
    return (window[0].toordinal() <= day) & (day < window[1].toordinal())
