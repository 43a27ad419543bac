"""pandas, date by date: the way dashboards are often computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from bench.engine.question import DEFAULT_WEIGHT, STALE, Question, Runs
from bench.engine.tables import tables
from bench.engine.testimony import START
from numpy.typing import NDArray

from kept.assessment.sweep.columns import LEAD, NEVER, NO_FIGURE, SIGNED

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]
NAME = "pandas per date"


class Tables:
    """The tables as frames."""

    def __init__(self, question: Question) -> None:
        import pandas as pd

        self.question = question
        self.frames = {name: pd.DataFrame(dict(it)) for name, it in tables(question).items()}


class State(Tables):
    """What is one for all dates is worked out once, and not counted."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        counted = _counted(self)
        self.lanes = [_lane(counted, lane) for lane in range(8)]
        self.weights = [
            each.drop(columns="lane") for _, each in self.frames["weights"].groupby("lane")
        ]


def prepare(question: Question, threads: int = 2) -> State:
    """pandas uses one thread."""
    return State(question)


def on_days(state: State, days: list[int]) -> Runs:
    """How all stands on some days, as if a run began on each."""
    parts = [(lane, day, _codes(state, lane, day)) for day in days for lane in range(8)]
    size = len(state.question.atoms)
    return Runs(
        np.tile(np.arange(size), len(parts)),
        np.repeat([lane for lane, _, _ in parts], size),
        np.repeat([day for _, day, _ in parts], size),
        np.concatenate([codes for _, _, codes in parts]),
    )


def _codes(state: State, lane: int, day: int) -> Array:
    """The code of each atom in one lane on one day."""
    said, on = state.lanes[lane], day + START
    valid = said[(said["begins"] <= on) & (on < said["ends"])]
    last = valid.drop_duplicates(["slot", "voice"], keep="last")[["slot", "voice", "sign"]]
    told = last.merge(state.frames["atoms"], on="slot").merge(
        state.weights[lane], on=["atom", "voice"], how="left"
    )
    codes = np.zeros(len(state.question.atoms), np.int64)
    for sign, column, shift in ((1, "pro", 0), (2, "con", 2)):
        side = told[told["sign"] == sign]
        weights = side[column].fillna(DEFAULT_WEIGHT).astype(np.int64)
        packed = weights.groupby(side["atom"]).sum()
        codes[packed.index] |= _strength(packed.to_numpy()) << shift
    codes[told.loc[told["sign"] == 0, "atom"].unique()] |= 16
    spoken_of = told["atom"].unique()
    old = said.loc[(said["until"] == NEVER) & (said["ends"] <= on), "slot"].unique()
    atoms = state.frames["atoms"]
    stale = atoms.loc[atoms["slot"].isin(old) & ~atoms["atom"].isin(spoken_of), "atom"]
    codes[stale] |= STALE
    return codes


def _strength(packed: Array) -> Array:
    count = [packed >> 12 * place & 4095 for place in range(4)]
    two = (count[2] > 0) | ((count[0] > 1) & (count[3] > 0))
    found: Array = np.where(count[1] > 0, 3, np.where(two, 2, np.minimum(count[0], 1)))
    return found


def _lane(counted: pd.DataFrame, lane: int) -> pd.DataFrame:
    here = counted[counted["mask"] & (1 << lane) != 0]
    return here.sort_values("word").drop(columns="mask")


