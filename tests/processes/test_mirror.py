"""Exchange two parties that mirror each other, and every standing is exchanged exactly."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT

from kept.archive import open_process
from kept.assessment import Assessment, Standing, assess, compare, history, what_would_change
from kept.ledger import Statement, read_statements
from kept.process import read_process

MIRROR = ROOT / "tests" / "data" / "mirror"
TWIN = {"east": "west", "East": "West", "Est": "Ouest"}
TWIN |= {other: one for one, other in TWIN.items()}
PARTY = re.compile(rf"\b({'|'.join(TWIN)})\b")
LAST = date(2025, 11, 21)


def turned(text: str) -> str:
    """`text` with the two parties exchanged."""
    return PARTY.sub(lambda found: TWIN[found[0]], text)


@cache
def opened():
    return open_process(MIRROR)


@cache
def turned_around():
    """Process and statements, read from the same files with the parties exchanged in each line."""
    files = sorted([*MIRROR.rglob("*.toml"), *MIRROR.rglob("*.md")])
    texts = [
        (each.relative_to(MIRROR).as_posix(), turned(each.read_text("utf-8"))) for each in files
    ]
    said = [each for each in texts if each[0].startswith("statements/")]
    process = read_process([each for each in texts if each not in said])
    return process, read_statements(said, process.calendar, process.head.languages)


def seen(standpoint: str, on: date, known_at: date) -> Assessment:
    process, statements = opened().process, opened().statements
    return assess(
        process,
        statements,
        on=on,
        known_at=known_at,
        standpoint=process.standpoints[standpoint],
    )


def all_of(standing: Standing, turn: Callable[[str], str] = str) -> list[object]:
    """A standing in full, reasons included; lists are sorted, for their order is the text's."""
    reasons = [
        (each.rule, sorted(map(turn, each.statements)), turn(_flat(each.facts)))
        for one in standing.reasons
        for each in one.walk()
    ]
    breaches = [turn(f"{each.proposition} {each.on} {each.ends_on}") for each in standing.breaches]
    return [
        standing.axes,
        standing.strength,
        standing.extent,
        standing.time,
        standing.reading,
        standing.started,
        standing.occasions,
        sorted(map(turn, standing.blocked_by)),
        sorted(map(turn, standing.cited)),
        sorted(breaches),
        sorted(reasons),
    ]


def _flat(facts) -> str:
    return str(sorted((key, str(each)) for key, each in facts.items()))


def words_of(statement: Statement) -> tuple[object, ...]:
    """What a statement says and of what, whatever the order of its lists."""
    return (
        statement.kind,
        sorted(statement.about),
        sorted(statement.speakers),
        statement.when,
        statement.said_on,
        statement.says,
        statement.extent,
        statement.signed,
        statement.release,
        statement.answers,
        statement.retracts,
        statement.sources,
    )


days = st.integers(0, 400).map(lambda n: date(2024, 12, 20) + timedelta(days=n))
standpoints = st.sampled_from(["public", "of-east", "of-west", "watchers"])
commitments = pytest.mark.parametrize("name", sorted(opened().process.commitments))


@commitments
def test_the_text_is_its_own_mirror(name):
    here, there = opened().process.commitments[name], turned_around()[0].commitments[name]
    for key in ("of", "to", "never", "verified_by"):
        assert sorted(getattr(here, key)) == sorted(getattr(there, key))
    for key in ("due", "from_", "every", "text", "readings"):
        assert getattr(here, key) == getattr(there, key)


@pytest.mark.parametrize("statement", opened().statements, ids=lambda each: each.id)
def test_the_statements_are_their_own_mirror(statement):
    [twin] = [each for each in turned_around()[1] if each.id == statement.id]
    assert words_of(statement) == words_of(twin)


@given(standpoints, days, days)
def test_exchanging_the_parties_exchanges_every_standing(standpoint, on, known_at):
    here, there = seen(standpoint, on, known_at), seen(turned(standpoint), on, known_at)
    for name, standing in here.standings.items():
        assert all_of(standing, turned) == all_of(there.standings[turned(name)])


@given(days)
def test_comparing_the_two_sides_is_the_same_from_either(on):
    both = [seen(each, on, on) for each in ("of-east", "of-west")]
    words = {each.commitment: (each.word, each.by) for each in compare(both)}
    assert {turned(name): word for name, word in words.items()} == words


@commitments
def test_the_past_and_what_would_change_are_mirrored(name):
    here, there = seen("of-east", LAST, LAST), seen("of-west", LAST, LAST)
    assert history(here, name) == history(there, turned(name))
    changes = {turned(str(each)) for each in what_would_change(here, name)}
    assert changes == {str(each) for each in what_would_change(there, turned(name))}


def test_the_mirror_shows_something():
    """A mirror of nothing would prove nothing: the record leads to many words and to breaches."""
    standings = [
        each
        for on in (date(2025, 5, 10), date(2025, 7, 10), LAST)
        for standpoint in ("public", "of-east")
        for each in seen(standpoint, on, on).standings.values()
    ]
    words = {each.word for each in standings}
    assert words >= {"kept", "broken", "contested", "blocked", "under-way", "not-yet-due"}
    assert any(each.breaches for each in standings)
    assert {each.reading for each in standings} == {None, "second"}
