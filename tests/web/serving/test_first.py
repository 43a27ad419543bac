"""The first page is drawn at a start only where it would be another than the last time."""

import json
import shutil

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler

from kept.report.wording.language import LANGUAGES
from kept.web.pages.view import View
from kept.web.serving import first, stamps

BOTH = list(LANGUAGES)
PAGES = {"name-en": b"page", "name-fr": b"\xffpage"}


@pytest.fixture
def place(settings, root, tmp_path, monkeypatch):
    """A site whose text and code a test may change."""
    settings.KEPT_PROCESS = tmp_path / "lakes-exercise"
    shutil.copytree(root / "processes" / "lakes-exercise", settings.KEPT_PROCESS)
    settings.KEPT_DATA.mkdir()
    monkeypatch.setattr(stamps, "CODE", tmp_path / "code")
    stamps.CODE.mkdir()
    return settings


@pytest.fixture
def start(db, place, serving, monkeypatch):  # no reader asks the database, but Django closes it
    """Start the site; gives the languages in which a page had to be drawn."""
    drawn = []
    body = View._body

    def draw(view, shown, asked, **more):
        drawn.append(asked.language)
        return body(view, shown, asked, **more)

    monkeypatch.setattr(View, "_body", draw)

    def start():
        drawn.clear()
        serving(place.KEPT_PROCESS)
        cache.clear()
        first.ready(WSGIHandler())
        return list(drawn)

    return start


def change_the_text(place):
    file = place.KEPT_PROCESS / "process.toml"
    file.write_text(file.read_text("utf-8").replace("Lakes", "Hills"), "utf-8")


def test_a_start_draws_what_has_changed_and_nothing_else(start, place, reader):
    assert start() == BOTH
    before = [reader.get("/", headers={"accept-language": each}).content for each in BOTH]
    assert start() == []
    after = [reader.get("/", headers={"accept-language": each}).content for each in BOTH]
    assert after == before and len({*after}) == 2

    # What a page tells is in its name: where the stamp were to miss it, it is drawn all the same.
    kept = place.KEPT_DATA / first.FILE
    change_the_text(place)
    told = json.loads(kept.read_bytes())
    kept.write_text(json.dumps({**told, "stamp": first._stamp()}))
    assert start() == BOTH
    assert "Hills" in reader.get("/").content.decode()


def a_statement_changed(place):
    said = next((place.KEPT_PROCESS / "statements").glob("*.toml"))
    said.write_text(said.read_text("utf-8") + "\n", "utf-8")


def totals_changed(place):
    with (place.KEPT_PROCESS / "totals.toml").open("a") as file:
        file.write("# other\n")


def a_meeting_recorded(place):
    (place.KEPT_DATA / "process").mkdir()
    (place.KEPT_DATA / "process" / "process.toml").write_text("")


def outlines_imported(place):
    (place.KEPT_DATA / "places").mkdir()
    (place.KEPT_DATA / "places" / "origins.json").write_text("[]")


def code_changed(place):
    (stamps.CODE / "module.py").write_text("")


def a_stylesheet_changed(place):
    (place.STATIC_ROOT / "kept.0123.css").write_text("")


@pytest.mark.parametrize(
    "change",
    [
        *(change_the_text, a_statement_changed, totals_changed, a_meeting_recorded),
        *(outlines_imported, code_changed, a_stylesheet_changed),
    ],
)
def test_nothing_is_believed_once_what_it_rests_on_has_changed(place, change):
    file = place.KEPT_DATA / first.FILE
    first._write(file, first._stamp(), PAGES)
    assert first._read(file, first._stamp()) == PAGES
    change(place)
    assert first._read(file, first._stamp()) == {}


def test_what_the_operator_says_is_part_of_it(place, monkeypatch):
    before = first._stamp()
    monkeypatch.setenv("KEPT_SECRET_KEY", "nothing is drawn from it")
    assert first._stamp() == before
    monkeypatch.setenv("KEPT_ORIGIN", "https://kept.example")
    assert first._stamp() != before


@pytest.mark.parametrize("there", ["", "[]", '{"stamp": "now"}', '{"stamp": "now", "pages": []}'])
def test_a_file_that_is_none_is_passed_over(tmp_path, there):
    file = tmp_path / first.FILE
    assert first._read(file, "now") == {}
    file.write_text(there)
    assert first._read(file, "now") == {}


def test_a_page_that_fails_is_not_kept(place):
    def fails(request, start_response):
        start_response("500 Internal Server Error", [])
        return [b"no page"]

    first.ready(fails)
    assert not (place.KEPT_DATA / first.FILE).exists()


def test_where_pages_are_not_kept_none_is_drawn_early(settings):
    settings.KEPT_KEEP_PAGES = False
    first.ready(lambda *_: pytest.fail("asked"))
