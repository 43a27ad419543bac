"""A whole process, from text to model."""

from datetime import date
from pathlib import Path

import pytest
from tests.bad.sound_texts import TEXTS

import kept.process
from kept.archive import open_process
from kept.dates import Calendar, Duration, Span
from kept.names import read_test
from kept.process import (
    Actor,
    AtLeast,
    Commitment,
    Counts,
    Due,
    Effect,
    Happened,
    InstrumentIs,
    Kept,
    Measured,
    Process,
    Repair,
    read_process,
)
from kept.texts import Place, Words

ROOT = Path(__file__).resolve().parents[2]


def process_with(**texts: str) -> Process:
    named = {f"{name.replace('_', '-')}.toml": text for name, text in texts.items()}
    return read_process([*{**TEXTS, **named}.items()], digest="sha256:x")


def test_the_sound_process_is_read() -> None:
    process = process_with()

    assert process.head.id == "sound"
    assert process.head.title == Words.of(en="Aruna and Belva", fr="Aruna et Belva")
    assert process.head.languages == ("en", "fr")
    assert process.head.compiled_on == date(2030, 12, 31)
    assert process.head.place == Place("process.toml", 1, "process")
    assert process.head.fictional
    assert process.calendar == Calendar(month_end="refuse")
    assert process.digest == "sha256:x"
    assert [*process.commitments] == ["commission-meets", "aruna-withdraws", "no-attack"]


def test_a_commitment_belongs_to_the_clause_above_it() -> None:
    process = process_with()
    commitment = process.commitments["aruna-withdraws"]
    clause = process.clauses[commitment.clause]

    assert commitment == Commitment(
        id="aruna-withdraws",
        place=Place("instruments/accord.md", 40, "commitment.aruna-withdraws"),
        clause="accord/2",
        instrument="accord",
        text=Words.of(en="Withdraw every soldier", fr="Retirer tous les soldats"),
        of=("aruna",),
        to=("belva",),
        due=Due(by=Span.on(date(2030, 12, 31))),
        done=Measured("aruna-troops", read_test("= 0")),
        verified_by=("commission",),
        sources=("gazette",),
    )
    assert (clause.number, clause.instrument, clause.place.line) == ("2", "accord", 33)
    assert clause.title == Words.of(en="Troops", fr="Troupes")
    assert clause.text == Words.of(
        en="Aruna withdraws and attacks no more.", fr="L'Aruna se retire et n'attaque plus."
    )


def test_a_mechanism_is_an_actor_too() -> None:
    process = process_with()

    assert process.actors["commission"] == Actor(
        id="commission",
        place=process.mechanisms["commission"].place,
        kind="mechanism",
        name=Words.of(en="Joint commission", fr="Commission conjointe"),
        sources=("gazette",),
    )


MORE = """
[commitment.hold-fire]
clause = "accord/1"
text = { en = "Hold fire", fr = "Cesser le feu" }
of = "aruna"
keep = { never = ["attack-by-aruna"] }
until = { signed = "accord" }
repair = { done = { event = "joint-patrol" }, within = "30 days" }
expires = { within = "1 year", after = { in_force = "accord" } }
theme = "ceasefire"

[commitment.all-of-it]
clause = "accord/1"
text = { en = "All", fr = "Tout" }
of = []
parts = { all = ["hold-fire", "no-attack"] }
phase = "first"

[commitment.patrols]
clause = "accord/1"
text = { en = "Patrol", fr = "Patrouiller" }
of = ["aruna"]
every = "1 week"
done = { event = "joint-patrol" }

[commitment.patrols.reading.theirs]
label = { en = "Theirs", fr = "La leur" }
holders = ["belva"]
from = { event = "first-meeting" }

[commitment.open]
clause = "accord/1"
text = { en = "Open", fr = "Ouvert" }
of = ["aruna"]

[phase.first]
instrument = "accord"
name = { en = "First", fr = "Première" }

[decision.more-time]
by = ["commission"]
on = "2030-06"
text = { en = "More time", fr = "Plus de temps" }
effect = { extend = "patrols", to = 2030-07-01 }

[meeting.summit]
name = { en = "Summit", fr = "Sommet" }
track = "talks"
on = 2030-06-01

[standpoint.narrow]
name = { en = "Narrow", fr = "Étroit" }
counts = { only = ["commission"] }
"""


def more() -> Process:
    return process_with(more=MORE)


def test_the_kind_of_a_commitment_is_told_by_what_is_given() -> None:
    kinds = {each.id: each.kind for each in more().commitments.values()}

    assert kinds == {
        "commission-meets": "achieve",
        "aruna-withdraws": "achieve",
        "no-attack": "refrain",
        "hold-fire": "refrain",
        "all-of-it": "parts",
        "patrols": "recur",
        "open": "untested",
    }


def test_fields_of_a_commitment() -> None:
    process = more()
    hold, every = process.commitments["hold-fire"], process.commitments["patrols"]
    [reading] = every.readings

    assert hold.of == ("aruna",)
    assert hold.never == ("attack-by-aruna",)
    assert hold.until == InstrumentIs("accord", "signed")
    assert hold.repair == Repair(done=Happened("joint-patrol"), within=Duration(days=30))
    assert hold.expires == Due(
        within=Duration(months=12), after=InstrumentIs("accord", "in-force")
    )
    assert hold.theme == ("ceasefire",)
    assert process.commitments["all-of-it"].parts == AtLeast(
        2, (Kept("hold-fire"), Kept("no-attack")), "all"
    )
    assert (reading.id, reading.holders) == ("theirs", ("belva",))
    assert reading.from_ == Happened("first-meeting")