def heard(state: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """What is known at the end, with the voice of each row, who sees it and who counts it."""
    actors = len(state.question.lanes.voice)
    known = rows[rows["published"] <= state.question.generated.known_at]
    found = known.merge(state.frames["speakers"], on="speaker").merge(
        state.frames["releases"], on="release"
    )
    found["voice"] = np.where(found["unnamed"] >= 0, found["unnamed"] + actors, found["voice"])
    return found


def _taken(state: Tables) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Which voices, and which whole statements, were taken back in which lanes."""
    acting = heard(state, state.frames["retractions"])
    sees = acting["sees"].to_numpy()
    place = acting.reset_index(names="row")
    other = place[["row", "target", "voice", "withdraws"]]
    pairs = place.merge(other, left_on="statement", right_on="target", suffixes=("", "_by"))
    pairs = pairs[(pairs["withdraws_by"] == 1) | (pairs["voice"] == pairs["voice_by"])]
    acts = sees
    while True:
        undone = np.zeros(len(sees), np.uint8)
        np.bitwise_or.at(undone, pairs["row"], acts[pairs["row_by"]])
        before, acts = acts, sees & ~undone
        if (before == acts).all():
            break
    acting["lanes"] = acts
    whole = acting["withdraws"] == 1
    voices = _union(acting[~whole], ["target", "voice"])
    return voices, _union(acting[whole], ["target"]).rename(columns={"lanes": "every"})


def _union(acting: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The lanes of each group together."""
    sorted_ = acting.sort_values(by)
    first = ~sorted_.duplicated(by).to_numpy()
    starts = np.flatnonzero(first)
    found = sorted_[first][by].rename(columns={"target": "statement"})
    found["lanes"] = np.bitwise_or.reduceat(sorted_["lanes"].to_numpy(), starts)
    return found


def _counted(state: Tables) -> pd.DataFrame:
    """What counts, and in which lanes it was not taken back."""
    found = spoken(state)
    voices, whole = _taken(state)
    found = found.merge(voices, on=["statement", "voice"], how="left")
    found = found.merge(whole, on="statement", how="left")
    taken = [found[each].fillna(0).astype(np.uint8) for each in ("lanes", "every")]
    found["mask"] &= ~(taken[0] | taken[1])
    return found.drop(columns=["statement", "lanes", "every"])


def spoken(state: Tables) -> pd.DataFrame:
    """What would count if nothing were taken back: lanes, sign, days and rank."""
    words = state.frames["words"]
    found = heard(state, words[(words["kind"] <= 4) & (words["flags"] & LEAD == 0)])
    found = found.merge(state.frames["slots"], on="proposition")
    found = found.merge(state.frames["grades"], on="grade")
    found["mask"] = found["sees"] & found["counts"] & found["graded"]
    found["sign"] = _signs(found)
    done = (found["event"] == 1) & (found["sign"] == 1)
    later = state.frames["later"].rename(columns={"day": "last"})
    found = found.merge(later, on=["months", "last"], how="left")
    fresh = (found["later"] + found["days"]).fillna(NEVER).astype(np.int64)
    lasting = np.where((found["months"] < 0) | done, NEVER, fresh)
    found["ends"] = np.where(found["until"] != NEVER, found["until"], lasting)
    found["begins"] = np.where((found["event"] == 1) & ~done, START, found["last"])
    signed = (found["flags"] & SIGNED).astype(np.int64)
    said = found["said"].astype(np.int64) - START + 4096
    found["word"] = signed * 2**38 + said * 2**24 + found["statement"]
    names = ["statement", "slot", "voice", "mask", "sign", "word", "begins", "ends", "until"]
    return found[names]


def _signs(found: pd.DataFrame) -> Array:
    """1 for, 2 against, 0 unclear."""
    it = {name: found[name].to_numpy() for name in found.columns}
    event = np.select(
        [
            it["kind"] > 2,
            (it["extent_low"] == -1) | (it["extent_low"] >= 3),
            (it["extent_high"] != -2) & (it["extent_high"] < 3),
        ],
        [2, 1, 2],
        0,
    )
    under, over = (
        _verdict(it, it["floor"], it["low"] - 1),
        _verdict(it, it["high"] + 1, it["top"]),
    )
    has_under, has_over = it["low"] > it["floor"], it["high"] < it["top"]
    figure = np.select(
        [it["low"] == NO_FIGURE, it["kind"] <= 2, has_under & has_over, has_under, has_over],
        [0, _verdict(it, it["low"], it["high"]), np.where(under == over, under, 0), under, over],
        0,
    )
    signs: Array = np.where(it["test"] == -1, event, figure)
    return signs


def _verdict(it: dict[str, Array], low: Array, high: Array) -> Array:
    bound = it["bound"]
    below = np.select([high < bound, low >= bound], [1, 2], 0)
    equal = np.select([(bound < low) | (bound > high), low == high], [2, 1], 0)
    above = np.select([below == 1, below == 2], [2, 1], 0)
    return np.select([it["test"] == 0, it["test"] == 1], [equal, below], above)
