"""What a secretary types wrong is told at its field, and nothing of it is written."""

import re
from html import unescape

import pytest

from kept.web.minutes import text

NEW = "/desk/meetings/new/?body="


def wrong_at(answer):
    found = re.findall(r'id="([a-z0-9_]+)-wrong">([^<]+)<', answer.content.decode())
    return {name: unescape(told) for name, told in found}


@pytest.mark.parametrize(
    ("field", "value", "at", "told"),
    [
        ("on", "", "on", "This is needed."),
        ("on", "next week", "on", "Write it as 2025-12-18."),
        ("on", "2025-12-21", "on", "only what took place"),
        ("until", "2025-12-01", "until", "ends before it begins"),
        ("number", "seven", "number", "Write a number"),
        ("number", "6", "number", "has been recorded"),
        ("attended", [], "attended", "This is needed."),
        ("attended", ["aruna", "nobody"], "attended", "Choose from the list."),
        ("place_fr", "", "place_fr", "in every language"),
        ("agreed_fr", "un\ndeux", "agreed_fr", "As many lines"),
        ("agreed_en", "to \u202emeet", "agreed_en", "nobody can see"),
        ("agreed_en", "a" * 601, "agreed_en", "At most 600"),
        ("next_on", "soon", "next_on", "Write a day"),
        ("concerns", ["no-such-thing"], "concerns", "Choose from the list."),
        ("planned_as", "no-such-thing", "planned_as", "Choose from the list."),
        ("found1_text_en", "", "found1_text_en", "in every language"),
        ("found2_concerns", ["access-granted"], "found2_text_en", "This is needed."),
    ],
)
def test_words_at_the_field(desk, filled, field, value, at, told):
    answer = desk().post(NEW + "jvm", {**filled, field: value, "preview": "1"})
    assert answer.status_code == 422
    assert told in wrong_at(answer)[at]
    assert not text.copy().exists()


@pytest.mark.parametrize(
    ("changes", "at", "told"),
    [
        ({"attended": ["aruna", "corland"]}, "attended", "needs every member"),
        ({"agreed_by_all": ""}, "agreed_by_all", "only if all agreed"),
        ({"decision1_by": ""}, "decision1_by", "one of the two"),
        ({"decision1_to": "2026-01-10"}, "decision1_by", "one of the two"),
        ({"decision1_by": "a while"}, "decision1_by", "30 days"),
        ({"decision1_effect": "certify"}, "decision1_by", "Only an extension"),
        ({"decision1_effect": ""}, "decision1_effect", "This is needed."),
        ({"decision1_commitment": ""}, "decision1_commitment", "This is needed."),
        ({"decision1_commitment": "camps"}, "decision1_commitment", "No text gives this body"),
        ({"decision1_effect": "annul"}, "decision1_effect", "Choose from the list."),
        ({"decision1_text_fr": ""}, "decision1_text_fr", "in every language"),
        ({"decision1_text_en": "", "decision1_text_fr": ""}, "decision1_text_en", "needed"),
    ],
)
def test_a_decision_keeps_the_rules_of_its_body(desk, steering, changes, at, told):
    answer = desk().post(NEW + "jsc", {**steering, **changes, "preview": "1"})
    assert answer.status_code == 422
    assert told in wrong_at(answer)[at]
    assert not text.copy().exists()


def test_a_body_without_power_cannot_change_what_is_owed(desk, filled, steering):
    decision = {name: each for name, each in steering.items() if name.startswith("decision")}
    answer = desk().post(NEW + "jvm", {**filled, **decision, "preview": "1"})
    assert "No text gives this body" in wrong_at(answer)["decision1_text_en"]


def test_what_the_editor_refuses_is_told_and_not_written(desk, steering):
    endless = {**steering, "decision1_commitment": "no-hostile-acts"}  # it has no deadline
    answer = desk().post(NEW + "jsc", {**endless, "preview": "1"})
    assert answer.status_code == 422
    assert "which has none" in unescape(answer.content.decode())
    assert not text.copy().exists()


def test_what_was_typed_is_still_there_after_a_mistake(desk, filled):
    answer = desk().post(NEW + "jvm", {**filled, "on": "", "preview": "1"})
    page = unescape(answer.content.decode())
    assert "Visite du lieu de la plainte 3" in page
    assert re.search(r'value="belva" checked', page)
    assert re.search(r'<option value="phase-two-planned" selected>', page)


def test_an_unknown_body_is_not_there(desk):
    assert desk().get(NEW + "nobody").status_code == 404
