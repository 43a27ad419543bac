"""The timeline: moments in their order, and only those asked for."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("great_lakes")


def told(reader, query: str = "") -> list[dict]:
    return reader.get(f"/timeline/data.json?{query}").json()["moments"]


def test_the_latest_come_first(reader):
    last = [each["on"].split("..")[-1] for each in told(reader)]
    assert last == sorted(last, reverse=True)
    assert len(last) > 300


@pytest.mark.parametrize(
    "query",
    ["kind=meeting", "speaker=rwanda", "about=rdf-disengages", "from=2025-11-01", "to=2025-05-01"],
)
def test_a_filter_leaves_some_of_them(reader, query):
    every = {each["id"] for each in told(reader)}
    found = {each["id"] for each in told(reader, query)}
    assert found
    assert found < every


def test_meetings_stand_between_the_statements(reader):
    page = reader.get("/timeline/?kind=meeting&lang=en").content.decode()
    assert "meeting</span>" in page
    assert re.search(r'href="/meetings/[^"]+/', page)


def test_page_after_page_tells_each_of_them(reader):
    address, n = "/timeline/?lang=en", 0
    while address:
        page = reader.get(address).content.decode()
        n += len(re.findall(r'<li class="k-', page))
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1].replace("&amp;", "&") if older else ""
    assert n == len(told(reader))


def test_what_cannot_be_asked_is_refused(reader):
    for query in ["kind=rumour", "speaker=moon", "about=x", "before=never"]:
        assert reader.get(f"/timeline/?{query}").status_code == 400, query


def test_it_speaks_french(reader):
    assert "Novembre 2025" in reader.get("/timeline/?lang=fr").content.decode()
