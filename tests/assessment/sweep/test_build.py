"""Every row of the columns against its statement and the functions of the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.assessment import exercise as ex
from tests.assessment import strategies as kit
from tests.assessment.dice import Dice, thrown

from kept.assessment.known import known_on
from kept.assessment.record import grade_reaches, is_lead, voices, withdraws
from kept.assessment.sweep.build import (
    StatementError,
    columns_of,
    drafted,
    extended,
    vocabulary_of,
)
from kept.assessment.sweep.columns import (
    LEAD,
    NEVER,
    NO_EXTENT,
    NO_FIGURE,
    NO_HIGH,
    NO_LOW,
    NOT_ENTERED,
    OPEN,
    SIGNED,
    Columns,
    arrays,
)
from kept.assessment.sweep.lanes import lanes_of, voice_names
from kept.dates import Span
from kept.ledger import Statement
from kept.ledger.statement import KINDS, RELEASES
from kept.names import Interval
from kept.names.figure import LARGEST
from kept.process import Process

VALLEY = ex.process()
READER = ex.reader(blocs=(("front", "belva"),))


def varied(dice: Dice, log: Sequence[Statement]) -> tuple[Statement, ...]:
    """The log with what the usual one lacks: names ahead, repeats, unnamed actors, no sources."""
    found = []
    for each in log:
        changes: dict[str, object] = {}
        if dice.seldom(4):
            changes["answers"] = (dice.one(*log).id, "nobody-said", dice.one(*log).id)
        if dice.seldom(4):
            changes["retracts"] = dice.one("nobody-said", dice.one(*log).id)
        if dice.seldom(4):
            changes["speakers"] = (*each.speakers, "voices", each.speakers[0])
        if dice.seldom(4) and each.about:
            changes["about"] = (*each.about, "calm", *each.about)
        if dice.seldom(4):
            changes["sources"] = dice.one((), ("handout",), ("page", "wire"))
        if dice.seldom(6):
            changes["id"] = dice.one(*log).id
        found.append(replace(each, **changes))  # type: ignore[arg-type]
    return tuple(found)


registers = st.tuples(kit.logs, st.binary(min_size=200, max_size=200), st.booleans()).map(
    lambda drawn: _register(Dice(drawn[1]), drawn[0], drawn[2])
)


def _register(dice: Dice, log: Sequence[Statement], entered: bool) -> tuple[Statement, ...]:
    found = varied(dice, log)
    return kit.entered(dice, found) if entered else found


def equal(one: Columns, other: Columns) -> None:
    assert one.vocabulary == other.vocabulary
    np.testing.assert_array_equal(one.index, other.index)
    assert one.index.dtype == other.index.dtype == np.int32
    for mine, theirs in (
        (one.words, other.words),
        (one.retractions, other.retractions),
        (one.answers, other.answers),
    ):
        for name, array in arrays(mine).items():
            np.testing.assert_array_equal(array, arrays(theirs)[name], name)
            assert array.dtype == arrays(theirs)[name].dtype, name
            assert array.flags.c_contiguous


# ── What is told comes back ──────────────────────────────────────────────────


def read_back(columns: Columns, row: int) -> dict[str, object]:
    """What a row says, in the terms of a statement."""
    words, named = columns.words, columns.vocabulary
    low, high = int(words.low[row]), int(words.high[row])
    bounds = int(words.extent_low[row]), int(words.extent_high[row])
    until = int(words.until[row])
    return {
        "about": named.propositions[words.proposition[row]],
        "speaker": named.actors[words.speaker[row]],
        "kind": KINDS[words.kind[row]],
        "release": RELEASES[words.release[row]],
        "signed": bool(words.flags[row] & SIGNED),
        "lead": bool(words.flags[row] & LEAD),
        "said": date.fromordinal(words.said[row]),
        "when": Span(date.fromordinal(words.first[row]), date.fromordinal(words.last[row])),
        "until": None if until == NEVER else date.fromordinal(until),
        "says": None
        if low == NO_FIGURE
        else Interval(None if low == NO_LOW else low, None if high == NO_HIGH else high),
        "extent": None
        if bounds == (NO_EXTENT, NO_EXTENT)
        else Interval(*(None if each == OPEN else each for each in bounds)),
        "published": date.fromordinal(words.published[row]),
        "entered": date.fromordinal(words.entered[row]),
    }


def told(statement: Statement, about: str, speaker: str, process: Process) -> dict[str, object]:
    """What a row must say, by the statement and the reference."""
    return {
        "about": about,
        "speaker": speaker,
        "kind": statement.kind,
        "release": statement.release,
        "signed": statement.signed,
        "lead": is_lead(statement, process),
        "said": statement.said_on.last,
        "when": statement.when,
        "until": statement.until and statement.until.last,
        "says": statement.says,
        "extent": statement.extent,
        "published": known_on(statement, process),
        "entered": known_on(statement, process, "entered"),
    }


@given(registers)
def test_each_row_says_what_its_statement_says(log: tuple[Statement, ...]) -> None:
    columns = columns_of(VALLEY, log)
    expected = [
        (at, told(each, about, speaker, VALLEY))
        for at, each in enumerate(log)
        for about in dict.fromkeys(each.about)
        for speaker in dict.fromkeys(each.speakers)
    ]
    rows = range(len(columns.words))
    found = [(int(columns.words.statement[row]), read_back(columns, row)) for row in rows]
    assert found == expected


@given(registers)
def test_each_row_has_the_voice_that_the_reference_hears(log: tuple[Statement, ...]) -> None:
    columns = columns_of(VALLEY, log)
    (lanes,) = lanes_of(VALLEY, [READER], columns.vocabulary)
    names, words = voice_names(columns.vocabulary), columns.words
    for at, statement in enumerate(log):
        mine = words.statement == at
        coded = np.where(
            words.unnamed[mine] < 0,
            lanes.voice[words.speaker[mine]],
            len(columns.vocabulary.actors) + words.unnamed[mine],
        )
        spoke = set(voices(statement, VALLEY, READER)) if statement.about else set()
        assert {names[code] for code in coded} == spoke


@given(registers)
def test_each_statement_keeps_its_place_in_the_register(log: tuple[Statement, ...]) -> None:
    columns = columns_of(VALLEY, log)
    assert columns.statements == len(log)
    assert columns.index.tolist() == [
        NOT_ENTERED if each.entered is None else each.entered.index for each in log
    ]


@pytest.mark.parametrize("reliability", "ABCDEF")
@pytest.mark.parametrize("credibility", range(1, 7))
def test_a_grade_reaches_as_far_as_its_code(reliability: str, credibility: int) -> None:
    grade = f"{reliability}{credibility}"
    columns = columns_of(VALLEY, [ex.said("aruna", "calm", 1, grade=grade)])
    for wanted in ("A1", "C3", "B5", "E2", None):
        (lanes,) = lanes_of(VALLEY, [ex.reader(grade=wanted)], columns.vocabulary)
        assert bool(lanes.grades[columns.words.grade[0]]) == grade_reaches(grade, wanted)


def test_what_is_said_to_hold_until_the_last_day_of_all_is_said_to_end() -> None:
    last = ex.said("aruna", "calm", 1, until=Span.on(date.max))
    assert columns_of(VALLEY, [last]).words.until.tolist() == [NEVER - 1]


def test_words_without_a_source_are_dated_by_their_entry_and_leads_without_one() -> None:
    given = {"about": "calm", "on": 1, "sources": ()}
    log = [
        ex.said("aruna", **given),
        ex.said("aruna", **given, entered=ex.entry(0, 5)),
        ex.said("aruna", **given, entered=ex.entry(1, None)),
        ex.said("aruna", **given),
    ]
    for several in (log, log[::-1]):
        words = columns_of(VALLEY, several).words
        assert words.published.tolist() == [known_on(each, VALLEY).toordinal() for each in several]
        assert words.flags.tolist() == [LEAD * is_lead(each, VALLEY) for each in several]


# ── Who names whom ───────────────────────────────────────────────────────────


@given(registers)
def test_a_retraction_has_a_row_for_each_voice_where_its_target_is_at_hand(
    log: tuple[Statement, ...],
) -> None:
    columns = columns_of(VALLEY, log)
    found, actors = columns.retractions, columns.vocabulary.actors
    place = {each.id: at for at, each in enumerate(log)}
    expected = [
        (at, place[each.retracts], speaker, withdraws(each, log[place[each.retracts]]))
        for at, each in enumerate(log)
        if each.retracts in place
        for speaker in dict.fromkeys(each.speakers)
    ]
    rows = zip(found.statement, found.target, found.speaker, found.withdraws, strict=True)
    assert [(one, other, actors[who], bool(how)) for one, other, who, how in rows] == expected
    for row, at in enumerate(found.statement):
        assert RELEASES[found.release[row]] == log[at].release
        assert date.fromordinal(found.published[row]) == known_on(log[at], VALLEY)
        assert date.fromordinal(found.entered[row]) == known_on(log[at], VALLEY, "entered")


@given(registers)
def test_a_retraction_speaks_with_the_voices_that_the_reference_hears(
    log: tuple[Statement, ...],
) -> None:
    columns = columns_of(VALLEY, log)
    found, names = columns.retractions, voice_names(columns.vocabulary)
    (lanes,) = lanes_of(VALLEY, [READER], columns.vocabulary)
    unnamed = len(columns.vocabulary.actors) + found.unnamed
    coded = np.where(found.unnamed < 0, lanes.voice[found.speaker], unnamed)
    for at in np.unique(found.statement):
        spoke = {names[code] for code in coded[found.statement == at]}
        assert spoke == set(voices(log[at], VALLEY, READER))


@given(registers)
def test_an_answer_has_a_row_where_what_it_answers_is_at_hand(log: tuple[Statement, ...]) -> None:
    found = columns_of(VALLEY, log).answers
    place = {each.id: at for at, each in enumerate(log)}
    assert list(zip(found.statement, found.answered, strict=True)) == [
        (at, place[name])
        for at, each in enumerate(log)
        for name in dict.fromkeys(each.answers)
        if name in place
    ]


def test_of_equal_ids_the_last_is_meant() -> None:
    log = (
        ex.said("aruna", "calm", 1, id="one"),
        ex.taken_back("aruna", "one", 2, answers=("one",)),
        ex.said("aruna", "calm", 3, id="one"),
    )
    columns = columns_of(VALLEY, log)
    assert columns.retractions.target.tolist() == [2]
    assert columns.answers.answered.tolist() == [2]


# ── More and more ────────────────────────────────────────────────────────────


@given(registers, st.lists(st.integers(0, 10), max_size=3))
def test_extended_comes_to_the_same_as_all_at_once(
    log: tuple[Statement, ...], cuts: list[int]
) -> None:
    ends = [*sorted(min(each, len(log)) for each in cuts), len(log)]
    columns, names = drafted(VALLEY, ())
    for begin, end in zip([0, *ends[:-1]], ends, strict=True):
        columns, names = extended(columns, names, VALLEY, log[begin:end])
    equal(columns, columns_of(VALLEY, log))
    assert names == drafted(VALLEY, log)[1]


def test_extending_leaves_the_columns_as_they_were() -> None:
    log = [ex.said("aruna", "calm", 1, id="one"), ex.taken_back("belva", "two", 2)]
    columns, names = drafted(VALLEY, log)
    extended(columns, names, VALLEY, [ex.said("belva", "calm", 3, id="two")])
    equal(columns, columns_of(VALLEY, log))
    assert names == drafted(VALLEY, log)[1]


def test_more_statements_than_fit_a_piece_keep_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = Dice(bytes(range(7, 256)) * 9)
    several = kit.log(log, 40)
    whole = columns_of(VALLEY, several)
    monkeypatch.setattr("kept.assessment.sweep.build._PIECE", 7)
    equal(columns_of(VALLEY, iter(several)), whole)


# ── Vocabulary and what it lacks ─────────────────────────────────────────────


@given(thrown(kit.process, 250))
def test_the_vocabulary_is_in_the_order_of_the_text(process: Process) -> None:
    vocabulary = vocabulary_of(process)
    assert vocabulary.propositions == tuple(process.propositions)
    assert vocabulary.actors == tuple(process.actors)
    assert vocabulary.publishers == ("Gazette", "Wire", "Page", "Tip", "nobody")


def test_a_publisher_called_nobody_is_the_nobody_of_words_without_a_source() -> None:
    process = ex.process(sources=[ex.source("hearsay", "nobody", "blog", 1), *ex.SOURCES])
    assert vocabulary_of(process).publishers == ("Gazette", "Wire", "Page", "Tip", "nobody")
    log = [ex.said("aruna", "calm", 1, unnamed=True, sources=each) for each in ((), ("hearsay",))]
    assert columns_of(process, log).words.unnamed.tolist() == [4, 4]


def test_a_process_of_too_many_voices_is_refused() -> None:
    actors = [ex.actor(f"a{n}") for n in range(2**15)]
    with pytest.raises(StatementError, match="more than 32767 actors and publishers"):
        vocabulary_of(ex.process(actors=actors))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"about": ("calm", "clam")}, "is about “clam”, which valley does not know"),
        ({"speakers": ("arun",)}, "is said by “arun”, which valley does not know"),
        ({"sources": ("gazete",)}, "rests on the source “gazete”, which valley does not know"),
        ({"grade": "G1"}, "grades from A1 to F6"),
        ({"kind": "mumbles"}, "has a kind, release"),
        ({"release": "secret"}, "has a kind, release"),
        ({"extent": Interval(0, 4)}, "Extents go from 0 to 3"),
        ({"extent": Interval(-2, None)}, "Extents go from 0 to 3"),
        ({"says": Interval(0, LARGEST + 1)}, "figures to 9007199254740991"),
        ({"says": Interval(-LARGEST - 1, 0)}, "figures to 9007199254740991"),
    ],
)
@pytest.mark.parametrize("unnamed", [False, True])
def test_a_statement_that_does_not_fit_is_named_with_its_place(
    changes: dict[str, object], says: str, unnamed: bool
) -> None:
    said = ex.said("aruna", "calm", 1, id="said", unnamed=unnamed)
    with pytest.raises(StatementError, match=says) as error:
        columns_of(VALLEY, [said, replace(said, **changes)])  # type: ignore[arg-type]
    assert str(error.value).startswith("exercise.toml:1: the statement “said” ")


@pytest.mark.parametrize("number", [-LARGEST, LARGEST])
def test_the_largest_figures_are_kept_exactly(number: int) -> None:
    words = columns_of(VALLEY, [ex.said("aruna", "troops", 1, says=number)]).words
    assert (words.low.tolist(), words.high.tolist()) == ([number], [number])
