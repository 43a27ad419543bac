"""That codes and runs tell what they were made from, and that every view tells the same."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex

from kept.assessment.evidence import Strength
from kept.assessment.standing import DUTIES, SHOWN, Extent, Standing, Timing
from kept.assessment.sweep import runs
from kept.assessment.sweep.runs import EVIDENCE, TIMES, Histories, axes_of, code_of, joined

COUNTS = st.integers(0, 2 * runs.MOST)
EXTENTS = st.none() | st.builds(
    lambda low, more, parts: Extent(
        low, low + more, low + more + 1, "parts" if parts else "scale"
    ),
    COUNTS,
    COUNTS,
    st.booleans(),
)
STANDINGS = st.builds(
    lambda word, duty, evidence, strength, time, extent: Standing(
        commitment="c",
        on=ex.day(0),
        word=word,
        duty=duty,
        evidence=evidence,
        strength=strength,
        extent=extent,
        time=Timing(word=time),
        reading=None,
        started=None,
        blocked_by=(),
        breaches=(),
        occasions=(),
        reasons=(),
        cited=(),
    ),
    st.sampled_from(SHOWN),
    st.sampled_from(DUTIES),
    st.sampled_from(EVIDENCE),
    st.sampled_from(Strength),
    st.sampled_from(TIMES),
    EXTENTS,
)
FIRST = ex.day(0)
HISTORY = st.dictionaries(st.integers(1, 60), st.integers(0, 8), max_size=6).map(
    lambda found: [(1, 0x18), *((FIRST.toordinal() + at, found[at]) for at in sorted(found))]
)


@given(STANDINGS)
def test_a_code_tells_the_axes_of_a_standing(standing):
    told = axes_of(code_of(standing))
    assert (told.word, told.duty) == (standing.word, standing.duty)
    assert (told.evidence, told.strength) == (standing.evidence, standing.strength)
    assert told.time == standing.time.word
    if standing.extent is None:
        assert told.extent is None
    else:
        it = standing.extent
        assert told.extent == (min(it.low, runs.MOST), min(it.high, runs.MOST))


@given(STANDINGS, STANDINGS)
def test_standings_of_unlike_axes_have_unlike_codes(one, other):
    same = axes_of(code_of(one)) == axes_of(code_of(other))
    measures = {each.extent.measure for each in (one, other) if each.extent is not None}
    assert (code_of(one) == code_of(other)) == (same and len(measures) < 2)


def made(commitments, standpoints, several) -> Histories:
    each = [run for history in several for run in history]
    return Histories(
        commitments=commitments,
        standpoints=standpoints,
        start=np.cumsum([0, *map(len, several)]).astype(np.int64),
        day=np.array([day for day, _ in each], np.int32),
        code=np.array([code for _, code in each], np.uint64),
    )


@st.composite
def histories(draw, commitments=None, name="s"):
    several = commitments or tuple(f"c{n}" for n in range(draw(st.integers(1, 3))))
    standpoints = tuple(f"{name}{n}" for n in range(draw(st.integers(1, 3))))
    found = [draw(HISTORY) for _ in range(len(several) * len(standpoints))]
    return made(several, standpoints, found)


def code(it: Histories, commitment: str, standpoint: str, day: date) -> int:
    where = it.slice(commitment, standpoint)
    pairs = zip(it.day[where].tolist(), it.code[where].tolist(), strict=True)
    return [found for since, found in pairs if since <= day.toordinal()][-1]


@given(histories(), st.integers(-2, 70), st.integers(0, 20))
def test_grids_tell_every_day_of_every_history(it, first, more):
    begin, end = FIRST + timedelta(first), FIRST + timedelta(first + more)
    grid, words = it.grid(begin, end), it.words(begin, end)
    rows = [(s, c) for s in it.standpoints for c in it.commitments]
    for row, (standpoint, commitment) in enumerate(rows):
        for column in range(more + 1):
            told = code(it, commitment, standpoint, begin + timedelta(column))
            assert grid[row, column] == told
            assert words[row, column] == told & 15
    assert it.on(begin).tolist() == grid[:, 0].tolist()


@given(histories(), st.integers(-2, 70))
def test_what_lies_after_a_day_can_be_left_out(it, last):
    day = FIRST + timedelta(last)
    short = it.up_to(day)
    for standpoint in it.standpoints:
        for commitment in it.commitments:
            kept = [each for each in it.runs(commitment, standpoint) if each[0] <= day]
            assert list(short.runs(commitment, standpoint)) == kept


@given(histories(), st.data())
def test_some_standpoints_in_another_order(it, data):
    wanted = data.draw(st.lists(st.sampled_from(it.standpoints), min_size=1, max_size=4))
    found = it.of(wanted)
    assert found.standpoints == tuple(wanted)
    for place, name in enumerate(wanted):
        for at, commitment in enumerate(it.commitments):
            row = place * len(it.commitments) + at
            mine = slice(int(found.start[row]), int(found.start[row + 1]))
            theirs = it.slice(commitment, name)
            assert found.day[mine].tolist() == it.day[theirs].tolist()
            assert found.code[mine].tolist() == it.code[theirs].tolist()


@given(st.data())
def test_passes_are_joined_one_after_the_other(data):
    names = ("c0", "c1")
    several = [data.draw(histories(names, f"{at}-")) for at in range(data.draw(st.integers(1, 3)))]
    whole = joined(several)
    assert whole.standpoints == tuple(name for each in several for name in each.standpoints)
    for each in several:
        for standpoint in each.standpoints:
            for commitment in names:
                told = list(each.runs(commitment, standpoint))
                assert list(whole.runs(commitment, standpoint)) == told


def test_who_is_not_there_has_no_history():
    with pytest.raises(ValueError, match="not in tuple"):
        made(("c",), ("s",), [[(1, 0)]]).slice("c", "nobody")
