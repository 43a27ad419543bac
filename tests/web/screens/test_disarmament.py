"""Totals as a reader meets them: no side's figure is put before another's."""

import shutil

import pytest

OTHER = """
id = "aruna-in-transit-2025-10"
speaker = ["{speaker}"]
kind = "asserts"
about = ["fighters-in-transit"]
says = "{says}"
when = 2025-10-31
said_on = 2025-11-05
signed = true
claim = {{ en = "So many were in transit", fr = "Tant étaient en transit" }}
sources = ["commission-0905"]
"""


def copied(root, tmp_path, speaker, says):
    folder = tmp_path / speaker / "lakes-exercise"
    shutil.copytree(root / "processes" / "lakes-exercise", folder)
    told = OTHER.format(speaker=speaker, says=says)
    head = (
        (folder / "statements" / "2025-totals.toml").read_text("utf-8").split("[[statement]]")[0]
    )
    (folder / "statements" / "other.toml").write_text(
        f"{head}[[statement]]{told}", encoding="utf-8"
    )
    return folder


def flow(reader, language="en"):
    page = reader.get(f"/disarmament/?lang={language}").content.decode()
    return page.split('class="chart flow')[1].split("</svg>")[0]


@pytest.mark.usefixtures("exercise")
def test_the_latest_figure_of_a_step_is_drawn(reader):
    assert ">52<" in flow(reader)


@pytest.mark.parametrize("speaker", ["aruna", "uls"])  # before and after the other by name
def test_where_two_differ_neither_is_drawn(reader, serving, root, tmp_path, speaker):
    serving(copied(root, tmp_path, speaker, "300"))
    drawn = flow(reader)
    assert "told differently" in drawn
    assert ">52<" not in drawn
    assert ">300<" not in drawn
    assert "dit différemment" in flow(reader, "fr")


def test_where_two_agree_both_are_named(reader, serving, root, tmp_path):
    serving(copied(root, tmp_path, "uls", "52"))
    drawn = flow(reader)
    assert ">52<" in drawn
    assert "Ceasefire Commission and ULS" in drawn


@pytest.mark.usefixtures("great_lakes")
def test_a_step_nobody_has_measured_says_so(reader):
    assert "nobody has given a figure" in reader.get("/disarmament/").content.decode()


@pytest.mark.usefixtures("exercise")
@pytest.mark.parametrize("query", ["", "?kind=quarter", "?lang=fr"])
@pytest.mark.parametrize("page", ["disarmament", "situation"])
def test_each_form_answers(reader, page, query):
    for form, start in (("", "<!doctype"), ("data.json", "{"), ("data.csv", "\ufeff")):
        answer = reader.get(f"/{page}/{form}{query}")
        assert answer.status_code == 200
        assert answer.content.decode().startswith(start)


@pytest.mark.usefixtures("exercise")
def test_an_area_nobody_agreed_on_is_refused(reader):
    assert reader.get("/disarmament/?area=a-village").status_code == 400
