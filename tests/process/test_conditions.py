"""Conditions as they are written, and as they are read."""

from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kept.dates import Calendar, Span
from kept.names import read_test
from kept.process.model import (
    AtLeast,
    Condition,
    Decided,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Not,
    PhaseIs,
    Reached,
    leaves,
)
from kept.process.model.conditions import propositions_in
from kept.process.read.conditions import (
    CONDITION_WORDS,
    ConditionField,
    PartsField,
    condition_schema,
)
from kept.texts import Refused

FIELD = ConditionField(Calendar(mid_month=(11, 20)))
SCHEMA = Draft202012Validator({**FIELD.schema(), "$defs": {"condition": condition_schema()}})
PARTS = Draft202012Validator(PartsField().schema())
EVENT, STATE = Happened("met", "event"), Happened("open", "state")

READ: list[tuple[dict[str, Any], Condition]] = [
    ({"event": "met"}, EVENT),
    ({"state": "open"}, STATE),
    ({"rdf-troops": "<= 5"}, Measured("rdf-troops", read_test("<= 5"))),
    ({"states-open": "= 0"}, Measured("states-open", read_test("= 0"))),
    ({"in_force": "accord"}, InstrumentIs("accord", "in-force")),
    ({"signed": "accord"}, InstrumentIs("accord", "signed")),
    ({"kept": "withdraw"}, Kept("withdraw")),
    ({"phase": "two"}, PhaseIs("two", "entered")),
    ({"completed": "one"}, PhaseIs("one", "completed")),
    ({"date": "mid 2025-10"}, Reached(Span(date(2025, 10, 11), date(2025, 10, 20)))),
    ({"decided": "start"}, Decided("start")),
    ({"not": {"event": "met"}}, Not(EVENT)),
    ({"all": [{"event": "met"}, {"state": "open"}]}, AtLeast(2, (EVENT, STATE), "all")),
    ({"any": [{"event": "met"}, {"state": "open"}]}, AtLeast(1, (EVENT, STATE), "any")),
    ({"at_least": {"n": 1, "of": [{"event": "met"}]}}, AtLeast(1, (EVENT,))),
    ({"not": {"any": [{"not": {"event": "met"}}]}}, Not(AtLeast(1, (Not(EVENT),), "any"))),
]


@pytest.mark.parametrize(("written", "read"), READ)
def test_a_condition_is_read(written: dict[str, Any], read: Condition) -> None:
    found = FIELD.read(written)

    assert found == read
    assert repr(found) == repr(read)  # how it was written as well
    assert SCHEMA.is_valid(written)


def test_a_date_of_toml_is_read_too() -> None:
    assert FIELD.read({"date": date(2025, 10, 1)}) == Reached(Span.on(date(2025, 10, 1)))


def test_how_an_event_is_written_makes_no_difference_to_what_is_asked() -> None:
    assert Happened("met", "event") == Happened("met", "state") == Happened("met")
    assert len({Happened("met", "event"), Happened("met")}) == 1


SHAPE = 'Write a condition such as { event = "…" } or { all = [ … ] }.'

