"""The overview as a reader meets it."""

import csv
import io

import pytest

pytestmark = pytest.mark.usefixtures("great_lakes")


def test_it_begins_with_a_sentence(reader):
    page = reader.get("/").content.decode()
    assert "of the 129 commitments are kept" in page


def test_it_speaks_french(reader):
    page = reader.get("/?lang=fr")
    assert page.headers["Content-Language"] == "fr"
    assert '<html lang="fr">' in page.content.decode()


def test_its_data_is_one_click_away(reader):
    told = reader.get("/data.json").json()
    assert told["schema"] == "kept.review/1"
    rows = list(csv.DictReader(io.StringIO(reader.get("/data.csv").content.decode("utf-8-sig"))))
    assert [row["commitment"] for row in rows] == [each["id"] for each in told["commitments"]]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("on=yesterday", "“yesterday” is no day"),
        ("on=2025-11", "more than one day"),
        ("standpoint=rwnda", "There is no standpoint “rwnda”. rwanda"),
        ("colour=blue", "This page knows no “colour”"),
        ("basis=entered", "is no way to date statements here"),
    ],
)
def test_a_question_that_cannot_be_is_refused_in_words(reader, query, sentence):
    answer = reader.get(f"/?{query}")
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_whoever_has_the_page_is_not_sent_it_again(reader):
    first = reader.get("/")
    again = reader.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = reader.get("/?on=2025-10-01", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