def test_commitments_are_found_by_phase_and_instrument() -> None:
    process = more()

    assert [each.id for each in process.in_phase("first")] == ["all-of-it"]
    assert len(process.under("accord")) == 7
    assert process.under("nothing") == ()


def test_records_of_bodies_and_standpoints() -> None:
    process = more()
    decision, meeting = process.decisions["more-time"], process.meetings["summit"]

    assert decision.effect == Effect(
        word="extend", commitment="patrols", to=Span.on(date(2030, 7, 1))
    )
    assert decision.known_on == decision.on == Span(date(2030, 6, 1), date(2030, 6, 30))
    assert (meeting.mechanism, meeting.name) == (None, Words.of(en="Summit", fr="Sommet"))
    assert process.standpoints["narrow"].counts == Counts(only=("commission",))


@pytest.mark.parametrize(
    ("effect", "told"),
    [
        ("{ suspend = 'a', by = '30 days' }", "Only an extension moves a deadline"),
        ("{ suspend = 'a', by = '30 days', to = 2030-07-01 }", "Only an extension moves a deadline"),
        ("{ extend = 'a' }", "Only an extension moves a deadline"),
        ("{ extend = 'a', by = '30 days', to = 2030-07-01 }", "Only an extension moves a deadline"),
        ("{}", "A decision has one effect, and here stands none."),
    ],
)  # fmt: skip
def test_effects_that_say_too_much_or_too_little(effect: str, told: str) -> None:
    text = f"[decision.x]\nby = []\non = 2030-06-01\ntext = {{ en = 'x', fr = 'x' }}\neffect = {effect}"

    with pytest.raises(ValueError, match=told):
        process_with(x=text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[commitment.x]\nclause = 'accord/1'\ntext = { en = 'x', fr = 'x' }\nof = []\nreading = 7", "x.toml:5 (commitment.x): Here stands a number. Write a table of named tables."),
        ("[commitment.x]\nclause = 'accord/1'\ntext = { en = 'x', fr = 'x' }\nof = []\nreading.ours = 7", "x.toml:5 (commitment.x): Here stands a number. Write a table."),
        ("[actor.x]\nkind = 'state'\nname = { en = 'x', fr = 'x' }\ncalled = 'y'", "x.toml:4 (actor.x): Here stands text. Write a table by standpoint."),
        ("[undated]\npress = 7", "x.toml:2 (undated): Here stands a number. Write a duration such as \"30 days\"."),
    ],
)  # fmt: skip
def test_tables_within_tables_are_refused_with_their_line(text: str, told: str) -> None:
    with pytest.raises(ValueError) as refusal:
        process_with(x=text)

    assert str(refusal.value) == told


HEAD = """
[process]
id = "words"
title = { fr = "Mots" }
languages = ["fr"]
compiled_on = 2030-12-31
coded_by = ["quelqu'un"]

[calendar]
count = "inclusive"
early_month = [1, 10]
late_year = ["10-01", "12-31"]
seasons = { winter = ["12-01", "02-29"] }

[undated]
press = "14 days"

[words]
kept = { fr = "tenu" }
"""


def test_the_head_its_calendar_and_its_words() -> None:
    process = read_process([("a.toml", HEAD)])

    assert process.calendar == Calendar(
        count="inclusive",
        early_month=(1, 10),
        late_year=((10, 1), (12, 31)),
        seasons={"winter": ((12, 1), (2, 29))},
    )
    assert process.undated == {"press": Duration(days=14)}
    assert process.words == {"kept": Words.of(fr="tenu")}
    assert process.head.place == Place("a.toml", 2, "process")
    assert process.head.standpoint == "public"


@pytest.mark.parametrize(
    ("calendar", "told"),
    [
        ("mid_month = 11", "Here stands a number. Write two days, [11, 20]."),
        ("mid_month = [11]", "Here stands a list. Write two days, [11, 20]."),
        ("mid_year = [5, 8]", "Here stands a number. Write text in quotes."),
        ("mid_month = [11, 40]", "The number is out of bounds. Write a number from 1 to 31."),
    ],
)
def test_parts_of_a_month_or_year_are_two_days(calendar: str, told: str) -> None:
    text = HEAD.replace('count = "inclusive"', calendar)

    with pytest.raises(ValueError) as refusal:
        read_process([("a.toml", text)])

    assert str(refusal.value) == f"a.toml:10 (calendar): {told}"


def test_the_order_of_the_files_makes_no_difference_to_what_is_read() -> None:
    texts = [*TEXTS.items()]

    assert read_process(texts[::-1]).commitments == read_process(texts).commitments


def test_every_public_name_exists_and_is_no_module() -> None:
    names = kept.process.__all__

    assert len(set(names)) == len(names)
    assert all(not isinstance(getattr(kept.process, name), type(pytest)) for name in names)


@pytest.mark.parametrize("name", ["great-lakes", "lakes-exercise"])
def test_the_processes_kept_here_are_read(name: str) -> None:
    folder = open_process(ROOT / "processes" / name)

    assert folder.process.head.id == name
    assert folder.statements