REFUSED: list[tuple[object, str, tuple[str | int, ...]]] = [
    ("met", f"Here stands text. {SHAPE}", ()),
    ({}, f"The condition says nothing. {SHAPE}", ()),
    (
        {"event": "a", "state": "b"},
        "A condition says one thing, and here are 2 keys. "
        "Join several with { all = [ … ] } or { any = [ … ] }.",
        (),
    ),
    ({"all": []}, "The list of conditions is empty. Write at least one condition.", ("all",)),
    ({"any": "a"}, "Here stands text. Write a list of conditions in brackets.", ("any",)),
    ({"all": [{"event": "a"}, 7]}, f"Here stands a number. {SHAPE}", ("all", 1)),
    ({"not": {"all": [{"not": "a"}]}}, f"Here stands text. {SHAPE}", ("not", "all", 0, "not")),
    (
        {"at_least": {"n": 3, "of": [{"event": "a"}]}},
        "3 of 1 cannot be. Lower n or name more conditions.",
        ("at_least",),
    ),
    (
        {"at_least": {"n": 1, "of": [{"event": 1}]}},
        "Here stands a number. Write an id in quotes.",
        ("at_least", "of", 0, "event"),
    ),
    ({"at_least": {"n": 1}}, "The field “of” is missing. Add of = … .", ("at_least",)),
    ({"evnt": "a"}, "Nobody knows the condition “evnt”. Did you mean “event”?", ("evnt",)),
    ({"al": [{"event": "a"}]}, "Nobody knows the condition “al”. Did you mean “all”?", ("al",)),
    (
        {"rdf-troops": "none"},
        '"none" does not compare a figure. '
        'Begin with =, <, <=, > or >= and add a whole number, such as "= 0". ',
        ("rdf-troops",),
    ),
    (
        {"states-open": "5"},
        '"5" does not compare a figure. '
        'Begin with =, <, <=, > or >= and add a whole number, such as "= 0". ',
        ("states-open",),
    ),
    (
        {"rdf-troops": 0},
        'Here stands a number. Write a comparison such as rdf-troops = "= 0".',
        ("rdf-troops",),
    ),
    (
        {"RDF": "= 0"},
        '\'RDF\' is not an id: character 1 is the upper-case "R". Write "r". ',
        ("RDF",),
    ),
]


@pytest.mark.parametrize(("written", "told", "path"), REFUSED)
def test_what_is_no_condition_is_refused(
    written: object, told: str, path: tuple[str | int, ...]
) -> None:
    with pytest.raises(Refused) as refusal:
        FIELD.read(written)

    assert str(refusal.value) == told
    assert refusal.value.path == path


def test_every_word_of_a_condition_is_in_the_schema_and_no_other() -> None:
    assert condition_schema()["properties"].keys() == {*CONDITION_WORDS}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"all": ["a", "b"]}, AtLeast(2, (Kept("a"), Kept("b")), "all")),
        ({"at_least": {"n": 1, "of": ["a", "b"]}}, AtLeast(1, (Kept("a"), Kept("b")))),
    ],
)
def test_parts_are_commitments(written: dict[str, Any], read: Condition) -> None:
    assert PartsField().read(written) == read
    assert PARTS.is_valid(written)


@pytest.mark.parametrize(
    ("written", "told", "path"),
    [
        (["a"], 'These are no parts. Write { all = ["…", "…"] } or { at_least = … }.', ()),
        ({}, 'These are no parts. Write { all = ["…", "…"] } or { at_least = … }.', ()),
        ({"any": ["a"]}, "Nobody knows “any” here. Write all or at_least.", ("any",)),
        ({"all": []}, "The list of commitments is empty. Name at least one.", ()),
        ({"all": "a"}, "Here stands text. Write a list of commitments in brackets.", ()),
        ({"all": ["a", 7]}, "Here stands a number. Write an id in quotes.", (1,)),
        ({"at_least": {"n": 2, "of": ["a"]}}, "2 of 1 cannot be. Lower n or name more parts.", ()),
        ({"at_least": {"n": 0, "of": ["a"]}}, "The number is out of bounds. Write 1 or more, and no more digits than 15.", ("n",)),
    ],
)  # fmt: skip
def test_what_are_no_parts_is_refused(
    written: object, told: str, path: tuple[str | int, ...]
) -> None:
    with pytest.raises(Refused) as refusal:
        PartsField().read(written)

    assert str(refusal.value) == told
    assert refusal.value.path == path


@pytest.mark.parametrize(
    "written", [{"all": []}, {"all": "a"}, {}, {"any": ["a"]}, {"at_least": {"n": 0, "of": ["a"]}}]
)
def test_the_schema_refuses_what_are_no_parts(written: object) -> None:
    assert not PARTS.is_valid(written)


def test_leaves_and_propositions_come_from_left_to_right() -> None:
    condition = FIELD.read(
        {"any": [{"not": {"event": "a"}}, {"all": [{"x": "= 0"}, {"kept": "c"}, {"state": "s"}]}]}
    )

    assert list(leaves(condition)) == [
        Happened("a"),
        Measured("x", read_test("= 0")),
        Kept("c"),
        Happened("s"),
    ]
    assert list(propositions_in(condition)) == ["a", "x", "s"]
    assert list(leaves(None)) == []
