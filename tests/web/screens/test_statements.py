"""The statements: found, filtered, and paged so that new ones move nothing."""

import re
import shutil

import pytest
from django.core.cache import caches

from kept.web.accounts.models import User
from kept.web.pages.answers import ANSWERS

NEW = """
[coding]
coded_by = ["kept editors"]
reviewed_by = ["kept editors"]

[[statement]]
id = "rwanda-says-something-new"
speaker = ["rwanda"]
kind = "asserts"
about = ["rdf-troops"]
says = "0"
said_on = 2025-11-21
claim = { en = "=HYPERLINK(\\"x\\") <script>alert('x')</script> & \\"quotes\\"", fr = "<script>alert('x')</script> & « guillemets »" }
sources = ["7sur7-20251011"]
"""


def told(reader, query: str = "") -> list[dict]:
    return reader.get(f"/statements/data.json?{query}").json()["statements"]


@pytest.fixture
def copied(root, tmp_path):
    """A copy of the process whose files can be changed."""
    return shutil.copytree(root / "processes" / "great-lakes", tmp_path / "great-lakes")


def again(serving, process) -> None:
    caches["default"].clear()
    ANSWERS.forget()
    serving(process)


@pytest.mark.usefixtures("great_lakes")
class TestOfTheGreatLakes:
    def test_the_latest_come_first_fifty_to_a_page(self, reader):
        page = told(reader)
        last = [each["said_on"].split("..")[-1] for each in page]
        assert last == sorted(last, reverse=True)
        assert len(page) == 50

    def test_page_after_page_tells_each_of_them_once(self, reader, great_lakes):
        found, address = [], "/statements/data.json"
        while address:
            page = reader.get(address).json()
            found += [each["statement"] for each in page["statements"]]
            address = page["before"] and f"/statements/data.json?before={page['before']}"
        known = [each.id for each in great_lakes.folder.statements]
        assert sorted(found) == sorted(known)

    @pytest.mark.parametrize(
        ("query", "passes"),
        [
            ("speaker=rwanda", lambda each: "rwanda" in each["speakers"]),
            ("kind=denies", lambda each: each["kind"] == "denies"),
            ("about=rdf-troops", lambda each: "rdf-troops" in each["about"]),
            ("area=walikale", lambda each: "walikale" in each["area"]),
            ("release=public", lambda each: each["release"] == "public"),
            ("to=2025-05-31", lambda each: each["said_on"][:10] <= "2025-05-31"),
            ("from=2025-11", lambda each: each["said_on"][-10:] >= "2025-11-01"),
        ],
    )
    def test_a_filter_leaves_those_and_only_those(self, reader, query, passes):
        rows = reader.get(f"/statements/data.csv?{query}").content.decode("utf-8-sig")
        found = told(reader, query)
        assert found
        assert all(passes(each) for each in found)
        every = reader.get("/statements/data.csv").content.decode("utf-8-sig")
        assert 1 < len(rows.splitlines()) <= len(every.splitlines())

    def test_about_a_commitment_is_all_that_bears_on_it(self, reader):
        wide, narrow = told(reader, "about=rdf-disengages"), told(reader, "about=rdf-troops")
        assert {each["statement"] for each in narrow} < {each["statement"] for each in wide}

    def test_of_a_track_is_what_bears_on_its_commitments(self, reader):
        doha = {each["statement"] for each in told(reader, "track=doha&q=kinshasa")}
        assert "kinshasa-and-m23-promise-truce-2025-04" in doha

    def test_words_are_found_in_either_language_and_among_publishers(self, reader):
        assert told(reader, "q=cessez-le-feu")
        assert told(reader, "q=REUTERS")
        assert not told(reader, "q=reuters+zzzz")

    def test_nothing_later_than_the_day_known_is_told(self, reader):
        early = told(reader, "known_at=2025-06-15&on=2025-06-15")
        assert early
        assert all(each["known_on"] <= "2025-06-15" for each in early)

    def test_what_cannot_be_asked_is_refused(self, reader):
        for query in (
            "speaker=moon",
            "kind=shouts",
            "about=nothing",
            "area=moon",
            "release=parties",
            "from=soon",
            "before=2025",
        ):
            assert reader.get(f"/statements/?{query}").status_code == 400, query

    def test_it_speaks_french(self, reader):
        page = reader.get("/statements/?lang=fr").content.decode()
        assert "<h1>Déclarations</h1>" in page
        assert "294 déclarations." in page


def test_new_statements_change_no_page_behind_them(reader, serving, copied):
    again(serving, copied)
    first = reader.get("/statements/data.json").json()
    behind = reader.get(f"/statements/data.json?before={first['before']}").json()
    (copied / "statements" / "new.toml").write_text(NEW, encoding="utf-8")
    again(serving, copied)
    assert "rwanda-says-something-new" in [each["statement"] for each in told(reader)]
    assert reader.get(f"/statements/data.json?before={first['before']}").json() == behind


def test_markup_in_a_statement_stays_text_everywhere(reader, serving, copied):
    (copied / "statements" / "new.toml").write_text(NEW, encoding="utf-8")
    again(serving, copied)
    pages = (
        "/statements/?q=hyperlink",
        "/statements/rwanda-says-something-new/",
        "/commitments/rdf-disengages/",
        "/figures/rdf-troops/",
        "/timeline/",
    )
    for address in pages:
        for language in ("en", "fr"):
            joint = "&" if "?" in address else "?"
            page = reader.get(f"{address}{joint}lang={language}").content.decode()
            assert "&lt;script&gt;" in page, address
            assert "<script" not in page, address
            assert not re.search(r"\son\w+=|style=", page), address
    row = reader.get("/statements/data.csv?q=hyperlink&lang=en").content.decode("utf-8-sig")
    assert "'=HYPERLINK" in row


@pytest.mark.django_db
def test_whoever_is_cleared_can_ask_for_what_was_released_so_far(reader, exercise):
    """The same address refuses the public, and tells the secretariat."""
    hidden = {each.id for each in exercise.folder.statements if each.release == "parties"}
    assert reader.get("/statements/?release=parties").status_code == 400
    office = User.objects.create_user("office", password=None, role="secretariat")
    reader.force_login(office)
    answer = reader.get("/statements/data.json?release=parties")
    found = {each["statement"] for each in answer.json()["statements"]}
    assert found
    assert found <= hidden
    assert answer.headers["Cache-Control"].startswith("private")
    page = reader.get("/statements/?lang=en").content.decode()
    assert '<option value="confidential">the secretariat</option>' in page
