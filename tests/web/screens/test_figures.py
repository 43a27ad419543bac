"""The figures: as they were given, and never merged."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("great_lakes")
PAGE = "/figures/rdf-troops/"


def test_every_indicator_is_listed_with_or_without_figures(reader, great_lakes):
    page = reader.get("/figures/").content.decode()
    measured = [
        k for k, each in great_lakes.process.propositions.items() if each.kind == "indicator"
    ]
    assert sorted(re.findall(r'href="/figures/([^/"]+)/"', page)) == sorted(measured)
    counts = reader.get("/figures/data.json").json()["figures"]
    assert sorted(counts) == sorted(measured)


def test_each_figure_stands_with_its_range_its_day_and_its_source(reader):
    page = re.sub(r"<[^>]+>", " ", reader.get(f"{PAGE}?lang=en").content.decode())
    for told in (
        "3,000 to 4,000",
        "7,000 to 12,000",
        "at least 8,000",
        "UN Group of Experts",
        "Mint",
    ):
        assert told in page


def test_nothing_is_merged_or_averaged(reader):
    points = reader.get(f"{PAGE}data.json").json()["points"]
    given = [each for each in points if each["low"] is not None or each["high"] is not None]
    page = reader.get(PAGE).content.decode()
    table = page[page.index("<table") : page.index("</table>")]
    assert len(re.findall("<tr><th", table)) - 1 == len(given) > 4
    assert page.count('class="letter"') == len(given)


def test_the_picture_says_in_words_what_it_shows(reader):
    page = reader.get(f"{PAGE}?lang=en").content.decode()
    assert 'aria-label="Rwandan soldiers in the DRC: every figure with its range' in page


def test_what_nobody_gave_a_figure_for_says_so(reader):
    counts = reader.get("/figures/data.json").json()["figures"]
    silent = next(name for name, n in counts.items() if n == 0)
    page = reader.get(f"/figures/{silent}/?lang=en").content.decode()
    assert "Nobody has given a figure" in page
    assert 'class="chart' not in page


def test_no_figure_of_a_later_day_is_told(reader):
    points = reader.get(f"{PAGE}data.json?on=2025-01-31&known_at=2025-01-31").json()["points"]
    assert points
    assert all(each["as_of_first"] <= "2025-01-31" for each in points)


def test_what_is_not_measured_is_not_there(reader):
    assert reader.get("/figures/no-such-thing/").status_code == 404
    assert reader.get("/figures/drafts-merged/").status_code == 404


def test_it_speaks_french(reader):
    page = reader.get(f"{PAGE}?lang=fr").content.decode()
    assert "3\u202f000 à 4\u202f000" in page
    assert "juil." in page
