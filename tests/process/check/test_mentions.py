"""References to nothing, in every field that can hold one."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from tests.process.check.looking import commitment, problems_with, process_with, said_with

from kept.process import read_process
from kept.process.check import Mention, check_process, unresolved
from kept.process.schema import process_schema
from kept.texts import Id, Place

# Every id below is unknown and stands once.
TEXTS = {
    "process.toml": """
[process]
id = "lost"
title = { en = "Lost" }
languages = ["en"]
compiled_on = 2030-12-31
coded_by = ["somebody"]
reviewed_by = ["somebody else"]
standpoint = "n-1"
mechanism = "n-2"
""",
    "world.toml": """
[actor.aruna]
kind = "state"
name = { en = "Aruna" }
part_of = "n-3"
called = { n-4 = { en = "they" } }
sources = ["n-5"]

[[actor.aruna.office]]
id = "spokesman"
name = "A. Spokesman"
office = { en = "spokesman" }
sources = ["n-6"]

[area.north]
name = { en = "North" }
within = "n-7"

[incident.attack]
name = { en = "Attack" }
by = "n-8"

[link.tie]
from = "n-9"
to = "n-10"
text = { en = "Tie" }
sources = ["n-11"]

[mechanism.commission]
name = { en = "Commission" }
instrument = "n-12"
track = "n-13"
members = ["n-14"]
observers = ["n-15"]
rules = { decides = "majority", quorum = 1, sources = ["n-92"] }
sources = ["n-16"]

[meeting.first]
of = "n-17"
track = "n-18"
on = 2030-06-01
attended = ["n-19"]
next = { sources = ["n-20"] }
announced = [{ on = 2030-05-31, sources = ["n-21"] }]
concerns = ["n-22"]
sources = ["n-23"]

[decision.more-time]
by = ["n-24"]
meeting = "n-25"
on = 2030-06-01
text = { en = "More time" }
effect = { extend = "n-26", by = "30 days" }
sources = ["n-27"]

[decision.pause]
by = ["commission"]
on = 2030-06-01
text = { en = "Pause" }
effect = { suspend = "n-28" }
sources = []

[decision.go-on]
by = ["commission"]
on = 2030-06-01
text = { en = "Go on" }
effect = { resume = "n-29" }

[decision.let-go]
by = ["commission"]
on = 2030-06-01
text = { en = "Let go" }
effect = { release = "n-30" }

[decision.broken]
by = ["commission"]
on = 2030-06-01
text = { en = "Broken" }
effect = { find_breach = "n-31" }

[decision.done]
by = ["commission"]
on = 2030-06-01
text = { en = "Done" }
effect = { certify = "n-32" }

[gap.maps]
kind = "gap"
text = { en = "No maps" }
found_by = ["n-33"]
meeting = "n-34"
on = 2030-06-01
concerns = ["n-35"]
sources = ["n-36"]

[standpoint.strict]
name = { en = "Strict" }
holder = "n-37"
counts = { only = ["n-38"] }
verifiers = ["n-39"]
readings = ["n-40"]
blocs = [["n-41", "n-42"]]

[standpoint.wide]
name = { en = "Wide" }
counts = { all_but = ["n-43"] }

[phase.one]
instrument = "n-44"
name = { en = "One" }
gate = { event = "n-45" }
follows = ["n-46"]
prepared_from = { state = "n-47" }
sources = ["n-48"]

[commitment.come]
clause = "n-49/1"
text = { en = "Come" }
of = ["n-50"]
to = ["n-51"]
from = { n-52 = "= 0" }
due = { within = "30 days", after = { in_force = "n-53" } }
done = { all = [{ signed = "n-54" }, { kept = "n-55" }, { not = { phase = "n-56" } }] }
until = { completed = "n-57" }
expires = { before = { decided = "n-58" } }
phase = "n-59"
verified_by = ["n-60"]
extent = "n-61"
context = ["n-62"]
superseded_by = "n-63"
sources = ["n-64"]

[commitment.come.reading.ours]
label = { en = "ours" }
holders = ["n-65"]
from = { event = "n-66" }
due = { before = { event = "n-67" } }
done = { at_least = { n = 1, of = [{ event = "n-68" }, { any = [{ event = "n-69" }] }] } }
sources = ["n-70"]

[commitment.stay]
clause = "n-71/1"
text = { en = "Stay" }
of = []
keep = { never = ["n-72"] }
repair = { done = { event = "n-73" } }

[commitment.both]
clause = "n-74/1"
text = { en = "Both" }
of = []
parts = { all = ["n-75"] }

[commitment.either]
clause = "n-76/1"
text = { en = "Either" }
of = []
parts = { at_least = { n = 1, of = ["n-77"] } }
""",
    "accord.md": """# Accord

