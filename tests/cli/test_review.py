"""`kept review`: the interface others build on, and what the screen must never show."""

from __future__ import annotations

import re

import pytest

KEYS = [
    "schema",
    "engine",
    "process",
    "process_digest",
    "ledger",
    "coded_by",
    "reviewed_by",
    "fictional",
    "on",
    "known_at",
    "basis",
    "standpoint",
    "since",
    "sentence",
    "counts",
    "commitments",
    "contested",
    "changed",
    "news",
    "decisions",
    "silent",
    "missing",
    "due_next",
    "phases",
    "meetings",
]
ACCOUNT = {
    "statement",
    "speakers",
    "kind",
    "about",
    "says",
    "extent",
    "claim",
    "said_on",
    "when",
    "signed",
    "sources",
    "counted",
    "decides",
    "lead",
    "known_on",
    "dated",
    "entry",
}


@pytest.fixture(scope="module")
def review() -> dict:
    import json

    from click.testing import CliRunner

    from kept.cli.main import main

    asked = ["review", "great-lakes", "--on", "2025-11-21", "--json"]
    return json.loads(CliRunner().invoke(main, asked).stdout)


def test_the_keys_are_those_of_the_specification(review, root):
    page = (root / "docs" / "spec" / "review.md").read_text(encoding="utf-8")
    assert list(review) == KEYS
    for key in KEYS:
        assert f"`{key}" in page, key


def test_a_commitment_carries_axes_accounts_and_reasons(review, root):
    page = (root / "docs" / "spec" / "review.md").read_text(encoding="utf-8")
    found = {each["id"]: each for each in review["commitments"]}
    jscm = found["jscm-established"]
    for key in jscm:
        assert f"`{key}`" in page, key
    assert jscm["duty"] == "discharged"
    assert jscm["time"]["word"] == "late"
    assert (jscm["time"]["least"], jscm["time"]["most"]) == (11, 11)
    assert set(jscm["accounts"][0]) == ACCOUNT
    assert {each["rule"] for each in jscm["reasons"]} >= {"owed", "deadline", "test"}


def test_what_is_cited_is_among_the_statements(review):
    said = {each["statement"] for one in review["commitments"] for each in one["accounts"]}
    for one in review["commitments"]:
        for reason in one["reasons"]:
            assert set(_cited(reason)) <= said


def _cited(reason: dict) -> list[str]:
    return reason["statements"] + [name for each in reason["because"] for name in _cited(each)]


def test_counts_are_by_track_and_never_by_party(review):
    assert set(review["counts"]) <= {"washington", "doha", "other"}
    total = sum(sum(row.values()) for row in review["counts"].values())
    assert total == len(review["commitments"])


def test_contested_names_the_duty_on_rwandan_forces(review):
    contested = {each["id"]: each for each in review["contested"]}
    each = contested["rdf-disengages"]
    assert each["about"] == ["reading"]
    assert each["standpoints"]["drc"]["duty"] == "breached"
    assert each["standpoints"]["rwanda"]["duty"] == "blocked"


def test_phase_two_is_closed_with_its_reason(review):
    phases = {each["id"]: each for each in review["phases"]}
    assert phases["opord-two"]["word"] == "closed"
    assert phases["opord-two"]["waits_for"]
    assert phases["opord-two"]["reasons"]


def test_the_next_meeting_is_expected_early_in_2026(review):
    (upcoming,) = [each for each in review["meetings"] if each["is"] == "next"]
    assert upcoming["on"] == "2026-01-01..2026-03-31"


def test_the_same_question_has_the_same_bytes(kept):
    one = kept("review", "great-lakes", "--json").stdout
    assert one == kept("review", "great-lakes", "--json").stdout


def test_the_screen_says_that_nobody_reviewed_the_coding(kept):
    assert "NOT REVIEWED" in kept("review", "great-lakes").stdout
    assert "PAS ENCORE RELU" in kept("review", "great-lakes", "--lang", "fr").stdout


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_screen_has_no_percentages(kept, language):
    text = kept("review", "great-lakes", "--all", "--lang", language).stdout
    counted = re.sub(r"—[^\n]*", "", text)
    assert not re.search(r"\d\s?%", counted)


def test_every_line_of_the_screen_fits_a_page(kept):
    lines = kept("review", "great-lakes").stdout.splitlines()
    assert max(map(len, lines)) <= 110
    assert len(lines) < 110


def test_since_a_meeting_is_since_its_eve(kept_json):
    assert kept_json("review", "great-lakes", "--since", "jscm-3")["since"] == "2025-10-20"
    assert kept_json("review", "great-lakes", "--since", "2025-10-01")["since"] == "2025-10-01"


def test_one_track_alone(kept_json):
    found = kept_json("review", "great-lakes", "--track", "doha")
    assert set(found["counts"]) == {"doha"}
    assert {each["track"] for each in found["commitments"]} == {"doha"}


def test_as_known_in_june_nothing_later_is_known(kept_json):
    found = kept_json("review", "great-lakes", "--on", "2025-11-21", "--known-at", "2025-06-30")
    for one in found["commitments"]:
        for account in one["accounts"]:
            assert account["known_on"] <= "2025-06-30"
            assert account["said_on"][:10] <= "2025-06-30"
    assert found["meetings"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["great-lake"], "Did you mean great-lakes?"),
        (["great-lakes", "--standpoint", "publik"], "Did you mean public?"),
        (["great-lakes", "--track", "washingtn"], "Did you mean washington?"),
        (["great-lakes", "--since", "jscm-44"], "Did you mean jscm-4?"),
        (["great-lakes", "--on", "2025-02-30"], "2025-02-30"),
        (["great-lakes", "--on", "2025-11"], "no single day"),
    ],
)
def test_wrong_words_are_answered_with_a_remedy(kept, arguments, message):
    done = kept("review", *arguments, code=2)
    assert message in done.output
