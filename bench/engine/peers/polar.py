"""Polars: lazy frames, the stages of `bench.engine.relational` in its own expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from bench.engine.peers.polar_weighing import sign, strength
from bench.engine.question import DEFAULT_WEIGHT, STALE, Checksum, Question, Runs, sums
from bench.engine.question import checksum as joined
from bench.engine.relational import DAYS, STRETCH, UNCLEAR
from bench.engine.tables import tables
from bench.engine.testimony import END, START

from kept.assessment.sweep.columns import LEAD, NEVER, SIGNED

if TYPE_CHECKING:
    import polars as pl

NAME = "Polars"


class State:
    """The tables as frames, and the last answer."""

    def __init__(self, question: Question) -> None:
        import polars as pl

        self.question = question
        self.frames = {name: pl.DataFrame(dict(it)) for name, it in tables(question).items()}
        self.found: Any = None


def prepare(question: Question, threads: int = 2) -> State:
    """Polars takes the number of threads from its environment."""
    return State(question)


def evidence(state: State) -> Checksum:
    counted = _counted(state, _taken(state)).collect()
    laned = _laned(state, counted).collect()
    steps = _steps(state, _changes(state, _accounts(laned)))
    state.found = _runs(state, steps, counted).collect()
    found = runs(state)
    return joined(len(found.atom), *sums(found))


def runs(state: State) -> Runs:
    """The runs of the last answer."""
    return Runs(*(state.found[name].to_numpy().astype(np.int64) for name in Runs.__slots__))


def _heard(state: State, rows: pl.LazyFrame) -> pl.LazyFrame:
    """With the voice of each row, who sees it and who counts it."""
    import polars as pl

    frames, actors = state.frames, len(state.question.lanes.voice)
    voice = pl.when(pl.col("unnamed") >= 0).then(pl.col("unnamed") + actors)
    return (
        rows.filter(pl.col("published") <= state.question.generated.known_at)
        .join(frames["speakers"].lazy(), on="speaker")
        .join(frames["releases"].lazy(), on="release")
        .with_columns(voice=voice.otherwise(pl.col("voice")).cast(pl.Int32))
    )


def _taken(state: State) -> pl.LazyFrame:
    """Which voices were taken back in which lanes; -1: all of a statement."""
    import polars as pl

    acting = _heard(state, state.frames["retractions"].lazy()).with_row_index("row").collect()
    other = acting.select(
        their="row", statement="target", their_voice="voice", all_of_it=pl.col("withdraws") == 1
    )
    undoing = acting.join(other, on="statement").filter(
        pl.col("all_of_it") | (pl.col("their_voice") == pl.col("voice"))
    )
    pairs = undoing["row"].to_numpy(), undoing["their"].to_numpy()
    sees = acting["sees"].to_numpy()
    acts = sees
    while True:
        undone = np.zeros(len(sees), np.uint8)
        np.bitwise_or.at(undone, pairs[0], acts[pairs[1]])
        before, acts = acts, sees & ~undone
        if (before == acts).all():
            break
    voice = pl.when(pl.col("withdraws") == 1).then(-1).otherwise(pl.col("voice")).cast(pl.Int32)
    return (
        acting.lazy()
        .with_columns(lanes=pl.Series(acts), voice=voice)
        .group_by(statement="target", voice="voice")
        .agg(pl.col("lanes").bitwise_or())
    )


def _counted(state: State, taken: pl.LazyFrame) -> pl.LazyFrame:
    import polars as pl

    col, frames = pl.col, state.frames
    heard = _heard(
        state,
        frames["words"].lazy().filter((col("kind") <= 4) & (col("flags") & LEAD == 0)),
    )
    everyone = taken.filter(col("voice") == -1).select("statement", every="lanes")
    done = (col("event") == 1) & (col("sign") == 1)
    later = frames["later"].lazy().with_columns(col("day").cast(pl.Int32))
    ends = (
        pl.when(col("until") != NEVER)
        .then(col("until"))
        .when((col("months") < 0) | done)
        .then(NEVER)
        .otherwise(col("later") + col("days"))
    )
    rank = (col("flags") & SIGNED).cast(pl.Int64) * 2**38 + (col("said") - START + 4096).cast(
        pl.Int64
    ) * 2**24
    return (
        heard.join(frames["slots"].lazy(), left_on="proposition", right_on="proposition")
        .join(frames["grades"].lazy(), on="grade")
        .with_columns(mask=col("sees") & col("counts") & col("graded"))
        .filter(col("mask") > 0)
        .join(taken, on=["statement", "voice"], how="left")
        .join(everyone, on="statement", how="left")
        .with_columns(sign=sign(), gone=col("lanes").fill_null(0) | col("every").fill_null(0))
        .with_columns(mask=col("mask") & ~col("gone"))
        .join(later, left_on=["months", "last"], right_on=["months", "day"], how="left")
        .select(
            "slot",
            "voice",
            "mask",
            "until",
            word=(rank + col("statement")) * 4 + col("sign"),
            begins=pl.when((col("event") == 1) & (col("sign") != 1))
            .then(START)
            .otherwise(col("last")),
            ends=ends.cast(pl.Int32),
        )
    )


def _laned(state: State, counted: pl.DataFrame) -> pl.LazyFrame:
    """A row a lane; what lies under a later word without an end is cut off."""
    import polars as pl

    col, voices = pl.col, len(state.question.lanes.voices)
    cell = ((col("slot") * voices + col("voice")) * 8).cast(pl.Int32)
    within = (col("begins") < col("ends")) & (col("begins") <= END) & (col("ends") > START)
    spoken = (
        counted.lazy()
        .filter(within & (col("mask") > 0))
        .sort("word", descending=True)
        .select(
            "mask",
            "word",
            cell=cell,
            b=(col("begins") - START).clip(lower_bound=0),
            e=(col("ends") - START).clip(upper_bound=DAYS),
        )
    )
    several = [
        spoken.filter(col("mask") & (1 << lane) != 0)
        .with_columns(cell=col("cell") + lane)
        .drop("mask")
        for lane in range(8)
    ]
    last = pl.when(col("e") == DAYS).then(col("b"))
    cut = last.fill_null(DAYS).cum_min().shift(1, fill_value=DAYS).over("cell")
    return (
        pl.concat(several).with_columns(e=pl.min_horizontal("e", cut)).filter(col("b") < col("e"))
    )


def _accounts(laned: pl.DataFrame) -> pl.LazyFrame:
    """On each day on which a word begins or ends: the last said of those that speak for it."""
    import polars as pl

    col, lazy, days = pl.col, laned.lazy(), 1 << STRETCH
    ends = lazy.filter(col("e") < DAYS).select("cell", day="e")
    points = pl.concat([lazy.select("cell", day="b"), ends]).unique()
    stretch = pl.int_ranges(col("b") // days, (col("e") - 1) // days + 1, dtype=pl.Int32)
    spread = lazy.with_columns(stretch=stretch).explode("stretch")
    spoken = (
        points.with_columns(stretch=(col("day") // days).cast(pl.Int32))
        .join(spread, on=["cell", "stretch"])
        .filter((col("b") <= col("day")) & (col("day") < col("e")))
        .group_by("cell", "day")
        .agg(col("word").max())
    )
    return points.join(spoken, on=["cell", "day"], how="left")


def _changes(state: State, accounts: pl.LazyFrame) -> pl.LazyFrame:
    import polars as pl

    col, voices = pl.col, len(state.question.lanes.voices)
    return (
        accounts.select("cell", "day", sign=(col("word") % 4).fill_null(-1).cast(pl.Int8))
        .sort("cell", "day")
        .with_columns(before=col("sign").shift(1, fill_value=-1), other=col("cell").shift(1))
        .with_columns(
            before=pl.when(col("other") == col("cell")).then(col("before")).otherwise(-1)
        )
        .filter(col("sign") != col("before"))
        .select(
            "day",
            "sign",
            "before",
            slot=(col("cell") // (8 * voices)).cast(pl.Int64),
            voice=(col("cell") // 8 % voices).cast(pl.Int64),
            lane=(col("cell") % 8).cast(pl.Int64),
        )
    )


def _steps(state: State, changes: pl.LazyFrame) -> pl.LazyFrame:
    """What each change adds to the packed counts of each atom that asks for its slot."""
    import polars as pl

    col, frames = pl.col, state.frames

    def step(sign: int) -> pl.Expr:
        now, then = (col(each) == sign for each in ("sign", "before"))
        return now.cast(pl.Int64) - then.cast(pl.Int64)

    changed = (
        changes.join(frames["atoms"].lazy(), on="slot")
        .join(frames["weights"].lazy(), on=["atom", "voice", "lane"], how="left")
        .select(
            "atom",
            "lane",
            "day",
            pro=step(1) * col("pro").fill_null(DEFAULT_WEIGHT) + step(0) * UNCLEAR,
            con=step(2) * col("con").fill_null(DEFAULT_WEIGHT),
        )
    )
    nothing = pl.lit(0, pl.Int64)
    lanes = pl.LazyFrame({"lane": np.arange(8)})
    first = (
        frames["atoms"]
        .lazy()
        .join(lanes, how="cross")
        .select("atom", "lane", day=pl.lit(0, pl.Int32), pro=nothing, con=nothing)
    )
    return pl.concat([changed, first]).group_by("atom", "lane", "day").agg(col("pro", "con").sum())


def _runs(state: State, steps: pl.LazyFrame, counted: pl.DataFrame) -> pl.LazyFrame:
    import polars as pl

    col = pl.col
    lasting = counted.lazy().filter(col("until") == NEVER)
    ends = pl.concat(
        [
            lasting.filter(col("mask") & (1 << lane) != 0)
            .group_by("slot")
            .agg(stale=col("ends").min())
            .with_columns(lane=pl.lit(lane, pl.Int64))
            for lane in range(8)
        ]
    )
    nobody = (col("pro") == 0) & (col("con") == 0)
    stale = nobody & (col("stale") <= col("day") + START).fill_null(False)
    unclear = (col("pro") >= UNCLEAR).cast(pl.Int64) * 16
    code = strength("pro") + 4 * strength("con") + unclear + stale.cast(pl.Int64) * STALE
    return (
        steps.sort("atom", "lane", "day")
        .with_columns(col("pro", "con").cum_sum().over("atom", "lane"))
        .join(state.frames["atoms"].lazy(), on="atom", maintain_order="left")
        .join(ends, on=["slot", "lane"], how="left", maintain_order="left")
        .select("atom", "lane", "day", code=code)
        .with_columns(before=col("code").shift(1, fill_value=-1))
        .filter((col("code") != col("before")) | (col("day") == 0))
        .drop("before")
    )
