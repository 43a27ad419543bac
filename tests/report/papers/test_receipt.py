"""What stands on a receipt on paper: the receipt, in both languages, as text and nothing else."""

import json
from dataclasses import replace
from string import Formatter

import pytest
from tests.ledger.bundle.exercise import lakes

from kept.ledger.bundle import receipt
from kept.ledger.canonical import encode, to_base64
from kept.ledger.witness import WitnessedTime
from kept.report.papers.receipt import (
    LONGEST_SAID,
    attachment_name,
    receipt_data,
    receipt_layout,
    recorded_at,
    without_said,
)
from kept.report.papers.words import PAPER


@pytest.fixture(scope="module")
def exercise():
    return lakes()


@pytest.fixture(scope="module")
def five(exercise):
    return receipt(exercise.read, exercise.files, 5)


def stored(claim):
    return encode({"body": to_base64(encode({"claim": claim})), "v": 1})


def facts(data):
    return {each["label"]: each for each in data["facts"]["rows"]}


def places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same_things():
    english, french = PAPER["en"], PAPER["fr"]
    assert list(english) == list(french)
    assert all(places(english[key]) == places(french[key]) for key in english)


def test_it_says_what_the_receipt_says(five, exercise):
    data = receipt_data(five, "en", exercise.clear[five.entry])
    told = facts(data)
    assert data["minute"]["index"]["value"] == "5"
    assert data["minute"]["code"]["value"] == five.code
    assert told["Hash of the entry"]["exact"] == five.entry
    assert told["Proved to be in"]["exact"] == five.root
    assert told["Recorded"]["value"].replace("\u00a0", " ") == (
        "after 21 November 2026, 13:00:01 UTC, and not later than 21 November 2026, 14:00:02 UTC"
    )
    assert told["Cosigned by"]["value"] == "aruna, belva, mediator, observer"
    assert told["Grade"]["steps"] == [True, True, True]
    assert data["said"]["text"] == "The posts are withdrawn."
    assert data["attachment"]["name"] == attachment_name(five) == "entry-5.zip"
    assert any("entry-5.zip" in step["command"] for step in data["how"]["steps"])


@pytest.mark.parametrize(
    ("grade", "steps"), [(None, 0), ("published", 1), ("witnessed", 2), ("mutual", 3)]
)
def test_the_grade_is_drawn_as_far_as_it_reaches(five, grade, steps):
    rows = facts(receipt_data(replace(five, grade=grade), "en"))
    assert sum(rows["Grade"]["steps"]) == steps


def test_it_is_dated_by_the_witnesses_or_else_by_its_author(five):
    assert recorded_at(five) == five.time.until
    unseen = replace(five, time=WitnessedTime(None, None))
    assert recorded_at(unseen) == five.claimed
    assert "no quorum" in facts(receipt_data(unseen, "en"))["Recorded"]["value"]
    first = replace(five, time=WitnessedTime(None, five.time.until))
    assert facts(receipt_data(first, "en"))["Recorded"]["value"].startswith("not later than")


def test_french_is_typeset(five):
    data = receipt_data(five, "fr")
    assert data["title"] == "Récépissé"
    assert "après le 21\u00a0novembre\u00a02026" in facts(data)["Enregistrée"]["value"]
    text = json.dumps(data, ensure_ascii=False)
    assert not any(f" {mark}" in text.replace('" ', '"') for mark in ";!?»")


def test_a_statement_is_quoted_in_the_language_of_the_page_if_it_has_it(five):
    both = stored({"en": "Open.", "fr": "Ouverte."})
    assert receipt_data(five, "fr", both)["said"]["text"] == "Ouverte."
    english = receipt_data(five, "fr", stored({"en": "Open."}))["said"]
    assert (english["lang"], english["text"]) == ("en", "Open.")


def test_a_long_statement_is_cut_and_says_so(five):
    said = receipt_data(five, "en", stored({"en": "word " * 400}))["said"]
    assert LONGEST_SAID - 10 < len(said["text"]) <= LONGEST_SAID + 2
    assert said["text"].endswith("word …")
    assert "attached file" in said["note"]


@pytest.mark.parametrize(
    "body", [None, b"", b"no json", b"{}", encode({"body": "!"}), stored({}), stored({"en": 5})]
)
def test_where_nothing_is_said_nothing_is_quoted(five, body):
    assert receipt_data(five, "en", body)["said"] is None


def test_letters_that_hide_or_turn_the_line_are_shown_as_what_they_are(five):
    said = receipt_data(five, "en", stored({"en": "not\u202e withdrawn\u200b"}))["said"]
    assert said["text"] == "not\\u202e withdrawn\\u200b"


def test_without_its_words_the_page_says_where_they_are(five, exercise):
    data = without_said(receipt_data(five, "fr", exercise.clear[five.entry]), "fr")
    assert (data["said"]["text"], data["said"]["lang"]) == ("", "fr")
    assert "polices" in data["said"]["note"]


def test_the_layout_runs_nothing_and_fetches_nothing():
    layout = receipt_layout().decode()
    for what in ("eval(", "#import", "#include", "plugin(", "@preview", "http"):
        assert what not in layout
    assert layout.count("json(") == 1
