"""The list of commitments as a reader meets it."""

import csv
import io
import re

import pytest

pytestmark = pytest.mark.usefixtures("great_lakes")


def ids(page) -> list[str]:
    """The commitments a page links to, in its order, each once."""
    found = re.findall(r'class="ref" href="/commitments/([^/"]+)/', page.content.decode())
    return list(dict.fromkeys(found))


def test_every_commitment_is_there_in_the_order_of_the_text(reader, great_lakes):
    assert ids(reader.get("/commitments/")) == list(great_lakes.process.commitments)


def test_ordered_by_standing_the_same_are_there_each_word_once(reader, great_lakes):
    page = reader.get("/commitments/?order=standing")
    assert sorted(ids(page)) == sorted(great_lakes.process.commitments)
    headings = re.findall(r'<h2 id="group-\d+">([^<]*)</h2>', page.content.decode())
    assert len(headings) == len(set(headings)) > 3
    assert headings[0] == "Kept"


@pytest.mark.parametrize(
    ("query", "member", "value"),
    [
        ("word=broken", "word", "broken"),
        ("track=doha", "track", "doha"),
        ("instrument=opord", "instrument", "opord"),
        ("between=contested", "between", "contested"),
    ],
)
def test_a_filter_leaves_those_and_only_those(reader, query, member, value):
    every = reader.get("/commitments/data.json").json()["commitments"]
    found = reader.get(f"/commitments/data.json?{query}").json()["commitments"]
    assert found == [each for each in every if each[member] == value]
    assert 0 < len(found) < len(every)


def test_words_are_found_whatever_their_accents_and_capitals(reader):
    plain = ids(reader.get("/commitments/?q=desengager+forces"))
    assert "rdf-disengages" in plain
    assert plain == ids(reader.get("/commitments/?q=Désengager FORCES"))
    assert ids(reader.get("/commitments/?q=rdf-disengages-in")) == ["rdf-disengages-in-step"]
    assert "Ask for less" in reader.get("/commitments/?q=zzzz&lang=en").content.decode()


def test_rows_and_data_hold_the_same_commitments(reader):
    told = reader.get("/commitments/data.json?track=doha").json()["commitments"]
    text = reader.get("/commitments/data.csv?track=doha").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["commitment"] for row in rows] == [each["id"] for each in told]


def test_what_nobody_can_be_asked_for_is_refused_in_words(reader):
    for query in [
        "word=fine",
        "track=moon",
        "instrument=none",
        "between=sometimes",
        "order=party",
    ]:
        answer = reader.get(f"/commitments/?{query}&lang=en")
        assert answer.status_code == 400, query
        assert "cannot be" in answer.content.decode()


def test_the_day_and_the_standpoint_stay_with_every_link(reader):
    page = reader.get("/commitments/?standpoint=rwanda&on=2025-10-01").content.decode()
    assert "/commitments/rdf-disengages/?on=2025-10-01&amp;standpoint=rwanda" in page


def test_it_speaks_french(reader):
    page = reader.get("/commitments/?lang=fr").content.decode()
    assert "<h1>Engagements</h1>" in page
    assert "129 engagements sur 129" in page
