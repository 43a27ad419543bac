"""A register too large for memory is told by its columns, and where it cannot be, that is said."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from datetime import date

import pytest

from kept.archive import open_process
from kept.archive.columns.register import build_from_register
from kept.archive.kernel.engine import engine
from kept.archive.ledger import LedgerFolder
from kept.web.pages.answers import ANSWERS
from kept.web.reading import current, size
from kept.web.reading.large import Large
from kept.web.reading.size import TooLargeError, Unread

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        engine().library is None and os.environ.get("KEPT_REQUIRE_CC") != "1",
        reason="there is no compiler",
    ),
]


@pytest.fixture
def large(register, monkeypatch, settings):
    """The register of the exercise, served as if it were too large for memory."""
    text = open_process(settings.KEPT_PROCESS).process
    build_from_register(LedgerFolder(register), text)

    def serve() -> None:
        monkeypatch.setattr(size, "LARGE", 1)
        current.site.cache_clear()
        ANSWERS.forget()

    return serve


def main(page: str) -> str:
    return page.split("<main")[1].split("</main>")[0]


def read(reader, address: str) -> str:
    reader.cookies.clear()  # the language asked for last
    response = reader.get(address)
    assert response.status_code == 200, address
    return main(response.content.decode())


SAME = (
    "/commitments/",
    "/commitments/?order=standing&lang=fr",
    "/ledger/",
    "/ledger/?code=7",
    "/meetings/",
)
LISTS = (
    "",
    "?speaker=belva",
    "?kind=denies",
    "?track=tessany",
    "?about=front-leaves-towns",
    "?to=2025-08-31",
    "?from=2025-09-01&release=public",
    "?on=2025-07-31",
)
WHOLE = (
    "/statements/?q=camp",
    "/figures/",
    "/situation/",
    "/data.json",
    "/commitments/front-leaves-towns/",
    "/actors/aruna/",
    "/ledger/7/",
)


def test_pages_are_the_same_by_columns(reader, large):
    entry = reader.get("/ledger/9/data.json").json()
    same = (*SAME, f"/ledger/?code={entry['code']}", f"/ledger/?code={entry['entry']}")
    whole = [read(reader, each) for each in same]
    large()
    assert [read(reader, each) for each in same] == whole
    for nobody in ("ABCD", "0000-0000-0000-0000-0000", "f" * 64, "9" * 12):
        assert reader.get(f"/ledger/?code={nobody}").status_code == 404


def test_the_overview_is_the_same_but_for_what_takes_every_statement(reader, large):
    whole = read(reader, "/")
    large()
    page = read(reader, "/")
    assert "this register has too many of them" in page
    for title in ("heard", "eyed", "plan"):
        assert re.findall(rf'id="{title}".*?</section>', page, re.S) == re.findall(
            rf'id="{title}".*?</section>', whole, re.S
        )


def test_statements_are_listed_alike(reader, large):
    def told(query):
        found = reader.get(f"/statements/data.json{query}").json()["statements"]
        return [each for each in found if each["about"]]

    whole = [told(each) for each in LISTS]
    large()
    for query, before in zip(LISTS, whole, strict=True):
        assert before
        assert told(query)[: len(before)] == before


def test_pages_of_statements_follow_on(reader, large, monkeypatch):
    monkeypatch.setattr("kept.web.screens.statements.PAGE", 7)

    def walk():
        before, found = "", []
        while before is not None:
            told = reader.get(f"/statements/data.json?speaker=aruna{before}").json()
            found += [each["statement"] for each in told["statements"] if each["about"]]
            before = told["before"] and f"&before={told['before']}"
        return found

    whole = walk()
    large()
    assert walk() == whole
    assert len(whole) > 7
    marks = r'class="day">[^<]*<small>([^<]*)'
    assert re.findall(marks, read(reader, "/statements/?speaker=aruna"))


def test_the_timeline_follows_on_alike(reader, large, monkeypatch):
    monkeypatch.setattr("kept.web.screens.timeline.PAGE", 40)

    statements = reader.get("/statements/data.csv").content.decode().splitlines()[1:]
    bare = {each.split(",")[0] for each in statements if each.split(",")[4] == ""}

    def walk(query):
        address, found = f"/timeline/?{query}", []
        while address:
            page = read(reader, address)
            for each in page.split('<li class="k-')[1:]:
                kind = each.partition('"')[0]
                name = re.search(r'href="/[a-z]+/([^/"]*)/', each)
                found.append((kind, name and name[1]))
            older = re.search(r'rel="next" href="([^"]*)"', page)
            address = older and older[1].replace("&amp;", "&")
        return found

    queries = ("", "speaker=belva", "about=front-leaves-towns")
    whole = [[each for each in walk(query) if each[1] not in bare] for query in queries]
    assert all(whole)
    assert bare
    large()
    assert [walk(query) for query in queries] == whole


def test_what_takes_every_statement_says_so(reader, large):
    large()
    for each in WHOLE:
        response = reader.get(each)
        assert response.status_code == 503, each
        assert "too many to read them for one page" in response.content.decode()


def test_without_columns_as_it_is_now_it_says_what_to_do(reader, register, large):
    (register / "private" / "columns" / "public" / "about.json").unlink()
    large()
    response = reader.get("/")
    assert response.status_code == 503
    assert "kept ledger columns" in response.content.decode()


def test_who_sees_words_of_its_own_is_told_so(as_, large):
    large()
    response = as_("aruna-1").get("/commitments/")
    assert response.status_code == 503
    assert "your account sees words of its own" in response.content.decode()


def test_what_is_held_back_is_not_told_by_columns(register, large, settings):
    large()
    told = Large(register, open_process(settings.KEPT_PROCESS).process, "public")
    entry = told.entries.entry(int(told._register.columns.index.max())).hash
    assert told.holds_any([entry])
    assert not told.holds_any(["0" * 64])


def test_what_a_party_has_just_filed_is_not_told_before_it_was_looked_at(
    reader, register, large, settings, monkeypatch
):
    large()
    told = Large(register, open_process(settings.KEPT_PROCESS).process, "public")
    long_ago = date(2025, 1, 1)
    assert not told.filed_lately(long_ago)
    others = replace(told._register.reading, keeper="nobody")
    monkeypatch.setattr(told._register, "reading", others)
    assert told.filed_lately(long_ago)
    assert not told.filed_lately(date(2030, 1, 1))
    monkeypatch.setattr(Large, "filed_lately", lambda *_: True)
    assert reader.get("/commitments/").status_code == 503


def test_nobody_gets_a_part_of_the_statements_for_the_whole():
    for ask in (len, list, lambda it: it[0], lambda it: "x" in it, bool):
        with pytest.raises(TooLargeError):
            ask(Unread())
