"""Texts and their lives as a reader meets them."""

import csv
import io
from html import unescape

import pytest

pytestmark = pytest.mark.usefixtures("exercise")


def page(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_text_is_there_under_its_track(reader, exercise):
    told = page(reader, "/instruments/")
    for each in exercise.process.instruments.values():
        assert f"/instruments/{each.id}/" in told
    assert told.index("Velmar track") < told.index("Tessany track")


def test_a_life_is_told_in_steps(reader):
    told = page(reader, "/instruments/lakes-agreement/")
    life = told.split('class="life"')[1]
    assert life.index("initialled") < life.index("signed") < life.index("in force")
    assert "known 25 April 2025" in life


def test_a_precondition_is_told_with_its_figures_and_sources(reader):
    told = page(reader, "/instruments/march-draft/")
    assert "What had to come before signature" in told
    assert "1,600 to 2,100 soldiers" in told
    assert "Gone with the draft" in told


def test_clauses_nobody_speaks_of_are_shown_as_such(reader):
    told = page(reader, "/instruments/ceasefire-protocol/")
    assert told.count("No statement speaks of this clause.") == 1


def test_readings_are_told_with_their_holders(reader):
    told = page(reader, "/instruments/lakes-agreement/")
    assert "Competing readings" in told
    assert "180 days counted from signature" in told


def test_what_was_moved_stands_with_both_days(reader):
    told = page(reader, "/instruments/amendment-protocol/")
    assert "31 July 2025" in told
    assert "30 September 2025" in told


def test_its_data_is_one_click_away(reader, exercise):
    every = reader.get("/instruments/data.json").json()
    one = reader.get("/instruments/lakes-agreement/data.json").json()
    assert (every["schema"], one["schema"]) == ("kept.instruments/1", "kept.instrument/1")
    assert [each["id"] for each in every["instruments"]] == list(exercise.process.instruments)
    assert [each["is"] for each in one["life"]] == ["initialled", "signed", "in-force"]
    answer = reader.get("/instruments/lakes-agreement/data.csv").content.decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(answer)))
    own = [each.id for each in exercise.process.under("lakes-agreement")]
    assert [row["commitment"] for row in table if row["commitment"]] == own


def test_it_speaks_french(reader):
    told = page(reader, "/instruments/march-draft/?lang=fr")
    assert "Ce qui devait précéder la signature" in told
    assert "remplacé" in told


def test_an_unknown_text_is_not_there(reader):
    assert reader.get("/instruments/peace-forever/").status_code == 404
