"""The other commands, as their users type them."""

from __future__ import annotations

import json

import pytest

from kept.dates import DateError


def test_explain_by_id_and_by_the_number_of_the_source(kept_json):
    one = kept_json("explain", "great-lakes", "rdf-disengages")
    assert one["commitment"] == kept_json("explain", "great-lakes", "WPA-1.1")["commitment"]
    assert {each["reading"] for each in one["readings"]} >= {None, "after-fdlr"}
    led = {each["reading"]: each["standing"]["duty"] for each in one["readings"]}
    assert led["after-fdlr"] == "blocked"
    assert led[None] == "breached"
    assert one["would_change"]
    assert [each["since"] for each in one["history"]] == sorted(
        each["since"] for each in one["history"]
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Accounts side by side", "Readings and where each leads", "What would change it"]),
        ("fr", ["Les versions côte à côte", "Lectures et où chacune mène", "Historique"]),
    ],
)
def test_explain_speaks_both_languages(kept, language, words):
    text = kept("explain", "great-lakes", "rdf-disengages", "--lang", language).stdout
    for each in words:
        assert each in text


def test_explain_in_french_has_no_english_left(kept):
    text = kept("explain", "great-lakes", "jscm-established", "--lang", "fr").stdout
    for english in ("owed", "deadline", " by the ", "kept by", "holds its first"):
        assert english not in text.replace("kept editors", "")


def test_differ_is_the_same_both_ways(kept_json):
    one = kept_json("differ", "great-lakes", "drc", "rwanda")
    assert one == kept_json("differ", "great-lakes", "rwanda", "drc")
    assert "rdf-disengages" in {each["id"] for each in one["commitments"]}


def test_whatif_shows_what_would_follow_and_leaves_no_trace(kept_json):
    before = kept_json("review", "great-lakes")
    found = kept_json("whatif", "great-lakes", "rdf-troops=0", "fdlr-active=0")
    changed = {each["id"]: each["then"]["word"] for each in found["changed"]}
    assert changed["rdf-disengages"] == "kept"
    assert changed["fdlr-neutralised"] == "kept"
    assert kept_json("review", "great-lakes") == before


def test_whatif_says_how_to_suppose(kept):
    assert "rdf-troops=0" in kept("whatif", "great-lakes", "rdf-troops", code=2).output
    assert "so or not so" in kept(
        "whatif", "great-lakes", "jscm-first-meeting=7", code=2
    ).output.replace("\n", " ")


def test_timeline_is_in_order_and_knows_nothing_later(kept_json):
    found = kept_json("timeline", "great-lakes", "--known-at", "2025-07-01", "--on", "2025-07-01")
    days = [each["on"].split("..")[-1] for each in found["moments"]]
    assert days == sorted(days)
    assert max(days) <= "2025-07-01"


def test_timeline_of_one_speaker_and_one_commitment(kept_json):
    found = kept_json(
        "timeline", "great-lakes", "--speaker", "rwanda", "--about", "rdf-disengages"
    )
    assert found["moments"]
    assert {each["kind"] for each in found["moments"]} == {"statement"}


def test_figures_keep_their_ranges(kept_json, kept):
    found = kept_json("figures", "great-lakes", "rdf-troops")
    assert (7000, 12000) in {(each["low"], each["high"]) for each in found["points"]}
    assert "7,000 to 12,000" in kept("figures", "great-lakes", "rdf-troops").stdout
    assert "7 000 à 12 000" in kept(
        "figures", "great-lakes", "rdf-troops", "--lang", "fr"
    ).stdout.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize("name", ["jscm", "jscm-4", "us-draft", "opord-two", "rwanda", "drc"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_show_everything_that_can_be_shown(kept, name, language):
    assert name in kept("show", "great-lakes", name, "--lang", language).stdout


def test_an_actors_sheet_counts_nothing(kept_json):
    found = kept_json("show", "great-lakes", "rwanda")
    assert not [
        line
        for section in found["sections"]
        for line in section["lines"]
        if line.strip().isdigit() or "%" in line
    ]


def test_show_sends_a_commitment_to_explain(kept):
    assert "kept explain great-lakes jscm-established" in kept(
        "show", "great-lakes", "jscm-established", code=2
    ).output.replace("\n", " ")


def test_every_shipped_process_checks_without_error(kept_json):
    for process in kept_json("processes")["processes"]:
        found = kept_json("check", process["id"])
        assert not [each for each in found["problems"] if each["severity"] == "error"]


def test_check_lists_what_the_texts_leave_open(kept):
    assert "not stated" in kept("check", "great-lakes", "--all").stdout.lower()


def test_cases_of_every_process_come_out(kept_json):
    for process in kept_json("processes")["processes"]:
        found = kept_json("cases", process["id"])
        assert [each["name"] for each in found["cases"] if not each["passed"]] == []


def test_coverage_is_complete_and_the_page_is_current(kept, root):
    page = (root / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert kept("coverage", "great-lakes").stdout == page


def test_the_published_schemas_are_current(kept, root):
    for which in ("process", "statements"):
        page = (root / "docs" / "schema" / f"{which}.schema.json").read_text(encoding="utf-8")
        assert json.loads(kept("schema", which).stdout) == json.loads(page)


def test_a_process_that_cannot_be_read_lists_every_problem(kept, tmp_path):
    (tmp_path / "process.toml").write_text("[process]\nid = 'x y'\n", encoding="utf-8")
    done = kept("review", str(tmp_path), code=3)
    assert "process.toml:1" in done.output
    assert "nothing was assessed" in done.output


def test_no_colour_in_a_pipe(kept):
    assert "\x1b[" not in kept("review", "great-lakes").stdout


def test_a_day_the_calendar_cannot_count_is_told_without_a_crash(kept, monkeypatch):
    def refuse(*_arguments: object, **_options: object) -> None:
        raise DateError("A month after 31 January is no day.")

    monkeypatch.setattr("kept.cli.asking.assess", refuse)
    done = kept("show", "great-lakes", "jscm", code=3)
    assert "A month after 31 January is no day. kept check names the place." in done.output


def test_a_standpoint_s_own_names_are_used(kept):
    asked = ("explain", "lakes-exercise", "front-leaves-towns")
    assert "the rebels of the Sarro" in kept(*asked, "--standpoint", "aruna").stdout
    assert "the rebels of the Sarro" not in kept(*asked).stdout