```toml
[instrument.accord]
track = "n-78"
kind = "protocol"
parties = ["n-79"]
mediators = ["n-80"]
observers = ["n-81"]
under = "n-82"
supersedes = ["n-83"]
powers = ["n-84"]
status = [{ is = "signed", if = { event = "n-85" }, sources = ["n-86"] }]
signing_requires = [
  { id = "calm", text = { en = "Calm" }, when = { event = "n-87" }, sources = ["n-88"] },
]
amends = [{ commitment = "n-89", due = { before = { event = "n-90" } } }]
sources = ["n-91"]
```
""",
}
LAST = 92


def test_every_id_that_nobody_knows_is_told_once() -> None:
    problems = check_process(read_process(list(TEXTS.items())))
    told = " ".join(each.what for each in problems if " known." in each.what)
    clauses = {49, 71, 74, 76}

    for number in range(1, LAST + 1):
        name = f"n-{number}/1" if number in clauses else f"n-{number}"
        assert told.count(f" names {name}, and no such ") == 1, name
    assert told.count(" names ") == LAST


def fields_for_ids(
    schema: dict[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """The paths at which a schema takes the id of something, `*` for any key."""
    if schema.get("pattern") == Id().schema()["pattern"]:
        yield path
    for each in schema.get("anyOf", ()):
        yield from fields_for_ids(each, path)
    if isinstance(schema.get("items"), dict):
        yield from fields_for_ids(schema["items"], path)
    for key, each in schema.get("properties", {}).items():
        yield from fields_for_ids(each, (*path, key))
    if isinstance(schema.get("additionalProperties"), dict):
        yield from fields_for_ids(schema["additionalProperties"], (*path, "*"))


def values_at(tables: Any, path: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(tables, list):
        for each in tables:
            yield from values_at(each, path)
    elif not path:
        yield tables
    elif isinstance(tables, dict):
        keys = tables if path[0] == "*" else {path[0]} & tables.keys()
        for key in keys:
            yield from values_at(tables[key], path[1:])


NO_REFERENCES = {
    ("process", "id"),  # its own
    ("actor", "*", "office", "id"),
    ("instrument", "*", "signing_requires", "id"),
    ("commitment", "*", "theme"),  # terms of the Peace Accords Matrix
}
PATHS = sorted({*fields_for_ids(process_schema(("en",)))} - NO_REFERENCES)
TABLES = [
    tomllib.loads(text.split("```toml")[-1].split("```")[0] if name.endswith(".md") else text)
    for name, text in TEXTS.items()
]


@pytest.mark.parametrize("path", PATHS, ids=".".join)
def test_no_field_for_an_id_is_left_out_above(path: tuple[str, ...]) -> None:
    found = [value for tables in TABLES for value in values_at(tables, path)]

    assert any(str(each).startswith("n-") for each in found)


@pytest.mark.parametrize(
    ("done", "told"),
    [
        ('{ event = "no-attack" }', "“done” names no-attack, which is a commitment and not an event."),
        ('{ state = "first-meeting" }', "“done” names first-meeting, which is an event and not a state."),
        ('{ kept = "accord" }', "“done” names accord, which is an instrument and not a commitment."),
        ('{ event = "gazette" }', "“done” names gazette, which is a source and not an event."),
        ('{ in_force = "aruna" }', "“done” names aruna, which is an actor and not an instrument."),
        ('{ phase = "commission" }', "“done” names commission, which is a mechanism and not a phase."),
        ('{ attack-by-aruna = "= 0" }', "“done” names attack-by-aruna, which is an incident and not an indicator."),
    ],
)  # fmt: skip
def test_what_is_something_else_is_told_as_such(done: str, told: str) -> None:
    assert told in said_with(commitment("patrol", f"due = {{ by = 2030-07-01 }}\ndone = {done}"))


@pytest.mark.parametrize(
    ("done", "remedy"),
    [
        ('{ event = "road-open" }', 'Write { state = "road-open" }.'),
        ('{ state = "first-meeting" }', 'Write { event = "first-meeting" }.'),
        ('{ event = "aruna-troops" }', 'Compare it with a figure: { aruna-troops = "= 0" }.'),
        ('{ event = "no-attack" }', 'Write { kept = "no-attack" }.'),
        ('{ event = "gazette" }', "Name an event, or add it."),
        ('{ kept = "first-meeting" }', "Name a commitment, or add it."),
        ('{ event = "first-meting" }', "Did you mean first-meeting?"),
        ('{ event = "zzz" }', "Name an event, or add it."),
        (
            '{ event = "attack-by-aruna" }',
            'Incidents break a duty to refrain: keep = { never = ["attack-by-aruna"] }.',
        ),
    ],
)
def test_the_remedy_says_where_it_belongs(done: str, remedy: str) -> None:
    [problem] = problems_with(commitment("patrol", f"due = {{ by = 2030-07-01 }}\ndone = {done}"))

    assert problem.remedy == remedy
    assert problem.severity == "error"
    assert str(problem.place) == "more.toml:2 (commitment.patrol)"


def test_an_extent_is_measured_by_an_indicator_of_an_extent() -> None:
    scale = """
[indicator.carried-out]
name = { en = "How far", fr = "Jusqu'où" }
unit = { en = "steps", fr = "pas" }
category = "extent"
scale = "extent"
"""
    fields = 'due = { by = 2030-07-01 }\ndone = { event = "joint-patrol" }\nextent = "%s"'

    assert said_with(scale + commitment("patrol", fields % "carried-out")) == []
    assert said_with(scale + commitment("patrol", fields % "aruna-troops")) == [
        "“extent” names aruna-troops, which does not measure an extent."
    ]


def test_a_mechanism_is_an_actor_too() -> None:
    mention = Mention(place=Place("a.toml", 1), field="of", name="commission", kind="actor")

    assert list(unresolved([mention], process_with())) == []
